"""Small charts as SVG: text in, text out, nothing to install. Each carries its own text alternative.

Colours stand as attributes for paper and carry classes, by which the page turns them for a dark screen. No chart tells
anything by colour alone: values are written out, and marks differ in shape.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCENT: Final = "#0b5069"
TRACK: Final = "#dde5e7"
SOFT: Final = "#4c5b60"
PAPER: Final = "#ffffff"
_FONT: Final = "'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"


def _svg(width: int, height: int, name: str, body: str, css: str) -> str:
    label = escape(name, quote=True)
    return (
        f'<svg class="{css}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{label}"><title>{label}</title>{body}</svg>'
    )


def _n(value: float) -> str:
    """A coordinate, short and always the same."""
    return f"{value:.1f}".removesuffix(".0")


def draw_gauge(percent: int, name: str) -> str:
    """A bar of 0-100."""
    full = max(10, min(100, percent) * 4) if percent > 0 else 0
    bar = (
        f'<rect class="c-fill" x="0" y="0" width="{full}" height="10" rx="5" fill="{ACCENT}"/>'
        if full
        else ""
    )
    track = f'<rect class="c-track" x="0" y="0" width="400" height="10" rx="5" fill="{TRACK}"/>'
    return _svg(400, 10, name, track + bar, "gauge")


def draw_score(score: float, before: float | None, name: str, *, highest: int = 5) -> str:
    """A bar from 0 to `highest`; a line across it marks `before`."""
    full = 120 * max(0.0, min(score, highest)) / highest
    body = (
        f'<rect class="c-track" x="0" y="3" width="120" height="8" rx="2" fill="{TRACK}"/>'
        f'<rect class="c-fill" x="0" y="3" width="{_n(full)}" height="8" rx="2" fill="{ACCENT}"/>'
    )
    if before is not None:
        at = 120 * max(0.0, min(before, highest)) / highest
        body += (
            f'<rect class="c-paper" x="{_n(min(at, 118) - 1.2)}" y="0" width="4" height="14" fill="{PAPER}"/>'
            f'<rect class="c-mark" x="{_n(min(at, 118))}" y="0" width="1.6" height="14" fill="{SOFT}"/>'
        )
    return _svg(120, 14, name, body, "bar")


def draw_trend(points: Sequence[tuple[str, int]], name: str) -> str:
    """A line through (label, score 0-100), oldest first, with the score at each point. "" for fewer than two."""
    if len(points) < 2:
        return ""
    width, left, right, top, height = 640, 34, 24, 22, 120
    step = (width - left - right) / (len(points) - 1)
    places = [
        (left + step * at, top + height * (1 - max(0, min(100, score)) / 100))
        for at, (_, score) in enumerate(points)
    ]
    body = "".join(
        _grid_line(value, left, width - right, top + height * (1 - value / 100)) for value in (0, 50, 100)
    )
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in places)
    body += f'<polyline class="c-line" points="{line}" fill="none" stroke="{ACCENT}" stroke-width="2.5"/>'
    every = max(1, -(-len(points) // 8))
    for at, ((x, y), (label, score)) in enumerate(zip(places, points, strict=True)):
        is_last = at == len(points) - 1
        body += (
            f'<circle class="c-fill" cx="{_n(x)}" cy="{_n(y)}" r="{6 if is_last else 4}" fill="{ACCENT}"/>'
        )
        if is_last or (at % every == 0 and len(points) - 1 - at >= every / 2):
            body += _text(x, y - 10, str(score), "c-ink", "middle bold" if is_last else "middle")
            body += _text(x, top + height + 18, label, "c-soft")
    return _svg(width, top + height + 26, name, body, "trend")


def _grid_line(value: int, x1: float, x2: float, y: float) -> str:
    rule = f'<line class="c-rule" x1="{_n(x1)}" y1="{_n(y)}" x2="{_n(x2)}" y2="{_n(y)}" stroke="{TRACK}" stroke-width="1"/>'
    return rule + _text(x1 - 8, y + 4, str(value), "c-soft", "end")


def _text(x: float, y: float, text: str, css: str, style: str = "middle") -> str:
    """A label. `style` is a text-anchor, with " bold" behind it when it is to stand out."""
    anchor, _, weight = style.partition(" ")
    colour = SOFT if css == "c-soft" else "#16211f"
    return (
        f'<text class="{css}" x="{_n(x)}" y="{_n(y)}" font-family="{_FONT}" font-size="12" font-weight="{700 if weight else 400}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def draw_parts(spans: Sequence[tuple[float, float, str]], name: str) -> str:
    """Where the parts of a story stand in an answer: (start, end, letter) with start and end from 0 to 1."""
    body = f'<rect class="c-track" x="0" y="20" width="640" height="10" rx="2" fill="{TRACK}"/>'
    taken: list[float] = []
    for start, end, letter in sorted(spans):
        x, width = 640 * start, max(6.0, 640 * (end - start))
        body += f'<rect class="c-fill" x="{_n(x)}" y="20" width="{_n(min(width, 640 - x))}" height="10" rx="2" fill="{ACCENT}"/>'
        at = max([x + 6, *(other + 16 for other in taken)])
        taken.append(at)
        body += _text(min(at, 634), 14, letter, "c-ink", "middle bold")
    return _svg(640, 32, name, body, "parts")
