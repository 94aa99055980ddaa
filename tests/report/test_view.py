from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass, replace

import pytest

from interview_cli.models import Dossier, Gap, Question, Salary
from interview_cli.report import words
from interview_cli.report.view import MAX_QUESTIONS, checked_logo, view_pack

from . import packs


def every_text(value: object) -> list[str]:
    """Each string anywhere in a view."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in every_text(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in every_text(getattr(value, field.name))]
    return []


def test_gaps_are_grouped_worst_first_and_the_covered_last() -> None:
    """Priority orders the groups, and what is covered forms a group of its own."""
    groups = view_pack(packs.software_pack()).gap_groups
    assert [(g.anchor, len(g.gaps)) for g in groups] == [
        ("gaps-critical", 2), ("gaps-important", 1), ("gaps-minor", 1), ("gaps-met", 1),
    ]  # fmt: skip
    assert groups[0].gaps[0].status_words == "Missing"
    assert groups[3].gaps[0].evidence.startswith("Cut the nightly import")


def test_questions_are_numbered_through_and_those_to_ask_them_apart() -> None:
    """Numbers run through the kinds; the candidate's own questions start at 1 again."""
    view = view_pack(packs.software_pack(12))
    numbers = [q.number for group in view.questions for q in group.questions]
    assert numbers == list(range(1, 13))
    assert view.questions_count == 12
    assert view.ask_them is not None
    assert [q.number for q in view.ask_them.questions] == [1, 2, 3]


def test_ask_them_among_the_questions_is_set_apart_too() -> None:
    """A question of the kind "ask-them" never stands among those to expect, wherever the coach put it."""
    pack = replace(packs.software_pack(4), questions=(*packs.ASK_THEM[:1], *packs.many_questions(4)))
    view = view_pack(pack)
    assert view.questions_count == 4
    assert view.ask_them is not None
    assert len(view.ask_them.questions) == 4


def test_a_source_quoted_twice_has_one_number() -> None:
    """Lines that rest on the same thread point to the same source."""
    view = view_pack(packs.software_pack())
    assert [s.number for s in view.sources] == [1, 2]
    assert view.dossier.lines[0].quotes[1][1] == view.dossier.lines[1].quotes[0][1] == view.sources[1]
    assert view.sources[0].host == "reddit.com"
    assert view.sources[0].day == "14 May 2026"


def test_an_empty_dossier_says_whether_it_was_looked_up() -> None:
    """ "Nothing found" and "nothing was looked up" are told apart."""
    pack = packs.empty_pack()
    assert view_pack(pack).dossier.empty == "Nothing was looked up."
    assert (
        view_pack(replace(pack, dossier=Dossier(searched=("reddit.com",)))).dossier.empty == "Nothing found."
    )


def test_without_a_cv_the_way_to_get_gaps_is_told() -> None:
    """No gaps for want of a CV is not the same as no gaps."""
    without = view_pack(packs.empty_pack())
    assert "--cv" in without.gaps_empty
    assert without.fit.percent is None
    with_cv = view_pack(replace(packs.empty_pack(), cv=packs.SOFTWARE_CV))
    assert with_cv.gaps_empty == words.NO_REQUIREMENTS


def test_contact_details_stay_out() -> None:
    """A pack is handed to mentors: e-mail and phone of the CV are nowhere in it."""
    texts = "\n".join(every_text(view_pack(packs.software_pack())))
    assert "Maren Oduya" in texts
    assert "maren@example.com" not in texts
    assert "496 0000" not in texts


def test_hostile_text_is_clean_and_bounded() -> None:
    """No control or direction character and no text beyond the limits is left in any field."""
    pack = packs.hostile_pack("127.0.0.1:9")
    texts = [t for t in every_text(view_pack(pack)) if not t.startswith("data:")]
    assert texts
    assert max(map(len, texts)) <= 2000
    assert not [t for t in texts if any(c in t for c in "\x1b\x07\u202e\u2066\n")]


