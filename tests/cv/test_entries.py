"""Jobs, schools and projects out of lines of text."""

from __future__ import annotations

import pytest

from interview_cli.cv.dates import find_span, has_expiry
from interview_cli.cv.parse import parse_cv
from interview_cli.cv.worker import extract
from interview_cli.models import CV


def read(text: str) -> CV:
    """The CV in a text file."""
    return parse_cv(extract(text.encode()))


def test_project_heads_lose_their_kind_and_their_tools():
    """A "Team project:" is no label, the tools in brackets are keywords, and each bold head opens a project."""
    cv = read(
        "# Ines Marlow\n\n## Projects\n**Tide Table** (Svelte, Leaflet) – 2024\nTides for 12 harbours.\n\n"
        "**Group project: Shelf Finder for Libraries** (Django, PostgreSQL, HTMX) – 2025\nFour people. I wrote the search.\n\n"
        "**Festival 2019**\nA poster.\n"
    )
    found = [(p.name, p.keywords, p.end, p.description) for p in cv.projects]
    assert found == [
        ("Tide Table", ("Svelte", "Leaflet"), "2024", "Tides for 12 harbours."),
        (
            "Shelf Finder for Libraries",
            ("Django", "PostgreSQL", "HTMX"),
            "2025",
            "Four people. I wrote the search.",
        ),
        ("Festival 2019", (), "2019", "A poster."),
    ]


@pytest.mark.parametrize(
    ("head", "position", "employer"),
    [
        ("Groundsman, Woodland Contractors Cymru, 2013 - 2017", "Groundsman", "Woodland Contractors Cymru"),
        ("Arborist, Tamar Tree Care, 2013 - 2017", "Arborist", "Tamar Tree Care"),
        ("Infirmier – Service de néphrologie – CHU de Tours – 2013 à 2017", "Infirmier", "CHU de Tours"),
        ("Staff Nurse – Department of Surgery – Avonside Hospital – 2013 to 2017", "Staff Nurse", "Avonside Hospital"),
    ],
)  # fmt: skip
def test_employers_and_titles_are_not_swapped(head, position, employer):
    """Contractors are a firm, a groundsman is a person, and a department stands within its hospital."""
    job = read(f"Ines Marlow\n\nExperience\n{head}\n- Did good work there.\n").work[0]
    assert (job.position, job.name, job.start, job.end) == (position, employer, "2013", "2017")


def test_summers_are_a_stretch_of_time():
    """Two summers make one stretch and leave no words behind."""
    job = read("Ines Marlow\n\nExpérience\nAide-soignante – Clinique du Lac – étés 2020 et 2021\n").work[0]
    assert (job.start, job.end, job.highlights, job.summary) == ("2020", "2021", (), "")


@pytest.mark.parametrize(
    "text",
    [
        "AFGSU 2 (validité : octobre 2026)",
        "First aid, valid until May 2027",
        "Staplerschein, gültig bis 2028",
        "HGV licence (expires 03/2029)",
        "Carné de manipulador, válido hasta 2027",
    ],
)
def test_an_expiry_is_no_end_of_a_study(text):
    """A date until which a paper is valid is not when it was earned."""
    assert has_expiry(text)
    assert find_span(text) is None


def test_a_paper_that_expires_is_an_entry_of_its_own():
    """Its line is not merged with the school before it, and it has no end."""
    cv = read(
        "Ines Marlow\n\nFormation\n- 2022 : Diplôme d'État d'Infirmier, IFSI de Tours\n- 2019 : Baccalauréat ST2S\n- AFGSU 2 (validité : octobre 2026)\n"
    )
    assert [(e.study_type, e.end) for e in cv.education][1:] == [("Baccalauréat", "2019"), ("AFGSU 2", "")]


def test_schools_on_one_line_each_stay_apart():
    """Lines that all end in a year, with or without a mark after it, are an entry each."""
    cv = read(
        "Ines Marlow\n\nEducation\nDiploma in Legal Studies, Corrib College, 2019 (Merit)\n"
        "Professional Certificate in Lending, Institute of Bankers, 2025\nLeaving Certificate, St Enda's School, 2015 (430 points)\n"
    )
    assert [(e.institution, e.end, e.score) for e in cv.education] == [
        ("Corrib College", "2019", "Merit"),
        ("Institute of Bankers", "2025", ""),
        ("St Enda's School", "2015", "430 points"),
    ]


def test_pictures_open_list_items_but_headings_stay():
    """A hand or a star marks an item; before a heading's word it is an ornament."""
    cv = read(
        "Ines Marlow\n\n🚀 Experience\nBaker, Harbour Loaf Ltd, 2019 - 2021\n👉 Baked 200 loaves a night\n⭐ Trained two people\n"
    )
    assert cv.work[0].highlights == ("Baked 200 loaves a night", "Trained two people")


def test_tickets_are_certificates():
    """What forestry and building workers call tickets is no job."""
    cv = read(
        "Ines Marlow\n\nExperience\nClimber, Tamar Tree Care, 2017 - present\n- Felled trees.\n\nTickets\nNPTC CS30, CS31\nFirst Aid +F (2024)\n"
    )
    assert [job.position for job in cv.work] == ["Climber"]
    assert cv.certificates[-1].date == "2024"


@pytest.mark.parametrize(
    ("head", "position", "place"),
    [
        ("Paralegal (Property & Private Client)\nThornbeck Solicitors", "Paralegal (Property & Private Client)", ""),
        ("Teacher (Maths)\nWharfe Academy, Leeds", "Teacher (Maths)", "Leeds"),
        ("Engineer (Leeds)\nAire Pumps Ltd", "Engineer", "Leeds"),
        ("Engineer\nAire Pumps Ltd (Otleybeck)", "Engineer", "Otleybeck"),
    ],
)  # fmt: skip
def test_a_bracket_after_a_title_is_no_unknown_town(head, position, place):
    """What stands in brackets after a job's title says what sort of job it is, unless it is a town one knows."""
    job = read(f"Ines Marlow\n\nExperience\n{head}\n2013 - 2017\n- Did good work there.\n").work[0]
    assert (job.position, job.location) == (position, place)


def test_bodies_with_a_slash_between_them_stay_together():
    """Two awarding bodies are one; a school and a degree with a slash between them are two things."""
    cv = read(
        "Ines Marlow\n\nEducation\nDiploma in Banking, ACOI / IoB    2014\n"
        "Certificate in Compliance, ACOI / IoB, 2016\nBSc / University of Brigham, 2012\n"
    )
    assert [(e.study_type, e.area, e.institution, e.end) for e in cv.education] == [
        ("Diploma", "Banking", "ACOI / IoB", "2014"),
        ("Certificate", "Compliance", "ACOI / IoB", "2016"),
        ("BSc", "", "University of Brigham", "2012"),
    ]


def test_a_school_without_dates_is_no_course_of_the_one_above():
    """A line that is nothing but a school is an entry; a faculty, an exchange and a thesis belong to the school above."""
    cv = read(
        "Ines Marlow\n\nEducation\nBA Law, University of Brigham    2010 - 2013\nSchool of Law\n"
        "Exchange semester at the University of Lyon\nSt Enda's High School, Leeds\nA-levels in History and French\n"
    )
    assert [(e.study_type, e.institution, e.end) for e in cv.education] == [
        ("BA", "University of Brigham", "2013"),
        ("A-levels", "St Enda's High School", ""),
    ]
    assert cv.education[0].courses == ("School of Law", "Exchange semester at the University of Lyon")
