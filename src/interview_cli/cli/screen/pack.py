"""A prep pack on the terminal: where you stand, what to expect, and where the rest of it is."""

from __future__ import annotations

from typing import Final

from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.cli.screen.receipt import calls_words
from interview_cli.models import Dossier, Gap, Pack, Posting, Question, Receipt, Story
from interview_cli.report.words import pay_words, workplace_words
from interview_cli.untrusted import clean_line

_MARKS: Final = {"met": ("✓", "green"), "partial": ("~", "yellow"), "missing": ("✗", "red")}
_SHOWN_GAPS: Final = 8
_SHOWN_MET: Final = 12
_SHOWN_STORIES: Final = 4
_KINDS: Final = {
    "screening": "To begin and to end",
    "behavioural": "About how you work",
    "technical": "About the work itself",
    "case": "A case to think through",
    "system-design": "A design to think through",
}


def draw_pack(pack: Pack, files: dict[str, str], receipt: Receipt) -> str:
    """The pack as text for stdout, as wide as the terminal."""
    with open_paper() as paper:
        _cover(paper, pack)
        _standing(paper, pack)
        _dossier(paper, pack.dossier)
        _questions(paper, pack.questions)
        _stories(paper, pack.stories)
        _ask_them(paper, pack.ask_them)
        _files(paper, pack, files)
        draw_receipt(paper, receipt)
    return "".join(paper.written)


def _cover(paper: Paper, pack: Pack) -> None:
    posting = pack.posting
    paper.gap()
    paper.line((clean_line(posting.title, 160) or "A job without a title", "bold"))
    facts = " · ".join(filter(None, (posting.company, *facts_of(posting))))
    if facts:
        paper.line((facts, "dim"))


def facts_of(posting: Posting) -> list[str]:
    """Place, kind of work and pay, as a person would say them."""
    pay = pay_words(posting.salary) if posting.salary else ""
    return [
        fact
        for fact in (posting.location or "", workplace_words(posting), posting.employment_type or "", pay)
        if fact
    ]


def _standing(paper: Paper, pack: Pack) -> None:
    if not pack.cv:
        return
    counts = {status: sum(1 for gap in pack.gaps if gap.status == status) for status in _MARKS}
    paper.heading("Where you stand")
    if pack.fit is None:
        paper.line("The posting asks for nothing that could be compared with your CV.")
        return
    _fit_bar(paper, pack.fit)
    paper.line(
        f"{counts['met']} met, {counts['partial']} in part, {counts['missing']} not shown on your CV",
        indent=0,
    )
    open_gaps = [gap for gap in pack.gaps if gap.status != "met"]
    ranked = sorted(open_gaps, key=lambda gap: ("critical", "important", "minor").index(gap.priority))
    for gap in ranked[:_SHOWN_GAPS]:
        _gap(paper, gap)
    if len(ranked) > _SHOWN_GAPS:
        paper.gap()
        paper.line((f"and {len(ranked) - _SHOWN_GAPS} smaller ones, in the files", "dim"))
    _met(paper, [gap for gap in pack.gaps if gap.status == "met"])


def _fit_bar(paper: Paper, fit: int) -> None:
    room = max(10, min(40, paper.width - 12))
    full = round(room * fit / 100)
    paper.line(("█" * full, "cyan"), ("░" * (room - full), "dim"), (f"  {fit} %", "bold"))


def _gap(paper: Paper, gap: Gap) -> None:
    mark, style = _MARKS[gap.status]
    paper.gap()
    named = f"{gap.skill}: " if gap.skill else ""
    paper.line(
        (f"{mark} ", style),
        (named, "bold"),
        clean_line(gap.requirement, 200),
        (f"  {gap.priority}", style),
        hang=2,
    )
    if gap.evidence:
        paper.line(("Your CV: ", "dim"), (clean_line(gap.evidence, 160), "dim"), indent=2)
    paper.line(gap.advice, indent=2)


def _met(paper: Paper, met: list[Gap]) -> None:
    if not met:
        return
    names = list(dict.fromkeys(gap.skill or clean_line(gap.requirement, 60) for gap in met))
    more = f", and {len(names) - _SHOWN_MET} more" if len(names) > _SHOWN_MET else ""
    paper.gap()
    paper.line(("✓ ", "green"), ("You have: ", "bold"), ", ".join(names[:_SHOWN_MET]) + more, hang=2)


def _dossier(paper: Paper, dossier: Dossier) -> None:
    if not dossier.lines and not dossier.searched:
        return
    paper.heading("How they interview")
    for insight in dossier.lines:
        paper.line(("• ", "cyan"), insight.text, hang=2)
        for source in insight.sources:
            paper.line((" · ".join(filter(None, (source.title, source.date, source.url))), "dim"), indent=2)
    if not dossier.lines:
        paper.line(f"Searched {', '.join(dossier.searched)}; nothing about interviews there.")


def _questions(paper: Paper, questions: tuple[Question, ...]) -> None:
    if not questions:
        return
    paper.heading("Questions to expect", "what a strong answer shows is in the files")
    last = ""
    for number, question in enumerate(questions, 1):
        kind = _KINDS.get(question.kind, question.kind)
        if kind != last:
            paper.gap()
            paper.line((kind, "bold"))
            last = kind
        paper.line((f"{number:>2}. ", "cyan"), question.text, hang=4)
        paper.line((question.why, "dim"), indent=4)


def _stories(paper: Paper, stories: tuple[Story, ...]) -> None:
    if not stories:
        return
    paper.heading("Stories to have ready")
    for story in stories[:_SHOWN_STORIES]:
        paper.line(("• ", "cyan"), clean_line(story.line, 220), hang=2)
        paper.line((story.prompt, "dim"), indent=2)
    if len(stories) > _SHOWN_STORIES:
        paper.line((f"and {len(stories) - _SHOWN_STORIES} more, in the files", "dim"))


def _ask_them(paper: Paper, questions: tuple[Question, ...]) -> None:
    if not questions:
        return
    paper.heading("Questions to ask them")
    for question in questions:
        paper.line(("• ", "cyan"), question.text, hang=2)


def _files(paper: Paper, pack: Pack, files: dict[str, str]) -> None:
    paper.heading("Your prep pack", pack.id)
    for path in files.values():
        paper.console.print(path, soft_wrap=True, highlight=False, markup=False)


def draw_receipt(paper: Paper, receipt: Receipt) -> None:
    """One line: how long it took, what came from the cache, and what it cost."""
    cached = [stage.name for stage in receipt.stages if stage.cached]
    parts = [f"{receipt.wall_ms / 1000:.1f} s"]
    if cached:
        parts.append(f"from the cache: {', '.join(cached)}")
    parts.append(calls_words(receipt))
    paper.gap()
    paper.line((" · ".join(parts), "dim"))
