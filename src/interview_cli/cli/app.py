"""The command line: which commands there are. Each lives in a file of its own and loads what it needs when it runs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from interview_cli.cli.globals import Globals
from interview_cli.cli.output import say
from interview_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Context

# In the order of `--help`. A file holds a function of its own name, or `app` with commands below it.
COMMANDS: Final = (
    "prep", "start", "grade", "report", "inspect", "sessions", "config", "cache", "metrics", "doctor", "purge",
)  # fmt: skip


class Commands(TyperGroup):
    """The commands. A run stopped with Ctrl-C says so; the library would end it without a word."""

    def invoke(self, ctx: Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("Stopped. What was finished is kept; run the command again to go on.")
            raise typer.Exit(ExitCode.INTERRUPTED) from None


def make_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """The program, with the commands that `arguments` name; with all of them where none is named, or help is asked first.

    To make all of them takes 20 ms, which would be a tenth of a run that is answered from the cache.
    """
    app = typer.Typer(
        name="interview",
        cls=Commands,
        help="An interview coach: reads the job posting and your CV, and prepares you for the interview.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(main)
    for name in _named(arguments) or COMMANDS:
        module = import_module(f"interview_cli.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name))
    return app


def _named(arguments: Sequence[str]) -> list[str]:
    """The commands that stand among `arguments` (one may be an option's value), or none when help comes before them."""
    for at, argument in enumerate(arguments):
        if argument in {"-h", "--help"}:
            return []
        if argument in COMMANDS:
            return [name for name in COMMANDS if name in arguments[at:]]
    return []


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer passes the option's value
    if value:
        from interview_cli import __version__

        typer.echo(f"interview {__version__}")
        raise typer.Exit


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
