"""How much room things take on the disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Size:
    """A part of what is kept: its files and their bytes."""

    name: str
    files: int
    bytes: int


def measure_sizes(data: Path, cache: Path) -> tuple[Size, ...]:
    """The history, the sessions' folders, the packs and the cache; what is not there takes none."""
    history = list(data.glob("history.*")) if data.is_dir() else []
    rows = [("history", [path.stat().st_size for path in history if path.is_file()])]
    rows += [
        (name, list(_sizes(folder)))
        for name, folder in (("sessions", data / "sessions"), ("packs", data / "packs"), ("cache", cache))
    ]
    return tuple(Size(name, len(sizes), sum(sizes)) for name, sizes in rows)


def _sizes(folder: Path) -> Iterator[int]:
    """The sizes of all files under `folder`; links are not followed, and what vanishes meanwhile is left out."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _sizes(folder / entry.name)
            continue
        try:
            yield entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
