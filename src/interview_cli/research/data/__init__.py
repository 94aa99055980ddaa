"""The data research is made of: TOML files, written by hand, read once a run."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_file(name: str) -> dict[str, Any]:
    """The TOML file `name` (without the ending) of this package."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
