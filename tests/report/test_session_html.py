from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import html as lxml_html

from interview_cli.report import charts
from interview_cli.report.paper import on_paper
from interview_cli.report.pdf import render_pdf
from interview_cli.report.session_html import render_session_html
from interview_cli.report.session_shapes import Report
from interview_cli.report.session_view import view_session

from . import interviews, packs
from .test_chromium import CHROMIUM, look
from .test_pdf import plain_objects, text_of

ARABIC = "في الشتاء الماضي كنت مسؤولة عن قسم من ثمانية وعشرين سريرا، ووصلت المساعدة بعد ست دقائق."
CHINESE = "去年冬天我负责一个有二十八张床的病房,六分钟后医生来了。👩‍⚕️"
HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }} " + "x" * 500


def series(home: Path) -> Report:
    return view_session(interviews.held(home, interviews.a_series(home, packs.nurse_pack())))


def unfinished(home: Path) -> Report:
    answers = [interviews.STORY, None]
    return view_session(
        interviews.held(home, interviews.hold(home, packs.software_pack(4), answers, finished=False))
    )


def empty(home: Path) -> Report:
    return view_session(interviews.held(home, interviews.hold(home, packs.empty_pack(), [])))


def world(_: Path) -> Report:
    return view_session(interviews.crafted(f"{ARABIC}\n\n{CHINESE}", question=CHINESE))


def hostile(_: Path) -> Report:
    return view_session(interviews.crafted(HOSTILE, question=HOSTILE))


KINDS = [series, unfinished, empty, world, hostile]


@pytest.mark.parametrize("make", KINDS)
def test_every_kind_of_session_becomes_a_sound_page(tmp_path: Path, make: Callable[[Path], Report]) -> None:
    """One h1, no level skipped, each id once, each inner link with a target, landmarks, a name for every picture."""
    page = lxml_html.document_fromstring(render_session_html(make(tmp_path)))
    levels = [int(str(h.tag)[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert inner | set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "nav", "body/header", "body/footer")] == [1] * 4
    assert all(svg.get("aria-label") for svg in page.iter("svg"))
    assert not page.xpath("//script | //iframe | //object | //embed | //@style | //@onerror")


def test_the_answer_stands_in_full_with_its_quotes_marked(tmp_path: Path) -> None:
    """The text is whole, and what is marked is what the scores rest on."""
    report = series(tmp_path)
    page = lxml_html.document_fromstring(render_session_html(report))
    answer = page.xpath("//article[@id='answer-1']//p[@class='answer']")[0]
    for label in answer.xpath(".//span[@class='ref']"):
        label.text = ""
    assert answer.text_content() == report.questions[0].answer
    marked = "".join(mark.text_content() for mark in answer.iter("mark"))
    assert "I asked the junior nurse to stay" in marked


def test_paper_says_what_the_screen_says(tmp_path: Path) -> None:
    """The page for the PDF has fewer elements and the same words; only spaces, bullets and raised figures differ."""
    page = render_session_html(series(tmp_path))
    paper = on_paper(page)
    assert paper.count("<") < 0.9 * page.count("<")
    assert "¹" in paper
    shown, printed = (lxml_html.document_fromstring(text).text_content() for text in (page, paper))
    assert bare(shown) == bare(printed)


def bare(text: str) -> str:
    """Without spaces and bullets, raised figures lowered."""
    return re.sub(r"[\s•]", "", unicodedata.normalize("NFKC", text))


def test_hostile_answers_stay_text(tmp_path: Path) -> None:
    """Markup in an answer is shown as it was typed."""
    page = lxml_html.document_fromstring(render_session_html(hostile(tmp_path)))
    assert "<script>alert(1)</script>" in page.text_content()
    assert not page.xpath("//img")


def test_right_to_left_answers_run_right_to_left(tmp_path: Path) -> None:
    """An Arabic answer is marked as such."""
    page = lxml_html.document_fromstring(render_session_html(world(tmp_path)))
    assert page.xpath("//p[@class='answer']/@dir") == ["rtl"]


def test_the_pdf_is_tagged_marked_and_the_same_each_time(tmp_path: Path) -> None:
    """PDF/UA-1, a bookmark a question, the summary on one page, every answer in it, the same bytes twice."""
    report = series(tmp_path)
    html = render_session_html(report)
    pdf = render_pdf(on_paper(html))
    assert render_pdf(on_paper(render_session_html(series(tmp_path / "again")))).data == pdf.data
    assert b"pdfuaid" in plain_objects(pdf.data)
    with pypdfium2.PdfDocument(pdf.data) as document:
        assert pdfium.FPDFCatalog_IsTagged(document)
        outline = [(item.level, item.get_title()) for item in document.get_toc()]
        second = document[1].get_textpage().get_text_range()
    assert [title for level, title in outline if level == 0] == [
        "Overview",
        "How it went",
        "Answers",
        "Time and cost",
    ]
    assert sum(level == 1 for level, _ in outline) >= 4
    assert "How it went" in second
    text = text_of(pdf.data)
    assert "the month is closed two days earlier" in text
    assert all(row.text in text for row in report.questions)


@pytest.mark.parametrize("scores", [[], [50], [0, 100], list(range(0, 100, 5))])
def test_charts_say_what_they_show(scores: list[int]) -> None:
    """A trend is drawn from two points on, with its text alternative escaped."""
    drawn = charts.draw_trend([(f"{n} Nov", score) for n, score in enumerate(scores)], 'Scores "<b>"')
    assert bool(drawn) == (len(scores) > 1)
    if drawn:
        assert 'role="img" aria-label="Scores &quot;&lt;b&gt;&quot;"' in drawn
        assert drawn.count("<circle") == len(scores)
        assert all(0 <= float(x) <= 640 for x in re.findall(r'cx="([\d.]+)"', drawn))


@pytest.mark.chromium
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize(
    ("make", "width", "scheme"),
    [(series, 1280, "light"), (series, 390, "dark"), (unfinished, 390, "light"), (empty, 1280, "dark"),
     (world, 390, "light"), (hostile, 390, "dark")],
)  # fmt: skip
def test_the_page_can_be_read(
    tmp_path: Path, make: Callable[[Path], Report], width: int, scheme: str
) -> None:
    """Every text has a contrast of 4.5 or more, nothing runs off the side, all that needs a name has one."""
    found = look(render_session_html(make(tmp_path)), tmp_path, width, scheme)
    assert found["problems"] == []
    assert found["lowest"] >= 4.5
    assert found["dark"] == (scheme == "dark")
