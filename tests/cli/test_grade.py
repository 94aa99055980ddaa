"""`interview grade` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import CV, interview

QUESTION = "Tell me about a time you led a team through a change."
ANSWER = (
    "In 2021 I led eight people in billing when we moved to a new system. My task was to move 4,000 customers by March. "
    "I trained two people first, asked them to teach the others, and moved 50 customers a day. We finished on 12 March, "
    "and wrong bills fell from 3 per cent to 0.4."
)
KEYS = {
    "question", "answer", "graded", "overall", "dimensions", "star", "claims", "delivery", "strengths", "improvements",
    "better_answer", "made_by",
}  # fmt: skip


def test_one_answer_as_json():
    """One document with exactly the promised keys."""
    ran = interview("grade", "--question", QUESTION, "--answer", ANSWER, "--json")
    assert ran.code == 0
    assert set(ran.document) == KEYS
    assert set(ran.document["star"]) == {"situation", "task", "action", "result"}
    assert set(ran.document["delivery"]) == {
        "words",
        "seconds",
        "wpm",
        "fillers",
        "hedges",
        "i_share",
        "pauses",
    }
    assert len(ran.document["dimensions"]) == 14
    for one in ran.document["dimensions"].values():
        assert set(one) == {"score", "evidence", "why"}
    assert ran.document["overall"] > 60


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 200])
def test_one_answer_on_screens_of_any_width(columns: int):
    """No line is wider than the screen, and everything a person needs is there."""
    ran = interview("grade", "--question", QUESTION, "--answer", ANSWER, env={"COLUMNS": str(columns)})
    assert ran.code == 0
    assert all(len(line) <= columns for line in ran.out.splitlines())
    for heading in ("What landed", "What to sharpen", "Grades", "Your story"):
        assert heading in ran.out
    assert "/100" in ran.out


def test_an_answer_on_standard_input():
    """A dash reads the answer; what could act on the terminal is gone."""
    ran = interview("grade", "--question", QUESTION, "--answer", "-", stdin=ANSWER + "\x1b[31m red")
    assert ran.code == 0
    assert "\x1b" not in ran.out


def test_a_reference_gives_the_points():
    """With a reference the answer is graded by its points."""
    ran = interview(
        "grade",
        "--question", "How do you cool stock?",
        "--answer", "I pour it into flat trays, put them in an ice bath and stir until it is cold.",
        "--reference", "Divide it into shallow trays. Use an ice bath and stir. Measure with a probe.",
        "--json",
    )  # fmt: skip
    assert ran.document["dimensions"]["technical_accuracy"]["score"] >= 2


def test_a_cv_knows_the_claims():
    """Claims are held against the CV that is given."""
    ran = interview("grade", "--question", QUESTION, "--answer", ANSWER, "--cv", CV, "--json")
    assert ran.code == 0
    assert {claim["status"] for claim in ran.document["claims"]} <= {"in_cv", "new", "contradicts"}


def test_own_rubric_and_level(tmp_path: Path):
    """A rubric in which only the story counts gives the grade of the story."""
    rubric = tmp_path / "rubric.toml"
    names = (
        "clarity", "structure", "conciseness", "fluency", "relevance", "depth", "specificity", "ownership",
        "reflection", "confidence", "pace", "pauses",
    )  # fmt: skip
    rubric.write_text("[weights.behavioural]\n" + "".join(f"{name} = 0\n" for name in names))
    ran = interview(
        "grade", "--question", QUESTION, "--answer", ANSWER, "--rubric", rubric, "--level", "senior", "--json"
    )
    assert ran.document["overall"] == (ran.document["dimensions"]["star"]["score"] - 1) * 25


def test_a_file_of_lines(tmp_path: Path):
    """Results in order, one a line; the bad one in place, counted on stderr, and the run is done."""
    path = tmp_path / "answers.jsonl"
    row = json.dumps({"question": QUESTION, "answer": ANSWER})
    path.write_text(f"{row}\nnot json\n\n{row}\n")
    ran = interview("grade", "--jsonl", path)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [found["line"] for found in rows] == [1, 2, 4]
    assert "error" in rows[1]
    assert "1 of 3 lines" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "--jsonl"),
        (("--question", "q"), 2, "--answer"),
        (("--question", " ", "--answer", "a"), 2, "Nothing to grade"),
        (("--jsonl", "-", "--answer", "a"), 2, "Leave out"),
        (("--question", "q", "--answer", "a", "--level", "boss"), 2, "junior"),
        (("--question", "q", "--answer", "a", "--kind", "poem"), 2, "behavioural"),
        (("--question", "q", "--answer", "a", "--rubric", "/nowhere.toml"), 2, "rubric"),
        (("--jsonl", "/nowhere.jsonl"), 4, "/nowhere.jsonl"),
        (("--jsonl", "-"), 4, "nothing to grade"),
    ],
)
def test_what_is_wrong_is_told(arguments: tuple[str, ...], code: int, said: str):
    """Usage errors end with 2, unreadable input with 4; each says what to do."""
    ran = interview("grade", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.out == ""


def test_only_bad_lines_is_bad_input():
    """When no line can be graded the errors are printed, and the exit code says so."""
    ran = interview("grade", "--jsonl", "-", stdin="nope\n[]\n")
    assert ran.code == 4
    assert len(ran.out.splitlines()) == 2


def test_bytes_that_are_no_text_are_passed_over():
    """What the shell hands over in another encoding is graded without them."""
    ran = interview("grade", "--question", "Why?\udcff", "--answer", "I led ten people.\udcff", "--json")
    assert ran.code == 0, ran.err
    assert ran.document["answer"] == "I led ten people."
