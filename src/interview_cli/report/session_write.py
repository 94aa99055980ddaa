"""A session's report onto the disk, in the formats asked for; left as it is when nothing changed since."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from interview_cli import __version__
from interview_cli.errors import SetupNeeded
from interview_cli.report.html import TEMPLATES
from interview_cli.report.paper import on_paper
from interview_cli.report.pdf import Pdf, PdfFailed, render_pdf
from interview_cli.report.session_exports import render_csv, render_json
from interview_cli.store.atomic import make_folder, write_atomically
from interview_cli.store.codec import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_cli.report.session_shapes import Report

ReportFormat = Literal["pdf", "html", "md", "json", "csv", "anki"]
REPORT_FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)
_ENDINGS: Final = {"anki": "apkg"}


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where each format lies, whether all of it was there already, and what the person should know."""

    paths: dict[str, Path]
    cached: bool = False
    notices: tuple[str, ...] = ()


def place_of(folder: Path, stem: str, kind: str) -> Path:
    """The file of a format."""
    return folder / f"{stem}.{_ENDINGS.get(kind, kind)}"


def write_report(report: Report, folder: Path, formats: Iterable[ReportFormat], stem: str) -> WrittenReport:
    """Write `report` into `folder` as `stem`.pdf, .html, .md, .json, .csv and .apkg, those of them in `formats`.

    Each file appears whole or not at all, 0600. A PDF or a deck of cards that can't be made is told in the notices,
    and the rest is written all the same. Raises `StorageError` when the disk refuses.
    """
    wanted = [kind for kind in REPORT_FORMATS if kind in frozenset(formats)]
    make_folder(folder)
    paths: dict[str, Path] = {}
    notices: list[str] = []
    html = _html(report) if "html" in wanted or "pdf" in wanted else ""
    for kind in sorted(
        wanted, key=lambda kind: kind == "pdf"
    ):  # last: the slow one, and the one that can fail
        data, told = _render(kind, report, html)
        notices += told
        if data:
            paths[kind] = place_of(folder, stem, kind)
            write_atomically(paths[kind], data)
    return WrittenReport({kind: paths[kind] for kind in wanted if kind in paths}, notices=tuple(notices))


def _render(kind: ReportFormat, report: Report, html: str) -> tuple[bytes, tuple[str, ...]]:
    match kind:
        case "html":
            return html.encode(), ()
        case "md":
            from interview_cli.report.session_markdown import render_session_markdown

            return render_session_markdown(report).encode(), ()
        case "json":
            return render_json(report).encode(), ()
        case "csv":
            return render_csv([report]).encode("utf-8-sig"), ()
        case "anki":
            return _deck(report)
        case "pdf":
            pdf = _pdf(html)
            return pdf.data, pdf.notices


def _html(report: Report) -> str:
    from interview_cli.report.session_html import render_session_html

    return render_session_html(report)


def _deck(report: Report) -> tuple[bytes, tuple[str, ...]]:
    from interview_cli.report.session_anki import render_deck

    try:
        return render_deck(report), ()
    except SetupNeeded as error:
        return b"", (f"{error} {error.hint}",)


def _pdf(html: str) -> Pdf:
    try:
        return render_pdf(on_paper(html))
    except (SetupNeeded, PdfFailed) as error:
        return Pdf(b"", (f"{error} {error.hint}",))


def digest_of(report: Report) -> str:
    """A digest of all that the files are made of: the report, the program's version, the templates."""
    return hashlib.sha256(to_json(report) + _house()).hexdigest()


@cache
def _house() -> bytes:
    names = ("pack.css", "session.css", "session.html.j2")
    return __version__.encode() + b"".join((TEMPLATES / name).read_bytes() for name in names)


def note_of(digest: str, written: WrittenReport) -> bytes:
    """What has to be kept to know these files again."""
    files = {kind: [str(path), _hash(path)] for kind, path in written.paths.items()}
    return json.dumps({"digest": digest, "files": files}).encode()


def still_good(note: bytes | None, digest: str, expected: Mapping[str, Path]) -> WrittenReport | None:
    """The files of an earlier run, when the report is the same and every one of them is untouched."""
    if note is None:
        return None
    try:
        kept = json.loads(note)
        files: dict[str, list[str]] = kept["files"]
        same = kept["digest"] == digest and all(
            files[kind][0] == str(path) and files[kind][1] == _hash(path) for kind, path in expected.items()
        )
    except (ValueError, KeyError, TypeError, IndexError, OSError):
        return None
    return WrittenReport(dict(expected), cached=True) if same else None


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
