"""HTML to PDF, by WeasyPrint in a child process: a crash, a hang or chatter there can't touch this one."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interview_cli.errors import InterviewError, SetupNeeded
from interview_cli.store.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT_SECONDS: Final = 30.0

INSTALL_LINES: Final = {
    "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core",
    "fedora": "sudo dnf install pango dejavu-sans-fonts dejavu-serif-fonts",
    "arch": "sudo pacman -S pango ttf-dejavu",
    "alpine": "sudo apk add pango fontconfig font-dejavu",
    "darwin": "brew install pango",
    "windows": "winget install MSYS2.MSYS2, then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}
FONT_PACKAGES: Final = {
    "debian": "sudo apt install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji",
    "fedora": "sudo dnf install google-noto-sans-fonts google-noto-sans-cjk-fonts google-noto-color-emoji-fonts",
}
# First word of a character's Unicode name -> what to call its script; the rest go by that word.
SCRIPTS: Final = {
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "IDEOGRAPHIC": "Chinese or Japanese",
    "FULLWIDTH": "Chinese or Japanese",
}
# Joiners and selectors have no shape of their own.
SHAPELESS: Final = {"\u200c", "\u200d", "\ufe0e", "\ufe0f"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """A rendered PDF, and what a reader of it should know."""

    data: bytes
    notices: tuple[str, ...] = ()


class PdfFailed(InterviewError):
    """The renderer ended without a PDF: it crashed, ran out of time or memory, or refused the page."""


def render_pdf(
    html: str, *, limit_seconds: float = LIMIT_SECONDS, environment: Mapping[str, str] | None = None
) -> Pdf:
    """`html` as a tagged PDF (PDF/UA-1). The same HTML gives the same bytes on the same machine.

    Nothing is fetched and no file is read: inline PNG images are all a page can bring. `environment` is the child's,
    ours when None. Raises `SetupNeeded` when Pango or fonts are missing, `PdfFailed` when rendering fails.
    """
    head, data = _ask_child([], html, limit_seconds, environment)
    if head["missing"]:
        raise SetupNeeded(*_say_missing(str(head["missing"])))
    if not data.startswith(b"%PDF-"):
        raise PdfFailed("The PDF could not be made: the renderer answered without one.", _HTML_HINT)
    return Pdf(data, _say_unshown(str(head["unshown"])))


def write_pdf(html: str, path: Path) -> tuple[str, ...]:
    """Render `html` into `path`, whole or not at all; returns the notices. Raises as `render_pdf`, and `StorageError`."""
    pdf = render_pdf(html)
    write_atomically(path, pdf.data)
    return pdf.notices


def pdf_ready(*, environment: Mapping[str, str] | None = None) -> str | None:
    """What keeps PDFs from being made on this machine, with the line that mends it; None when nothing does."""
    try:
        head, _ = _ask_child(["--check"], "", LIMIT_SECONDS, environment)
    except PdfFailed as error:
        return str(error)
    return " ".join(_say_missing(str(head["missing"]))) if head["missing"] else None


def install_line(system: str | None = None) -> str:
    """The command that installs Pango and a font. `system` is a key of `INSTALL_LINES`; by default, this machine's."""
    return INSTALL_LINES.get(system or _this_system(), INSTALL_LINES["debian"])


def _this_system() -> str:
    if platform.system() in {"Darwin", "Windows"}:
        return platform.system().lower()
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "debian"
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return next((name for name in names if name in INSTALL_LINES), "debian")


_HTML_HINT: Final = "Open the HTML file instead and print it from your browser."


def _ask_child(
    arguments: list[str], html: str, limit_seconds: float, environment: Mapping[str, str] | None
) -> tuple[dict[str, str | None], bytes]:
    # -P: a module lying in the current folder must not be taken for one of ours.
    command = [sys.executable, "-P", "-m", "interview_cli.report.pdf_main", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=html.encode("utf-8", "replace"),
            capture_output=True,
            timeout=limit_seconds,
            check=False,
            env=None if environment is None else dict(environment),
        )
    except subprocess.TimeoutExpired:
        raise PdfFailed(f"The PDF was not ready after {limit_seconds:.0f} seconds.", _HTML_HINT) from None
    except OSError as error:
        raise PdfFailed(f"The PDF could not be made: {error.strerror or error}.", _HTML_HINT) from None
    line, _, data = done.stdout.partition(b"\n")
    if done.returncode != 0 or not line:
        raise PdfFailed(f"The PDF could not be made: {_say_end(done)}.", _HTML_HINT)
    head: dict[str, str | None] = json.loads(line)
    return head, data


def _say_end(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"the renderer was ended by signal {-done.returncode}"
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f"the renderer failed ({said[-1][:200]})" if said else "the renderer failed"


def _say_missing(missing: str) -> tuple[str, str]:
    """What is missing and what to do, as `SetupNeeded` takes them."""
    what = "the Pango library" if missing == "pango" else "a font"
    extra = ""
    if missing == "pango" and platform.system() == "Darwin":
        extra = " If it is there already: export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib"
    return f"No PDF: {what} is missing.", f"Install it: {install_line()}{extra}"


def _say_unshown(letters: str) -> tuple[str, ...]:
    """One notice naming the scripts no installed font can draw, or none."""
    names = (unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in letters if c not in SHAPELESS)
    kinds = {
        SCRIPTS.get(name, "emoji and symbols" if unicodedata.category(c).startswith("S") else name.title())
        for name, c in zip(names, (c for c in letters if c not in SHAPELESS), strict=True)
        if name
    }
    if not kinds:
        return ()
    listed = ", ".join(sorted(kinds, key=lambda kind: (kind == "emoji and symbols", kind)))
    install = FONT_PACKAGES.get(_this_system(), "install the Noto fonts")
    return (
        f"No font on this computer can draw: {listed}. The PDF shows boxes in their place. To mend it: {install}",
    )
