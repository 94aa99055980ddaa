"""The command line: which commands there are. Each lives in a file of its own and loads what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interview_cli.cli import (
    cache,
    config,
    doctor,
    grade,
    inspect,
    metrics,
    prep,
    purge,
    report,
    sessions,
    start,
)
from interview_cli.cli.globals import Globals

app = typer.Typer(
    name="interview",
    help="An interview coach: reads the job posting and your CV, and prepares you for the interview.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("prep")(prep.prep)
app.command("start")(start.start)
app.command("grade")(grade.grade)
app.command("report")(report.report)
app.add_typer(inspect.app, name="inspect")
app.add_typer(sessions.app, name="sessions")
app.add_typer(config.app, name="config")
app.add_typer(cache.app, name="cache")
app.command("metrics")(metrics.metrics)
app.command("doctor")(doctor.doctor)
app.command("purge")(purge.purge)


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer passes the option's value
    if value:
        from interview_cli import __version__

        typer.echo(f"interview {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    *,
    config_file: Annotated[
        Path | None,
        typer.Option("--config", metavar="PATH", help="Use this config file.", show_default=False),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Open no connection at all.")] = False,
    local: Annotated[
        bool,
        typer.Option(
            "--local", help="Call models only on this machine or a private network the config names."
        ),
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show where an error comes from.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notices.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Read the options that every command takes."""
    context.obj = Globals(config=config_file, offline=offline, local=local, verbose=verbose, quiet=quiet)
