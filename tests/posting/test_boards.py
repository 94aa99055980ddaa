"""The job boards: their addresses, their answers, and answers that are not as they should be."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from interview_cli.models import Salary
from interview_cli.posting.boards import BOARDS, ashby, greenhouse, lever, match_payload, match_url, workday
from tests.posting import boards_data as data

PAYLOADS: dict[str, Any] = {
    "greenhouse": data.GREENHOUSE, "lever": data.LEVER, "ashby": {"jobs": [data.ASHBY]}, "workday": data.WORKDAY, "smartrecruiters": data.SMARTRECRUITERS,
    "workable": data.WORKABLE, "recruitee": data.RECRUITEE, "bamboohr": data.BAMBOOHR, "teamtailor": data.TEAMTAILOR, "personio": data.PERSONIO,
    "pinpoint": data.PINPOINT, "linkedin": data.LINKEDIN,
}  # fmt: skip


@pytest.mark.parametrize(
    ("url", "board", "tenant", "job"),
    [
        ("https://boards.greenhouse.io/acme/jobs/123", "greenhouse", "acme", "123"),
        ("https://job-boards.eu.greenhouse.io/acme/jobs/123?gh_src=x", "greenhouse", "acme", "123"),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=123", "greenhouse", "acme", "123"),
        ("https://acme.com/careers?gh_jid=123", "greenhouse", "", "123"),
        ("https://boards.greenhouse.io/acme", "greenhouse", "acme", ""),
        ("https://jobs.lever.co/acme/aa-bb/apply", "lever", "acme", "aa-bb"),
        ("https://jobs.eu.lever.co/acme/aa-bb", "lever", "acme", "aa-bb"),
        ("https://jobs.ashbyhq.com/acme/0d5c2d3f-6d66-4a56-8a52-5c9a3cfe1c22/application", "ashby", "acme", "0d5c2d3f-6d66-4a56-8a52-5c9a3cfe1c22"),
        ("https://acme.wd3.myworkdayjobs.com/en-US/Careers/job/Leeds/Baker_R1", "workday", "acme", "Leeds/Baker_R1"),
        ("https://acme.wd3.myworkdayjobs.com/Careers/details/Baker_R1", "workday", "acme", "Baker_R1"),
        ("https://wd5.myworkdaysite.com/en-US/recruiting/acme/Careers/job/Leeds/Baker_R1/apply", "workday", "acme", "Leeds/Baker_R1"),
        ("https://jobs.smartrecruiters.com/Acme1/743999000111222-night-baker", "smartrecruiters", "Acme1", "743999000111222"),
        ("https://apply.workable.com/acme/j/AB12CD34EF/", "workable", "acme", "AB12CD34EF"),
        ("https://apply.workable.com/j/AB12CD34EF", "workable", "", "AB12CD34EF"),
        ("https://acme.recruitee.com/o/night-baker/c/new", "recruitee", "acme", "night-baker"),
        ("https://acme.bamboohr.com/careers/86", "bamboohr", "acme", "86"),
        ("https://acme.teamtailor.com/de/jobs/716-night-baker", "teamtailor", "acme", "716"),
        ("https://acme.jobs.personio.de/job/18341?language=de", "personio", "acme", "18341"),
        ("https://acme.pinpointhq.com/en/postings/ab-12", "pinpoint", "acme", "ab-12"),
        ("https://www.linkedin.com/jobs/view/baker-at-acme-4100200300/?trk=x", "linkedin", "", "4100200300"),
        ("https://www.linkedin.com/jobs/search/?currentJobId=4100200300", "linkedin", "", "4100200300"),
    ],
)  # fmt: skip
def test_addresses_of_each_board_are_known(url: str, board: str, tenant: str, job: str) -> None:
    """Every form of an address names the company and the job."""
    matched = match_url(url)
    assert matched is not None
    assert (matched[0].NAME, matched[1].tenant, matched[1].job) == (board, tenant, job)


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.com/jobs/1",
        "https://www.bamboohr.com/pricing",
        "https://www.linkedin.com/in/someone",
        "https://acme.com/?gh_jid=x",
    ],
)
def test_other_addresses_belong_to_no_board(url: str) -> None:
    """A company's own page, a board's marketing page and a profile are no jobs."""
    assert match_url(url) is None


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://boards.greenhouse.io/acme/jobs/1", "https://boards-api.greenhouse.io/v1/boards/acme/jobs/1?pay_transparency=true"),
        ("https://jobs.eu.lever.co/acme/aa", "https://api.eu.lever.co/v0/postings/acme/aa"),
        ("https://acme.wd3.myworkdayjobs.com/en-US/Careers/job/Leeds/Baker_R1", "https://acme.wd3.myworkdayjobs.com/wday/cxs/acme/Careers/job/Leeds/Baker_R1"),
        ("https://jobs.smartrecruiters.com/Acme/743999000111222-x", "https://api.smartrecruiters.com/v1/companies/Acme/postings/743999000111222"),
        ("https://acme.jobs.personio.de/job/1?language=de", "https://acme.jobs.personio.de/xml?language=de"),
        ("https://www.linkedin.com/jobs/view/4100200300", "https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/4100200300"),
    ],
)  # fmt: skip
def test_the_api_behind_an_address(url: str, api: str) -> None:
    """The first request goes to the board's own API."""
    matched = match_url(url)
    assert matched is not None
    assert matched[0].calls(matched[1])[0].url == api


