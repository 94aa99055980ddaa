"""JSON Resume in and out. In: whatever is there and of the right shape. Out: valid by the schema."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any, Final

from interview_cli.cv.dates import to_iso
from interview_cli.cv.lines import tidy
from interview_cli.models import (
    CV,
    Basics,
    Certificate,
    Education,
    Language,
    Profile,
    Project,
    SkillGroup,
    Work,
)
from interview_cli.untrusted import clean

_MAX_ITEMS: Final = 500
_LIST_KEYS: Final = ("work", "education", "skills", "projects", "volunteer", "languages")


def looks_like_resume(value: Any) -> bool:
    """Whether a JSON value has the shape of a JSON Resume."""
    return isinstance(value, dict) and (
        isinstance(value.get("basics"), dict) or any(isinstance(value.get(k), list) for k in _LIST_KEYS)
    )


def from_json_resume(value: dict[str, Any]) -> CV:
    """A CV of a JSON Resume document; parts of another shape are left out."""
    return CV(
        basics=_basics(_dict(value.get("basics"))),
        work=tuple(_work(item) for item in _dicts(value.get("work"))),
        volunteer=tuple(_work(item) for item in _dicts(value.get("volunteer"))),
        education=tuple(_education(item) for item in _dicts(value.get("education"))),
        skills=tuple(
            SkillGroup(_text(item.get("name")), _text(item.get("level")), _texts(item.get("keywords")))
            for item in _dicts(value.get("skills"))
        ),
        projects=tuple(
            [_project(item) for item in _dicts(value.get("projects"))]
            + [_publication(item) for key in ("publications", "awards") for item in _dicts(value.get(key))]
        ),
        languages=tuple(
            Language(_text(item.get("language")), _text(item.get("fluency")))
            for item in _dicts(value.get("languages")) if _text(item.get("language"))
        ),
        certificates=tuple(
            Certificate(_text(item.get("name")), _text(item.get("issuer")), _date(item.get("date")))
            for item in _dicts(value.get("certificates")) if _text(item.get("name"))
        ),
    )  # fmt: skip


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value[:_MAX_ITEMS] if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    """One line of a JSON string or number; anything else is ""."""
    return tidy(str(value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _block(value: Any) -> str:
    """A text that may have several lines."""
    return (
        "\n".join(filter(None, map(tidy, clean(value).split("\n"))))
        if isinstance(value, str)
        else _text(value)
    )


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_text(value),) if value.strip() else ()
    return tuple(t for t in map(_text, value[:_MAX_ITEMS]) if t) if isinstance(value, list) else ()


def _date(value: Any) -> str:
    text = _text(value)
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    return found[0] if found and int(found[2] or 1) <= 12 else to_iso(text)


def _basics(item: dict[str, Any]) -> Basics:
    place = item.get("location")
    if isinstance(place, dict):
        parts = (_text(place.get(key)) for key in ("address", "postalCode", "city", "region", "countryCode"))
        place = ", ".join(part for part in parts if part)
    return Basics(
        name=_text(item.get("name")), label=_text(item.get("label")), email=_text(item.get("email")), phone=_text(item.get("phone")),
        url=_text(item.get("url") or item.get("website")), summary=_block(item.get("summary")), location=_text(place),
        profiles=tuple(
            Profile(_text(p.get("network")), _text(p.get("username")), _text(p.get("url"))) for p in _dicts(item.get("profiles"))
        ),
    )  # fmt: skip


def _work(item: dict[str, Any]) -> Work:
    return Work(
        name=_text(item.get("name") or item.get("company") or item.get("organization")),
        position=_text(item.get("position")), location=_text(item.get("location")),
        start=_date(item.get("startDate")), end=_date(item.get("endDate")),
        summary=_block(item.get("summary") or item.get("description")), highlights=_texts(item.get("highlights")),
        url=_text(item.get("url") or item.get("website")),
    )  # fmt: skip


def _education(item: dict[str, Any]) -> Education:
    return Education(
        institution=_text(item.get("institution")), area=_text(item.get("area")), study_type=_text(item.get("studyType")),
        start=_date(item.get("startDate")), end=_date(item.get("endDate")),
        score=_text(item.get("score") or item.get("gpa")), courses=_texts(item.get("courses")),
    )  # fmt: skip


def _project(item: dict[str, Any]) -> Project:
    return Project(
        name=_text(item.get("name")), description=_block(item.get("description") or item.get("summary")),
        highlights=_texts(item.get("highlights")), keywords=_texts(item.get("keywords")),
        start=_date(item.get("startDate")), end=_date(item.get("endDate")), url=_text(item.get("url")),
    )  # fmt: skip


def _publication(item: dict[str, Any]) -> Project:
    by = _text(item.get("publisher") or item.get("awarder"))
    about = "\n".join(part for part in (by, _block(item.get("summary"))) if part)
    return Project(
        name=_text(item.get("name") or item.get("title")), description=about,
        end=_date(item.get("releaseDate") or item.get("date")), url=_text(item.get("url")),
    )  # fmt: skip


def to_text(cv: CV) -> str:
    """A CV as text, one block a line, for a CV that came as data: the lines a coach quotes from."""
    basics = cv.basics
    out = [
        t for t in (basics.name, basics.label, basics.email, basics.phone, basics.url, basics.location) if t
    ]
    out += [f"## Summary\n{basics.summary}"] if basics.summary else []
    for title, jobs in (("Work experience", cv.work), ("Volunteering", cv.volunteer)):
        out += [f"## {title}"] if jobs else []
        for job in jobs:
            when = f"{job.start} – {job.end or 'present'}" if job.start else job.end
            out.append("  ".join(t for t in (job.position, job.name, job.location, when) if t))
            out += [job.summary] if job.summary else []
            out += [f"- {line}" for line in job.highlights]
    out += ["## Education"] if cv.education else []
    for school in cv.education:
        when = " – ".join(t for t in (school.start, school.end) if t)
        out.append(
            "  ".join(
                t for t in (school.study_type, school.area, school.institution, when, school.score) if t
            )
        )
        out += [f"- {course}" for course in school.courses]
    out += ["## Projects"] if cv.projects else []
    for project in cv.projects:
        out.append("  ".join(t for t in (project.name, project.start, project.end) if t))
        out += [t for t in (project.description, ", ".join(project.keywords)) if t]
        out += [f"- {line}" for line in project.highlights]
    out += ["## Skills"] if cv.skills else []
    out += [
        ": ".join(t for t in (group.name, ", ".join(group.keywords) or group.level) if t)
        for group in cv.skills
    ]
    out += ["## Certificates"] if cv.certificates else []
    out += ["  ".join(t for t in (c.name, c.issuer, c.date) if t) for c in cv.certificates]
    out += ["## Languages"] if cv.languages else []
    out += [": ".join(t for t in (item.language, item.fluency) if t) for item in cv.languages]
    return "\n".join(out)


def to_json_resume(cv: CV) -> dict[str, Any]:
    """`cv` as a JSON Resume document; what is unknown is left out. `meta.interview` holds what the schema has no place for."""
    basics = cv.basics
    return {
        "basics": _lean(
            name=basics.name, label=basics.label, email=basics.email, phone=basics.phone, url=_uri(basics.url), summary=basics.summary,
            location=_lean(address=basics.location),
            profiles=[_lean(network=p.network, username=p.username, url=_uri(p.url)) for p in basics.profiles],
        ),
        "work": [_lean(name=job.name, location=job.location, **_job_out(job)) for job in cv.work],
        "volunteer": [_lean(organization=job.name, **_job_out(job)) for job in cv.volunteer],
        "education": [
            _lean(institution=s.institution, area=s.area, studyType=s.study_type, startDate=s.start, endDate=s.end, score=s.score,
                  courses=list(s.courses))
            for s in cv.education
        ],
        "skills": [_lean(name=g.name, level=g.level, keywords=list(g.keywords)) for g in cv.skills],
        "projects": [
            _lean(name=p.name, description=p.description, highlights=list(p.highlights), keywords=list(p.keywords),
                  startDate=p.start, endDate=p.end, url=_uri(p.url))
            for p in cv.projects
        ],
        "languages": [_lean(language=item.language, fluency=item.fluency) for item in cv.languages],
        "certificates": [_lean(name=c.name, issuer=c.issuer, date=c.date) for c in cv.certificates],
        "meta": {
            "interview": {
                "skills": [asdict(skill) for skill in cv.shown], "text": cv.text, "pages": cv.pages, "warnings": list(cv.warnings),
            }
        },
    }  # fmt: skip


def _job_out(job: Work) -> dict[str, Any]:
    return {
        "position": job.position, "url": _uri(job.url), "startDate": job.start, "endDate": job.end,
        "summary": job.summary, "highlights": list(job.highlights),
    }  # fmt: skip


def _uri(url: str) -> str:
    """`url` with a scheme, as the schema's "uri" asks."""
    if not url or re.search(r"\s", url):
        return ""
    return url if re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) else f"https://{url}"


def _lean(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}
