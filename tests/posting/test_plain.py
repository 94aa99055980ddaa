"""Pasted text: its shape, and who is looking for whom."""

from __future__ import annotations

import pytest

from interview_cli.posting.headline import read_headline
from interview_cli.posting.plain import shape_text


@pytest.mark.parametrize(
    ("raw", "shaped"),
    [
        ("What you'll do:\n• Bake\n● Clean\n- Sell", "## What you'll do\n- Bake\n- Clean\n- Sell"),
        ("YOUR PROFILE\nCalm and kind.", "## YOUR PROFILE\nCalm and kind."),
        ("Roles\n1. Bake\n2) Clean", "## Roles\n- Bake\n- Clean"),
        ("# Baker\n**Must have**\n* [Hygiene](https://x.example) card\n**Pay:** £12", "## Baker\n## Must have\n- Hygiene card\nPay: £12"),
        ("You need:\n-Hands\n-18 or older", "## You need\n- Hands\n- 18 or older"),
        ("■ Duties\n・Bake\n・Clean\n■ Pay\n¥1,500", "## Duties\n- Bake\n- Clean\n## Pay\n¥1,500"),
        ("Skip to main content\nBaker\nApply now\nSave\nWe bake.", "Baker\nWe bake."),
        ("Ihr Profil\nGute Laune\nWir bieten\nBrot", "## Ihr Profil\nGute Laune\n## Wir bieten\nBrot"),
        ("CTC: 18-26 LPA\nA sentence that ends here.", "CTC: 18-26 LPA\nA sentence that ends here."),
        ("One\r\n\r\n\r\nTwo\r\n---\r\n", "One\nTwo"),
        ("What you need\n👉 Hands\n👉 Calm", "## What you need\n- Hands\n- Calm"),
        ("Picker\n📍 Hull\n💰 £24k", "Picker\n📍 Hull\n💰 £24k"),
        ("We bake.\n🎯 Perks\n🌴 Days off\n🔹 Bread\n➕ Tea", "We bake.\n## Perks\n- Days off\n- Bread\n- Tea"),
    ],
)  # fmt: skip
def test_layouts_become_one_shape(raw: str, shaped: str) -> None:
    """Bullets, numbers, Markdown, capitals, known headings and the buttons of a copied page."""
    assert shape_text(raw) == shaped


def test_hard_wrapped_lines_are_joined() -> None:
    """A mail program's line breaks are not the author's; list items keep theirs."""
    raw = (
        "You will work with two partners on wills and probate, and take on a\n"
        "caseload of your own within six months of the day you start here. You\n"
        "will meet clients at their homes, so you will need a driving licence\n"
        "and a car.\n\n"
        "Duties:\n  - Draft wills and trust deeds for clients who are often elderly,\n    or unwell\n  - Keep records\n"
    )
    lines = shape_text(raw).splitlines()
    assert lines[0].endswith("a driving licence and a car.")
    assert lines[1:] == [
        "## Duties",
        "- Draft wills and trust deeds for clients who are often elderly, or unwell",
        "- Keep records",
    ]


def test_short_lines_without_marks_are_left_apart() -> None:
    """A list without bullets is not one paragraph."""
    raw = "Essential criteria\nHCPC registration\nPost-graduate experience across core rotations\nCar driver with access to a vehicle"
    assert shape_text(raw).splitlines()[1:] == raw.splitlines()[1:]


