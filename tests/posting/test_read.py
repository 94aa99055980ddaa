"""From a source to a posting, through a server that plays the web."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from interview_cli.errors import BadInput, FetchFailed, NotAPosting
from interview_cli.models import Posting
from interview_cli.posting.fetch import Fetched, GuardedWeb, WebSettings
from interview_cli.posting.guard import NetworkSilent
from interview_cli.posting.read import read_posting
from tests.posting import boards_data as data
from tests.posting.servers import PAGE, Faults, fault_server
from tests.posting.test_files import PASTED, read_document


@dataclass
class Shelf:
    """A web that holds a few pages, and remembers what was asked of it."""

    pages: dict[str, Any]
    asked: list[str] = field(default_factory=list)

    async def get(
        self, url: str, *, accept: str = "text/html", limit_seconds: float | None = None
    ) -> Fetched:
        self.asked.append(url)
        return self._answer(url)

    async def post_json(self, url: str, payload: dict[str, object]) -> Fetched:
        self.asked.append(url)
        return self._answer(url)

    def _answer(self, url: str) -> Fetched:
        page = self.pages.get(url, 404)
        if isinstance(page, int):
            return Fetched(url, page, "text/html", None, b"<p>Not found</p>")
        if isinstance(page, Exception):
            raise page
        if isinstance(page, bytes | str):
            body = page if isinstance(page, bytes) else page.encode()
            return Fetched(url, 200, "text/html", "utf-8", body)
        return Fetched(url, 200, "application/json", "utf-8", json.dumps(page).encode())


def no_stdin() -> bytes:
    raise AssertionError("standard input was read")


async def read(
    source: str, web: Any = None, stdin: Callable[[], bytes] = no_stdin, **overrides: str
) -> Posting:
    return await read_posting(
        source, web=web or Shelf({}), read_document=read_document, stdin=stdin, **overrides
    )


GREENHOUSE_API = "https://boards-api.greenhouse.io/v1/boards/harbourloaf/jobs/4410022?pay_transparency=true"
ASHBY_URL = "https://jobs.ashbyhq.com/harbourloaf/0d5c2d3f-6d66-4a56-8a52-5c9a3cfe1c22"
ASHBY_API = "https://api.ashbyhq.com/posting-api/job-board/harbourloaf?includeCompensation=true"
ASHBY_NAME = "https://jobs.ashbyhq.com/api/non-user-graphql?op=ApiOrganizationFromHostedJobsPageName"


@pytest.fixture
async def faults() -> AsyncIterator[Faults]:
    async with fault_server() as server:
        yield server


async def test_a_page_a_file_and_a_paste_of_it_agree(faults: Faults, tmp_path: Path) -> None:
    """Whichever way it comes, the posting is the same but for its address."""
    web = GuardedWeb(WebSettings(allow_private=frozenset({faults.host_port})))
    path = tmp_path / "saved"
    path.write_bytes(PAGE)
    found = [
        await read(faults.origin + "/job", web),
        await read(str(path)),
        await read("-", stdin=lambda: PAGE),
    ]
    assert {(p.title, p.company, p.text, p.salary) for p in found} == {
        ("Night Porter", "Quayside Hotel", found[0].text, found[0].salary)
    }
    assert found[0].salary is not None
    assert [p.url for p in found] == [faults.origin + "/job", None, None]


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [("/gone", NotAPosting, "expired"), ("/missing", NotAPosting, "expired"), ("/wait", FetchFailed, "wait 30 s"), ("/forbidden", FetchFailed, "to programs"), ("/busy", FetchFailed, "trouble")],
)  # fmt: skip
async def test_statuses_reach_the_person_in_words(
    faults: Faults, path: str, kind: type[BadInput], says: str
) -> None:
    """With the way out beside them."""
    web = GuardedWeb(WebSettings(allow_private=frozenset({faults.host_port})), pause=lambda: 0.0)
    with pytest.raises(kind, match=says) as caught:
        await read(faults.origin + path, web)
    assert "interview prep -" in caught.value.hint


async def test_a_board_s_api_is_asked_first_and_is_enough() -> None:
    """One request, and the page is not needed."""
    web = Shelf({GREENHOUSE_API: data.GREENHOUSE})
    posting = await read("https://job-boards.greenhouse.io/harbourloaf/jobs/4410022?gh_src=x#app", web)
    assert (posting.title, posting.company, posting.board, posting.employment_type) == (
        "Night Baker - Whitby",
        "Harbour Loaf",
        "greenhouse",
        "full-time",
    )
    assert web.asked == [GREENHOUSE_API]


async def test_the_company_s_own_spelling_is_looked_up() -> None:
    """A slug is not a name when the board knows one; without an answer the slug must do."""
    job = data.ASHBY | {"descriptionHtml": data.BODY.replace("Harbour Loaf", "Our bakery")}
    pages = {
        ASHBY_API: {"jobs": [job]},
        ASHBY_NAME: {"data": {"organization": {"name": "The Harbour Loaf Company Ltd"}}},
    }
    assert (await read(ASHBY_URL, Shelf(pages))).company == "The Harbour Loaf Company"
    pages[ASHBY_NAME] = {"data": {"organization": None}}
    assert (await read(ASHBY_URL, Shelf(pages))).company == "Harbourloaf"


@pytest.mark.parametrize(
    "answer",
    [
        500,
        {"jobs": "moved"},
        "<html>Log in</html>",
        FetchFailed("no"),
        {"jobs": [{"title": None}]},
        '{"jobs": [}',
    ],
    ids=repr,
)
async def test_an_api_that_fails_gives_way_to_the_page(answer: Any) -> None:
    """Errors, new shapes, pages and broken JSON in place of the answer."""
    web = Shelf({ASHBY_API: answer, ASHBY_URL: PAGE})
    posting = await read(ASHBY_URL, web)
    assert (posting.title, posting.board) == ("Night Porter", "ashby")


async def test_a_network_that_resolves_nothing_is_waited_for_once() -> None:
    """The resolver's silence over the board's API is the answer for its page, too: 3 s, and not 3 s a host."""
    web = Shelf({ASHBY_API: NetworkSilent("No answer. Is the network up?"), ASHBY_URL: PAGE})
    with pytest.raises(FetchFailed, match="Is the network up"):
        await read(ASHBY_URL, web)
    assert web.asked == [ASHBY_API]


@pytest.mark.parametrize(
    "job", [data.ASHBY | {"isListed": False}, data.ASHBY | {"id": "other", "jobUrl": "x"}]
)
async def test_a_job_that_is_unlisted_or_gone_says_so(job: dict[str, Any]) -> None:
    """When the page is an empty shell too."""
    shell = "<html><body><div id=root></div><script></script><script></script></body></html>"
    with pytest.raises(NotAPosting, match="no longer lists this job"):
        await read(ASHBY_URL, Shelf({ASHBY_API: {"jobs": [job]}, ASHBY_URL: shell}))


async def test_a_company_page_with_a_board_behind_it() -> None:
    """`?gh_jid=` names the job, the page the board; the address stays the person's own."""
    url = "https://harbourloaf.example/careers?gh_jid=4410022"
    page = "<html><body><div id='grnhse_app'></div><script src='https://boards.greenhouse.io/embed/job_board/js?for=harbourloaf'></script></body></html>"
    posting = await read(url, Shelf({url: page, GREENHOUSE_API: data.GREENHOUSE}))
    assert (posting.board, posting.url) == ("greenhouse", url)


