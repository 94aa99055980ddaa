"""DOCX -> lines: every place Word keeps words in, and none it hides."""

from __future__ import annotations

from interview_cli.cv.worker import extract
from tests.cv.crafted import docx_of, paragraph, wrap


def test_headers_footers_boxes_and_insertions_are_read():
    """Header, footer, text boxes and tracked insertions are text; deletions are not."""
    box = f"<wps:txbx><w:txbxContent>{paragraph('In a box')}</w:txbxContent></wps:txbx>"
    twice = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    tracked = "<w:p><w:ins><w:r><w:t>Put in</w:t></w:r></w:ins><w:del><w:r><w:delText>Taken out</w:delText></w:r></w:del></w:p>"
    data = docx_of(
        twice + tracked,
        header1=wrap("hdr", paragraph("Jane Doe")),
        header2=wrap("hdr", paragraph("Jane Doe")),
        footer1=wrap("ftr", paragraph("jane@example.org")),
    )
    assert extract(data).text.split("\n") == ["Jane Doe", "In a box", "Put in", "jane@example.org"]


def test_hidden_runs_are_left_out():
    """Hidden, white and tiny runs are dropped with a warning; white in a dark cell is kept."""
    dark = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="203040"/></w:tcPr>'
        + paragraph("White on dark", '<w:color w:val="FFFFFF"/>')
        + "</w:tc></w:tr></w:tbl>"
    )
    found = extract(
        docx_of(
            paragraph("Seen")
            + paragraph("hidden", "<w:vanish/>")
            + paragraph("white", '<w:color w:val="FFFFFF"/>')
            + paragraph("tiny", '<w:sz w:val="2"/>')
            + dark
        )
    )
    assert found.text == "Seen\nWhite on dark"
    assert found.warnings == (
        "Hidden text was left out (15 characters that a reader of the page can't see).",
    )


def test_styles_lists_and_tabs():
    """Heading styles, list styles (also inherited) and tabs come through as headings, items and cells."""
    styles = wrap(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Ueber"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Ueber"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/></w:style>',
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    row = "<w:p><w:r><w:t>Nurse</w:t></w:r><w:r><w:tab/><w:t>2019</w:t></w:r></w:p>"
    found = extract(
        docx_of(styled.format("Mine", "Work") + row + styled.format("Punkt", "Ran a ward"), styles=styles)
    )
    assert found.text == "## Work\nNurse  2019\n- Ran a ward"


def test_page_laid_out_as_a_table_reads_by_columns():
    """A table of one row that holds two columns of sections is read column by column, the longer first."""
    side = "".join(map(paragraph, ["Skills", "Cooking", "Baking", "Serving"]))
    main = "".join(
        map(
            paragraph,
            [
                "Experience",
                "Cook, The Old Mill, 2019 - 2023",
                "Ran the evening kitchen",
                "Trained four cooks",
            ],
        )
    )
    table = f"<w:tbl><w:tr><w:tc>{side}</w:tc><w:tc>{main}</w:tc></w:tr></w:tbl>"
    rows = extract(docx_of(table)).text.split("\n")
    assert rows[0] == "Experience"
    assert rows[4:] == ["Skills", "Cooking", "Baking", "Serving"]
