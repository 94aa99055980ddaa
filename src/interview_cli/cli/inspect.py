"""`interview inspect`: what was understood of a posting or a CV, so that a person can correct it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interview_cli.cli.globals import open_app, open_screen
from interview_cli.cli.unlock import unlock

app = typer.Typer(
    help="Look at what was understood of a posting or a CV, or found out about a company.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Look past the cache.")]


@app.callback()
def main() -> None:
    """Look at what was understood of a posting or a CV."""


@app.command()
def posting(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A URL, a file, or - for standard input.")],
    *,
    company: Annotated[
        str | None, typer.Option(metavar="NAME", help="The company, when it is read wrong.")
    ] = None,
    role: Annotated[
        str | None, typer.Option(metavar="TITLE", help="The job title, when it is read wrong.")
    ] = None,
    allow_private_url: Annotated[
        bool, typer.Option("--allow-private-url", help="Let the URL you typed be on a private network.")
    ] = False,
    fresh: Fresh = False,
    as_json: AsJson = False,
) -> None:
    """Show the title, facts, requirements and skills of a posting."""
    from interview_cli.cli.output import put
    from interview_cli.cli.prep import allowed_hosts
    from interview_cli.prep.pack import posting_document, to_text
    from interview_cli.prep.request import Request
    from interview_cli.wiring import inspect_posting

    screen = open_screen(context)
    program = open_app(
        context, screen, fresh=fresh, allow_private=allowed_hosts(source, allowed=allow_private_url)
    )
    with screen:
        found = inspect_posting(program, Request(source, cv=None, questions=0, company=company, role=role))
    if as_json:
        put(to_text(posting_document(found)))
        return
    from interview_cli.cli.screen.sources import draw_posting

    put(draw_posting(found))


@app.command()
def cv(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="PDF, DOCX, Markdown, text or JSON Resume.")],
    *,
    fresh: Fresh = False,
    as_json: AsJson = False,
) -> None:
    """Show name, jobs, education and skills of a CV, as JSON Resume with --json."""
    from interview_cli.cli.output import put
    from interview_cli.cv.jsonresume import to_json_resume
    from interview_cli.prep.pack import to_text
    from interview_cli.wiring import inspect_cv

    screen = open_screen(context)
    path = str(Path(file).expanduser())
    program = unlock(open_app(context, screen, fresh=fresh), path)
    with screen:
        found = inspect_cv(program, path)
    if as_json:
        put(to_text(to_json_resume(found)))
        return
    from interview_cli.cli.screen.sources import draw_cv

    put(draw_cv(found))


@app.command()
def research(
    context: typer.Context,
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="The company, as people call it.")],
    *,
    role: Annotated[str, typer.Option(metavar="TITLE", help="The job, to look in the right places.")] = "",
    threads: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A thread you saved.", show_default=False)] = None,
    fresh: Fresh = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Show what people tell of interviews at a company, and why each thread was kept or dropped."""
    from interview_cli.cli.output import put
    from interview_cli.research_wiring import inspect_research
    from interview_cli.store.codec import to_plain

    screen = open_screen(context)
    program = open_app(context, screen, fresh=fresh)
    with screen:
        found = inspect_research(program, company, role, tuple(map(str, threads or ())))
    if as_json:
        from interview_cli.prep.pack import to_text

        put(to_text({"company": company, "role": role, **to_plain(found)}))
        return
    from interview_cli.cli.screen.research import draw_findings

    put(draw_findings(found))
