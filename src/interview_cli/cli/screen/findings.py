"""What `doctor` found, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from interview_cli.cli.screen.paper import open_paper

if TYPE_CHECKING:
    from interview_cli.checkup import Finding

_MARKS: Final = {"ok": ("✓ ", "green"), "degraded": ("~ ", "yellow"), "off": ("- ", "dim")}


def draw_findings(findings: list[Finding]) -> str:
    """One line a check, with what to do under those that are not in order."""
    with open_paper() as paper:
        for finding in findings:
            paper.line(_MARKS[finding.state], (f"{finding.name:<12} ", "bold"), finding.what, hang=15)
            if finding.remedy:
                paper.line((finding.remedy, "yellow"), indent=15)
    return "".join(paper.written)
