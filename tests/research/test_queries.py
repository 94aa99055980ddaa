from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from interview_cli.research.data import load_file
from interview_cli.research.queries import Ask, plan_queries, short_role

ROLES = Path(__file__).parents[2] / "src/interview_cli/coach/builtin/data/roles.toml"


def test_the_most_valuable_query_comes_first():
    """Company and role, then company and interview, then the process; skills after that, at most two."""
    plan = plan_queries(
        Ask("Tessaro", "Senior Backend Engineer (m/f/d)", ("SQL", "Kafka", "Go"), ("backend-frameworks",))
    )
    assert plan.queries[:3] == (
        '"Tessaro" "Backend Engineer" interview',
        '"Tessaro" interview',
        '"Tessaro" interview process',
    )
    assert len(plan.queries) == 12
    assert len(plan.subreddits) == 4
    assert sum("SQL" in q or "Kafka" in q or '"Go"' in q for q in plan.queries) <= 2


def test_operators_in_a_name_are_taken_out():
    """A company or a role can't smuggle operators into a search."""
    plan = plan_queries(Ask('Acme" OR self:yes (x)', "Nurse\nauthor:bob"))
    assert all(
        query.count('"') % 2 == 0 and ":" not in query and "(" not in query and "\n" not in query
        for query in plan.queries
    )


@pytest.mark.parametrize(
    ("role", "short"),
    [
        ("Senior Backend Engineer (m/f/d), Payments - Berlin", "Backend Engineer"),
        ("Staff Nurse", "Staff Nurse"),
        ("Lead", "Lead"),
        ("Trainee Solicitor 2027", "Trainee Solicitor 2027"),
        ("", ""),
    ],
)
def test_a_role_as_people_say_it(role: str, short: str):
    """Level, gender marks and places go; what is left is never empty."""
    assert short_role(role) == short


def test_every_trade_has_its_places():
    """Each family that a role can lead with stands in a group with subreddits."""
    groups = load_file("families")["group"].values()
    known = {family for group in groups for family in group["families"]}
    leading = {table["families"][0] for table in tomllib.loads(ROLES.read_text("utf-8")).values()}
    assert leading <= known
    assert all(3 <= len(group["subreddits"]) <= 4 for group in groups)


def test_no_family_stands_in_two_groups():
    """A family leads to one group only."""
    families = [family for group in load_file("families")["group"].values() for family in group["families"]]
    assert len(families) == len(set(families))


def test_hacker_news_is_for_its_own_trades():
    """A nurse's interview is not looked for on Hacker News."""
    assert not plan_queries(Ask("Harbour", "Nurse", (), ("nursing",))).hackernews
    assert plan_queries(Ask("Tessaro", "Engineer", (), ("frontend",))).hackernews
