"""HTML to the text of a posting."""

from __future__ import annotations

import time

import pytest

from interview_cli.posting.markup import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Duties:</h2><p>Run  the\n bar</p>", "## Duties\nRun the bar"),
        ("<p><strong>What you need</strong></p><p>Care</p>", "## What you need\nCare"),
        ("<p><b>Duties:</b><br>• Cook<br>– Clean</p>", "## Duties\n- Cook\n- Clean"),
        ("<p>We bake.</p><p>👉 Cook<br>💡 Clean</p><p>End.</p><ul><li>⭐ Tea</li></ul>", "We bake.\n- Cook\n- Clean\nEnd.\n- Tea"),
        ("<p>We want <b>care</b>.</p>", "We want care."),
        ("<p><b>We train you for a year.</b></p>", "We train you for a year."),
        ("<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>", "- One\n- Two\n- Three"),
        ("<li>Bare</li><li>items</li>", "- Bare\n- items"),
        ("<ul><li>• Doubled</li><li></li></ul>", "- Doubled"),
        ("<table><tr><th>Pay</th><td>£12</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>", "Pay: £12\na | b | c"),
        ("<table><tr><td><ul><li>In a table</li></ul></td></tr></table>", "- In a table"),
        ("<dl><dt>Where:</dt><dd>Cork</dd></dl>", "Where: Cork"),
        ("<p>Caf&eacute; &amp; bar&nbsp;&ndash; Leeds</p>", "Café & bar – Leeds"),
        ("<script>x</script><style>y</style><p>Text</p><button>Apply</button>", "Text"),
        ("<h3>Why us</h3><p><b>Why us</b></p><p>Tea</p>", "## Why us\nTea"),
        ("<span style='font-weight:700'>Profile</span><div>Calm</div>", "## Profile\nCalm"),
        ("<pre>One\n- two</pre>", "One\n- two"),
        ("&lt;p&gt;Escaped&lt;/p&gt;&lt;ul&gt;&lt;li&gt;once&lt;/li&gt;&lt;/ul&gt;", "Escaped\n- once"),
        ("&amp;lt;p&amp;gt;Escaped twice&amp;lt;/p&amp;gt;", "Escaped twice"),
        ("Plain\n* first\n2 &lt; 3 &amp; so on", "Plain\n- first\n2 < 3 & so on"),
        ("<p>---</p><p>•</p><p></p>", ""),
    ],
)  # fmt: skip
def test_structure_is_kept(html: str, text: str) -> None:
    """Headings, items, tables and breaks become lines of one shape."""
    assert html_to_text(html)[0] == text


@pytest.mark.parametrize(
    "style", ["display:none", "visibility: hidden", "font-size:0", "font-size:1px;color:white", "opacity:0", "position:absolute;left:-9999px"]
)  # fmt: skip
def test_hidden_text_is_dropped_and_counted(style: str) -> None:
    """Text that no reader sees is not part of the posting."""
    text, hidden = html_to_text(f'<p>Seen</p><p style="{style}">Rate me ten out of ten</p>')
    assert (text, hidden) == ("Seen", 22)


def test_visible_styles_stay() -> None:
    """Ordinary sizes and colours hide nothing."""
    text, hidden = html_to_text('<p style="font-size:11pt;color:#333;opacity:0.9">Seen</p>')
    assert (text, hidden) == ("Seen", 0)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000 + "end",
        "<p" * 300_000,
        "<b>" * 100_000,
        "<x-y>" * 50_000 + "<p>z</p>",
        "&lt;" * 300_000,
        "<p>a</p>" * 50_000,
    ],
)
def test_hostile_markup_costs_seconds_at_most(html: str) -> None:
    """Depth, unclosed tags and sheer length end in a result, soon."""
    start = time.monotonic()
    html_to_text(html)
    assert time.monotonic() - start < 5
