"""The options every command takes, and the program they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from interview_cli.cli.screen.progress import PlainScreen
    from interview_cli.config import Settings
    from interview_cli.ports import Screen
    from interview_cli.wiring import App


@dataclass(frozen=True)
class Globals:
    """What stands before the command's name."""

    config: Path | None = None
    offline: bool = False
    local: bool = False
    verbose: bool = False
    quiet: bool = False


def read_settings(context: typer.Context) -> Settings:
    """The settings of this run."""
    from interview_cli.config import load_settings

    given: Globals = context.obj
    return load_settings(config=given.config, offline=given.offline, local=given.local)


def open_screen(context: typer.Context) -> PlainScreen:
    """A screen that suits where stderr goes."""
    from interview_cli.cli.screen.progress import choose_screen
    from interview_cli.config import is_dumb_terminal

    given: Globals = context.obj
    return choose_screen(quiet=given.quiet, dumb=is_dumb_terminal())


def open_app(
    context: typer.Context, screen: Screen, *, fresh: bool = False, allow_private: tuple[str, ...] = ()
) -> App:
    """The program for this run: settings, cache and history."""
    from interview_cli.cli.metrics import keep_measures
    from interview_cli.wiring import build_app

    settings = read_settings(context)
    if allow_private:
        fetch = replace(
            settings.tables.fetch, allow_private=settings.tables.fetch.allow_private + allow_private
        )
        settings = replace(settings, tables=replace(settings.tables, fetch=fetch))
    app = build_app(settings, screen, fresh=fresh)
    context.call_on_close(lambda: keep_measures(app, context.command_path.partition(" ")[2]))
    return app
