"""`interview config`: make, show and find the config file."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.cli.globals import read_settings

app = typer.Typer(help="Make, show and find the config file.", no_args_is_help=True)


@app.callback()
def main() -> None:
    """Make, show and find the config file."""


@app.command()
def init(
    context: typer.Context,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
) -> None:
    """Write a config file with every setting and its default."""
    from interview_cli.cli.output import put
    from interview_cli.config import example_text
    from interview_cli.errors import UsageError
    from interview_cli.store.files import write_private

    path = context.obj.config or read_settings(context).paths.config
    if path.exists() and not force:
        raise UsageError(f"{path} is there already.", "Write over it with --force, or edit it.")
    write_private(path, example_text().encode())
    put(f"{path}\n")


@app.command()
def show(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show the settings of this run: file, environment and defaults together."""
    import json

    from interview_cli.cli.output import put
    from interview_cli.config import tables_as_plain, tables_as_toml

    tables = read_settings(context).tables
    put(json.dumps(tables_as_plain(tables), indent=2) + "\n" if as_json else tables_as_toml(tables))


@app.command()
def path(context: typer.Context) -> None:
    """Print where the config file is."""
    from interview_cli.cli.output import put
    from interview_cli.config import find_paths

    put(f"{context.obj.config or find_paths().config}\n")
