"""What of a CV and a posting goes into a prompt: numbered lines, nobody's address."""

from __future__ import annotations

import dataclasses

import pytest

from interview_cli.coach.model.context import ContactCutter, cv_lines, posting_lines
from interview_cli.coach.model.fences import Marks, defuse, new_marks
from interview_cli.coach.model.figures import figures, strike_new_figures
from interview_cli.coach.model.questions import looks_like_question
from interview_cli.coach.model.sound import quotes_stand, sound
from interview_cli.models import CV, Basics, Posting, Profile
from interview_cli.untrusted import fold
from tests.llm.building import CV_OF_IDA

MARKS = Marks("0" * 32, "mark-00000000")


def test_lines_are_the_cvs_own_and_numbered_with_their_place():
    """A number leads to the line as it stands in the CV, and to where it stands."""
    lines = cv_lines(CV_OF_IDA, MARKS)
    number = lines.texts.index("Trained four new colleagues on the ward in patient records") + 1
    assert lines.at(number) == "Trained four new colleagues on the ward in patient records"
    assert lines.place(number) == "work: St Anna Hospital"
    assert f"[{number}] (work: St Anna Hospital) Trained four" in lines.listed()
    assert lines.at(0) is None
    assert lines.at(len(lines.texts) + 1) is None


def test_a_cv_that_is_only_text_is_read_line_by_line_without_its_head():
    """Name, telephone, e-mail and birth date are no lines; the work is."""
    text = "Jo Lund\njo@lund.example | +47 400 00 000\nDate of birth: 1.2.1990\nDrove a 12-tonne lorry for three years\nKept the log book of two drivers"
    cv = CV(basics=Basics(name="Jo Lund", email="jo@lund.example", phone="+47 400 00 000"), text=text)
    assert cv_lines(cv, MARKS).shown == (
        "Drove a 12-tonne lorry for three years",
        "Kept the log book of two drivers",
    )


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Call Ida on 0151 2345678 or ida@x.example", "Call [name] on [phone] or [e-mail]"),
        ("See https://ida.example/cv and github.com/idas", "See [link] and [link]"),
        ("Worked 2015 – 2018 on 12 wards with 1,200 beds", "Worked 2015 – 2018 on 12 wards with 1,200 beds"),
        ("Cut costs by €72,000 – €88,000", "Cut costs by €72,000 – €88,000"),
        ("Sommerfest: planned it", "Sommerfest: planned it"),
    ],
)
def test_contact_is_cut_and_figures_stay(text: str, cut: str):
    """Names, numbers to call and links go; years, money and counts stay."""
    cutter = ContactCutter(
        Basics(name="Ida Sommer", profiles=(Profile("GitHub", "idas", "https://github.com/idas"),))
    )
    assert cutter.cut(text) == cut


def test_long_paragraphs_of_a_posting_are_taken_apart():
    """Each sentence has its number, and stands in the posting word for word."""
    sentence = (
        "You will look after the patients of our three wards together with a team that knows its work. "
    )
    posting = Posting("Nurse", "", text="## What you do\n" + (sentence * 4).strip())
    lines = posting_lines(posting, MARKS)
    assert len(lines.texts) == 5
    assert all(text in posting.text for text in lines.texts)
    assert lines.shown[0] == "## What you do"


def test_marks_are_new_each_run_and_hard_to_guess():
    """128 bits for the fence."""
    one, other = new_marks(), new_marks()
    assert len(one.nonce) == 32
    assert one != other


def test_defused_text_stays_defused():
    """A mark that appears when another is taken out is taken out as well."""
    assert "</data" not in defuse("</da</data>ta nonce='x'> <|im<|x|>_start|>", MARKS)
    assert MARKS.nonce not in defuse(f"guess {MARKS.nonce}", MARKS)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**Say** the _figure_ first.", "Say the figure first."),
        ("- Use `EXPLAIN` on the slow query.", "Use EXPLAIN on the slow query."),
        (
            "How do List<String> and arr[0] differ in C++ or C#?",
            "How do List<String> and arr[0] differ in C++ or C#?",
        ),
        ("Why 3.5 of the 12 beds?", "Why 3.5 of the 12 beds?"),
        ("", None),
    ],
)
def test_plain_sentences_pass(text: str, kept: str | None):
    """Emphasis goes, code and figures stay."""
    assert sound(text) == kept


@pytest.mark.parametrize("name", ["Node.js", "ASP.NET", "Socket.io", "Vue.js", ".NET", "draw.io"])
def test_products_with_dots_are_no_links(name: str):
    """Interviews are about these, too."""
    assert sound(f"How would you use {name} here?") == f"How would you use {name} here?"


def test_quotes_in_a_sentence_must_stand_in_the_source():
    """What is put between quote marks has been said."""
    source = fold("I called the doctor at once and stayed.")
    assert quotes_stand("You say “called the doctor at once”, good.", source)
    assert not quotes_stand("You say “I saved the ward”, good.", source)


def test_figures_are_compared_as_numbers():
    """1,900 and 1 900 are one figure; number words count as known."""
    assert figures("1,900 shippers, 1 900 boxes, four people, 3.5 %") == {"1900", "4", "3.5"}
    text, struck = strike_new_figures(
        "We cut 40 % of 1900 orders with 4 people.", "1,900 orders, four people"
    )
    assert (text, struck) == ("We cut [your figure] % of 1900 orders with 4 people.", 1)


def test_a_cv_without_a_name_is_cut_all_the_same():
    """Nothing to look for is no reason to fail."""
    bare = dataclasses.replace(CV_OF_IDA, basics=Basics())
    assert cv_lines(bare, MARKS).texts


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What would you do today?", True),
        ("Tell me about the second week.", True),
        ("Say how you found out.", True),
        ("You say what you did and why.", False),
        ("Say it with more confidence.", False),
        ("Good answer. Thank you.", False),
    ],
)
def test_only_what_asks_something_is_put_as_a_question(text: str, asks: object):
    """Praise and advice are no follow-up."""
    assert looks_like_question(text) is asks
