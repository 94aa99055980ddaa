"""A page for the PDF: the same text in fewer elements.

WeasyPrint lays out a box for each element, and several for a list item with a marker: at 0.3 to 0.5 ms each, what only
a screen needs is a quarter of the time that a PDF takes. Text from outside can hold none of this markup: its angle
brackets are escaped.
"""

from __future__ import annotations

import re
from typing import Final

_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOTS: Final = re.compile(r'<span class="dots" aria-hidden="true">([●○]+)</span>')
_BARE: Final = re.compile(r'<span class="(?:level|origin|where)">([^<]*)</span>')
_NUMBERS: Final = re.compile(r'<span class="ref"> ?([0-9 ]+)</span>')
_SCORES: Final = re.compile(r'<p class="scores">.*?</p>', re.DOTALL)
_GAP: Final = "\u2002\u2002"
_BULLET: Final = '<li class="dot">'


def on_paper(page: str) -> str:
    """`page`, as `render_html` and `render_session_html` make it, for the PDF."""
    page = _BARE.sub(r"\1", _DOTS.sub(r"\1", page))
    page = _NUMBERS.sub(lambda found: found[1].translate(_SUPERSCRIPTS), page)
    page = _SCORES.sub(lambda found: found[0].replace(" <b>", _GAP).replace("</b>", ""), page)
    return page.replace(_BULLET, '<li class="item">• ')
