"""A prep pack as it is shown: the same plain shapes for HTML and for Markdown.

Every text is cleaned and cut to a length here, so that no pack, however hostile or long, can hurt a renderer.
Nothing here knows about markup.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from interview_cli.report import words
from interview_cli.report.shapes import (
    CvView,
    DossierLine,
    DossierView,
    Fact,
    FitView,
    GapGroup,
    GapView,
    ListGroup,
    PackView,
    QuestionGroup,
    QuestionView,
    SourceView,
    StoryView,
)
from interview_cli.untrusted import clean_line, web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_cli.models import CV, Dossier, Gap, Pack, Posting, Question, Story

# What one pack may show. WeasyPrint needs about 3 ms a block, so these keep the worst pack within seconds.
MAX_GAPS: Final = 80
MAX_QUESTIONS: Final = 80
MAX_LINES: Final = 60
MAX_STORIES: Final = 30
MAX_LIST: Final = 12
LONG: Final = 600
MAX_LOGO_BYTES: Final = 300_000
MAX_LOGO_SIDE: Final = 2048


def view_pack(pack: Pack) -> PackView:
    """Everything `pack` shows. Never raises on odd content: what can't be shown is left out."""
    posting = pack.posting
    role = clean_line(posting.title, 160) or "Role not named"
    company = clean_line(posting.company, 120)
    sources = _number_sources(pack.dossier)
    groups = _group_questions((*pack.questions[:MAX_QUESTIONS], *pack.ask_them[:MAX_LIST]))
    asked = tuple(group for group in groups if group.anchor != "ask-them")
    stories = tuple(_view_story(s) for s in pack.stories[:MAX_STORIES])
    return PackView(
        id=clean_line(pack.id, 80),
        role=role,
        company=company,
        title=f"{role}, {company}" if company else role,
        running_title=clean_line(f"{role}, {company}" if company else role, 64),
        day=words.day_words(clean_line(pack.created, 40)),
        day_iso=pack.created if re.match(r"\d{4}-\d\d-\d\d\Z", pack.created) else "",
        language=posting.language if re.match(r"[a-z]{2,3}\Z", posting.language) else "en",
        logo=checked_logo(pack.logo),
        made_by=clean_line(pack.made_by, 80),
        facts=_cover_facts(posting),
        fit=_view_fit(pack),
        first_steps=_first_steps(pack.gaps),
        gap_groups=_group_gaps(pack.gaps[:MAX_GAPS]),
        gaps_empty="" if pack.gaps else (words.NO_REQUIREMENTS if pack.cv else words.NO_CV),
        dossier=_view_dossier(pack.dossier, sources),
        questions=asked,
        questions_count=sum(len(group.questions) for group in asked),
        questions_empty="" if asked else words.NO_QUESTIONS,
        ask_them=next((g for g in groups if g.anchor == "ask-them"), None),
        stories=stories,
        stories_empty=words.NO_STORIES if pack.cv and not stories else "",
        requirements=_group_requirements(posting),
        posting_facts=_posting_facts(posting),
        cv=_view_cv(pack.cv, posting) if pack.cv else None,
        sources=tuple(sources.values()),
        notices=_all_notices(pack),
    )


def checked_logo(logo: str | None) -> str:
    """`logo` if it is a `data:image/png` URL that holds a PNG of a sane size, else ""."""
    head = "data:image/png;base64,"
    if not logo or not logo.startswith(head) or len(logo) > MAX_LOGO_BYTES * 4 // 3 + len(head):
        return ""
    try:
        png = base64.b64decode(logo[len(head) :], validate=True)
    except (binascii.Error, ValueError):
        return ""
    # Signature, IHDR length and name, then width and height as 32-bit big-endian numbers.
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        return ""
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    if not (0 < width <= MAX_LOGO_SIDE and 0 < height <= MAX_LOGO_SIDE):
        return ""
    return head + base64.b64encode(png).decode("ascii")


def _lines(texts: Iterable[str], limit: int = LONG, most: int = MAX_LIST) -> tuple[str, ...]:
    kept = (clean_line(text, limit) for text in texts)
    return tuple(text for text in kept if text)[:most]


