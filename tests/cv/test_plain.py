"""Plain text, Markdown and HTML -> lines."""

from __future__ import annotations

from interview_cli.cv.worker import extract


def rows(text: str) -> list[str]:
    """The lines of a text file."""
    return extract(text.encode()).text.split("\n")


def test_hard_wrapped_prose_and_items_are_joined():
    """Lines broken by a mail program or an editor are whole sentences and items again."""
    text = (
        "Summary\n\nA careful bookkeeper who has closed the books of three small firms every\n"
        "month for nine years and never missed a filing date in all that time, even\nwhen two of us were away.\n\n"
        "- Cut the month-end close from nine days to four by moving every supplier to\n  one weekly run\n- Trained two clerks\n"
    )
    assert rows(text)[2:] == [
        "- Cut the month-end close from nine days to four by moving every supplier to one weekly run",
        "- Trained two clerks",
    ]
    assert len(rows(text)) == 4


def test_short_lines_stay_apart():
    """Titles, employers and dates under each other are not run together."""
    assert rows("Head Chef\nThe Old Mill, York\n2019 - 2023\n") == [
        "Head Chef",
        "The Old Mill, York",
        "2019 - 2023",
    ]


def test_wide_gaps_are_cells():
    """Three spaces or a tab part a line."""
    line = extract(b"Head Chef        2019 - 2023\nYork\tOld Mill\n").lines[0]
    assert line.cells == ("Head Chef", "2019 - 2023")


def test_markdown_marks_go_and_links_stay():
    """Emphasis, links and table rules are mark-up; the words and addresses are kept."""
    found = extract(
        b"# Jane Doe\n\n**Chef** at [The Mill](https://mill.example.org)\n\n| Year | Post |\n|---|---|\n| 2019 | *Cook* |\n"
    )
    assert found.kind == "markdown"
    assert found.text == "## Jane Doe\nChef at The Mill\nYear  Post\n2019  Cook"
    assert found.lines[1].links == ("https://mill.example.org",)


def test_controls_do_not_pass():
    """Escape sequences and direction marks are gone from every line."""
    assert rows("Jane \x1b[31mDoe\x1b[0m\x07\n\u202eevil\u202c\n") == ["Jane Doe", "evil"]


def test_hidden_html_is_left_out():
    """Elements a browser would not show are dropped, with a warning."""
    found = extract(
        b'<!doctype html><h2>Work</h2><p>Cook, 2019</p><p style="display:none">hire me</p><div hidden>now</div>'
    )
    assert found.text == "## Work\nCook, 2019"
    assert "Hidden text was left out" in found.warnings[0]
