"""`interview doctor`: is everything there that is needed, and what would be used."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.cli.globals import read_settings


def doctor(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check Python, libraries, PDF, folders, and the way to the network."""
    import json
    from dataclasses import asdict

    from interview_cli.checkup import check_all
    from interview_cli.cli.output import put
    from interview_cli.cli.screen.progress import PlainScreen
    from interview_cli.wiring import name_coach

    settings = read_settings(context)
    findings = check_all(settings, name_coach(settings, PlainScreen()))
    if as_json:
        put(
            json.dumps({"checks": [asdict(finding) for finding in findings]}, ensure_ascii=False, indent=2)
            + "\n"
        )
        return
    from interview_cli.cli.screen.findings import draw_findings

    put(draw_findings(findings))
