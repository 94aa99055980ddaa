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


@app.command("set-key")
def set_key(
    context: typer.Context,
    provider: Annotated[str, typer.Argument(metavar="PROVIDER", help="As in the config: openai, groq, gemini, openrouter, …")],
    *,
    forget: Annotated[bool, typer.Option("--forget", help="Take the key away instead.")] = False,
    no_keyring: Annotated[bool, typer.Option("--no-keyring", help="Keep it in a file of your own, not in the keyring.")] = False,
) -> None:  # fmt: skip
    """Keep a provider's key: in the system's keyring, else in a file only you can read. It is asked for, never an argument."""
    import sys

    from interview_cli.cli.output import put
    from interview_cli.config import llm_settings
    from interview_cli.errors import UsageError
    from interview_cli.llm.keys import forget_key, set_key as keep
    from interview_cli.llm.settings import all_providers

    settings = read_settings(context)
    known = [known.name for known in all_providers(llm_settings(settings), settings.environ)]
    if provider not in known:
        raise UsageError(
            f"No provider is called “{provider}”.",
            f"There are {', '.join(known)}; add your own as [providers.NAME].",
        )
    if forget:
        put(
            f"{provider}: {'the key is gone' if forget_key(provider, settings.paths.keys) else 'there was no key'}.\n"
        )
        return
    key = (
        typer.prompt(f"Key for {provider}", hide_input=True, err=True)
        if sys.stdin.isatty()
        else sys.stdin.readline()
    )
    where = keep(provider, key, settings.paths.keys, use_keyring=not no_keyring)
    put(f"{provider}: kept in the {'keyring' if where == 'keyring' else 'key file'}.\n")
