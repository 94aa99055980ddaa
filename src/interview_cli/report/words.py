"""How a prep pack is worded: labels, days, pay. English, for people of every trade."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from interview_cli.models import GapStatus, Kind, Level, Origin, Posting, Priority, Salary

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

STATUS_WORDS: Final[dict[GapStatus, str]] = {"met": "Covered", "partial": "Partly", "missing": "Missing"}

GAP_GROUPS: Final[dict[Priority, tuple[str, str]]] = {
    "critical": ("Work on these first", "They weigh most, and your CV does not prove them yet."),
    "important": ("Be ready for these", "Likely to come up. Have one honest example or a plan for each."),
    "minor": ("Good to have an answer to", "Small points. One sentence each is enough."),
}
MET_GROUP: Final = (
    "Already covered",
    "Your CV proves these. Know the line, and be ready to say more about it.",
)

# Title and one line on what this part of an interview is for.
KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "screening": ("First conversation", "Short answers. They check motivation, terms and the basics."),
    "behavioural": ("Behavioural questions", "Tell one real case each: situation, task, action, result."),
    "technical": (
        "Questions on the work itself",
        "They want to hear how you do it and why, not only that you can.",
    ),
    "system-design": ("Design questions", "Ask first, sketch second, name the trade-offs."),
    "case": ("Cases", "Think aloud. The way there counts as much as the answer."),
    "ask-them": ("Questions to ask them", "Pick three or four that you truly want answered."),
}

DIFFICULTY: Final = ("Warm-up", "Easy", "Moderate", "Hard", "Very hard")

ORIGINS: Final[dict[Origin, str]] = {
    "posting": "from the posting",
    "research": "from what candidates report",
    "gap": "from a gap in your CV",
    "bank": "asked in many interviews",
}

LEVELS: Final[dict[Level, str]] = {
    "junior": "Junior",
    "mid": "Mid-level",
    "senior": "Senior",
    "staff": "Staff",
}

IMPORTANCE: Final = (("must", "Must have"), ("nice", "Nice to have"), ("duty", "What you would do"))

FIT_WORDS: Final = (
    (80, "A strong match on paper"),
    (60, "A good match, with a few points to prepare"),
    (40, "A partial match: prepare the gaps well"),
    (0, "A stretch: lean on what carries over"),
)
NO_FIT: Final = "Not worked out: no CV was given"
NO_CV: Final = (
    "No CV was given, so nothing could be compared. "
    "Run interview prep again with --cv and your file to see where you stand."
)
NO_REQUIREMENTS: Final = "The posting names no requirements that could be compared with your CV."
NOTHING_SEARCHED: Final = "Nothing was looked up."
NOTHING_FOUND: Final = "Nothing found."
NO_QUESTIONS: Final = "No questions were planned."
NO_STORIES: Final = "No line in your CV stood out as a story yet. Add results: what changed, and by how much."


def day_words(iso: str | None) -> str:
    """`iso` (a day, month or year in ISO 8601, a time behind it is cut) as words; other text comes back as it is.

    >>> day_words("2026-11-21"), day_words("2026-11"), day_words("2026")
    ('21 November 2026', 'November 2026', '2026')
    """
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\Z", iso or "")
    if not found:
        return iso or ""
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year if not month else iso or ""
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}" if day else f"{MONTHS[int(month) - 1]} {year}"


def pay_words(salary: Salary | None) -> str:
    """Pay in one line ("EUR 52,000 to 60,000 a year"), or "" when the posting names none."""
    if salary is None or (salary.min is None and salary.max is None):
        return ""
    low, high = (None if n is None else f"{n:,.2f}".removesuffix(".00") for n in (salary.min, salary.max))
    if low and high and low != high:
        amount = f"{low} to {high}"
    elif low:
        amount = low if high else f"from {low}"
    else:
        amount = f"up to {high}"
    per = {"hour": " an hour"}.get(salary.period or "", f" a {salary.period}" if salary.period else "")
    return f"{salary.currency or ''} {amount}{per}".strip()


def workplace_words(posting: Posting) -> str:
    """Where the work is done: "Remote", "Hybrid", "On site", or "" when the posting does not say."""
    if posting.workplace:
        return {"remote": "Remote", "hybrid": "Hybrid", "on-site": "On site"}[posting.workplace]
    return "Remote" if posting.remote else ""


def span_words(start: str, end: str) -> str:
    """A span of time as on a CV: "April 2021 to now", or "" when no start is known."""
    if not start:
        return day_words(end)
    return f"{day_words(start)} to {day_words(end) if end else 'now'}"


def fit_words(fit: int | None) -> str:
    """The fit in words, the same for every reader."""
    return NO_FIT if fit is None else next(words for floor, words in FIT_WORDS if fit >= floor)


def direction(text: str) -> str:
    """Which way `text` runs, "rtl" or "ltr", by its first letter that has a direction.

    The rule of HTML's `dir="auto"`, which WeasyPrint does not know.
    """
    for letter in text:
        bidi = unicodedata.bidirectional(letter)
        if bidi in {"R", "AL"}:
            return "rtl"
        if bidi == "L":
            return "ltr"
    return "ltr"
