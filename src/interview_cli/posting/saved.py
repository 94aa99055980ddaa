"""A saved answer of a board, or other JSON with a job in it, as a `Posting`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from interview_cli.errors import BadInput
from interview_cli.models import Posting
from interview_cli.posting.boards import match_payload, match_url
from interview_cli.posting.boards.board import THIN, Board, finish
from interview_cli.posting.company import spelt_out
from interview_cli.posting.fields import Json, employment_of, line_at, list_at, text_at
from interview_cli.posting.jobposting import posting_from
from interview_cli.posting.jsonld import find_postings
from interview_cli.untrusted import clean_line

_LISTED: Final = 8
_WRAPPERS: Final = (
    "response",
    "body",
    "data",
    "payload",
    "content",
    "result",
    "json",
    "job",
    "posting",
    "text",
    "output",
)
_TITLES: Final = ("title", "jobTitle", "job_title", "position", "role", "name", "positionTitle")
_COMPANIES: Final = (
    "company",
    "companyName",
    "company_name",
    "employer",
    "organization",
    "organisation",
    "hiringOrganization",
)
_BODIES: Final = (
    "text",
    "description",
    "descriptionHtml",
    "jobDescription",
    "job_description",
    "body",
    "content",
    "descriptionPlain",
    "details",
)
_EXTRAS: Final = ("responsibilities", "requirements", "qualifications", "skills", "benefits", "about")
_PLACES: Final = ("location", "jobLocation", "job_location", "city", "place")


def read_saved(payload: Any, *, job: str = "", name: str = "The file") -> Posting:
    """The posting in `payload`; `job` is an id (or part of a title) that says which of several.

    Of several with none named the first open one is read, and the notice says which others there are. Raises
    `BadInput` when the one named is not there, or when there is none at all.
    """
    seen = _unwrap(payload)
    for value in seen:
        matched = match_payload(value)
        if matched:
            board, jobs = matched
            chosen = choose_job(board, jobs, job, name=name) if job else _open_ones(board, jobs)[0]
            posting = board.parse(chosen, None)
            if posting:
                slug = _slug(posting.url or "")
                told = posting.notices + (() if job else _others(board, jobs, name))
                company = spelt_out(posting.company, slug, posting.text)
                return finish(replace(posting, company=company, notices=told))
    nodes, by_id = find_postings([value for value in seen if not isinstance(value, str)])
    if len(nodes) == 1 or (nodes and job):
        node = next((n for n in nodes if job and job.casefold() in json.dumps(n).casefold()), nodes[0])
        return finish(posting_from(node, by_id))
    for value in seen:
        found = _any_job(value)
        if found:
            return found
    raise BadInput(
        f"{name} is JSON, but no job posting was found in it.",
        "Save the answer of the job board, or paste the text of the posting: interview prep -",
    )


def _slug(url: str) -> str:
    """The company's slug in a job's own address."""
    matched = match_url(url)
    return matched[1].tenant if matched else ""


def _unwrap(payload: Any) -> list[Any]:
    """`payload` and what is wrapped in it: recordings keep the answer under "response" or "body", often as text."""
    seen: list[Any] = []
    queue: list[tuple[Any, int]] = [(payload, 0)]
    while queue and len(seen) < 200:
        value, depth = queue.pop(0)
        if isinstance(value, str):
            value = _decoded(value)
            if value is None:
                continue
        seen.append(value)
        if depth < 4:
            inner = (
                value
                if isinstance(value, list) and len(value) == 1
                else [value.get(key) for key in _WRAPPERS]
                if isinstance(value, dict)
                else []
            )
            queue.extend((item, depth + 1) for item in inner if isinstance(item, dict | list | str))
    return seen


def _decoded(text: str) -> Any:
    stripped = text.lstrip()
    if stripped[:1] in {"{", "["}:
        try:
            return json.loads(stripped)
        except (ValueError, RecursionError):
            return None
    return text if "<workzag-jobs" in stripped[:2000] or "show-more-less-html__markup" in stripped else None


def choose_job(board: Board, jobs: list[Json], wanted: str, *, name: str) -> Json:
    """The job with the id `wanted` (or whose title holds it), or the only one; raises `BadInput` naming some."""
    if wanted:
        found = find_job(board, jobs, wanted)
        if found is not None:
            return found
        by_title = [job for job in jobs if wanted.casefold() in _title(board, job).casefold()]
        if len(by_title) == 1:
            return by_title[0]
    listed = _open_ones(board, jobs)
    if len(listed) == 1 and not wanted:
        return listed[0]
    problem = (
        f"has no job “{clean_line(wanted, 60)}” among its {len(listed)}"
        if wanted
        else f"holds {len(listed)} jobs"
    )
    example = (board.job_ids(listed[0]) or ("ID",))[0]
    raise BadInput(f"{name} {problem}: {_listing(board, listed)}.", f"Say which one: {name}#{example}")


def _others(board: Board, jobs: list[Json], name: str) -> tuple[str, ...]:
    """What to know when one of several jobs was read without being named."""
    listed = _open_ones(board, jobs)
    if len(listed) < 2:
        return ()
    return (
        f"{name} holds {len(listed)} jobs; this is the first. For another add its id, as in {name}#ID: {_listing(board, listed[1:])}.",
    )


def _open_ones(board: Board, jobs: list[Json]) -> list[Json]:
    return [job for job in jobs if board.is_open(job)] or jobs


def _listing(board: Board, jobs: list[Json]) -> str:
    lines = [f"{(board.job_ids(job) or ('?',))[0]} {_title(board, job)}" for job in jobs[:_LISTED]]
    more = f" and {len(jobs) - _LISTED} more" if len(jobs) > _LISTED else ""
    return "; ".join(lines) + more


def find_job(board: Board, jobs: list[Json], wanted: str) -> Json | None:
    """The job known by the id `wanted`, in any case of letters, or None."""
    key = wanted.casefold()
    for job in jobs:
        ids = {value.casefold() for value in board.job_ids(job)}
        if key in ids or key.split("/")[-1] in ids:
            return job
    return None


def _title(board: Board, job: Json) -> str:
    posting = board.parse(job, None)
    return clean_line(posting.title, 60) if posting else "untitled"


def _any_job(value: Any) -> Posting | None:
    """A job in anybody's own JSON: a title and a text are enough. Our own `inspect posting --json` is such."""
    if not isinstance(value, dict):
        return None
    title = next((line for key in _TITLES if (line := line_at(value, key))), "")
    bodies = [("", _body(value, key)) for key in _BODIES]
    main = max(bodies, key=lambda section: len(section[1]))
    extras = [(key.capitalize(), _body(value, key)) for key in _EXTRAS]
    from interview_cli.posting.boards.board import join_sections

    text, _ = join_sections(main, *(extra for extra in extras if extra[1] and extra[1] not in main[1]))
    if not title or len(text) < THIN:
        return None
    company = next(
        (line for key in _COMPANIES if (line := line_at(value, key) or line_at(value, key, "name"))), ""
    )
    place = next(
        (line for key in _PLACES if (line := line_at(value, key) or line_at(value, key, "name"))), ""
    )
    kind = employment_of(value.get("employment_type") or value.get("employmentType") or value.get("type"))
    return Posting(
        title=title,
        company=company,
        text=text,
        location=place or None,
        employment_type=kind,
        url=text_at(value, "url") or None,
    )


def _body(value: Json, key: str) -> str:
    items = [item for item in list_at(value, key) if isinstance(item, str)]
    if items:
        return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    return text_at(value, key)
