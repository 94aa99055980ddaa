"""How well the built-in grader ranks answers that people ranked: `tests/coach/builtin/answers/*.toml`.

    python benchmarks/grading.py [--rows] [--held-back]

Prints, for each question, Spearman's rank correlation between the hand-made rank and `overall`, the same for the
number of words (a grader that only counted words would get that), and whether worthless answers stay under 25 and
excellent ones rise over 75. Grading was tuned on the questions that are not held back. In most questions the better
answers are also the longer ones; those of the set "lengths" were added so that length gives nothing away.
Last, the time of one answer.
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interview_cli.coach.builtin.grading.ask import Ask
from interview_cli.coach.builtin.grading.grade import assess
from interview_cli.models import Assessment

ANSWERS = Path(__file__).parent.parent / "tests" / "coach" / "builtin" / "answers"
RUNS = 3


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation: Pearson's on ranks, ties sharing their mean rank (Spearman 1904; Kendall 1948)."""
    a, b = _ranks(one), _ranks(other)
    if len(set(a)) == 1 or len(set(b)) == 1:
        return 0.0
    return statistics.correlation(a, b)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def read_questions() -> list[dict[str, Any]]:
    """The labelled questions, each with its answers from worst to best."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(ANSWERS.glob("*.toml"))]


def grade_all(question: dict[str, Any]) -> list[Assessment]:
    """Every answer of a question, assessed."""
    return [
        assess(
            Ask(
                question["question"],
                answer["text"].strip(),
                level=question["level"],
                kind=question["kind"],
                reference=question.get("reference"),
            )
        )
        for answer in question["answer"]
    ]


def band_faults(question: dict[str, Any], found: list[Assessment]) -> list[str]:
    """Worthless answers of 25 and over, excellent ones of 75 and under."""
    faults = []
    for answer, one in zip(question["answer"], found, strict=True):
        score = one.overall or 0
        if (answer["band"] == "worthless" and score >= 25) or (answer["band"] == "excellent" and score <= 75):
            faults.append(f"{answer['style']} ({answer['band']}): {score}")
    return faults


def main() -> None:
    rows = "--rows" in sys.argv
    questions = [q for q in read_questions() if "--held-back" in sys.argv or not q.get("held_back")]
    results: dict[str, list[float]] = {}
    for question in questions:
        found = grade_all(question)
        ranks = [answer["rank"] for answer in question["answer"]]
        scores = [one.overall or 0 for one in found]
        part = ("held back" if question.get("held_back") else "tuned") + (
            ", any length" if question.get("set") == "lengths" else ""
        )
        rho = spearman(ranks, scores)
        words = spearman(ranks, [one.delivery.words for one in found])
        results.setdefault(part, []).append(rho)
        faults = band_faults(question, found)
        print(
            f"{question['id']:26} {question['kind']:14} {part:22} "
            f"rho {rho:5.2f}  (words {words:5.2f})  {'bands ok' if not faults else '; '.join(faults)}"
        )
        if rows:
            for answer, one in zip(question["answer"], found, strict=True):
                grades = " ".join(f"{n[:4]}{d.score}" for n, d in one.dimensions.items() if d.score)
                print(
                    f"   {answer['rank']:2} {answer['band']:9} {one.overall:4}  {answer['style'][:26]:26} {grades}"
                )
    for part, values in sorted(results.items(), reverse=True):
        print(
            f"{part}: {len(values)} questions, mean rho {statistics.mean(values):.3f}, least {min(values):.3f}"
        )
    _time(questions)


def _time(questions: list[dict[str, Any]]) -> None:
    taken = []
    for _ in range(RUNS):
        for question in questions:
            for answer in question["answer"]:
                start = time.perf_counter()
                assess(
                    Ask(
                        question["question"],
                        answer["text"],
                        kind=question["kind"],
                        reference=question.get("reference"),
                    )
                )
                taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    print(
        f"one answer: median {statistics.median(taken):.1f} ms, 95th percentile {taken[int(len(taken) * 0.95)]:.1f} ms, "
        f"most {taken[-1]:.1f} ms ({len(taken)} runs)"
    )


if __name__ == "__main__":
    main()
