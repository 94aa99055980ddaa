"""Answers by the thousand: order, errors in place, and no reading ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from interview_cli.coach.builtin.grading.batch import Terms, grade_lines
from tests.coach.builtin.grading.answers import CHANGE, STORY


def run(*rows: Any, jobs: int = 1) -> list[dict[str, Any]]:
    lines = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    return [json.loads(found.text) for found in grade_lines(lines, Terms(), jobs=jobs)]


def test_lines_come_back_in_order_with_their_numbers() -> None:
    """Each line has its number and its id, and the keys of an assessment."""
    found = run({"id": "a", "question": CHANGE, "answer": STORY}, {"question": CHANGE, "answer": "Yes."})
    assert [row["line"] for row in found] == [1, 2]
    assert found[0]["id"] == "a"
    assert found[0]["overall"] > found[1]["overall"] == 0
    assert found[0]["dimensions"]["star"]["score"] == 5


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[1, 2]", "object"),
        (b"[" * 100_000, "nested"),
        (b'{"question": "q"}', "“answer” is missing"),
        (b'{"question": " ", "answer": "a"}', "“question” is empty"),
        (b'{"question": 1, "answer": "a"}', "must be a text"),
        (b'{"question": "q", "answer": "a", "kind": "poem"}', "“kind”"),
        (b'{"question": "q", "answer": "a", "level": ["mid"]}', "“level”"),
        (b'{"question": "q", "answer": "a", "seconds": -1}', "“seconds”"),
        (b'{"question": "q", "answer": "a", "seconds": NaN}', "“seconds”"),
        (b'{"question": "q", "answer": "a", "earlier": "x"}', "“earlier”"),
        (b'{"question": "q", "answer": "a", "words": [{"word": "a"}]}', "start and end"),
        (b'{"question": "q", "answer": "a", "words": [{"word": "a", "start": 2, "end": 1}]}', "order"),
        (b'{"question": "q", "answer": "' + b"x" * 1_000_001 + b'"}', "longer than"),
    ],
)
def test_a_bad_line_is_an_error_in_its_place(line: bytes, said: str) -> None:
    """The lines around it are graded; the bad one says why, with its number."""
    good = {"question": CHANGE, "answer": STORY}
    found = run(good, b"", line, good)
    assert [row["line"] for row in found] == [1, 3, 4]
    assert said in found[1]["error"]
    assert "overall" in found[2]


def test_timings_make_it_a_spoken_answer() -> None:
    """Word timings in a line reach the grader."""
    words = [{"word": w, "start": n * 0.4, "end": n * 0.4 + 0.3} for n, w in enumerate(STORY.split())]
    (found,) = run({"question": CHANGE, "answer": STORY, "words": words})
    assert found["dimensions"]["pace"]["score"] == 5
    assert found["delivery"]["pauses"] == 0


def test_processes_give_the_same_as_one() -> None:
    """In parallel the lines come back the same, and in the same order."""
    rows = [{"id": n, "question": CHANGE, "answer": f"{STORY} I had {n} lists."} for n in range(450)]
    rows[420] = {"id": 420, "question": CHANGE}
    assert run(*rows, jobs=2) == run(*rows)


def test_lines_are_read_as_they_are_needed() -> None:
    """An endless input gives its first results at once."""

    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"question": "Why?", "answer": "I went home early today."}\n'

    assert len(list(islice(grade_lines(endless(), Terms()), 3))) == 3
