"""Builds real files of the samples: `.docx.json` recipes become Word files, `.html` pages become PDFs."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).with_name("samples")


def build(sample: Path) -> bytes:
    """The bytes of the file a person would have: PDF of `.html`, Word of `.docx.json`, else the file itself."""
    if sample.name.endswith(".docx.json"):
        return build_docx(json.loads(sample.read_text(encoding="utf-8")))
    if sample.suffix == ".html":
        return build_pdf(sample.read_text(encoding="utf-8"))
    return sample.read_bytes()


def build_pdf(html: str) -> bytes:
    """The page as WeasyPrint draws it."""
    from weasyprint import HTML

    return bytes(HTML(string=html).write_pdf())


def build_docx(recipe: list[list[Any]]) -> bytes:
    """A Word file of `[style, text]` steps; `**bold**`, `*italic*`, tabs and newlines work; also header, footer, table."""
    from docx import Document

    document = Document()
    for kind, content in recipe:
        if kind in {"header", "footer"}:
            getattr(document.sections[0], kind).paragraphs[0].text = content
        elif kind == "table":
            table = document.add_table(rows=0, cols=len(content[0]))
            for row in content:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    _fill(cell.paragraphs[0], text.split("\n")[0])
                    for line in text.split("\n")[1:]:
                        marked = line.startswith("- ")
                        _fill(
                            cell.add_paragraph(style="List Bullet" if marked else None),
                            line.removeprefix("- "),
                        )
        else:
            _fill(document.add_paragraph(style=kind), content)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(paragraph: Any, text: str) -> None:
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        run = paragraph.add_run(part.strip("*") if part.startswith("*") else part)
        run.bold = True if part.startswith("**") else None
        run.italic = True if part.startswith("*") and not part.startswith("**") else None


def samples(folder: str = "*") -> list[Path]:
    """The sample files of "open", "held" or both, without their truths."""
    return sorted(p for p in SAMPLES.glob(f"{folder}/*") if not p.name.endswith(".truth.json"))


def truth_of(sample: Path) -> dict[str, Any]:
    """What the sample says, written by hand."""
    stem = sample.name.split(".")[0]
    found: dict[str, Any] = json.loads(sample.with_name(f"{stem}.truth.json").read_text(encoding="utf-8"))
    return found