def _fact(label: str, value: str | None, url: str | None = None) -> tuple[Fact, ...]:
    text = clean_line(value or "", 200)
    return (Fact(clean_line(label, 80), text, web_link(url) or ""),) if text else ()


def _host(url: str | None) -> str:
    link = web_link(url)
    if not link:
        return ""
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:  # a broken IPv6 host
        return ""


def _cover_facts(posting: Posting) -> tuple[Fact, ...]:
    return (
        *_fact("Location", posting.location),
        *_fact("Workplace", words.workplace_words(posting)),
        *_fact("Employment", posting.employment_type),
        *_fact("Level", words.LEVELS[posting.level] if posting.level else None),
        *_fact("Pay", words.pay_words(posting.salary)),
        *_fact("Closes", words.day_words(posting.closes)),
    )


def _posting_facts(posting: Posting) -> tuple[Fact, ...]:
    return (
        *_cover_facts(posting),
        *_fact("Posted", words.day_words(posting.posted)),
        *_fact("Found on", (posting.board or "").capitalize()),
        *_fact("Posting", _host(posting.url), posting.url),
    )


def _view_fit(pack: Pack) -> FitView:
    percent = None if pack.fit is None else max(0, min(100, pack.fit))
    count = [sum(gap.status == status for gap in pack.gaps) for status in words.STATUS_WORDS]
    return FitView(percent, words.fit_words(percent), *count)


def _first_steps(gaps: Sequence[Gap]) -> tuple[str, ...]:
    """The requirements to prepare first, at most three, in the order the coach gave."""
    open_gaps = [g for g in gaps if g.status != "met" and g.priority != "minor"]
    worst = sorted(open_gaps, key=lambda g: (g.priority != "critical", g.status != "missing"))
    return _lines((g.requirement for g in worst), limit=160, most=3)


def _group_gaps(gaps: Sequence[Gap]) -> tuple[GapGroup, ...]:
    groups = [
        (f"gaps-{priority}", *texts, [g for g in gaps if g.priority == priority and g.status != "met"])
        for priority, texts in words.GAP_GROUPS.items()
    ]
    groups.append(("gaps-met", *words.MET_GROUP, [g for g in gaps if g.status == "met"]))
    return tuple(
        GapGroup(anchor, title, note, tuple(_view_gap(g) for g in members))
        for anchor, title, note, members in groups
        if members
    )


def _view_gap(gap: Gap) -> GapView:
    return GapView(
        requirement=clean_line(gap.requirement, LONG),
        skill=clean_line(gap.skill or "", 80),
        status=gap.status,
        status_words=words.STATUS_WORDS[gap.status],
        evidence=clean_line(gap.evidence, LONG),
        advice=clean_line(gap.advice, LONG),
    )


def _number_sources(dossier: Dossier) -> dict[str, SourceView]:
    """Every source of the lines shown, by URL and title, numbered as first met."""
    numbered: dict[str, SourceView] = {}
    for line in dossier.lines[:MAX_LINES]:
        for source in line.sources[:MAX_LIST]:
            key = f"{source.url}\n{source.title}"
            if key not in numbered:
                host = _host(source.url)
                numbered[key] = SourceView(
                    number=len(numbered) + 1,
                    title=clean_line(source.title, 200) or host or "Untitled source",
                    url=web_link(source.url) or "",
                    host=host,
                    day=words.day_words(clean_line(source.date, 40)),
                )
    return numbered


def _view_dossier(dossier: Dossier, sources: dict[str, SourceView]) -> DossierView:
    lines = tuple(
        DossierLine(
            text=clean_line(line.text, LONG),
            support="Several sources" if line.support == "many" else "One source",
            quotes=tuple(
                (clean_line(s.quote, LONG), sources[f"{s.url}\n{s.title}"]) for s in line.sources[:MAX_LIST]
            ),
        )
        for line in dossier.lines[:MAX_LINES]
    )
    empty = "" if lines else (words.NOTHING_FOUND if dossier.searched else words.NOTHING_SEARCHED)
    searched = _lines(dossier.searched, 200)
    return DossierView(lines, empty, searched, _lines(dossier.notices))


