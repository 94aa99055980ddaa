"""Companies' and jobs' names."""

from __future__ import annotations

import pytest

from interview_cli.posting.company import clean_company, company_from_slug, spelt_out
from interview_cli.posting.title import clean_title


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("908000 Harlow Works UK Limited", "Harlow Works"), ("IL00 Tamar Technologies, Ltd.", "Tamar Technologies"),
        ("Brauhaus Lindner GmbH & Co. KG", "Brauhaus Lindner"), ("Boulangerie Petit S.A.S.", "Boulangerie Petit"),
        ("Kaveri Softworks Pvt. Ltd.", "Kaveri Softworks"), ("Bursztyn Sp. z o.o.", "Bursztyn"), ("株式会社さくら", "さくら"),
        ("Northwind, Inc.", "Northwind"), ("Fjord Seafood AS", "Fjord Seafood"), ("3M", "3M"), ("SAP SE", "SAP"), ("AB", "AB"),
        ("Marks & Partners LLP", "Marks & Partners"), ("Careers at Blue Door", "Blue Door"), ("Blue Door | Careers", "Blue Door"),
        ("Air France", "Air France"), ("Careers", ""), ("N/A", ""), ("  ", ""), ("Co-op", "Co-op"), ("Rossi S.p.A.", "Rossi"),
    ],
)  # fmt: skip
def test_the_brand_is_kept_and_the_legal_form_goes(given: str, name: str) -> None:
    """Codes, legal forms and career-page noise go; a country goes only with a legal form."""
    assert clean_company(given) == name


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("acme-corp", "Acme Corp"),
        ("gousto1", "Gousto"),
        ("NorthWind", "NorthWind"),
        ("bread-and-co", "Bread and Co"),
        ("acme-careers", "Acme"),
        ("", ""),
    ],
)
def test_a_slug_is_the_last_resort(slug: str, name: str) -> None:
    """Words are capitalised and numbers for uniqueness dropped."""
    assert company_from_slug(slug) == name


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("#10010 Senior Baker", "Senior Baker"), ("Nurse (m/w/d)", "Nurse"), ("Comptable (H/F)", "Comptable"), ("Comptable H/F", "Comptable"),
        ("Fahrer (all genders)", "Fahrer"), ("Analyst - Remote", "Analyst"), ("Chef [REQ-20331]", "Chef"), ("JR354232 Planner", "Planner"),
        ("Sachbearbeiter:in Zoll 80-100%", "Sachbearbeiter:in Zoll"), ("WE'RE HIRING: Barista", "Barista"), ("🔥 Picker 🔥", "Picker"),
        ("HR MANAGER - UK", "HR Manager - UK"), ("Account Executive - Italy", "Account Executive - Italy"), ("Junior Cook (Full-time)", "Junior Cook"),
        ("Engineer III", "Engineer III"), ("Lehrer*in (w/m/d) Mathematik", "Lehrer*in Mathematik"), ("(m/w/d)", "(m/w/d)"),
    ],
)  # fmt: skip
def test_titles_lose_what_only_a_registry_needs(given: str, title: str) -> None:
    """Numbers, gender notes, workloads and noise go; places stay."""
    assert clean_title(given) == title


def test_a_board_s_own_title_keeps_its_tail() -> None:
    """What the company put into the title field is part of the title."""
    assert clean_title("Analyst - Remote", from_board=True) == "Analyst - Remote"
    assert clean_title("#77 Analyst (m/f/d)", from_board=True) == "Analyst"


@pytest.mark.parametrize(
    ("slug", "text", "name"),
    [
        ("harbourloaf", "At Harbour Loaf we bake. See harbourloaf.com.", "Harbour Loaf"),
        ("harbour-loaf", "HarbourLoaf is growing.", "HarbourLoaf"),
        ("harbourloaf", "We bake bread.", "Harbourloaf"),
        ("abc", "ABC is growing.", "Abc"),
    ],
)
def test_the_posting_spells_out_its_own_slug(slug: str, text: str, name: str) -> None:
    """A name in the text that is the slug with spaces is the company's own spelling."""
    assert spelt_out(company_from_slug(slug), slug, text) == name
    assert spelt_out("The Loaf", slug, text) == "The Loaf"