@pytest.mark.parametrize("name", sorted(PAYLOADS))
def test_each_board_s_answer_is_known_by_its_shape_and_read_in_full(name: str) -> None:
    """Title, brand, place and every item of the requirements come out, whatever the board calls them."""
    matched = match_payload(PAYLOADS[name])
    assert matched is not None
    board, jobs = matched
    assert name == board.NAME
    posting = board.parse(jobs[0], None)
    assert posting is not None
    assert posting.title in {"Night Baker", "Night Baker - Whitby"}
    assert posting.company.replace(" ", "").lower() == "harbourloaf"
    assert (posting.location or "").startswith("Whitby")
    assert "- Two years in a bakery" in posting.text
    assert "<" not in posting.text
    assert "&" not in posting.text.replace(" & ", " ")


@pytest.mark.parametrize(
    "name",
    sorted(
        set(PAYLOADS)
        - {"linkedin", "bamboohr", "teamtailor", "workable", "workday", "smartrecruiters", "personio"}
    ),
)
def test_pay_is_read_from_the_boards_that_have_it(name: str) -> None:
    """As the board's own fields say, in whole units."""
    matched = match_payload(PAYLOADS[name])
    assert matched is not None
    posting = matched[0].parse(matched[1][0], None)
    assert posting is not None
    expected = Salary(14, 16, "GBP", "hour") if name == "lever" else Salary(26000, 30000, "GBP", "year")
    assert posting.salary == expected


def test_lever_keeps_the_lists_and_says_nothing_twice() -> None:
    """Requirements stand in `lists`; the opening is part of the description already."""
    posting = lever.parse(data.LEVER, None)
    assert posting is not None
    assert posting.text.count("Harbour Loaf bakes bread.") == 1
    assert (
        "## What you need\n- Two years in a bakery\n- A way to get here at ten\nWe pay for the bus."
        in posting.text
    )
    assert (posting.title, posting.workplace, posting.posted) == ("Night Baker", "on-site", "2026-09-21")


@pytest.mark.parametrize("name", ["smartrecruiters", "recruitee", "personio", "pinpoint"])
def test_boards_with_sections_keep_all_of_them(name: str) -> None:
    """Qualifications in a field of their own are not lost."""
    matched = match_payload(PAYLOADS[name])
    assert matched is not None
    posting = matched[0].parse(matched[1][0], None)
    assert posting is not None
    assert "- Food hygiene certificate" in posting.text


def test_workday_s_legal_entity_becomes_the_brand() -> None:
    """A cost-centre code, a country and a legal form are cut."""
    jobs = workday.jobs(data.WORKDAY)
    assert jobs
    posting = workday.parse(jobs[0], None)
    assert posting is not None
    assert (posting.company, posting.posted, posting.workplace) == ("Harbour Loaf", "2026-10-05", "hybrid")
    assert "JR20331" in workday.job_ids(jobs[0])


def test_a_workable_job_in_two_places_is_one_job() -> None:
    """The widget repeats a job for each place."""
    matched = match_payload(data.WORKABLE)
    assert matched is not None
    board, jobs = matched
    posting = board.parse(jobs[0], None)
    assert (len(jobs), posting and posting.location) == (2, "Whitby, United Kingdom; Hull, United Kingdom")


def test_an_unlisted_ashby_job_is_not_open() -> None:
    """Unlisted is not for the public; a missing flag is."""
    assert not ashby.is_open(data.ASHBY | {"isListed": False})
    assert ashby.is_open({"title": "x"})


def test_the_board_behind_a_company_page_is_found() -> None:
    """The token stands in the script's address, the job in the page's."""
    page = '<script src="https://boards.greenhouse.io/embed/job_board/js?for=harbourloaf"></script>'
    target = greenhouse.find_in_page(page, "https://harbourloaf.example/jobs?gh_jid=4410022")
    assert target is not None
    assert (target.tenant, target.job) == ("harbourloaf", "4410022")
    assert greenhouse.find_in_page(page, "https://harbourloaf.example/jobs") is None


def _spoilt(value: Any, replacement: Any) -> Any:
    """Every leaf of `value` replaced, the titles left."""
    if isinstance(value, dict):
        titles = {
            "title",
            "name",
            "text",
            "jobOpeningName",
            "absolute_url",
            "hostedUrl",
            "version",
            "_jobposting",
        }
        return {
            k: v if k in titles and isinstance(v, str) else _spoilt(v, replacement) for k, v in value.items()
        }
    if isinstance(value, list):
        return [_spoilt(item, replacement) for item in value]
    return replacement


@pytest.mark.parametrize("replacement", [None, 7, "", [], {"a": None}, True], ids=repr)
@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.NAME)
def test_null_and_mistyped_fields_never_crash(board: Any, replacement: Any) -> None:
    """A board that changes its schema costs fields, not the run."""
    payload = PAYLOADS[board.NAME]
    if isinstance(payload, str):
        payload = payload.replace("Whitby", "").replace("<office>", "<bureau>").replace("topcard", "card")
    jobs = board.jobs(
        _spoilt(copy.deepcopy(payload), replacement) if not isinstance(payload, str) else payload
    )
    for job in jobs or []:
        assert all(isinstance(job_id, str) for job_id in board.job_ids(job))
        assert isinstance(board.is_open(job), bool)
        posting = board.parse(job, None)
        assert posting is None or isinstance(posting.text, str)


@pytest.mark.parametrize(
    "payload",
    [None, [], {}, "", "<html></html>", {"jobs": []}, {"jobs": [None]}, {"error": "x"}, [1], 5],
    ids=repr,
)
def test_answers_that_are_none_are_known_as_such(payload: Any) -> None:
    """Errors, empty lists and pages are no board's answer, and no company's name."""
    assert match_payload(payload) is None
    for board in BOARDS:
        assert board.company_name(payload) == ""
