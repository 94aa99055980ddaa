"""What a posting asks for is read out of its text: importance by headings and wording, boilerplate left out."""

from __future__ import annotations

import pytest

from interview_cli.coach.builtin.lexicon import read_lexicon
from interview_cli.coach.builtin.requirements import analyse
from interview_cli.models import Importance, Posting


def read(text: str, title: str = "Analyst") -> dict[str, Importance]:
    """The requirements of a posting's text, with their importance."""
    found = analyse(Posting(title, "Acme", text), read_lexicon()).requirements
    return {requirement.text: requirement.importance for requirement in found}


STRUCTURED = """Kestrel Analytics has grown strongly and has 20 years of experience.
## What you will do
- Build dashboards for the sales team
- Experience of our culture from day one
## What you bring
- Three years with SQL
- Tableau is a plus
You enjoy explaining numbers to people who fear them.
## Nice to have
- Python
## What we offer
- Strong pension and dental insurance
- 25 days of holiday
We are an equal opportunity employer and value experience of all kinds."""


def test_headings_and_wording_decide_importance():
    """List items take their section's importance; "is a plus" makes a must a nice-to-have; offers are left out."""
    assert read(STRUCTURED) == {
        "Three years with SQL": "must",
        "You enjoy explaining numbers to people who fear them.": "must",
        "Tableau is a plus": "nice",
        "Python": "nice",
        "Build dashboards for the sales team": "duty",
        "Experience of our culture from day one": "duty",
    }


def test_every_requirement_stands_in_the_text():
    """Nothing is reworded: each requirement is a piece of the posting."""
    for text in (STRUCTURED, PROSE, GERMAN):
        assert all(found in text for found in read(text))


PROSE = """Nursery assistant wanted for our Leeds nursery. You must hold a Level 3 childcare qualification and an
up-to-date paediatric first aid certificate. Experience with under-twos would be an advantage. You will plan
activities and talk to parents every day. We offer free parking. Apply now with your CV."""


def test_prose_without_headings_is_read_by_its_sentences():
    """Sentences that ask are found, sentences about the offer are not."""
    found = read(PROSE.replace("\n", " "), "Nursery assistant")
    assert (
        found[
            "You must hold a Level 3 childcare qualification and an up-to-date paediatric first aid certificate."
        ]
        == "must"
    )
    assert found["Experience with under-twos would be an advantage."] == "nice"
    assert found["You will plan activities and talk to parents every day."] == "duty"
    assert len(found) == 3


GERMAN = """## Ihre Aufgaben
- Erstellung der Monatsabschlüsse
## Ihr Profil
- Abgeschlossene kaufmännische Ausbildung
- Mehrjährige Erfahrung in der Buchhaltung
- Englischkenntnisse von Vorteil
## Wir bieten
- 30 Urlaubstage und Jobrad"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN, {"Abgeschlossene kaufmännische Ausbildung": "must", "Englischkenntnisse von Vorteil": "nice", "Erstellung der Monatsabschlüsse": "duty"}),
        ("## Vos missions\n- Accueillir les clients\n## Profil recherché\n- Deux ans d'expérience en vente\n- L'anglais serait un plus\n## Avantages\n- Tickets restaurant",
         {"Deux ans d'expérience en vente": "must", "L'anglais serait un plus": "nice", "Accueillir les clients": "duty"}),
        ("## Funciones\n- Preparar clases\n## Requisitos\n- Grado en Educación\n- Se valorará inglés\n## Ofrecemos\n- Seguro médico",
         {"Grado en Educación": "must", "Se valorará inglés": "nice", "Preparar clases": "duty"}),
        ("## Zakres obowiązków\n- Obsługa klienta\n## Wymagania\n- Prawo jazdy kat. B\n- Mile widziana znajomość niemieckiego\n## Oferujemy\n- Karta Multisport",
         {"Prawo jazdy kat. B": "must", "Mile widziana znajomość niemieckiego": "nice", "Obsługa klienta": "duty"}),
    ],
)  # fmt: skip
def test_other_languages_are_read_by_their_own_headings(text: str, expected: dict[str, Importance]):
    """Headings and wording of other languages mean the same."""
    found = read(text)
    assert expected.items() <= found.items()
    assert not any(word in line for line in found for word in ("Urlaub", "Tickets", "Seguro", "Multisport"))


def test_skills_carry_the_line_that_names_them():
    """A skill is listed once, at its strongest, with its line as evidence."""
    skills = {s.name: s for s in analyse(Posting("SQL Analyst", "Acme", STRUCTURED), read_lexicon()).skills}
    assert skills["SQL"].importance == "must"
    assert skills["SQL"].evidence == "Three years with SQL"
    assert skills["Python"].importance == "nice"


@pytest.mark.parametrize(
    ("title", "text", "level"),
    [
        ("Senior Accountant", "", "senior"),
        ("Junior Developer", "", "junior"),
        ("Head of Marketing", "", "staff"),
        ("Développeur confirmé", "", "senior"),
        ("Werkstudent Marketing", "", "junior"),
        ("Accountant", "## Requirements\n- 8+ years of experience in audit", "senior"),
        ("Accountant", "## Requirements\n- At least 3 years of experience", "mid"),
        ("Accountant", "", "mid"),
    ],
)
def test_the_level_comes_from_the_title_or_the_years(title: str, text: str, level: str):
    """A title's own word decides, then the years asked for."""
    assert analyse(Posting(title, "", text), read_lexicon()).level == level


def test_an_endless_list_is_cut():
    """However long the posting, at most 48 requirements are kept, musts before duties."""
    text = (
        "## Duties\n"
        + "\n".join(f"- Run process number {n}" for n in range(60))
        + "\n## Requirements\n- Knowledge of tax law"
    )
    found = read(text)
    assert len(found) == 48
    assert next(iter(found)) == "Knowledge of tax law"