async def test_an_empty_shell_that_links_to_one_job_leads_to_it() -> None:
    """The only board address in the page is followed; two would be a guess."""
    url = "https://harbourloaf.example/jobs/baker"
    link = '<iframe src="https://job-boards.greenhouse.io/harbourloaf/jobs/4410022"></iframe>'
    posting = await read(
        url,
        Shelf(
            {url: f"<html><body>{link}<noscript>x</noscript></body></html>", GREENHOUSE_API: data.GREENHOUSE}
        ),
    )
    assert posting.title == "Night Baker - Whitby"
    two = link + link.replace("4410022", "4410023")
    with pytest.raises(NotAPosting):
        await read(
            url,
            Shelf(
                {
                    url: f"<html><body>{two}<noscript>x</noscript></body></html>",
                    GREENHOUSE_API: data.GREENHOUSE,
                }
            ),
        )


async def test_a_whole_board_s_address_names_its_jobs() -> None:
    """And a fragment picks one."""
    api = "https://apply.workable.com/api/v1/widget/accounts/harbourloaf?details=true"
    web = Shelf({api: data.WORKABLE})
    with pytest.raises(BadInput, match="holds 2 jobs") as caught:
        await read("https://apply.workable.com/harbourloaf", web)
    assert caught.value.hint.endswith("harbourloaf#AB12CD34EF")
    assert (await read("https://apply.workable.com/harbourloaf#FF00FF00FF", web)).title == "Driver"