def _group_questions(questions: Sequence[Question]) -> tuple[QuestionGroup, ...]:
    """Questions by kind; the kinds in the order they are first asked, those to ask them last."""
    kinds = sorted(dict.fromkeys(q.kind for q in questions), key=lambda kind: kind == "ask-them")
    groups, number = [], 0
    for kind in kinds:
        title, note = words.KINDS[kind]
        members = [q for q in questions if q.kind == kind]
        start = 0 if kind == "ask-them" else number
        views = tuple(_view_question(q, start + at) for at, q in enumerate(members, 1))
        groups.append(QuestionGroup(kind, title, note, views))
        number += len(members)
    return tuple(groups)


def _view_question(question: Question, number: int) -> QuestionView:
    difficulty = max(1, min(5, question.difficulty))
    return QuestionView(
        number=number,
        text=clean_line(question.text, LONG),
        topic=clean_line(question.skill or _in_words(question.competency), 80),
        why=clean_line(question.why, LONG),
        origin=words.ORIGINS[question.source],
        difficulty=difficulty,
        difficulty_words=words.DIFFICULTY[difficulty - 1],
        strong_answer=_lines(question.strong_answer, 240, 8),
        probes=_lines(question.probes, 240, 6),
    )


def _in_words(competency: str | None) -> str:
    """A competency as one says it: "planning-delivery" is "planning and delivering"."""
    from interview_cli.coach.builtin.competencies import title_of

    return title_of(competency) if competency else ""


def _view_story(story: Story) -> StoryView:
    parts = ("situation", "task", "action", "result")
    return StoryView(
        line=clean_line(story.line, LONG),
        where=clean_line(story.where, 120),
        competencies=_lines(map(_in_words, story.competencies), 80),
        held=tuple(part for part in parts if part not in story.missing),
        missing=tuple(part for part in parts if part in story.missing),
        has_number=story.has_number,
        prompt=clean_line(story.prompt, LONG),
    )


def _group_requirements(posting: Posting) -> tuple[ListGroup, ...]:
    groups = (
        ListGroup(
            title, _lines((r.text for r in posting.requirements if r.importance == importance), most=40)
        )
        for importance, title in words.IMPORTANCE
    )
    return tuple(group for group in groups if group.lines)


def _view_cv(cv: CV, posting: Posting) -> CvView:
    asked = {skill.name.casefold() for skill in posting.skills}
    shown = [s for s in cv.shown if s.name.casefold() in asked] or list(cv.shown)
    education = (
        ", ".join(
            filter(
                None,
                (e.study_type, e.area, e.institution, words.span_words(e.start, e.end) if e.start else e.end),
            )
        )
        for e in cv.education
    )
    others = (
        ListGroup("Education", _lines(education, 240)),
        ListGroup(
            "Certificates",
            _lines(", ".join(filter(None, (c.name, c.issuer, c.date))) for c in cv.certificates),
        ),
        ListGroup(
            "Languages", _lines(", ".join(filter(None, (x.language, x.fluency))) for x in cv.languages)
        ),
    )
    roles = (
        _fact(
            words.span_words(w.start, w.end) or "Dates not given",
            ", ".join(filter(None, (w.position, w.name))),
        )
        for w in cv.work[:MAX_LIST]
    )
    return CvView(
        name=clean_line(cv.basics.name, 120),
        label=clean_line(cv.basics.label, 160),
        roles=tuple(fact for facts in roles for fact in facts),
        skills=tuple(Fact(clean_line(s.name, 80), clean_line(s.evidence, 240)) for s in shown[:20]),
        others=tuple(group for group in others if group.lines),
    )


def _all_notices(pack: Pack) -> tuple[str, ...]:
    """The notices of the pack, the posting and the CV, each once, and what was cut for length."""
    cv_warnings = pack.cv.warnings if pack.cv else ()
    texts = [*pack.notices, *pack.posting.notices, *cv_warnings]
    counted = (
        (pack.gaps, MAX_GAPS, "requirements"),
        (pack.questions, MAX_QUESTIONS, "questions"),
        (pack.dossier.lines, MAX_LINES, "lines on the company"),
        (pack.stories, MAX_STORIES, "stories"),
    )
    texts += [
        f"Only the first {most} of {len(all_)} {what} are shown."
        for all_, most, what in counted
        if len(all_) > most
    ]
    return tuple(dict.fromkeys(_lines(texts, most=40)))
