from __future__ import annotations

import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from interview_cli.report.session_view import view_session

from . import interviews, packs

genanki = pytest.importorskip("genanki")


def notes_of(package: bytes, folder: Path) -> list[tuple[str, list[str]]]:
    """Guid and fields of every note in a deck."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        (folder / "deck.db").write_bytes(opened.read("collection.anki2"))
    db = sqlite3.connect(folder / "deck.db")
    try:
        return [
            (guid, fields.split("\x1f"))
            for guid, fields in db.execute("SELECT guid, flds FROM notes ORDER BY id")
        ]
    finally:
        db.close()


def test_a_card_a_question_with_the_weak_spot(tmp_path: Path) -> None:
    """Question, what a strong answer shows, and what to sharpen; markup in an answer stays text."""
    from interview_cli.report.session_anki import render_deck

    session = interviews.hold(tmp_path, packs.software_pack(3), [interviews.VAGUE] * 3)
    report = view_session(interviews.held(tmp_path, session))
    notes = notes_of(render_deck(report), tmp_path)
    assert len(notes) == 3
    assert "One concrete case" in notes[0][1][1]
    assert notes[0][1][2].startswith("<ul><li>")
    hostile = view_session(interviews.crafted("Well.", question="<script>alert(1)</script>?"))
    assert "<script>" not in notes_of(render_deck(hostile), tmp_path)[0][1][0]


def test_the_next_session_updates_the_same_cards(tmp_path: Path) -> None:
    """The same questions have the same ids in another session, and the same session gives the same bytes."""
    from interview_cli.report.session_anki import render_deck

    packages = []
    for name, answer in (("first", interviews.VAGUE), ("second", interviews.STORY)):
        session = interviews.hold(tmp_path, packs.software_pack(3), [answer] * 3, name=name)
        report = view_session(interviews.held(tmp_path, session))
        packages.append(render_deck(report))
        assert render_deck(report) == packages[-1]
    first, second = (notes_of(package, tmp_path) for package in packages)
    assert [guid for guid, _ in first] == [guid for guid, _ in second]
    assert first != second
