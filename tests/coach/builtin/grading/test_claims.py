"""Claims against the CV and against what was said before."""

from __future__ import annotations

from interview_cli.models import CV, Claim, Work
from tests.coach.builtin.grading.answers import CHANGE, grade

CV_WITH_TEAM = CV(
    work=(
        Work(
            name="Northwind Water",
            position="Billing manager",
            start="2019",
            highlights=("Led a billing team of 6 people", "Moved 4,000 customers to a new billing system"),
        ),
    )
)
ANSWER = (
    "I was the billing manager and led a billing team of 12 people. I moved 4,000 customers to the new billing system. "
    "Complaints fell from 80 to 15 a month."
)


def by_text(claims: tuple[Claim, ...], part: str) -> Claim:
    return next(claim for claim in claims if part in claim.text)


def test_numbers_are_held_against_the_cv() -> None:
    """The same number on the same subject is in the CV, another one contradicts it, the rest is new."""
    claims = grade(CHANGE, ANSWER, cv=CV_WITH_TEAM).claims
    assert by_text(claims, "4,000").status == "in_cv"
    assert by_text(claims, "12 people").status == "contradicts"
    assert by_text(claims, "12 people").against == "Led a billing team of 6 people"
    assert by_text(claims, "from 80 to 15").status == "new"


def test_roles_are_claims() -> None:
    """A role that the CV names is in it."""
    claims = grade(CHANGE, ANSWER, cv=CV_WITH_TEAM).claims
    assert any(claim.status == "in_cv" and "billing manager" in claim.text for claim in claims)


def test_what_was_said_before_is_known() -> None:
    """A number from an earlier answer was said before; another number on the same thing contradicts it."""
    earlier = ("Complaints about bills fell from 80 to 15 a month after I changed the letters.",)
    again = grade(
        CHANGE, "I changed the letters, and complaints about bills fell to 15 a month.", earlier=earlier
    )
    other = grade(
        CHANGE,
        "I led the billing team. We had 40 letters a day.",
        earlier=("We had 90 letters a day in billing.",),
    )
    assert by_text(again.claims, "15").status == "said_before"
    assert by_text(other.claims, "40").status in ("new", "contradicts")


def test_without_a_cv_everything_is_new() -> None:
    """Nothing to hold it against is no contradiction."""
    assert {claim.status for claim in grade(CHANGE, ANSWER).claims} == {"new"}


def test_assumptions_are_no_claims() -> None:
    """In a case the numbers are made up on purpose."""
    found = grade(
        "How would you estimate the coffee sold in a station?",
        "Let's say 50,000 people pass, and 1 per cent buy, so 500 cups at 3 euros each, that is 1,500 euros.",
        "case",
    )
    assert found.claims == ()
