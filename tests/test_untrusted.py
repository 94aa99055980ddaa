"""Text from strangers can do nothing once it is cleaned, and quotes are found only where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from interview_cli.untrusted import clean, clean_line, find_quote, fold, web_link

PAYLOADS = [
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b]0;owned\x07title", "title"),
    ("\x1b]8;;https://evil.example\x1b\\safe\x1b]8;;\x1b\\", "safe"),
    ("\x1b]52;c;ZXZpbA==\x07paste", "paste"),
    ("\x9b2Jgone", "gone"),
    ("\x9d0;t\x9ctext", "text"),
    ("\x1bPq#0\x1b\\sixel", "sixel"),
    ("\x1b(0lqk", "lqk"),
    ("a\u202etxt.exe", "atxt.exe"),
    ("\u2066hidden\u2069", "hidden"),
    ("zero\u200bwidth", "zerowidth"),
    ("tag\U000e0041\U000e0042", "tag"),
    ("bell\x07back\x08", "bellback"),
    ("line\r\nline\rline", "line\nline\nline"),
    ("nul\x00", "nul"),
    ("lone\ud800", "lone"),
    ("private\ue000use", "privateuse"),
    ("caf\u0065\u0301", "caf\u00e9"),
    ("fam\u200dily \u0645\u06cc\u200c\u062e", "fam\u200dily \u0645\u06cc\u200c\u062e"),
    ("tab\tkept", "tab\tkept"),
]


@pytest.mark.parametrize(("dirty", "expected"), PAYLOADS)
def test_clean_takes_out_what_acts_and_keeps_what_reads(dirty: str, expected: str):
    """Escapes go whole, controls and hidden characters go, real scripts stay."""
    assert clean(dirty) == expected


@given(st.text())
def test_cleaned_text_holds_no_control_and_stays_clean(text: str):
    """Whatever comes in, nothing that acts comes out, and cleaning twice changes nothing."""
    once = clean(text)
    acting = [
        c for c in once if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in "\n\t\u200c\u200d"
    ]
    assert acting == []
    assert clean(once) == once


def test_a_long_line_is_cut_at_a_word():
    """A line longer than the limit ends in an ellipsis, not inside a word."""
    assert clean_line("one two three four", limit=12) == "one two…"
    assert clean_line("  spread \n out ") == "spread out"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("three rounds and a take-home task", True),
        ("“three rounds and a take‑home task”", True),
        ("THREE   rounds and\na take-home task", True),
        ("two rounds and a take-home task", False),
        ("take-home", False),
        ("and a", False),
        ("", False),
    ],
)
def test_a_quote_counts_only_word_for_word_and_long_enough(quote: str, found: bool):
    """Quote marks, dashes, case and spaces are folded; words are not, and short scraps prove nothing."""
    source = fold("They had three rounds and a take-home task, then silence.")
    assert find_quote(quote, source) is found


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org/jobs?id=1", True),
        ("HTTP://example.org/x", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://exa mple.org", False),
        ('https://example.org/"onload=', False),
        (None, False),
        ("", False),
    ],
)
def test_only_plain_web_links_may_be_shown(url: str | None, allowed: bool):
    """Anything but http and https, or with characters that break out of an attribute, is no link."""
    assert (web_link(url) is not None) is allowed
