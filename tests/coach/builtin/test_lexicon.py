"""The lexicon names the skills a line names, and only those."""

from __future__ import annotations

import pytest

from interview_cli.coach.builtin.lexicon import build_lexicon, read_lexicon

SMALL = build_lexicon(
    {
        "languages": {
            "title": "programming languages",
            "kind": "technology",
            "skills": {
                "Go": {
                    "exact": True,
                    "aliases": ["Golang"],
                    "not_before": ["to market"],
                    "not_after": ["will"],
                },
                "Java": {},
                "C": {"exact": True, "needs": ["programming", "language"]},
                "C++": {},
                "JavaScript": {"aliases": ["JS"]},
            },
        },
        "data": {
            "title": "data",
            "kind": "technology",
            "skills": {
                "SQL": {},
                "PostgreSQL": {"aliases": ["Postgres"], "implies": ["SQL"]},
                "CI/CD": {},
                "Web API": {},
            },
        },
    }
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Services in Go and Java", ("Go", "Java")),
        ("We go to Market Street", ()),
        ("Go to market plans", ()),
        ("You will Go far", ()),
        ("golang or JAVA", ("Go", "Java")),
        ("JavaScript is not Java", ("JavaScript", "Java")),
        ("C-level people", ()),
        ("C, Java, C++", ("C", "Java", "C++")),
        ("C programming", ("C",)),
        ("CI-CD, ci cd and CI/CD", ("CI/CD",)),
        ("Web APIs", ("Web API",)),
        ("We use the web. API keys", ()),
        ("Postgres and postgresql", ("PostgreSQL",)),
        ("", ()),
    ],
)
def test_names_are_found_on_word_borders_with_their_traps(line: str, names: tuple[str, ...]):
    """Everyday words need their capitals or their context; joints and plurals make no difference."""
    assert SMALL.names(line) == names


def test_a_skill_proves_what_it_implies():
    """PostgreSQL on a CV is SQL on a CV, not the other way round."""
    assert SMALL.proves("PostgreSQL") == {"PostgreSQL", "SQL"}
    assert SMALL.proves("SQL") == {"SQL"}


def test_skills_of_one_family_are_related():
    """What is in the same family helps; a skill is not related to itself."""
    assert SMALL.are_related("Java", "Go")
    assert not SMALL.are_related("Java", "Java")
    assert not SMALL.are_related("Java", "SQL")


def test_the_lexicon_is_large_and_sound():
    """At least 1,500 skills; nothing is implied or related that is not there; no alias stands for two skills."""
    lexicon = read_lexicon()
    assert len(lexicon.skills) >= 1500
    dangling = [
        (skill.name, other)
        for skill in lexicon.skills.values()
        for other in (*skill.implies, *skill.related)
        if other not in lexicon.skills
    ]
    assert dangling == []
    owners: dict[tuple[object, ...], set[str]] = {}
    for alias in lexicon.aliases():
        key = (alias.surface,) if alias.exact else alias.words
        owners.setdefault(key, set()).add(alias.skill.name)
    assert {words: names for words, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    "line",
    [
        "You excel at explaining things, and you go the extra mile",
        "We aim to respond swiftly to everyone on our teams",
        "A target of ten stores by next spring",
        "Access to the building and a word with the chef",
        "IT is what it is, and the rest is history",
        "Please make a note and express your interest at the earliest opportunity",
        "C-level sponsors and R&D budgets",
        "Our vision is a safe, kind and lively school",
        "We react to customer feedback and act with care",
        "Apply by 5 pm on Friday",
    ],
)
def test_everyday_sentences_name_no_technology(line: str):
    """Sentences made of the names of technologies, used as everyday words, name none."""
    lexicon = read_lexicon()
    assert [name for name in lexicon.names(line) if lexicon.skills[name].kind == "technology"] == []


