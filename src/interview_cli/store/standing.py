"""How the parts of the program stand, as far as can be told without opening a connection or loading a renderer."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import Path

_MOSTLY: Final = 0.8


@dataclass(frozen=True, slots=True)
class Standing:
    """A part, its state, and why."""

    name: str
    state: Literal["ok", "degraded", "off"]
    why: str


def stand(
    data: Path, cache: Path, *, cache_on: bool, research_on: bool, answered_share: float | None
) -> tuple[Standing, ...]:
    """The history, the cache, research and models. `answered_share` is the share of calls that were answered."""
    aside = sorted(path.name for path in data.glob("history.db.corrupt-*"))
    history = (
        Standing("history", "degraded", f"a damaged one was put aside as {aside[-1]}")
        if aside
        else _folder("history", data)
    )
    return (
        history,
        _folder("cache", cache) if cache_on else Standing("cache", "off", "switched off in the settings"),
        Standing("research", "ok", "on")
        if research_on
        else Standing("research", "off", "switched off, or --offline"),
        _models(answered_share),
    )


def _folder(name: str, folder: Path) -> Standing:
    if not folder.exists():
        return Standing(name, "ok", "not made yet")
    mode = stat.S_IMODE(folder.lstat().st_mode)
    if mode & 0o077:
        return Standing(name, "degraded", f"others can look in (mode {mode:04o})")
    return Standing(name, "ok", "there, for you alone")


def _models(answered_share: float | None) -> Standing:
    if answered_share is None:
        return Standing("models", "off", "none was called in this time")
    share = f"{answered_share:.0%} of the calls were answered"
    return Standing("models", "ok" if answered_share >= _MOSTLY else "degraded", share)