async def test_a_list_entry_without_text_is_filled_from_the_page() -> None:
    """The board's outline and the page's text make one posting."""
    url = "https://apply.workable.com/harbourloaf/j/AB12CD34EF"
    jobs = {
        "name": "Harbour Loaf",
        "jobs": [{k: v for k, v in data.WORKABLE["jobs"][0].items() if k != "description"}],
    }
    web = Shelf(
        {"https://apply.workable.com/api/v1/widget/accounts/harbourloaf?details=true": jobs, url: PAGE}
    )
    posting = await read(url, web)
    assert (posting.title, posting.company, posting.location) == (
        "Night Baker",
        "Harbour Loaf",
        "Whitby, United Kingdom",
    )
    assert "Check guests in" in posting.text


async def test_linkedin_s_guest_page() -> None:
    """The public fragment is asked for; a log-in wall in its place is named."""
    url = "https://www.linkedin.com/jobs/view/4100200300"
    api = "https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/4100200300"
    posting = await read(url, Shelf({api: data.LINKEDIN}))
    assert (posting.title, posting.company, posting.employment_type) == (
        "Night Baker",
        "Harbour Loaf",
        "full-time",
    )
    wall = "<html><title>Sign In | LinkedIn</title><body><h1>Join LinkedIn</h1></body></html>"
    with pytest.raises(NotAPosting, match="logging in"):
        await read(url, Shelf({api: 429, url: wall}))


async def test_overrides_win() -> None:
    """--company and --role beat whatever was found."""
    posting = await read("-", stdin=PASTED.encode, company="Crust & Crumb", role="Baker")
    assert (posting.title, posting.company) == ("Baker", "Crust & Crumb")


async def test_a_pasted_address_is_followed() -> None:
    """Whoever pipes a link means the page."""
    posting = await read(
        "-", Shelf({"https://hotel.example/1": PAGE}), stdin=lambda: b" https://hotel.example/1\n"
    )
    assert posting.title == "Night Porter"


async def test_facts_come_from_the_text_when_nothing_else_names_them() -> None:
    """A pasted posting gets its language, place and workplace."""
    posting = await read("-", stdin=PASTED.encode)
    assert (posting.language, posting.location, posting.workplace, posting.remote) == (
        "en",
        "Whitby, UK",
        None,
        None,
    )


@pytest.mark.parametrize(
    "source", ["", "no-such-file.txt", "file:///etc/passwd", "http://user:pw@x.example/"]
)
async def test_sources_that_are_none(source: str) -> None:
    """Nothing, a missing file, a local address and credentials end in a plain error."""
    with pytest.raises(BadInput):
        await read(source)


async def test_a_lookalike_address_is_pointed_out() -> None:
    """The notice shows the punycode."""
    posting = await read("https://аррӏе.com/job", Shelf({"https://xn--80ak6aa92e.com/job": PAGE}))
    assert any("xn--80ak6aa92e.com" in notice for notice in posting.notices)