def test_hostile_links_are_no_links() -> None:
    """Only plain http(s) URLs stay links."""
    view = view_pack(packs.hostile_pack("127.0.0.1:9"))
    assert {s.url for s in view.sources} == {""}
    assert {f.url for f in view.posting_facts} == {""}
    assert view.logo == ""
    assert view.language == "en"
    assert view.day_iso == ""


def test_what_is_cut_is_told() -> None:
    """A pack with more questions than are shown says so."""
    pack = replace(packs.empty_pack(), questions=packs.many_questions(MAX_QUESTIONS + 5))
    view = view_pack(pack)
    assert view.questions_count == MAX_QUESTIONS
    assert f"Only the first {MAX_QUESTIONS} of {MAX_QUESTIONS + 5} questions are shown." in view.notices


def test_out_of_range_numbers_are_brought_back() -> None:
    """Fit and difficulty stay on their scales, whatever a coach says."""
    odd = Question("q", "case", "Why?", "", "bank", 99)
    view = view_pack(replace(packs.empty_pack(), questions=(odd,), fit=-4))
    assert view.fit.percent == 0
    assert view.questions[0].questions[0].difficulty == 5


def test_first_steps_are_the_three_worst_open_gaps() -> None:
    """Critical before important, missing before partial, minor and covered never."""
    gaps = (
        Gap("minor", None, "missing", "minor", "", ""),
        Gap("important", None, "missing", "important", "", ""),
        Gap("partial", None, "partial", "critical", "", ""),
        Gap("missing", None, "missing", "critical", "", ""),
        Gap("met", None, "met", "critical", "", ""),
    )
    assert view_pack(replace(packs.empty_pack(), gaps=gaps)).first_steps == (
        "missing",
        "partial",
        "important",
    )


@pytest.mark.parametrize(
    ("salary", "said"),
    [
        (Salary(52000, 60000, "EUR", "year"), "EUR 52,000 to 60,000 a year"),
        (Salary(None, 41.5, "USD", "hour"), "USD up to 41.50 an hour"),
        (Salary(30000, None, None, None), "from 30,000"),
        (Salary(30000, 30000, "GBP", "month"), "GBP 30,000 a month"),
        (Salary(None, None, "GBP", "month"), ""),
        (None, ""),
    ],
)
def test_pay_in_words(salary: Salary | None, said: str) -> None:
    """Pay reads as a person would write it."""
    assert words.pay_words(salary) == said


def test_days_in_words() -> None:
    """Days, months and years read well, and what is no date comes back untouched."""
    assert words.day_words("2026-11-21") == "21 November 2026"
    assert words.day_words("2026-11-21T10:00:00Z") == "21 November 2026"
    assert words.day_words("2026-11") == "November 2026"
    assert words.day_words("2026-13-01") == "2026-13-01"
    assert words.day_words("soon") == "soon"
    assert words.day_words(None) == ""


def test_direction_goes_by_the_first_strong_letter() -> None:
    """Digits and marks decide nothing; the first letter does."""
    assert words.direction("12. مرحبا hello") == "rtl"
    assert words.direction("hello مرحبا") == "ltr"
    assert words.direction("12") == "ltr"


def test_only_a_real_png_of_sane_size_is_a_logo() -> None:
    """Other images, other URLs, broken base64 and giants are left out."""
    good = packs.png_logo()
    assert checked_logo(good) == good
    svg = "data:image/svg+xml;base64," + base64.b64encode(b"<svg onload=alert(1)/>").decode()
    lie = "data:image/png;base64," + base64.b64encode(b"<svg onload=alert(1)/>").decode()
    for bad in (
        None,
        "",
        "https://example.com/logo.png",
        svg,
        lie,
        good + "%%%",
        good + '" onload="',
        packs.png_logo(4000, 2),
    ):
        assert checked_logo(bad) == ""
