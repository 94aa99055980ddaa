from __future__ import annotations

import re

import pytest

from interview_cli.report.html import TEMPLATES

STYLE = (TEMPLATES / "pack.css").read_text("utf-8")


def palette(block: str) -> dict[str, str]:
    """The colours that a block of the style names."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


LIGHT = palette(STYLE.split("@media")[0])
DARK = palette(STYLE.split("prefers-color-scheme: dark")[1].split("@media")[0])


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_text_contrast_is_aa(colours: dict[str, str], text: str, ground: str) -> None:
    """Every colour that text has stands out by 4.5 to 1 on every ground it has."""
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_gauge_can_be_told_from_its_track(colours: dict[str, str]) -> None:
    """The filled part of the gauge stands out by 3 to 1 from the rest (WCAG 1.4.11)."""
    assert contrast(colours["accent"], colours["track"]) >= 3


def test_the_style_fetches_nothing() -> None:
    """No URL, no import, no font file."""
    assert not re.search(r"url\(|@import|@font-face|expression|</", STYLE)


def test_paper_has_no_grids() -> None:
    """Grids stay out of what WeasyPrint reads: they made a pack four times slower."""
    before_screen, after = STYLE.split("@media screen {", 1)
    assert "grid" not in before_screen.split("/*", 2)[0]
    assert "display: grid" not in after.split("@media print")[1]
