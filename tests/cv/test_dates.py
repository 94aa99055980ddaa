"""Dates in nine languages."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from interview_cli.cv.dates import find_span, is_dateish, to_iso, without_span

SPANS = [
    ("Jan 2020 - Present", "2020-01", ""),
    ("06/2014 – Feb 2016", "2014-06", "2016-02"),
    ("2019–22", "2019", "2022"),
    ("seit 03/2019", "2019-03", ""),
    ("von März 2010 bis heute", "2010-03", ""),
    ("depuis mars 2020", "2020-03", ""),
    ("De sept. 2017 à juin 2021", "2017-09", "2021-06"),
    ("septembre 2015 – aujourd’hui", "2015-09", ""),
    ("Abril 2018 – Actualidad", "2018-04", ""),
    ("Gennaio 2019 – in corso", "2019-01", ""),
    ("1 oktober 2012 t/m 31 mei 2014", "2012-10", "2014-05"),
    ("Fevereiro de 2019 – atual", "2019-02", ""),
    ("09.2017 – obecnie", "2017-09", ""),
    ("2019-04 – pågående", "2019-04", ""),
    ("March 15, 2019 to June 3, 2020", "2019-03", "2020-06"),
    ("Jan - Mar 2020", "2020-01", "2020-03"),
    ("2017 -", "2017", ""),
    ("Summer 2019", "2019", "2019"),
    ("31.01.2020", "2020-01", "2020-01"),
]


@pytest.mark.parametrize(("text", "start", "end"), SPANS)
def test_spans(text, start, end):
    """Each way of writing a stretch of time gives its ISO dates, and nothing else is left of the text."""
    span = find_span(text)
    assert span is not None
    assert (span.start, span.end) == (start, end)
    assert without_span(text, span) == ""
    assert is_dateish(text)


@pytest.mark.parametrize(
    "text", ["99.97% uptime", "+49 151 5550 1234", "Platform 9", "CGPA: 8.7/10", "Cut costs by 2,019 euros"]
)
def test_no_dates(text):
    """Percentages, telephone numbers, marks and sums are no dates."""
    assert find_span(text) is None


def test_dates_leave_the_rest():
    """What stands around the dates stays, without the marks that joined them."""
    text = "Severn Infirmary — Bristol, 2019–Present"
    span = find_span(text)
    assert span is not None
    assert without_span(text, span) == "Severn Infirmary — Bristol"


@given(st.text(max_size=200))
def test_any_text_is_safe(text):
    """No text breaks the reader of dates, and every date it gives is ISO."""
    span = find_span(text)
    if span:
        assert all(part == "" or part[:4].isdigit() for part in (span.start, span.end))
    assert to_iso(text) == "" or to_iso(text)[:4].isdigit()