@pytest.mark.parametrize(
    ("text", "title", "company"),
    [
        ("Job title: Head Baker\nCompany: Harbour Loaf Ltd", "Head Baker", "Harbour Loaf"),
        ("Stellenbezeichnung: Bäcker (m/w/d)\nUnternehmen: Hafenbrot GmbH", "Bäcker", "Hafenbrot"),
        ("Poste : Comptable (H/F)\nEntreprise : Maison Perrault", "Comptable", "Maison Perrault"),
        ("Puesto: Contable\nEmpresa: Almendros S.L.", "Contable", "Almendros"),
        ("Stanowisko: Księgowa\nPracodawca: Bursztyn Sp. z o.o.", "Księgowa", "Bursztyn"),
        ("Sales Manager at Harbour Loaf\nWe bake.", "Sales Manager", "Harbour Loaf"),
        ("Harbour Loaf — Sales Manager\nWe bake.", "Sales Manager", "Harbour Loaf"),
        ("Sales Manager | Harbour Loaf | Whitby, UK", "Sales Manager", "Harbour Loaf"),
        ("Sales Manager\nHarbour Loaf\nWhitby, UK", "Sales Manager", "Harbour Loaf"),
        ("Junior Solicitor - Private Client\nAshworth Pell LLP", "Junior Solicitor - Private Client", "Ashworth Pell"),
        ("Sales Manager\n## About Harbour Loaf\nWe bake.", "Sales Manager", "Harbour Loaf"),
        ("Harbour Loaf is hiring a Sales Manager to grow our trade with cafés.", "Sales Manager", "Harbour Loaf"),
        ("Harbour Loaf is looking for an experienced pastry chef in Whitby.", "pastry chef", "Harbour Loaf"),
        ("Wir suchen eine Pflegefachkraft (m/w/d) für die Nacht.\n## Über Hafenklinik", "Pflegefachkraft", "Hafenklinik"),
        ("Hafenklinik sucht eine Pflegefachkraft für die Nacht.", "Pflegefachkraft", "Hafenklinik"),
        ("Maison Perrault recherche un comptable pour son siège.", "comptable", "Maison Perrault"),
        ("Trattoria Belvedere cerca un cuoco per la stagione.", "", "Trattoria Belvedere"),
        ("Hi Sam,\nHere is the spec for the Finance Manager role at Thornbury Foods: have a look.", "Finance Manager", "Thornbury Foods"),
        ("🔥 NOW HIRING - Warehouse Associate\nGranite Peak Logistics LLC\nReno, NV 89502", "Warehouse Associate", "Granite Peak Logistics"),
        ("We are a small bakery.\nWe bake at night.", "", ""),
    ],
)  # fmt: skip
def test_title_and_company_are_read_from_the_first_lines(text: str, title: str, company: str) -> None:
    """Labels, "Title at Company", lines beside each other, and sentences, in several languages."""
    head = read_headline(text)
    assert (head.title.lower(), head.company) == (title.lower(), company)


@pytest.mark.parametrize(
    ("text", "location"),
    [("Sales Manager\nHarbour Loaf\nWhitby, UK", "Whitby, UK"), ("Picker\nGranite LLC\nReno, NV 89502", "Reno, NV 89502"), ("Clerk - Bengaluru (Hybrid)\nKaveri Ltd", "Bengaluru (Hybrid)"),
     ("Sachbearbeiter Zoll\nRheinfracht AG, Basel", "Basel")],
)  # fmt: skip
def test_the_place_beside_the_title(text: str, location: str) -> None:
    """A line that is only a place names it."""
    assert read_headline(text).location == location


@pytest.mark.parametrize(
    ("text", "title", "company", "location"),
    [
        ("Ward Sister – Renal / Dialysis\nCentre Hospitalier du Val Perdu\nTroyes (10)", "Ward Sister – Renal / Dialysis", "Centre Hospitalier du Val Perdu", "Troyes (10)"),
        ("Risk Analyst – Fraud / Cards\nKelmore Funds (Ireland) DAC\nDublin 4 | Hybrid (2 days) | Permanent", "Risk Analyst – Fraud / Cards", "Kelmore Funds", "Dublin 4"),
        ("Jefa de Obra\nObras Levantina, S.L.\nMurcia (Murcia)", "Jefa de Obra", "Obras Levantina", "Murcia (Murcia)"),
        ("Data Analyst\nToledo, OH (Hybrid – 2 days/week) · Full-time", "Data Analyst", "", "Toledo, OH (Hybrid – 2 days/week)"),
        ("Account Manager - Mid-Market (SaaS)\nCompany: Oakwell", "Account Manager - Mid-Market (SaaS)", "Oakwell", ""),
        ("Staff Nurse - Band 5, Acute Unit\nAvonside Hospital", "Staff Nurse - Band 5, Acute Unit", "Avonside Hospital", ""),
        ("Cook - Full-time - £26,000\nAvonside Hospital", "Cook", "Avonside Hospital", ""),
    ],
)  # fmt: skip
def test_the_first_lines_name_title_company_and_place(
    text: str, title: str, company: str, location: str
) -> None:
    """Titles keep what says more of the job; institutions, districts and provinces are known; brackets stay whole."""
    found = read_headline(shape_text(text))
    assert (found.title, found.company, found.location) == (title, company, location)
