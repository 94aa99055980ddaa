"""A posting by its web address: the board's API first, then the page, then the board behind the page."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

from interview_cli.errors import FetchFailed, NotAPosting
from interview_cli.models import Posting
from interview_cli.ports import Reply, Web
from interview_cli.posting.boards import ashby, greenhouse, match_url
from interview_cli.posting.boards.board import THIN, Board, Call, Target, finish
from interview_cli.posting.charset import decode
from interview_cli.posting.company import clean_company, company_from_slug, spelt_out
from interview_cli.posting.fields import Json
from interview_cli.posting.files import Origin, ReadDocument, read_bytes
from interview_cli.posting.guard import NetworkSilent
from interview_cli.posting.saved import choose_job, find_job
from interview_cli.posting.urls import check_url, host_of, keep_url, show_host
from interview_cli.posting.walls import refuse_status

_SECONDS: Final = 15.0  # for everything; the page itself keeps what the API has left
_API_SECONDS: Final = 6.0
_NAME_SECONDS: Final = 3.0
_LINKS: Final = re.compile(r"https?:(?:\\?/){2}[\w.-]{3,100}(?:greenhouse\.io|lever\.co|ashbyhq\.com|workable\.com|smartrecruiters\.com|"
                           r"myworkdayjobs\.com|recruitee\.com|bamboohr\.com|pinpointhq\.com|jobs\.personio\.\w{2,3})[^\s\"'<>]{3,300}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Miss:
    """The API gave no full posting: `gone` when it says that there is none, `stub` when it had only an outline."""

    gone: bool = False
    stub: Posting | None = None


async def read_url(url: str, *, web: Web, read_document: ReadDocument, seconds: float = _SECONDS) -> Posting:
    """The posting at `url`; raises `FetchFailed`, `NotAPosting` or `BadInput`."""
    typed, url = url, check_url(url)
    fragment = urlsplit(typed).fragment
    end = asyncio.get_running_loop().time() + seconds

    def left(most: float) -> float:
        return max(0.5, min(most, end - asyncio.get_running_loop().time()))

    miss, board_name, tenant = _Miss(), None, ""
    matched = match_url(url)
    if matched:
        board, target = matched
        if not target.job and re.fullmatch(r"[\w.-]{2,80}", fragment):
            target = replace(target, job=fragment)
        found = await ask_board(board, target, web=web, left=left)
        if isinstance(found, Posting):
            return _noted(found, url)
        miss, tenant = found, target.tenant
        board_name = board.NAME if tenant or board.calls(target) else None
    posting = await _read_page(url, web=web, read_document=read_document, left=left, miss=miss)
    return _noted(_merge(posting, miss.stub, board_name, tenant), url)


def _noted(posting: Posting, url: str) -> Posting:
    notices = posting.notices
    if "xn--" in host_of(url):
        notices = (
            *notices,
            f"The address is an internationalised one; check that it is the site you mean: {show_host(url)}",
        )
    return replace(posting, url=posting.url or keep_url(url), notices=notices)


def _merge(posting: Posting, stub: Posting | None, board: str | None, tenant: str) -> Posting:
    """A page's posting with what the board's outline knew better."""
    company = (
        posting.company or (stub.company if stub else "") or (company_from_slug(tenant) if board else "")
    )
    if stub is None:
        return replace(posting, company=company, board=posting.board or board)
    return replace(
        posting,
        title=stub.title or posting.title,
        company=company,
        location=posting.location or stub.location,
        workplace=posting.workplace or stub.workplace,
        employment_type=posting.employment_type or stub.employment_type,
        salary=posting.salary or stub.salary,
        posted=posting.posted or stub.posted,
        board=posting.board or board,
    )


async def _read_page(
    url: str, *, web: Web, read_document: ReadDocument, left: Callable[[float], float], miss: _Miss
) -> Posting:
    """The page itself, or the board that the page hides."""
    try:
        reply = await web.get(url, limit_seconds=left(_SECONDS))
    except FetchFailed:
        if miss.stub:
            return finish(miss.stub)
        raise
    if reply.status >= 400:
        if miss.gone or miss.stub:
            return _from_miss(miss, url)
        refuse_status(reply.status, reply.url, getattr(reply, "retry_after", None))
    page = decode(reply.body, reply.charset) if reply.media_type != "application/pdf" else ""
    for finder, board in ((greenhouse.find_in_page, greenhouse), (ashby.find_in_page, ashby)):
        target = finder(page, url)
        found = await ask_board(board, target, web=web, left=left) if target else None
        if isinstance(found, Posting):
            return replace(found, url=keep_url(url))
    try:
        origin = Origin(show_host(reply.url), charset=reply.charset, url=reply.url, asked=url)
        return read_bytes(reply.body, origin, read_document=read_document)
    except NotAPosting as problem:
        behind = await _behind(page, web=web, left=left)
        if behind:
            return behind
        if miss.gone or miss.stub:
            return _from_miss(miss, url)
        raise problem from None


def _from_miss(miss: _Miss, url: str) -> Posting:
    if miss.stub:
        return finish(miss.stub)
    raise NotAPosting(
        f"The job board of {show_host(url)} no longer lists this job: it is closed, or was never public."
    )


async def _behind(page: str, *, web: Web, left: Callable[[float], float]) -> Posting | None:
    """The posting on the one board that a page without text of its own links to or embeds."""
    targets: dict[tuple[str, str, str], tuple[Board, Target]] = {}
    for found in list(_LINKS.finditer(page))[:200]:
        matched = match_url(found[0].replace("\\/", "/").replace("&amp;", "&"))
        if matched and matched[1].job and matched[0].calls(matched[1]):
            targets.setdefault((matched[0].NAME, matched[1].tenant, matched[1].job), matched)
    if len(targets) != 1:
        return None
    board, target = next(iter(targets.values()))
    answer = await ask_board(board, target, web=web, left=left)
    return answer if isinstance(answer, Posting) else None


async def ask_board(
    board: Board, target: Target, *, web: Web, left: Callable[[float], float]
) -> Posting | _Miss:
    """The posting from a board's API. A board address without a job raises `BadInput`, naming its jobs."""
    gone, stub = False, None
    for call in board.calls(target):
        reply = await _ask(call, web=web, seconds=left(_API_SECONDS))
        if reply is None or reply.status >= 400:
            gone = gone or (reply is not None and reply.status in {404, 410})
            continue
        jobs = board.jobs(_payload(reply))
        if not jobs:
            continue
        job = _pick(board, jobs, target)
        if job is None or not board.is_open(job):
            gone = True
            continue
        posting = board.parse(job, target)
        if posting is None:
            continue
        posting = await _with_company(posting, board, target, web=web, left=left)
        if len(posting.text) >= THIN:
            return posting
        stub = posting
    return _Miss(gone and stub is None, stub)


