"""The data the built-in coach is made of: TOML files, written by hand, read once a run."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_folder(folder: str) -> dict[str, dict[str, Any]]:
    """Every `*.toml` in `folder` of this package, by file name without the ending, in order of name."""
    import rtoml  # ten times as fast as tomllib, and there are two megabytes

    place = files(__name__) / folder
    names = sorted(entry.name for entry in place.iterdir() if entry.name.endswith(".toml"))
    return {name.removesuffix(".toml"): rtoml.loads((place / name).read_text("utf-8")) for name in names}


@cache
def load_file(name: str) -> dict[str, Any]:
    """The TOML file `name` (without the ending) of this package."""
    import rtoml

    return rtoml.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
