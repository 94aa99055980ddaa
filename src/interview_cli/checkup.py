"""What `interview doctor` looks at. Nothing is changed, and no connection is opened."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from interview_cli import __version__
from interview_cli.config import Settings

_LEAST_FREE: Final = 10_000_000  # bytes; a pack with its PDF and a session fit several times
_LIBRARIES: Final = (
    "typer",
    "rich",
    "pydantic",
    "langgraph",
    "diskcache",
    "httpx",
    "weasyprint",
    "pypdfium2",
    "lxml",
    "selectolax",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: in order, working with a loss, or off; and what to do about it."""

    name: str
    state: Literal["ok", "degraded", "off"]
    what: str
    remedy: str = ""


def check_all(settings: Settings, coach: str) -> list[Finding]:
    """Every check, in the order a person would ask; `coach` is who would do the work."""
    return [*_program(), _pdf(), *_folders(settings), _network(settings), _coach(coach)]


def _program() -> Iterator[Finding]:
    yield Finding("interview", "ok", f"{__version__}, Python {platform.python_version()} at {sys.prefix}")
    versions, missing = [], []
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    remedy = "Install it anew: pipx reinstall interview-cli" if missing else ""
    what = ", ".join(versions) + (f"; missing: {', '.join(missing)}" if missing else "")
    yield Finding("libraries", "degraded" if missing else "ok", what, remedy)


def _pdf() -> Finding:
    from interview_cli.report.pdf import pdf_ready

    problem = pdf_ready()
    if problem:
        return Finding("PDF", "degraded", "can't be made; HTML and Markdown can", problem)
    return Finding("PDF", "ok", "Pango and fonts are there")


def _folders(settings: Settings) -> Iterator[Finding]:
    paths = settings.paths
    config = (
        "there" if paths.config.exists() else "none yet, defaults are used (interview config init makes one)"
    )
    yield Finding("config", "ok", f"{paths.config}: {config}")
    for name, folder in (("data", paths.data), ("cache", paths.cache)):
        yield _folder(name, folder)


def _folder(name: str, folder: Path) -> Finding:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not (there.is_dir() and os.access(there, os.W_OK)):
        way_out = "Set INTERVIEW_HOME to a folder you may write to."
        return Finding(name, "degraded", f"{folder}: can't be written", way_out)
    if shutil.disk_usage(there).free < _LEAST_FREE:
        return Finding(name, "degraded", f"{folder}: the disk is full", "Free some space.")
    if not folder.exists():
        return Finding(name, "ok", f"{folder}: not made yet")
    mode = stat.S_IMODE(folder.lstat().st_mode)
    if folder.is_symlink() or mode & 0o077:
        return Finding(
            name, "degraded", f"{folder}: mode {mode:04o}, others can look in", f"chmod 700 {folder}"
        )
    return Finding(name, "ok", f"{folder}: mode {mode:04o}")


def _network(settings: Settings) -> Finding:
    if settings.offline:
        return Finding("network", "off", "--offline: no connection is opened")
    network = settings.network
    ways = ["through the proxy of HTTPS_PROXY" if network.proxy else "direct"]
    if network.ca_file:
        ways.append(f"certificates from {network.ca_file}")
        if not Path(network.ca_file).exists():
            return Finding(
                "network", "degraded", ", ".join(ways), "That file does not exist: mend SSL_CERT_FILE."
            )
    if network.proxy:
        ways.append("names are looked up by the proxy, so private addresses behind names are its to refuse")
    return Finding("network", "ok", ", ".join(ways))


def _coach(who: str) -> Finding:
    if who == "built-in coach":
        return Finding(
            "coach", "ok", "built-in coach: no key and no network needed; nothing is sent anywhere"
        )
    return Finding("coach", "ok", f"{who}, then the built-in coach")
