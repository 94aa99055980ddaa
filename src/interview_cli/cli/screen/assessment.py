"""An assessment on the terminal: the score, what landed, what to sharpen, and where each grade comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from interview_cli.cli.screen.paper import Paper, open_paper
from interview_cli.coach.rubric import Rubric
from interview_cli.models import Assessment, Claim, Delivery, DimensionScore, Star
from interview_cli.report.session_words import ungraded_words
from interview_cli.untrusted import clean_line

_BANDS: Final = ((25, "not an answer yet"), (45, "weak"), (65, "fair"), (80, "good"), (101, "strong"))
_STYLES: Final = {1: "red", 2: "red", 3: "yellow", 4: "green", 5: "green"}
_NARROW: Final = 60
_QUOTE: Final = 160
_CLAIMS: Final = 5
_PARTS: Final = (("Situation", "situation"), ("Task", "task"), ("Action", "action"), ("Result", "result"))


def draw_assessment(found: Assessment, rubric: Rubric) -> str:
    """One assessment as text for stdout, as wide as the terminal."""
    with open_paper() as paper:
        paper.gap()
        paper.line((clean_line(found.question, 400), "bold"))
        _score(paper, found)
        _points(paper, "What landed", "+", "green", found.strengths)
        _points(paper, "What to sharpen", "→", "yellow", found.improvements)
        _dimensions(paper, found, rubric)
        _star(paper, found.star)
        _claims(paper, found.claims)
        _delivery(paper, found.delivery)
        if found.better_answer:
            paper.heading("Told better, in your own sentences")
            paper.line(found.better_answer)
        paper.gap()
        paper.line((f"Graded by the {found.made_by}." if found.graded else "Not graded.", "dim"))
    return "".join(paper.written)


def band_of(overall: int) -> str:
    """The word for a score of 0-100."""
    return next(word for under, word in _BANDS if overall < under)


def _score(paper: Paper, found: Assessment) -> None:
    if found.overall is None:
        paper.line(("Not graded", "bold"))
        return
    room = max(6, min(40, paper.width - 26))
    full = round(room * found.overall / 100)
    paper.line(
        ("█" * full, "cyan"),
        ("░" * (room - full), "dim"),
        (f" {found.overall}", "bold"),
        f"/100, {band_of(found.overall)}",
    )


def _points(paper: Paper, title: str, mark: str, style: str, texts: Iterable[str]) -> None:
    texts = tuple(texts)
    if texts:
        paper.heading(title)
    for text in texts:
        paper.line((f"{mark} ", style), text, hang=2)


def _dimensions(paper: Paper, found: Assessment, rubric: Rubric) -> None:
    graded = {name: one for name, one in found.dimensions.items() if one.score is not None}
    paper.heading("Grades", "1 to 5")
    for group, title in rubric.groups.items():
        names = [
            name for name in graded if name in rubric.dimensions and rubric.dimensions[name].group == group
        ]
        if names:
            paper.line((title, "bold"))
        for name in names:
            _dimension(paper, rubric.dimensions[name].title, graded[name])
    left_out = ungraded_words(
        (rubric.dimensions[name].title, one.why)
        for name, one in found.dimensions.items()
        if one.score is None and name in rubric.dimensions and not one.why.startswith("not asked of")
    )
    if left_out:
        paper.line((left_out, "dim"))


def _dimension(paper: Paper, title: str, one: DimensionScore) -> None:
    score = one.score or 0
    marks = (f"{'●' * score}{'○' * (5 - score)} {score}", _STYLES.get(score, ""))
    if paper.width < _NARROW:
        paper.line(marks, f" {title}", (f": {one.why}" if one.why else "", "dim"), indent=2, hang=2)
        return
    paper.line(marks, f"  {title:<22}", (one.why, "dim"), indent=2, hang=4)


def _star(paper: Paper, star: Star) -> None:
    if not any((star.situation, star.task, star.action, star.result)):
        return
    paper.heading("Your story")
    for title, part in _PARTS:
        quote = getattr(star, part)
        if quote:
            paper.line((f"{title}: ", "bold"), f"“{clean_line(quote, _QUOTE)}”", hang=2)
        else:
            paper.line((f"{title}: ", "bold"), ("not there yet", "yellow"), hang=2)


def _claims(paper: Paper, claims: tuple[Claim, ...]) -> None:
    """One quiet line: what a real interviewer would ask about. What contradicts stands out."""
    against = [claim for claim in claims if claim.status == "contradicts"]
    fresh = [claim for claim in claims if claim.status == "new"]
    if against or fresh:
        paper.gap()
    for claim in against:
        paper.line(
            ("Does not fit: ", "red"),
            f"“{clean_line(claim.text, 100)}” against “{clean_line(claim.against or '', 100)}”",
            hang=2,
        )
    if fresh:
        named = "; ".join(f"“{clean_line(claim.text, 70).rstrip('.')}”" for claim in fresh[:_CLAIMS])
        more = f", and {len(fresh) - _CLAIMS} more" if len(fresh) > _CLAIMS else ""
        paper.line((f"An interviewer may ask about: {named}{more}", "dim"), hang=2)


def _delivery(paper: Paper, delivery: Delivery) -> None:
    facts = [_counted(delivery.words, "word")]
    if delivery.seconds is not None:
        facts.append(f"{delivery.seconds:.0f} seconds")
    if delivery.wpm is not None:
        facts.append(f"{delivery.wpm:.0f} words a minute")
    facts += [_counted(delivery.fillers, "filler"), _counted(delivery.hedges, "hedge")]
    if delivery.i_share is not None:
        facts.append(f"“I” {delivery.i_share:.0%}, “we” {1 - delivery.i_share:.0%}")
    if delivery.pauses is not None:
        facts.append(_counted(delivery.pauses, "long pause"))
    paper.gap()
    paper.line((" · ".join(facts), "dim"))


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
