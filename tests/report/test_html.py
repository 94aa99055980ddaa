from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from interview_cli.models import Pack
from interview_cli.report.html import render_html

from . import packs

HOST = "127.0.0.1:9"
# What the template itself says; nothing else may appear in a page.
OWN_TAGS = frozenset(
    """html head meta link title style body a header div p h1 h2 h3 h4 h5 h6 dl dt dd section b span svg rect ul ol li
    nav main article i figure blockquote figcaption footer img""".split()  # noqa: SIM905
)


@pytest.mark.parametrize(
    "make", [packs.software_pack, packs.nurse_pack, packs.world_pack, packs.empty_pack, packs.long_pack]
)
def test_every_kind_of_pack_becomes_a_sound_page(make: Callable[[], Pack]) -> None:
    """One h1, no level of heading skipped, each id once, each inner link with a target, landmarks in place."""
    page = lxml_html.document_fromstring(render_html(make()))
    levels = [int(str(h.tag)[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    labels = set(page.xpath("//@aria-labelledby"))
    assert inner | labels <= set(ids)
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "nav", "body/header", "body/footer")] == [
        1,
        1,
        1,
        1,
    ]
    assert page.get("lang") == "en"
    assert str(page.findtext(".//title")).endswith("interview prep pack")
    assert all(img.get("alt") for img in page.iter("img"))


def test_the_page_is_one_file_and_forbids_itself_the_rest() -> None:
    """No script, no outside resource, and a policy whose hash is that of the style it carries."""
    text = render_html(packs.software_pack())
    page = lxml_html.document_fromstring(text)
    assert not page.xpath(
        "//script | //iframe | //object | //embed | //form | //base | //@style | //@onload | //@onclick"
    )
    assert page.xpath("//link/@href") == ["data:,"]
    assert all(src.startswith("data:image/png;base64,") for src in page.xpath("//@src"))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")


def test_outside_links_are_marked() -> None:
    """Links that leave the page are http(s) and tell the other side nothing."""
    page = lxml_html.document_fromstring(render_html(packs.software_pack()))
    outside = [a for a in page.iter("a") if not str(a.get("href")).startswith("#")]
    assert [a.get("href") for a in outside] == [
        "https://jobs.example.com/tarn-fell/backend-engineer?id=4471",
        "https://www.reddit.com/r/cscareers/comments/a1b2c3/",
        "https://forum.example.org/t/8812",
    ]
    assert {a.get("rel") for a in outside} == {"noopener noreferrer nofollow"}


def test_hostile_text_stays_text() -> None:
    """A pack full of markup brings no tag, no attribute and no link of its own, and is shown as it was written."""
    page = lxml_html.document_fromstring(render_html(packs.hostile_pack(HOST)))
    assert {el.tag for el in page.iter() if isinstance(el.tag, str)} <= OWN_TAGS
    assert not [name for el in page.iter() for name in el.attrib if name.startswith("on") or name == "style"]
    assert {href[0] for href in page.xpath("//a/@href")} == {"#"}
    assert page.xpath("//link/@rel") == ["icon"]
    shown = page.text_content()
    assert "<link rel=attachment href=file:///etc/passwd>" in shown
    assert "{{ 7 * 7 }}" in shown
    assert "<script>fetch(" in shown


def test_the_same_pack_gives_the_same_bytes() -> None:
    """Nothing of the clock or of chance is in a page."""
    assert render_html(packs.software_pack()) == render_html(packs.software_pack())


def test_a_posting_in_another_language_is_marked_so() -> None:
    """Text of the posting carries its language, so that it is read aloud and hyphenated right."""
    pack = packs.software_pack(2)
    page = lxml_html.document_fromstring(
        render_html(replace(pack, posting=replace(pack.posting, language="de")))
    )
    assert page.xpath("//h1/span/@lang") == ["de"]
    assert page.get("lang") == "en"


def test_right_to_left_text_runs_right_to_left() -> None:
    """An Arabic line is marked as such, a Chinese one is not."""
    page = lxml_html.document_fromstring(render_html(packs.world_pack()))
    assert page.xpath("//p[@class='company']/span/@dir") == ["rtl"]
    assert not page.xpath("//h1/span/@dir")


def test_every_text_of_the_pack_is_on_the_page() -> None:
    """Gaps, questions, what a strong answer shows, follow-ups, stories, findings, facts: all there."""
    pack = packs.software_pack(10)
    shown = " ".join(lxml_html.document_fromstring(render_html(pack)).text_content().split())
    wanted = [gap.requirement for gap in pack.gaps] + [gap.advice for gap in pack.gaps]
    wanted += [text for q in pack.questions for text in (q.text, q.why, *q.strong_answer, *q.probes)]
    wanted += [q.text for q in pack.ask_them] + [story.line for story in pack.stories]
    wanted += [line.text for line in pack.dossier.lines] + [
        s.quote for line in pack.dossier.lines for s in line.sources
    ]
    wanted += [
        "64",
        "of 100",
        "A good match",
        "GBP 72,000 to 85,000 a year",
        "Hybrid",
        "21 November 2026",
        *pack.notices,
    ]
    assert [text for text in wanted if text not in shown] == []
