"""Streamed text is wrapped as it comes, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from interview_cli.cli.screen.flow import Flow


def flowed(pieces: list[str]) -> str:
    written: list[str] = []
    flow = Flow(written.append)
    for piece in pieces:
        flow.add(piece)
    flow.close()
    return "".join(written)


def test_lines_stay_within_the_terminal(monkeypatch: pytest.MonkeyPatch):
    """Words wrap at the width, list items with a hang of two."""
    monkeypatch.setenv("COLUMNS", "20")
    text = flowed(["- one two three fo", "ur five six sev", "en\nplain words after it run on\n"])
    assert max(map(len, text.splitlines())) <= 20
    assert text.splitlines()[1].startswith("  ")
    assert not text.splitlines()[-1].startswith("  ")


@given(st.lists(st.text("ab \n-é料", max_size=8), max_size=30))
def test_no_word_is_lost_however_it_is_cut(pieces: list[str]):
    """The words that come out are the words that went in."""
    assert flowed(pieces).split() == "".join(pieces).split()
