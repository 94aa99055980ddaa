"""Pay, workplace, kind of employment, place and language out of running text."""

from __future__ import annotations

import pytest

from interview_cli.models import Posting, Salary
from interview_cli.posting.facts import employment_in, fill_facts, place_in
from interview_cli.posting.language import language_of
from interview_cli.posting.salary import salary_in
from interview_cli.posting.workplace import workplace_in, workplace_of


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("£45k–£55k", 45000, 55000, "GBP", "year"),
        ("Salary: £45,000 - £55,000 per annum", 45000, 55000, "GBP", "year"),
        ("€60.000 - 70.000 brutto/Jahr", 60000, 70000, "EUR", "year"),
        ("Pay: $25/hr", 25, 25, "USD", "hour"),
        ("$18.50 - $22.75 per hour + $1.00 night premium", 18.5, 22.75, "USD", "hour"),
        ("45 000 – 50 000 PLN/month", 45000, 50000, "PLN", "month"),
        ("15 000 - 20 000 zł brutto miesięcznie", 15000, 20000, "PLN", "month"),
        ("CHF 120'000", 120000, 120000, "CHF", "year"),
        ("Lohn: CHF 120’000 – 140’000", 120000, 140000, "CHF", "year"),
        ("年収 ¥6,000,000 - ¥9,000,000", 6000000, 9000000, "JPY", "year"),
        ("年収600万円〜900万円", 6000000, 9000000, "JPY", "year"),
        ("CTC: 12-15 LPA", 1200000, 1500000, "INR", "year"),
        ("salary ₹12,00,000 - ₹15,00,000", 1200000, 1500000, "INR", "year"),
        ("Base salary range: $150,000 - $180,000 plus bonus", 150000, 180000, "USD", "year"),
        ("The range is CA$102.8K – CA$137K a year", 102800, 137000, "CAD", "year"),
        ("Vergütung: 3.200 € - 3.900 € im Monat", 3200, 3900, "EUR", "month"),
        ("Rémunération : 38-45 K€ brut annuel", 38000, 45000, "EUR", "year"),
        ("Salaire : 2 300 € brut par mois", 2300, 2300, "EUR", "month"),
        ("Salario: 24.000€ - 28.000€ brutos anuales", 24000, 28000, "EUR", "year"),
        ("€ 3.200 - € 4.500 bruto per maand", 3200, 4500, "EUR", "month"),
        ("Band 6: £37,338 to £44,962 a year", 37338, 44962, "GBP", "year"),
        ("Månadslön 35 000 - 42 000 kr", 35000, 42000, "SEK", "month"),
        ("TJM 500 €", 500, 500, "EUR", "day"),
        ("up to £60,000 salary", None, 60000, "GBP", "year"),
        ("£55-62k plus bonus, five days on site", 55000, 62000, "GBP", "year"),
        ("OTE £95k (£48k base, no cap)", 48000, 48000, "GBP", "year"),
        ("Basic salary of £31,000, OTE £60,000", 31000, 31000, "GBP", "year"),
        ("Compensation: $70,000 to $80,000 CAD annually", 70000, 80000, "CAD", "year"),
    ],
)  # fmt: skip
def test_pay_is_read_in_many_currencies(
    text: str, low: float | None, high: float, currency: str, period: str
) -> None:
    """Signs before and after, thousands marks of all kinds, ranges, units and periods."""
    assert salary_in(text) == Salary(low, high, currency, period)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "We raised $50M in Series B funding", "We raised $50,000,000 last year", "401(k) match up to $10,000", "a bonus of £2,000",
        "1,000 employees in 12 countries", "Learning budget €1,500 per year", "You manage a portfolio of £2,000,000 a year",
        "Close deals of £20k-£200k", "sign-on bonus $1,500", "Jobticket (Zuschuss 49 € im Monat)", "founded in 2014 - 2015", "",
    ],
)  # fmt: skip
def test_money_that_is_not_pay_is_left_alone(text: str) -> None:
    """Funding, bonuses, budgets, deals and head counts are no salary."""
    assert salary_in(text) is None


