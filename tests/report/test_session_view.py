from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from interview_cli.models import Assessment, Delivery, Star, Terms
from interview_cli.report.session_exports import render_csv, render_json, report_document, report_schema
from interview_cli.report.session_markdown import render_session_markdown
from interview_cli.report.session_redact import redact
from interview_cli.report.session_shapes import Report, Span
from interview_cli.report.session_spans import cut, place
from interview_cli.report.session_view import view_session

from . import interviews, packs


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    home = tmp_path_factory.mktemp("held")
    return view_session(interviews.held(home, interviews.a_series(home, packs.nurse_pack())))


def test_scores_are_compared_with_the_session_before(report: Report) -> None:
    """Overall and dimensions stand beside those of the last session on the job, and the trend runs over all four."""
    assert [point.current for point in report.trend] == [False, False, False, True]
    assert report.overall_before == report.trend[-2].overall
    assert report.overall == report.trend[-1].overall
    assert len(report.dimensions) == 14
    compared = [row for row in report.dimensions if row.change is not None]
    assert len(compared) > 8
    assert all(row.change == round((row.score or 0) - (row.before or 0), 1) for row in compared)
    assert all(row.why for row in report.dimensions if row.score is None)


def test_quoted_words_are_found_in_the_answer(report: Report) -> None:
    """Each span's text is a piece of evidence or a part of the story, and the pieces make up the answer again."""
    row = report.questions[0]
    quotes = {line for found in row.dimensions for line in found.evidence} | {part.quote for part in row.star}
    assert row.spans
    assert all(row.answer[span.start : span.end] in quotes for span in row.spans)
    assert "".join(text for text, _, _ in cut(row.answer, row.spans)) == row.answer
    assert row.star_held == "STAR"


def test_a_quote_is_found_whatever_its_marks_and_spaces() -> None:
    """Case, curly quotes, dashes and line breaks make no difference; what is not there is not found."""
    answer = "We said: “it’s done” –\nand it WAS."
    assert place("it's done", answer) == (10, 19)
    assert place('done" - and it was.', answer) is not None
    assert place("it was never done", answer) is None
    assert place("", answer) is None


def test_overlapping_spans_are_cut_at_every_edge() -> None:
    """A piece is quoted when any span covers it, and carries the labels of those that end with it."""
    pieces = cut("abcdef", [Span(0, 4, "1"), Span(2, 4, "S"), Span(5, 99, "x")])
    assert pieces == [("ab", True, ()), ("cd", True, ("1", "S")), ("ef", False, ())]


def test_an_unfinished_session_says_so(tmp_path: Path) -> None:
    """Its state, the way to go on, and the scores so far; skipped and open questions are told apart."""
    session = interviews.hold(
        tmp_path, packs.software_pack(6), [interviews.STORY, None, interviews.PLAIN], finished=False
    )
    found = view_session(interviews.held(tmp_path, session))
    assert found.state == "Not finished: 2 of 6 questions answered"
    assert "interview start --resume" in found.notices[0]
    assert [row.state for row in found.questions] == ["answered", "skipped", "answered"]
    assert found.overall is not None
    assert found.strengths
    assert not found.study


def test_a_session_without_answers_has_no_numbers(tmp_path: Path) -> None:
    """Nothing answered: no overall, no trend, and it is said plainly."""
    session = interviews.hold(tmp_path, packs.nurse_pack(), [None, None])
    found = view_session(interviews.held(tmp_path, session))
    assert (found.overall, found.trend, found.graded) == (None, (), 0)
    assert "No question was answered" in render_session_markdown(found)


def test_an_answer_that_was_not_graded_counts_for_nothing() -> None:
    """It has no number, and a notice says how many there are."""
    held = interviews.crafted("I counted them all twice that night.")
    turn = held.turns[0]
    failed = Assessment("", "", False, None, {}, Star(), (), Delivery(7), (), ("No verdict.",))
    answer = replace(turn.answers[0], assessment=failed)
    found = view_session(replace(held, turns=(replace(turn, answers=(answer,)),), debrief=None))
    assert found.questions[0].overall is None
    assert found.overall is None
    assert "1 answer could not be graded and counts for nothing." in found.notices


