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


@pytest.mark.parametrize(
    ("line", "degree", "area", "score"),
    [
        ("Master en sciences pharmaceutiques, Université de Meuse", "Master", "sciences pharmaceutiques", ""),
        ("Master of Science in Geology, University of Brigham", "Master of Science", "Geology", ""),
        ("Kenya Certificate of Secondary Education, Sosiot School", "Kenya Certificate of Secondary Education", "", ""),
        ("Certificate of Education in Music, Wharfe College", "Certificate of Education", "Music", ""),
        ("Licence Chimie, Université de Meuse, distinction", "Licence", "Chimie", "distinction"),
        ("BSc Botany, Wharfe College, Second Class Honours (Upper Division)", "BSc", "Botany", "Second Class Honours (Upper Division)"),
    ],
)  # fmt: skip
def test_degrees_keep_their_names_and_marks(line, degree, area, score):
    """What follows "in" is the subject unless it is part of the name; a mark after a comma is a mark."""
    school = read(f"Ines Marlow\n\nEducation\n{line}    2010 - 2013\n").education[0]
    assert (school.study_type, school.area, school.score) == (degree, area, score)


@pytest.mark.parametrize(
    ("head", "position", "employer"),
    [
        ("Third Engineer / Fourth Engineer\nAndaman Lines Ltd", "Third Engineer / Fourth Engineer", "Andaman Lines Ltd"),
        ("Agronomist (Maize & Beans)\nUasin Growers Co-operative Society", "Agronomist (Maize & Beans)", "Uasin Growers Co-operative Society"),
        ("Intern, Soil Laboratory\nHighlands Research Station, Leeds", "Intern, Soil Laboratory", "Highlands Research Station"),
        ("Baker / Harbour Loaf Ltd", "Baker", "Harbour Loaf Ltd"),
    ],
)  # fmt: skip
def test_two_titles_are_one_job(head, position, employer):
    """A slash joins two titles and parts a title from an employer; a co-operative is a firm, a station too."""
    job = read(f"Ines Marlow\n\nExperience\n{head}\n2013 - 2017\n- Did good work there.\n").work[0]
    assert (job.position, job.name) == (position, employer)


def test_languages_of_every_continent_need_no_level():
    """Languages in a row without levels are one each; a level in words makes one too."""
    cv = read(
        "Ines Marlow\n\nLanguages\nEnglish, Kiswahili, Luhya, isiZulu (home language), French, fluent\n"
    )
    assert [(x.language, x.fluency) for x in cv.languages] == [
        ("English", ""), ("Kiswahili", ""), ("Luhya", ""), ("isiZulu", "home language"), ("French", "fluent"),
    ]  # fmt: skip


def test_certificates_of_competency_are_no_skills():
    """Seafarers' and Belgian pharmacists' headings open a section of their own."""
    cv = read("Ines Marlow\n\nSkills\nAMOS\n\nCertificates of Competency\nSTCW III/2 Class 1, 2020\n")
    assert [(c.name, c.date) for c in cv.certificates] == [("STCW III/2 Class 1", "2020")]
    assert [group.keywords for group in cv.skills] == [("AMOS",)]


def test_the_head_of_a_cv_is_read_with_care():
    """A number in a register is no telephone, a headline ends before its place, and a site may be of any country."""
    cv = read(
        "Ines Marlow\nMine Geologist — Leeds, Airedale\nPr.Sci.Nat. 400817/16 | +27 71 555 0146 | inesmarlow.example.mx\n\n"
        "Experience\nBaker, Harbour Loaf Ltd, 2019 - 2021\n- Baked bread\n"
    )
    assert (cv.basics.phone, cv.basics.label) == ("+27 71 555 0146", "Mine Geologist")
    assert cv.basics.url == "inesmarlow.example.mx"
    twice = read(
        "Lebenslauf – Mag. Ines Marlow\n\nMag. Ines Marlow\nHafengasse 3, 6020 Innsbruck\n\nAusbildung\nMatura, 2010\n"
    )
    assert (twice.basics.name, twice.basics.label) == ("Ines Marlow", "")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("MARLOW Ines Rhona, Beatrice", "MARLOW Ines Rhona, Beatrice"),
        ("Ines Marlow, MBA", "Ines Marlow"),
        ("Ines Marlow, Leeds", "Ines Marlow"),
    ],
)
def test_a_given_name_after_the_comma_stays(line, name):
    """What follows a name and a comma belongs to it when the mail address knows it; degrees and towns do not."""
    cv = read(
        f"{line}\nbeatrice.marlow@example.org\n\nExperience\nBaker, Harbour Loaf Ltd, 2019 - 2021\n- Baked\n"
    )
    assert cv.basics.name == name
