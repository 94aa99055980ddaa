"""What was found out about a company's interviews, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from interview_cli.models import Source
    from interview_cli.research.gather import Findings, Found

_SHOWN_DROPPED: Final = 12


def draw_findings(found: Findings) -> str:
    """The lines with their sources, the questions people report, and the threads with the verdict on each."""
    with open_paper() as paper:
        _dossier(paper, found)
        if found.asked:
            paper.heading("Questions people report")
        for asked in found.asked:
            paper.line(("• ", "cyan"), asked.text, hang=2)
            _sources(paper, asked.sources)
        kept = [one for one in found.threads if one.kept]
        dropped = [one for one in found.threads if not one.kept]
        _threads(paper, f"Kept ({len(kept)})", kept)
        _threads(paper, f"Dropped ({len(dropped)})", dropped[:_SHOWN_DROPPED])
        if len(dropped) > _SHOWN_DROPPED:
            paper.line((f"and {len(dropped) - _SHOWN_DROPPED} more; --json has them all", "dim"))
    return "".join(paper.written)


def _dossier(paper: Paper, found: Findings) -> None:
    paper.heading("How they interview")
    for insight in found.dossier.lines:
        paper.line(("• ", "cyan"), insight.text, (f"  ({insight.support})", "dim"), hang=2)
        _sources(paper, insight.sources)
    if not found.dossier.lines:
        where = ", ".join(found.dossier.searched) or "nothing"
        paper.line(f"Searched {where}; nothing about interviews there.")


def _sources(paper: Paper, sources: tuple[Source, ...]) -> None:
    for source in sources:
        paper.line((f"“{clean_line(source.quote, 200)}”", "dim"), indent=2)
        paper.line(
            (" · ".join(filter(None, (clean_line(source.title, 90), source.date, source.url))), "dim"),
            indent=4,
        )


def _threads(paper: Paper, title: str, threads: list[Found]) -> None:
    if threads:
        paper.heading(title)
    for one in threads:
        paper.line(
            ("• ", "cyan"),
            clean_line(one.thread.title or one.thread.body, 100),
            (f"  {one.why}", "dim"),
            hang=2,
        )