GUARDED = build_lexicon(
    {
        "money": {
            "title": "money",
            "kind": "domain",
            "needs": ["bank"],
            "not_before": ["team"],
            "not_after": ["our"],
            "skills": {
                "Portfolio management": {
                    "aliases": ["fund portfolio care", "portfolios"],
                    "sure_aliases": ["hedge book keeping"],
                    "needs": ["fund"],
                    "not_before": ["tool"],
                    "not_after": ["no"],
                },
            },
        },
    }
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Portfolio management", False),
        ("Portfolio management of projects", False),
        ("Portfolio management for a fund", True),
        ("Fund portfolio care", True),
        ("Hedge book keeping", True),
        ("Portfolios", False),
    ],
)
def test_names_of_several_words_need_their_company_too(line: str, found: bool):
    """The words a skill needs may stand in the name itself; a sure way to write it needs none."""
    assert bool(GUARDED.names(line)) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Portfolio management for a bank", True),
        ("The portfolio management team of a fund", False),
        ("A portfolio management tool for a fund", False),
        ("Our portfolio management for a fund", False),
        ("No portfolio management for a fund", False),
    ],
)
def test_the_words_of_a_skill_are_added_to_those_of_its_family(line: str, found: bool):
    """What the family says of the words around holds for skills with words of their own as well."""
    assert bool(GUARDED.names(line)) is found


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Health insurance and a gym", ()),
        ("Handling of health insurance claims", ("Health insurance",)),
        ("We place a high value on diversity and inclusion at our company", ()),
        ("Kenntnisse: § 34d GewO", ("Insurance Distribution Directive",)),
        ("Deutsche Gebärdensprache", ("Sign language",)),
        ("Outreach.io", ("Outreach.io",)),
        ("Mise en place des entretiens", ()),
        ("Mise en place et envoi des plats", ("Food preparation",)),
    ],
)
def test_perks_and_values_are_no_skills(line: str, names: tuple[str, ...]):
    """Health insurance offered and inclusion valued are not asked of anybody; unmistakable names stand alone."""
    assert read_lexicon().names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Reporting to the site manager", ()),
        ("You work alongside the chef de partie", ()),
        ("You liaise with data engineers", ()),
        ("Assist the UX Designer and the special education teacher", ("Special educational needs",)),
        ("Assist the chef with food preparation", ("Food preparation",)),
        ("Experience as a site manager", ("Site management",)),
        ("Support the data analysis of each trial", ("Data analysis",)),
        ("Support the AWS Systems Manager set-up", ("AWS Systems Manager",)),
    ],
)
def test_colleagues_are_no_skills(line: str, names: tuple[str, ...]):
    """A job title after "reporting to the" is a colleague; a field of work, or a product called manager, is not."""
    assert read_lexicon().names(line) == names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("5+ years with Python, Go and Kubernetes on AWS", {"Python", "Go", "Kubernetes", "AWS"}),
        ("Sicherer Umgang mit SAP und Excel", {"SAP"}),
        ("Experience with React, TypeScript and Node.js", {"React", "TypeScript", "Node.js"}),
        ("Knowledge of IFRS and month-end close", {"IFRS"}),
        ("Valid forklift licence required", {"Forklift licence"}),
        ("Wound care and administering medication", {"Wound care"}),
        ("HACCP and allergen management in a busy kitchen", {"HACCP"}),
        ("Verhandlungssicheres Deutsch und gutes Englisch", {"German", "English"}),
    ],
)
def test_the_skills_of_many_trades_are_known(line: str, expected: set[str]):
    """What postings of different professions ask for is found by name."""
    assert expected <= set(read_lexicon().names(line))


@pytest.mark.parametrize(
    ("line", "named", "absent"),
    [
        ("Work in a team with designers, product managers and data engineers", "", "Product management"),
        ("Three years of product management", "Product management", ""),
        ("Collaborate closely with marketing, business development and legal teams to launch in Python", "Python", "Business development"),
        ("Partnering with finance to do the budgeting", "Budgeting", ""),
        ("Business development in the Nordic market", "Business development", ""),
    ],
)  # fmt: skip
def test_people_to_work_with_are_no_skills_to_have(line: str, named: str, absent: str):
    """Colleagues in the plural, and departments one works with; what one does with them is a skill still."""
    found = read_lexicon().names(line)
    assert not named or named in found
    assert absent not in found


def test_a_general_purpose_language_shows_software_development():
    """Nobody who writes Go all day lacks software development."""
    lexicon = read_lexicon()
    assert "Software development" in lexicon.proves("Go")
    assert "Software development" in lexicon.names("Senior Software Engineer, Tidewater Freight")
    assert "Software development" not in lexicon.proves("SQL")
