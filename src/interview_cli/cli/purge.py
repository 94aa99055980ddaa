"""`interview purge`: delete everything that was kept."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.cli.globals import read_settings


def purge(
    context: typer.Context,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete history, packs and cache. The config file stays, and so do keys."""
    import sys

    from interview_cli.cli.output import put, say
    from interview_cli.errors import UsageError
    from interview_cli.llm.keys import KEYS_FILE
    from interview_cli.store.cache import put_aside
    from interview_cli.store.purge import purge_folders

    paths = read_settings(context).paths
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Nothing was deleted: there is nobody to ask.", "Say it with --yes.")
        say(f"This deletes everything in {paths.data} and {paths.cache}.")
        typer.confirm("Go on?", abort=True, err=True)
    count, size = purge_folders([paths.data, paths.cache, *put_aside(paths.cache)])
    put(
        f"{count} files deleted, {size / 1000:.1f} kB. Packs written elsewhere with --out are yours to delete.\n"
    )
    if (paths.keys / KEYS_FILE).exists():
        say(f"The keys of your providers stay in {paths.keys / KEYS_FILE}.")