def test_the_json_fits_its_schema(report: Report) -> None:
    """What is exported can be read back as the type the schema was made of, and every property is described."""
    document = json.loads(render_json(report))
    assert document == json.loads(json.dumps(report_document(report)))
    schema = report_schema()
    assert set(schema["required"]) == set(document) == set(schema["properties"])
    again = TypeAdapter(Report).validate_python(document)
    assert again == report


def test_the_csv_has_a_line_a_question_and_no_formulas(report: Report) -> None:
    """Dimensions are columns; a text that a spreadsheet would run is quoted."""
    rows = list(csv.DictReader(io.StringIO(render_csv([report]))))
    assert [row["overall"] for row in rows] == [str(row.overall) for row in report.questions]
    assert {"clarity", "star", "pauses"} <= set(rows[0])
    assert rows[0]["pauses"] == ""
    hostile = view_session(interviews.crafted("Well.", question='=HYPERLINK("http://evil.example")'))
    assert next(csv.DictReader(io.StringIO(render_csv([hostile]))))["question"].startswith("'=")


def test_markdown_holds_answers_as_quotes_and_lets_none_act() -> None:
    """An answer full of markup stays text inside a quote."""
    hostile = "# Not a heading\n<script>alert(1)</script>\n[x](javascript:alert(1))"
    text = render_session_markdown(view_session(interviews.crafted(hostile)))
    assert "\n> \\# Not a heading\n> \\<script>" in text
    assert "[x](javascript" not in text


def test_a_redacted_report_names_nobody(tmp_path: Path) -> None:
    """Name, employer, company, e-mail and phone are gone from every export; marks still stand where words were quoted."""
    said = (
        "At Quillmark my manager wrote to maren@example.com, because Maren Oduya had the rota. I split the table of "
        "900 GB by month at Quillmark, called +44 113 496 0000 first, and the import now takes 35 minutes."
    )
    session = interviews.hold(tmp_path, packs.software_pack(3), [said, interviews.STORY, interviews.PLAIN])
    found = view_session(redact(interviews.held(tmp_path, session)), redacted=True)
    for text in (render_json(found), render_session_markdown(found), render_csv([found])):
        for secret in ("Quillmark", "Maren", "Oduya", "example.com", "496 0000", "Tarn", "Fell"):
            assert secret.casefold() not in text.casefold(), secret
    assert "[employer]" in found.questions[0].answer
    assert found.questions[0].spans
    assert "900 GB" in found.questions[0].answer
    assert ["Read it through before you share it" in notice for notice in found.notices] == [True]


def test_a_name_that_is_a_word_goes_only_where_it_is_a_name(tmp_path: Path) -> None:
    """A candidate called Will loses "Will", and no "will"."""
    pack = packs.software_pack(1)
    assert pack.cv is not None
    cv = replace(pack.cv, basics=replace(pack.cv.basics, name="Will Marsh"))
    said = "My manager said: Will, you will lead the 12 people. I will never forget it."
    session = interviews.hold(tmp_path, replace(pack, cv=cv), [said])
    found = view_session(redact(interviews.held(tmp_path, session)), redacted=True)
    assert found.questions[0].answer == said.replace("Will,", "[name],")


def test_numbers_can_be_kept_out(tmp_path: Path) -> None:
    """A session held without scores shows none in its Markdown."""
    session = interviews.hold(tmp_path, packs.nurse_pack(), [interviews.STORY], terms=Terms(scores=False))
    text = render_session_markdown(view_session(interviews.held(tmp_path, session)))
    assert "of 100**" not in text
    assert "## By dimension" not in text
