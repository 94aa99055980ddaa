"""A prep pack as CommonMark: neat to read as it is, and safe to render anywhere.

Text from outside is escaped, so that it can make no link, image, heading, list, table or HTML of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from interview_cli.report.view import view_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_cli.models import Pack
    from interview_cli.report.shapes import Fact, PackView, QuestionGroup, QuestionView, SourceView, StoryView

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
# At the start of a block: headings, lists, quotes, rules, setext underlines, numbered items.
_AT_START: Final = re.compile(r"\A([#+\-=>|]|\d{1,9}(?=[.)]))")
# What GitHub and others turn into links without being asked.
_BARE_LINK: Final = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)|(@)")


def escape(text: str) -> str:
    r"""`text` (one line) so that CommonMark, and GitHub's additions to it, show it as it is.

    >>> escape("[x](javascript:alert(1)) & <b>")
    '\\[x\\](javascript:alert(1)) & \\<b>'
    """
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    text = _BARE_LINK.sub(
        lambda m: "".join(f"\\{part}" if part in ":.@" else part for part in m.groups() if part), text
    )
    # A digit can't be escaped; the dot behind it can.
    return _AT_START.sub(lambda m: f"{m[0]}\\" if m[0][0].isdigit() else f"\\{m[0]}", text)


def render_markdown(pack: Pack) -> str:
    """`pack` as a CommonMark document that ends in one newline."""
    view = view_pack(pack)
    parts = (_cover, _standing, _dossier, _questions, _stories, _ask_them, _posting, _cv, _sources, _notices)
    lines = [line for part in parts for line in part(view)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return text.strip("\n") + "\n"


def _link(title: str, url: str) -> str:
    return f"[{escape(title)}](<{url}>)" if url else escape(title)


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    for fact in facts:
        yield f"- **{escape(fact.label)}:** {_link(fact.value, fact.url)}"
    yield ""


def _bullets(texts: Sequence[str], indent: str = "") -> Iterator[str]:
    for text in texts:
        yield f"{indent}- {escape(text)}"


def _cover(view: PackView) -> Iterator[str]:
    yield f"# {escape(view.title)}"
    yield ""
    whom = f" for {escape(view.cv.name)}" if view.cv and view.cv.name else ""
    yield f"Interview prep pack, prepared {escape(view.day)} by the {escape(view.made_by)}{whom}."
    yield ""
    yield from _facts(view.facts)
    score = "" if view.fit.percent is None else f"{view.fit.percent} of 100. "
    yield f"**Fit on paper:** {score}{view.fit.words}."
    if view.fit.asked:
        yield f"{view.fit.met} covered, {view.fit.partial} partly, {view.fit.missing} missing."
    if view.first_steps:
        yield ""
        yield "**Prepare these first:**"
        yield ""
        yield from (f"{at}. {escape(step)}" for at, step in enumerate(view.first_steps, 1))


def _standing(view: PackView) -> Iterator[str]:
    yield "\n## Where you stand\n"
    yield escape(view.gaps_empty)
    for group in view.gap_groups:
        yield f"\n### {group.title}\n"
        yield f"{group.note}\n"
        for gap in group.gaps:
            skill = f", {escape(gap.skill)}" if gap.skill else ""
            yield f"- **{gap.status_words}{skill}:** {escape(gap.requirement)}"
            if gap.evidence:
                yield f"  - Your CV: “{escape(gap.evidence)}”"
            if gap.advice:
                yield f"  - What to say: {escape(gap.advice)}"


def _dossier(view: PackView) -> Iterator[str]:
    yield "\n## How they interview\n"
    yield view.dossier.empty
    for line in view.dossier.lines:
        yield f"- **{escape(line.text)}** ({line.support.lower()})"
        for quote, source in line.quotes:
            said = f"“{escape(quote)}” " if quote else ""
            yield f"  - {said}{_cite(source)}"
    if view.dossier.searched:
        yield f"\nLooked in: {escape('; '.join(view.dossier.searched))}."
    for notice in view.dossier.notices:
        yield f"\n{escape(notice)}"


def _cite(source: SourceView) -> str:
    day = f", {escape(source.day)}" if source.day else ""
    return f"{_link(source.title, source.url)}{day}"


def _questions(view: PackView) -> Iterator[str]:
    yield "\n## Questions to expect\n"
    yield view.questions_empty
    for group in view.questions:
        yield f"\n### {group.title}\n"
        yield f"{group.note}\n"
        for question in group.questions:
            yield from _question(question)


def _question(question: QuestionView) -> Iterator[str]:
    yield f"\n#### {question.number}\\. {escape(question.text)}\n"
    topic = f", {escape(question.topic)}" if question.topic else ""
    yield f"*{question.difficulty_words}{topic}*\n"
    if question.strong_answer:
        yield "A strong answer shows:\n"
        yield from _bullets(question.strong_answer)
        yield ""
    if question.probes:
        yield "They may go on to ask:\n"
        yield from _bullets(question.probes)
        yield ""
    why = f"{escape(question.why)} ({question.origin})" if question.why else question.origin
    yield f"Why this one: {why}\n"


def _stories(view: PackView) -> Iterator[str]:
    if not (view.stories or view.stories_empty):
        return
    yield "\n## Your stories\n"
    yield escape(view.stories_empty)
    for story in view.stories:
        yield from _story(story)


def _story(story: StoryView) -> Iterator[str]:
    where = f" ({escape(story.where)})" if story.where else ""
    yield f"- **{escape(story.line)}**{where}"
    if story.competencies:
        yield f"  - Good for: {escape(', '.join(story.competencies))}"
    held = (*story.held, *(("a number",) if story.has_number else ()))
    missing = (*story.missing, *(() if story.has_number else ("a number",)))
    if held:
        yield f"  - In the line: {', '.join(held)}"
    if missing:
        yield f"  - Still to add: {', '.join(missing)}"
    if story.prompt:
        yield f"  - {escape(story.prompt)}"


def _ask_them(view: PackView) -> Iterator[str]:
    group: QuestionGroup | None = view.ask_them
    if group is None:
        return
    yield f"\n## {group.title}\n"
    yield f"{group.note}\n"
    for question in group.questions:
        yield f"{question.number}. {escape(question.text)}"


def _posting(view: PackView) -> Iterator[str]:
    yield "\n## The posting\n"
    yield from _facts(view.posting_facts)
    for group in view.requirements:
        yield f"\n### {group.title}\n"
        yield from _bullets(group.lines)


def _cv(view: PackView) -> Iterator[str]:
    if view.cv is None:
        return
    yield "\n## Your CV to hand\n"
    yield escape(", ".join(filter(None, (view.cv.name, view.cv.label))))
    for title, facts in (
        ("Roles and dates", view.cv.roles),
        ("What it shows of what they ask", view.cv.skills),
    ):
        if facts:
            yield f"\n### {title}\n"
            yield from _facts(facts)
    for group in view.cv.others:
        yield f"\n### {group.title}\n"
        yield from _bullets(group.lines)


def _sources(view: PackView) -> Iterator[str]:
    if not view.sources:
        return
    yield "\n## Sources\n"
    yield from (f"{source.number}. {_cite(source)}" for source in view.sources)


def _notices(view: PackView) -> Iterator[str]:
    if not view.notices:
        return
    yield "\n## Worth knowing\n"
    yield from _bullets(view.notices)