def _pick(board: Board, jobs: list[Json], target: Target) -> Json | None:
    if not target.job:
        return choose_job(board, jobs, "", name=target.url or target.host)
    if len(jobs) == 1 and target.job in board.calls(target)[0].url:
        return jobs[0]  # asked for by its id
    return find_job(board, jobs, target.job)


async def _with_company(
    posting: Posting, board: Board, target: Target, *, web: Web, left: Callable[[float], float]
) -> Posting:
    """`posting` with the company's own spelling, when all that is known is the board's slug."""
    name = spelt_out(posting.company, target.tenant, posting.text)
    posting = replace(posting, company=name)
    if name and name != company_from_slug(target.tenant):
        return posting
    call = board.company_call(target)
    reply = await _ask(call, web=web, seconds=left(_NAME_SECONDS)) if call else None
    if reply is None or reply.status >= 400:
        return posting
    name = clean_company(board.company_name(_payload(reply)))
    return replace(posting, company=name) if name else posting


async def _ask(call: Call, *, web: Web, seconds: float) -> Reply | None:
    """A board's answer, or None when it can't be had: the page comes next. Raises `NetworkSilent`."""
    try:
        async with asyncio.timeout(seconds):
            if call.payload is not None:
                return await web.post_json(call.url, call.payload)
            return await web.get(call.url, accept=call.accept, limit_seconds=seconds)
    except NetworkSilent:
        raise
    except (FetchFailed, TimeoutError):
        return None


def _payload(reply: Reply) -> Any:
    """JSON as data; HTML, XML and broken JSON as text."""
    text = decode(reply.body, reply.charset)
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return text
    return text
