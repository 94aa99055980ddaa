"""PDF -> lines: reading order, columns, cells, hidden text."""

from __future__ import annotations

from interview_cli.cv.lines import Extracted
from interview_cli.cv.worker import extract
from tests.cv.build import build_pdf
from tests.cv.crafted import draw, page_of, pdf_of


def read(content: bytes) -> Extracted:
    """The text of a page that draws `content`."""
    return extract(pdf_of(page_of(content)))


def test_interleaved_columns_are_read_one_after_the_other():
    """A page that draws its two columns row by row, turn by turn, still reads column by column."""
    left = [
        "Profile",
        "I run a small bakery and teach",
        "two apprentices how to shape",
        "bread by hand every morning",
        "before the shop opens at six.",
    ]
    right = ["Skills", "Sourdough", "Stock planning", "Food safety", "Till and cash"]
    content = b""
    for row, (a, b) in enumerate(zip(left, right, strict=True)):
        font = "/F2 14 Tf" if row == 0 else "/F1 11 Tf"
        content += draw((50, 700 - 20 * row, a), font=font) + draw((330, 694 - 21 * row, b), font=font)
    text = read(content).text
    assert text.index("opens at six") < text.index("Skills") < text.index("Sourdough") < text.index("Till")


def test_dates_beside_jobs_stay_with_them():
    """Dates in a column of their own are cells of a row, not a column to read later."""
    rows = [
        ("2019 - 2023", "Nurse, Elm Ward"),
        ("2015 - 2019", "Porter, Elm Ward"),
        ("2013 - 2015", "Volunteer, Oak House"),
        ("2012", "School leaver"),
    ]
    content = b"".join(
        draw((50, 700 - 30 * i, when), (180, 700 - 30 * i, what)) for i, (when, what) in enumerate(rows)
    )
    assert [line.cells for line in read(content).lines] == rows


def test_letter_spaced_heading_is_joined():
    """Letters set far apart are one word again, and words stay apart."""
    found = extract(build_pdf('<p style="letter-spacing:.35em">JANE VAN DOE</p><p>J A N E</p>'))
    assert found.text == "JANE VAN DOE\nJANE"


def test_wrapped_words_are_mended():
    """A word cut by a hyphen at the line's end is one word; a compound keeps its hyphen."""
    html = (
        "<style>p{width:60mm;hyphens:none}</style><p>Planned and ran the require-<br>ments work for a cloud-<br>"
        "native booking engine used by forty hotels</p>"
    )
    text = extract(build_pdf(html)).text.replace("\n", " ")
    assert "requirements work" in text
    assert "cloud-native booking" in text


def test_hidden_text_is_left_out():
    """White, tiny, invisible and off-page text is dropped and counted; white on a dark ground is kept."""
    content = (
        draw((50, 750, "Jane Doe"))
        + b"1 g " + draw((50, 700, "white secret")) + b"0 g "
        + draw((50, 650, "tiny secret"), font="/F1 1 Tf")
        + b"3 Tr " + draw((50, 600, "unseen secret")) + b"0 Tr "
        + draw((50, 9000, "far secret"))
        + b"0 0 0 rg 40 490 200 30 re f 1 g " + draw((50, 500, "On dark ground"))
    )  # fmt: skip
    found = read(content)
    assert found.text == "Jane Doe\nOn dark ground"
    assert "Hidden text was left out" in found.warnings[0]


def test_text_under_a_scan_is_kept():
    """Recognised text lies invisible under a scanned page: there it is the text the person sees."""
    assert read(b"3 Tr " + draw((50, 700, "Recognised name"), (50, 680, "Recognised job"))).text.startswith(
        "Recognised name"
    )


def test_long_document_is_cut_with_a_warning():
    """Of 300 pages the first 30 are read, and the CV says so."""
    pages = "".join(f"<p style='page-break-after:always'>Page number {n}</p>" for n in range(300))
    found = extract(build_pdf(pages))
    assert found.pages == 300
    assert "Page number 29" in found.text
    assert "Page number 30" not in found.text
    assert found.warnings == ("Only the first 30 of 300 pages were read; the rest is more than a CV needs.",)


def test_links_and_ligatures():
    """An address behind a word is kept, and letters joined in print come apart."""
    found = extract(
        build_pdf(
            '<p style="font-family:DejaVu Serif">Office: <a href="https://www.linkedin.com/in/jane-efficient">profile</a> ﬁne ﬂow</p>'
        )
    )
    assert found.lines[0].links == ("https://www.linkedin.com/in/jane-efficient",)
    assert "fine flow" in found.text


def test_bullets_of_many_shapes():
    """List marks of print and symbol fonts make list items."""
    found = extract(
        build_pdf("<p>• one thing</p><p>◦ two things</p><p>– three things</p><p>▪ four things</p>")
    )
    assert [line.bullet for line in found.lines] == [True] * 4
    assert found.text == "- one thing\n- two things\n- three things\n- four things"


def test_wrapped_list_of_skills_is_one_line():
    """A long list of skills that wraps within a term stays one list."""
    skills = (
        "Skills: Scheduling, Booking Systems, Stock Planning, Payroll, Supplier Contracts, Distributed Systems, Microservices "
        "Architecture, Audit, Pest Control, Food Safety"
    )
    text = extract(build_pdf(f'<div style="width:150mm;font-size:9pt">{skills}</div>')).text
    assert text == skills
