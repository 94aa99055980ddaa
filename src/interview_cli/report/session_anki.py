"""A session as a deck of cards for Anki: the question, what a strong answer shows, and where yours was weak.

Ids come of the question's own words, so that a later session's deck updates the same cards.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import re
import sqlite3
import tempfile
import zipfile
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from interview_cli.errors import SetupNeeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_cli.report.session_shapes import QuestionRow, Report

_MODEL: Final = 1_607_392_841
_STYLE: Final = (
    ".card { font-family: sans-serif; font-size: 18px; line-height: 1.5; max-width: 40em; margin: auto; } "
    "h4 { font-size: 14px; color: #4c5b60; margin: 1.2em 0 0.3em; } .nightMode h4 { color: #a7b6bb; }"
)


def render_deck(report: Report) -> bytes:
    """The deck as an .apkg file. Raises `SetupNeeded` when genanki is not installed."""
    try:
        genanki: Any = importlib.import_module("genanki")
    except ImportError as error:
        raise SetupNeeded(
            "No Anki deck: genanki is missing.", "Install it: pipx inject interview-cli genanki"
        ) from error
    model = genanki.Model(
        _MODEL,
        "Interview question",
        fields=[
            {"name": name} for name in ("Question", "Strong answer", "Your weak spot", "A stronger version")
        ],
        templates=[{"name": "Answer aloud", "qfmt": "{{Question}}", "afmt": _BACK}],
        css=_STYLE,
    )
    deck = genanki.Deck(_number(f"deck {report.name}"), f"Interview: {escape(report.name)}")
    for row in report.questions:
        deck.add_note(genanki.Note(model=model, fields=_fields(row), guid=_guid(row), tags=[row.kind]))
    seconds = datetime.fromisoformat(report.started).timestamp()
    file = io.BytesIO()
    genanki.Package(deck).write_to_file(file, timestamp=seconds)
    return _settled(file.getvalue(), datetime.fromisoformat(report.started))


_BACK: Final = (
    "{{FrontSide}}<hr id=answer>{{#Strong answer}}<h4>A strong answer shows</h4>{{Strong answer}}{{/Strong answer}}"
    "{{#Your weak spot}}<h4>Where yours was weak</h4>{{Your weak spot}}{{/Your weak spot}}"
    "{{#A stronger version}}<h4>A stronger version</h4>{{A stronger version}}{{/A stronger version}}"
)


def _fields(row: QuestionRow) -> list[str]:
    better = escape(row.better_answer).replace("\n", "<br>")
    return [escape(row.text), _list(row.strong_answer), _list(row.improvements), better]


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _guid(row: QuestionRow) -> str:
    words = " ".join(re.findall(r"\w+", row.text.casefold()))
    return hashlib.sha256(f"interview {words}".encode()).hexdigest()[:20]


def _number(text: str) -> int:
    """A number Anki takes for an id: stable, and within 31 bits."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % (1 << 30)


def _settled(package: bytes, day: datetime) -> bytes:
    """The package with nothing of the clock in it, so that the same session gives the same bytes."""
    file = io.BytesIO()
    stamp = (max(1980, day.year), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w") as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            new.writestr(
                zipfile.ZipInfo(name, stamp), _vacuumed(data) if name.startswith("collection") else data
            )
    return file.getvalue()


def _vacuumed(data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection"
        path.write_bytes(data)
        db = sqlite3.connect(path)
        try:
            db.execute("VACUUM")
        finally:
            db.close()
        return path.read_bytes()
