"""Typed lines break between words, and the cursor stands where it seems to stand."""

from __future__ import annotations

import re

from hypothesis import given, strategies as st
from prompt_toolkit.utils import get_cwidth

from interview_cli.cli.editor import _unpadded
from interview_cli.cli.wrapping import find_pads

TEXTS = st.text(alphabet="ab, .語😀", max_size=200)


def padded(text: str, pads: list[tuple[int, int]]) -> str:
    for place, blanks in reversed(pads):
        text = text[:place] + " " * blanks + text[place:]
    return text


def test_no_word_is_cut_that_fits_a_row():
    """Rows as a terminal makes them, which breaks after so many columns and knows no words."""
    text = "We moved the invoices on 28 June and the last report on 19 July, without an hour of downtime."
    for room in range(12, 60):
        shown = padded(text, find_pads(text, room, len))
        rows = [shown[at : at + room] for at in range(0, len(shown), room)]
        assert [word for row in rows for word in row.split()] == text.split()
        assert not any(row.startswith(" ") for row in rows)


@given(TEXTS, st.integers(8, 40))
def test_only_blanks_are_added_and_none_without_need(text: str, room: int):
    """The text is whole, and what fits one row is left alone."""
    pads = find_pads(text, room, get_cwidth)
    assert re.sub(" ", "", padded(text, pads)) == re.sub(" ", "", text)
    if get_cwidth(text) < room:
        assert pads == []


@given(TEXTS, st.integers(8, 40))
def test_every_place_is_found_again(text: str, room: int):
    """From the text to the screen and back is the same place."""
    pads = find_pads(text, room, get_cwidth)
    for at in range(len(text) + 1):
        shown = at + sum(blanks for place, blanks in pads if place <= at)
        assert _unpadded(shown, pads) == at
