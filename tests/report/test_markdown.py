from __future__ import annotations

import doctest
import re
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from interview_cli.models import Pack
from interview_cli.report import markdown
from interview_cli.report.markdown import escape, render_markdown
from interview_cli.report.view import view_pack

from . import packs

HOST = "127.0.0.1:9"


def tokens(text: str) -> list[tuple[str, str]]:
    """Type and content of every block and inline token of a CommonMark document, HTML and tables and all."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [(t.type, t.content) for block in parsed for t in (block, *(block.children or ()))]


def test_the_document_reads_well() -> None:
    """The whole of a small pack, word for word."""
    text = render_markdown(packs.nurse_pack())
    assert text.startswith(
        "# Staff Nurse, Acute Medical Unit, St Brannoc's Hospital\n\n"
        "Interview prep pack, prepared 20 November 2026 by the built-in coach for Ines Farrugia.\n\n"
        "- **Location:** Dublin, Ireland\n"
        "- **Workplace:** On site\n"
        "- **Pay:** EUR from 35,000 a year\n\n"
        "**Fit on paper:** 78 of 100. A good match, with a few points to prepare.\n"
        "1 covered, 1 partly, 0 missing.\n\n"
        "**Prepare these first:**\n\n"
        "1. Experience of non-invasive ventilation\n\n"
        "## Where you stand\n\n"
        "### Be ready for these\n\n"
        "Likely to come up. Have one honest example or a plan for each.\n\n"
        "- **Partly:** Experience of non-invasive ventilation\n"
        "  - Your CV: “Looked after patients on high-flow oxygen”\n"
    )
    assert "## How they interview\n\nNothing found.\n\nLooked in: reddit.com.\n" in text
    assert (
        "#### 2\\. A drug chart has a dose you think is wrong. What do you do?\n\n*Easy, medicines safety*\n"
        in text
    )


@pytest.mark.parametrize(
    "make", [packs.software_pack, packs.nurse_pack, packs.world_pack, packs.empty_pack, packs.long_pack]
)
def test_layout_is_tidy(make: Callable[[], Pack]) -> None:
    """No run of blank lines, no trailing blanks, one newline at the end, no blank section."""
    text = render_markdown(make())
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    headings = [content for kind, content in tokens(text) if kind == "inline"]
    assert headings
    assert not re.search(r"^(#+) [^\n]*\n+\1 ", text, re.MULTILINE)


def test_links_are_only_those_of_the_sources() -> None:
    """Links go to the posting and to the sources, nowhere else."""
    parsed = MarkdownIt("commonmark").parse(render_markdown(packs.software_pack()))
    hrefs = {t.attrs["href"] for block in parsed for t in (block.children or ()) if t.type == "link_open"}
    assert hrefs == {
        "https://jobs.example.com/tarn-fell/backend-engineer?id=4471",
        "https://www.reddit.com/r/cscareers/comments/a1b2c3/",
        "https://forum.example.org/t/8812",
    }


def test_hostile_text_makes_nothing() -> None:
    """A hostile pack brings no link, image, HTML, code, quote or table, and no heading beyond our own."""
    pack = packs.hostile_pack(HOST)
    kinds = [kind for kind, _ in tokens(render_markdown(pack))]
    unwanted = {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "blockquote_open",
        "table_open",
        "hr",
        "s_open",
    }
    assert not unwanted & set(kinds)
    view = view_pack(pack)
    # Title, nine parts, one group each of gaps, questions and requirements, and the five lists of the CV.
    ours = 1 + 9 + 3 + view.questions_count + 5
    assert kinds.count("heading_open") == ours


def test_hostile_text_reads_as_it_was_written() -> None:
    """What is escaped for CommonMark comes out of it letter for letter."""
    for text in packs.hostile_texts(HOST):
        line = (
            " ".join(view_pack(packs.hostile_pack(HOST)).role.split())
            if "\x1b" in text
            else " ".join(text.split())
        )
        parsed = MarkdownIt("commonmark").parse(f"- {escape(line)}")
        inline = next(t for t in parsed if t.type == "inline")
        assert "".join(child.content for child in inline.children or ()) == line


@given(
    st.text(alphabet=st.sampled_from(list("ab 1.)#+-=*_`[]()<>!&;~|\\:/@\"'{}$^")), min_size=1, max_size=40)
)
def test_any_line_survives_escaping(line: str) -> None:
    """Any mixture of markup characters, in a bullet and in a paragraph, reads as it was written and makes no markup."""
    line = " ".join(line.split())
    if not line:
        return
    for before in ("", "- ", "text: "):
        parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(before + escape(line))
        inline = [t for t in parsed if t.type == "inline"]
        assert len(inline) == 1
        assert {child.type for child in inline[0].children or ()} <= {"text", "text_special"}
        shown = "".join(child.content for child in inline[0].children or ())
        assert shown == (before if before == "text: " else "") + line


@pytest.mark.parametrize(
    "bare", ["http://evil.example", "https://evil.example", "www.evil.example", "a@evil.example", "mailto:a"]
)
def test_bare_addresses_are_broken_up(bare: str) -> None:
    """GitHub and others would turn these into links; a backslash keeps them text."""
    assert re.search(r"\\[:.@]", escape(bare))


def test_docstring_examples_hold() -> None:
    """The examples in the docstrings are true."""
    assert doctest.testmod(markdown).failed == 0
    assert doctest.testmod(markdown).attempted > 0
