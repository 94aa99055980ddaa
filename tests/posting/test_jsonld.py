"""schema.org data as pages really carry it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interview_cli.models import Salary
from interview_cli.posting.jobposting import posting_from
from interview_cli.posting.jsonld import find_blocks, find_postings, read_leniently


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('\ufeff<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', {"a": 1}),
        ('{"a": 1,} ;', {"a": 1}),
        ('{"a": [1, 2, ], // two\n "b": "http://x/y" /* kept */ }', {"a": [1, 2], "b": "http://x/y"}),
        ('{"a": 1}}', {"a": 1}),
        ('{"a": "two\nlines\tand tabs"}', {"a": "two\nlines\tand tabs"}),
        ('{"a": "press "Save" first", "b": "x"}', {"a": 'press "Save" first', "b": "x"}),
        ('{"a": "<p style="color: red">Hi</p>"}', {"a": '<p style="color: red">Hi</p>'}),
        ('{"a": "say "hi", then go", "b": 2}', {"a": 'say "hi", then go', "b": 2}),
        ("{&quot;a&quot;: &quot;b&quot;}", {"a": "b"}),
        ('var x = {"a": 1};', {"a": 1}),
        ("not json", None),
        ("{broken", None),
        ("", None),
    ],
)  # fmt: skip
def test_broken_json_is_mended_where_its_meaning_is_clear(source: str, value: Any) -> None:
    """Comments, wrappers, trailing marks, raw newlines and bare quotes."""
    assert read_leniently(source) == value


def test_postings_are_found_however_deep() -> None:
    """In a graph, a list, an ItemList, or under mainEntity; with a namespace in the type."""
    page = "".join(
        f'<script type="application/ld+json">{json.dumps(block)}</script>'
        for block in (
            {"@graph": [{"@type": "WebSite"}, {"@type": ["Thing", "JobPosting"], "title": "A"}]},
            [{"@type": "http://schema.org/JobPosting", "title": "B"}],
            {"@type": "ItemList", "itemListElement": [{"item": {"@type": "JobPosting", "title": "C"}}]},
            {"@type": "WebPage", "@id": "#page", "mainEntity": {"@type": "JobPosting", "title": "D"}},
        )
    )
    postings, by_id = find_postings(find_blocks(page))
    assert [posting["title"] for posting in postings] == ["A", "B", "C", "D"]
    assert "#page" in by_id


def test_organisations_are_followed_by_their_id() -> None:
    """A posting may only point at its organisation."""
    posting = posting_from(
        {"title": "Cook", "hiringOrganization": {"@id": "#org"}},
        {
            "#org": {
                "name": "Kettle GmbH",
                "logo": {"@type": "ImageObject", "url": "https://kettle.example/logo.png"},
            }
        },
    )
    assert (posting.company, posting.logo) == ("Kettle", "https://kettle.example/logo.png")


@pytest.mark.parametrize(
    ("organisation", "name"),
    [("Kettle Ltd", "Kettle"), ([{"name": "Kettle"}], "Kettle"), ({"name": ["Kettle", "x"]}, "Kettle"), ({"legalName": "Kettle Inc."}, "Kettle"),
     ("https://kettle.example/#org", ""), (None, ""), ({"name": {"@value": "Kettle"}}, "Kettle")],
)  # fmt: skip
def test_organisations_come_in_many_shapes(organisation: Any, name: str) -> None:
    """Text, lists and nodes; an address is no name."""
    assert posting_from({"title": "Cook", "hiringOrganization": organisation}).company == name


@pytest.mark.parametrize(
    ("pay", "salary"),
    [
        ({"currency": "EUR", "value": {"minValue": 40000, "maxValue": 50000, "unitText": "YEAR"}}, Salary(40000, 50000, "EUR", "year")),
        ({"currency": "EUR", "value": {"value": "40.000 - 50.000", "unitText": "YEAR"}}, Salary(40000, 50000, "EUR", "year")),
        ({"currency": "USD", "value": {"value": 18.5, "unitText": "HOUR"}}, Salary(18.5, 18.5, "USD", "hour")),
        ({"currency": "USD", "value": {"value": 18.5, "unitText": "YEAR"}}, Salary(18.5, 18.5, "USD", "hour")),
        ({"currency": "GBP", "minValue": "30,000", "maxValue": "35,000", "unitText": "ANNUAL"}, Salary(30000, 35000, "GBP", "year")),
        ({"currency": "GBP", "value": [{"minValue": 30000, "unitText": "YEAR"}]}, Salary(30000, None, "GBP", "year")),
        ([{"currency": "GBP", "value": 30000}], Salary(30000, 30000, "GBP", "year")),
        ("£30,000 - £35,000 a year", Salary(30000, 35000, "GBP", "year")),
        ({"currency": "EUR", "value": {"value": 0}}, None),
        ({"currency": "EUR", "value": {"minValue": 0, "maxValue": 0}}, None),
        ({"value": None}, None),
        ("competitive", None),
    ],
)  # fmt: skip
def test_pay_comes_in_many_shapes(pay: Any, salary: Salary | None) -> None:
    """MonetaryAmount, QuantitativeValue, text, lists; a yearly 18.50 is an hourly one; zero is no pay."""
    assert posting_from({"title": "Cook", "baseSalary": pay}).salary == salary


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({"jobLocation": {"address": {"addressLocality": "Graz", "addressCountry": "AT"}}}, "Graz, Austria"),
        ({"jobLocation": [{"address": {"addressLocality": "Graz"}}, {"address": {"addressLocality": "Linz"}}]}, "Graz; Linz"),
        ({"jobLocation": {"address": "Hauptplatz 1, Graz"}}, "Hauptplatz 1, Graz"),
        ({"jobLocation": "Graz"}, "Graz"),
        ({"jobLocation": {"@id": "#place"}}, "Linz"),
        ({"jobLocation": {"address": {"addressLocality": "Graz", "addressRegion": "Graz", "addressCountry": {"name": "Austria"}}}}, "Graz, Austria"),
        ({"jobLocation": {"address": {"addressCountry": "KO"}}}, "KO"),
        ({"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": [{"name": "Austria"}, {"name": "DE"}]}, "Remote, Austria; Germany"),
        ({"jobLocation": None}, None),
    ],
)  # fmt: skip
def test_places_come_in_many_shapes(fields: dict[str, Any], location: str | None) -> None:
    """Addresses as nodes, text, lists and references; remote jobs by where one may live."""
    assert (
        posting_from(
            {"title": "Cook"} | fields, {"#place": {"address": {"addressLocality": "Linz"}}}
        ).location
        == location
    )


def test_telecommute_for_a_hybrid_job_is_hybrid() -> None:
    """The text is believed over the tick box."""
    fields = {"title": "Clerk", "jobLocationType": "TELECOMMUTE"}
    assert posting_from(fields).workplace == "remote"
    assert posting_from(fields | {"description": "A hybrid role, two days in Graz."}).workplace == "hybrid"


def test_dates_and_kinds_that_make_no_sense_are_dropped() -> None:
    """1970, garbage and unknown codes read as nothing; lists of kinds are joined."""
    posting = posting_from(
        {
            "title": "Clerk",
            "datePosted": "1970-01-01",
            "validThrough": "soon",
            "employmentType": ["FULL_TIME", "PART_TIME", "OTHER"],
        }
    )
    assert (posting.posted, posting.closes, posting.employment_type) == (None, None, "full-time, part-time")


def test_text_beside_the_description_is_added_once() -> None:
    """Qualifications in a field of their own are kept; those that repeat the description are not."""
    posting = posting_from({
        "title": "Clerk", "description": "<p>Sort the post.</p><ul><li>Driving licence</li></ul>",
        "qualifications": ["First aid", "Driving licence B"], "skills": "Driving licence", "responsibilities": "<p>Sort the post.</p>",
    })  # fmt: skip
    assert (
        posting.text
        == "Sort the post.\n- Driving licence\n## Qualifications\n- First aid\n- Driving licence B"
    )
