"""The stages of `prep`: plain functions of the state, their dependencies as keyword arguments.

Each returns what it adds to the state and changes nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypedDict

from interview_cli.coach.builtin.gaps import fit
from interview_cli.models import CV, Dossier, Gap, Pack, Posting, Question, Story
from interview_cli.ports import Coach
from interview_cli.prep.pack import pack_id
from interview_cli.prep.request import Request
from interview_cli.recording import Recorder


class State(TypedDict, total=False):
    """What the stages add, one after another."""

    request: Request
    posting: Posting
    logo_task: asyncio.Task[str | None]
    cv: CV | None
    gaps: tuple[Gap, ...]
    dossier: Dossier
    questions: tuple[Question, ...]
    ask_them: tuple[Question, ...]
    stories: tuple[Story, ...]
    pack: Pack


ReadPosting = Callable[[Request], Awaitable[tuple[Posting, bool]]]
ReadCV = Callable[[str], Awaitable[tuple[CV, bool]]]
FetchLogo = Callable[[str], Awaitable[str | None]]
Research = Callable[[Request, Posting], Awaitable[tuple[Dossier, bool]]]


async def read_posting(
    state: State, *, read: ReadPosting, fetch_logo: FetchLogo, coach: Coach, recorder: Recorder
) -> State:
    """SOURCE -> the posting, analysed. The logo, where one is named, is begun and not waited for."""
    with recorder.stage("posting") as mark:
        posting, mark.cached = await read(state["request"])
        for text in posting.notices:
            recorder.notice(text)
        found: State = {"posting": await coach.analyse_posting(posting)}
    if posting.logo:
        found["logo_task"] = asyncio.create_task(_quietly(fetch_logo(posting.logo)))
    return found


async def _quietly(fetch: Awaitable[str | None]) -> str | None:
    return await fetch


async def read_cv(state: State, *, read: ReadCV, coach: Coach, recorder: Recorder) -> State:
    """The CV's file -> the CV, analysed; None when no CV was given."""
    path = state["request"].cv
    if path is None:
        return {"cv": None}
    with recorder.stage("cv") as mark:
        cv, mark.cached = await read(path)
        for text in cv.warnings:
            recorder.notice(text)
        return {"cv": await coach.analyse_cv(cv)}


async def look_around(state: State, *, research: Research, recorder: Recorder) -> State:
    """Posting -> how the company interviews, as people tell it; nothing was searched when it was not wanted."""
    request = state["request"]
    if not request.research and not request.threads:
        return {"dossier": Dossier()}
    with recorder.stage("research") as mark:
        dossier, mark.cached = await research(request, state["posting"])
        for text in dossier.notices:
            recorder.notice(text)
        return {"dossier": dossier}


async def find_gaps(state: State, *, coach: Coach, recorder: Recorder) -> State:
    """Posting and CV -> gaps; none without a CV."""
    cv = state["cv"]
    if cv is None:
        return {"gaps": ()}
    with recorder.stage("gaps"):
        return {"gaps": await coach.find_gaps(state["posting"], cv)}


async def plan_questions(state: State, *, coach: Coach, recorder: Recorder) -> State:
    """Posting, CV, gaps and dossier -> the questions to expect, and those to ask."""
    with recorder.stage("questions"):
        count = state["request"].questions
        planned = await coach.plan_questions(
            state["posting"], state["cv"], state["gaps"], state["dossier"], count
        )
        return {"questions": planned, "ask_them": await coach.plan_ask_them(state["posting"])}


async def find_stories(state: State, *, coach: Coach, recorder: Recorder) -> State:
    """The CV -> the lines worth telling."""
    cv = state["cv"]
    if cv is None:
        return {"stories": ()}
    with recorder.stage("stories"):
        return {"stories": await coach.find_stories(state["posting"], cv)}


async def make_pack(state: State, *, coach: Coach, today: date) -> State:
    """All that was found -> the pack. A logo that has not come by now is left out."""
    request, posting, cv = state["request"], state["posting"], state["cv"]
    pack = Pack(
        id=pack_id(posting, cv, request.questions, request.language),
        created=today.isoformat(),
        posting=posting,
        cv=cv,
        gaps=state["gaps"],
        questions=state["questions"],
        ask_them=state["ask_them"],
        stories=state["stories"],
        dossier=state["dossier"],
        fit=fit(state["gaps"], posting) if cv else None,
        made_by=coach.name,
        notices=tuple(posting.notices) + (tuple(cv.warnings) if cv else ()),
        logo=_logo(state.get("logo_task")),
    )
    return {"pack": pack}


def _logo(task: asyncio.Task[str | None] | None) -> str | None:
    if task is None:
        return None
    if task.done() and not task.cancelled() and task.exception() is None:
        return task.result()
    task.cancel()
    return None
