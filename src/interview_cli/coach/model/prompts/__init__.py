"""The prompts, one Markdown file a task, with `$names` to fill in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template


def fill(name: str, /, **words: str) -> str:
    """The prompt `name` with every `$name` in it filled in; a missing one raises `KeyError`."""
    return Template(_read(name)).substitute(words).strip()


@cache
def _read(name: str) -> str:
    return (files(__name__) / f"{name}.md").read_text("utf-8")
