"""A prep pack onto the disk, in the formats asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from interview_cli.errors import SetupNeeded, StorageError
from interview_cli.report.html import render_html
from interview_cli.report.markdown import render_markdown
from interview_cli.report.paper import on_paper
from interview_cli.report.pdf import Pdf, PdfFailed, render_pdf
from interview_cli.store.atomic import make_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from interview_cli.models import Pack

Format = Literal["pdf", "html", "md", "json"]
FORMATS: Final[tuple[Format, ...]] = ("pdf", "html", "md", "json")


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """Where each format was written, and what the person should know about those that were not."""

    paths: dict[Format, Path]
    notices: tuple[str, ...] = ()


def write_pack(
    pack: Pack, folder: Path, formats: Iterable[Format], stem: str, *, json_document: str = ""
) -> WrittenFiles:
    """Write `pack` into `folder` as `stem`.pdf, .html, .md and .json, those of them in `formats`.

    Each file appears whole or not at all, 0600; a folder that has to be made is 0700. `json_document` is the JSON as
    the caller made it. A PDF that can't be made is told in the notices, and the rest is written all the same.
    Raises `StorageError` when the disk refuses, with what was there before intact.
    """
    if not re.match(r"[^\W_][^/\\\x00-\x1f:]{0,180}\Z", stem):
        raise StorageError(f"Not a file name: {stem!r}.", "Give the pack a plain name.")
    wanted = frozenset(formats)
    make_folder(folder)
    paths: dict[Format, Path] = {kind: folder / f"{stem}.{kind}" for kind in FORMATS if kind in wanted}
    if "json" in paths:
        write_atomically(paths["json"], json_document.encode("utf-8", "replace"))
    if "md" in paths:
        write_atomically(paths["md"], render_markdown(pack).encode())
    html = render_html(pack) if wanted & {"html", "pdf"} else ""
    if "html" in paths:
        write_atomically(paths["html"], html.encode())
    if "pdf" not in paths:
        return WrittenFiles(paths)
    # Last: should its renderer be killed, the others are on the disk already.
    pdf = _try_pdf(html)
    if pdf.data:
        write_atomically(paths["pdf"], pdf.data)
        return WrittenFiles(paths, pdf.notices)
    kept = " The PDF of an earlier run was left as it is." if paths.pop("pdf").exists() else ""
    return WrittenFiles(paths, tuple(f"{notice}{kept}" for notice in pdf.notices))


def _try_pdf(html: str) -> Pdf:
    """The PDF with its notices; no bytes and the reason when there is none to be had."""
    try:
        return render_pdf(on_paper(html))
    except (SetupNeeded, PdfFailed) as error:
        return Pdf(b"", (f"{error} {error.hint}",))