@pytest.mark.parametrize(
    ("text", "place", "currency"),
    [
        ("$48.50 - $55.20 per hour + super", "", "AUD"),
        ("$60,000 - $70,000 a year", "Toronto, Canada", "CAD"),
        ("$60,000 - $70,000 a year. Offices in Toronto and Sydney.", "Austin, Texas", "USD"),
        ("US$60,000 - US$70,000 a year", "Sydney", "USD"),
    ],
)
def test_whose_dollars_are_meant(text: str, place: str, currency: str) -> None:
    """The place of work decides, then words of one country only; a list of offices does not."""
    salary = salary_in(text, place=place)
    assert salary is not None
    assert salary.currency == currency


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("This is a fully remote role.", "remote"), ("Work from home or anywhere in the UK", "remote"), ("Location: Remote", "remote"),
        ("Hybrid working: 2 days a week in the office", "hybrid"), ("2 jours de télétravail par semaine", "hybrid"),
        ("Home-Office: bis zu 2 Tage pro Woche möglich", "hybrid"), ("praca hybrydowa (2 dni z domu)", "hybrid"), ("Modelo de trabajo híbrido", "hybrid"),
        ("This is not a remote role.", "on-site"), ("The position is fully on-site in Leeds.", "on-site"), ("Pas de télétravail.", "on-site"),
        ("100 % remote, EU only", "remote"), ("Puesto 100% presencial", "on-site"), ("We support remote patients and remote sites.", None), ("", None),
    ],
)  # fmt: skip
def test_the_workplace_is_read_from_sentences(text: str, place: str | None) -> None:
    """A denial beats a mention, hybrid beats remote, and remote patients are no remote work."""
    assert workplace_in(text, None) == place


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("Remote", "remote"),
        ("TELECOMMUTE", "remote"),
        ("hybrid", "hybrid"),
        ("OnSite", "on-site"),
        ("unspecified", None),
        ("", None),
    ],
)
def test_the_workplace_is_read_from_fields(code: str, place: str | None) -> None:
    """Boards' own codes."""
    assert workplace_of(code) == place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Contract: Permanent", "permanent"), ("Arbeitszeit: Teilzeit", "part-time"), ("Contratto: tempo determinato, tempo pieno", "temporary, full-time"),
        ("CDI à temps plein", "full-time, permanent"), ("Not a contractor role", None), ("umowa o pracę", "permanent"),
    ],
)  # fmt: skip
def test_the_kind_of_employment(text: str, kind: str | None) -> None:
    """From labelled lines, and failing that from phrases."""
    assert employment_in(text) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Location: Cork, Ireland", "Cork, Ireland"), ("Arbeitsort: Lindental, Hessen", "Lindental, Hessen"), ("Lieu : Nantes", "Nantes"),
        ("Miejsce pracy: Gdańsk", "Gdańsk"), ("The shop is located in Whitby and opens early.", "Whitby"), ("Nothing here", None),
    ],
)  # fmt: skip
def test_the_place_of_work(text: str, place: str | None) -> None:
    """From labelled lines in several languages, and from plain sentences."""
    assert place_in(text) == place


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We are looking for a nurse to join our team and care for the people of the town.", "en"),
        ("Wir suchen eine Pflegekraft für die Station und bieten dir einen sicheren Platz im Team.", "de"),
        ("Nous recherchons un comptable pour notre équipe et vous êtes à l'aise avec les chiffres.", "fr"),
        ("Buscamos una maestra para el colegio y que tenga experiencia con los niños de la zona.", "es"),
        ("Cerchiamo un cuoco per la cucina del nostro ristorante, che sia preciso e con esperienza.", "it"),
        ("Wij zoeken een verpleegkundige voor het team en je bent bereid om in de wijk te werken.", "nl"),
        ("Procuramos uma pessoa para o nosso time, com experiência em vendas e que não tenha medo.", "pt"),
        ("Poszukujemy osoby do pracy w dziale i oferujemy umowę oraz szkolenia dla nowych osób.", "pl"),
        ("Vi söker en säljare som är van att arbeta med kunder och inte är rädd för att ta ansvar.", "sv"),
        ("経理担当者を募集しています。経験三年以上。", "ja"), ("우리는 개발자를 찾고 있습니다.", "ko"), ("Мы ищем бухгалтера.", "ru"), ("Ми шукаємо бухгалтера, є досвід.", "uk"), ("12345", "en"),
    ],
)  # fmt: skip
def test_the_language(text: str, code: str) -> None:
    """By the commonest short words, or the script."""
    assert language_of(text) == code


def test_facts_fill_only_what_is_empty() -> None:
    """What the board said stands, whatever the text says; hybrid is not remote."""
    text = "Location: Cork\nHybrid working. Salary £30,000 - £35,000 per annum. Contract: Permanent"
    posting = Posting(
        "Baker",
        "Crumb",
        text,
        location="Galway",
        salary=Salary(1, 2, "EUR", "year"),
        employment_type="part-time",
    )
    filled = fill_facts(posting)
    assert (filled.location, filled.salary, filled.employment_type) == ("Galway", posting.salary, "part-time")
    assert (filled.workplace, filled.remote) == ("hybrid", False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anstellungsart: Vollzeit, unbefristet", "full-time, permanent"),
        ("Leeds | Hybrid | Permanent\nCheck the CDD/EDD files of investors with the team.", "permanent"),
        ("Nous cherchons un vendeur en CDD pour notre boutique.", "temporary"),
        ("We offer permanent make-up and tattoos.", None),
    ],
)
def test_words_that_look_like_a_contract(text: str, kind: str | None) -> None:
    """An "unbefristet" is no "befristet", customer due diligence is no contract, a bare "Permanent" is one."""
    assert employment_in(text) == kind


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        ("Toledo, OH (Hybrid – 3 days/week) · Full-time", "hybrid"),
        ("Oak & Elm · Bristol, UK · Hybrid\nWe build sites.", "hybrid"),
        ("Oak & Elm · Remote · Full-time", "remote"),
        ("Our hybrid cars are sold in 3 countries.", None),
    ],
)
def test_the_workplace_between_marks(text: str, workplace: str | None) -> None:
    """A bare "Hybrid" or "Remote" counts in brackets and between marks."""
    assert workplace_in(text, None) == workplace
