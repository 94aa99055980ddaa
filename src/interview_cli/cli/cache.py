"""`interview cache`: what is in it, and emptying it."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.cli.globals import open_app, open_screen

app = typer.Typer(help="Look into the cache, or empty it.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """Look into the cache, or empty it."""


@app.command()
def show(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show how much of what kind is kept, and where."""
    import json

    from interview_cli.cli.output import put
    from interview_cli.store.cache import DiskCache

    program = open_app(context, open_screen(context))
    folder = program.settings.paths.cache
    found = program.cache.summary() if isinstance(program.cache, DiskCache) else {}
    if as_json:
        kinds = {kind: {"entries": count, "bytes": size} for kind, (count, size) in found.items()}
        put(json.dumps({"folder": str(folder), "kinds": kinds}, indent=2) + "\n")
        return
    lines = [
        f"{kind:<12} {count:>6} {'entry  ' if count == 1 else 'entries'} {size / 1000:>9.1f} kB"
        for kind, (count, size) in sorted(found.items())
    ]
    put("\n".join([str(folder), *(lines or ["empty"])]) + "\n")


@app.command()
def clear(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="Only this kind, as `cache show` names it.", show_default=False)] = None,
) -> None:  # fmt: skip
    """Empty the cache, or one kind of it. Packs and history stay."""
    from interview_cli.cli.output import put
    from interview_cli.store.cache import DiskCache

    program = open_app(context, open_screen(context))
    gone = program.cache.clear(kind) if isinstance(program.cache, DiskCache) else 0
    put(f"{gone} {'entry' if gone == 1 else 'entries'} dropped.\n")
