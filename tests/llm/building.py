"""A chain of coaches over fake servers, with everything around it held in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interview_cli.coach.builtin.coach import BuiltinCoach
from interview_cli.coach.chain import ChainedCoach, Surroundings, build_coaches
from interview_cli.coach.model.desk import Desk
from interview_cli.coach.model.fences import Marks
from interview_cli.llm.client import Around, ModelClient
from interview_cli.llm.prices import Budget
from interview_cli.llm.settings import LLMSettings, ModelSettings, ProviderSettings, all_providers
from interview_cli.models import CV, Basics, Dossier, Gap, Posting, Question, SkillGroup, Work
from interview_cli.ports import Coach
from interview_cli.recording import Recorder
from interview_cli.wiring import SystemClock
from tests.fakes import TODAY, HeardScreen, MemoryCache
from tests.llm.fake_server import FakeServer

POSTING = Posting(
    title="Ward Nurse",
    company="Linden Clinic",
    text="""## About us
Linden Clinic has 40 beds on three wards.
## What you bring
- Registered nurse with a current licence
- Experience in wound care and medication rounds
- Confident with electronic patient records
- Calm handover between shifts, also at night
- Training new colleagues on the ward
## Nice to have
- Infection control certificate
- Basic Polish or Turkish
## We offer
- 30 days of holiday""",
)
CV_OF_IDA = CV(
    basics=Basics(
        name="Ida Sommer", email="ida.sommer@example.org", phone="+49 151 2345678", summary="Nurse on surgical wards for six years.", location="Kassel"
    ),
    work=(
        Work(
            name="St Anna Hospital",
            position="Nurse, surgical ward",
            start="2020-03",
            highlights=(
                "Cared for 12 patients a shift, wound care and medication included",
                "Trained four new colleagues on the ward in patient records",
                "Wrote the handover sheet that two wards use every night",
            ),
        ),
    ),
    skills=(SkillGroup("Skills", keywords=("wound care", "medication rounds", "patient records")),),
    text="Ida Sommer\nida.sommer@example.org\n+49 151 2345678\nNurse, surgical ward, St Anna Hospital, since 2020\n",
)  # fmt: skip


@dataclass
class Bench:
    """Where a chain works: what it heard, kept and counted."""

    keys: Path
    screen: HeardScreen = field(default_factory=HeardScreen)
    cache: MemoryCache = field(default_factory=MemoryCache)
    environ: Mapping[str, str] = field(default_factory=lambda: {"ONE_KEY": "key-one", "TWO_KEY": "key-two"})
    recorder: Recorder = field(init=False)

    def __post_init__(self) -> None:
        self.recorder = Recorder(clock=SystemClock(), screen=self.screen)

    def build(self, settings: LLMSettings) -> Coach:
        """The coach for `settings`, over the built-in one."""
        return build_coaches(settings, builtin=BuiltinCoach(today=TODAY), around=self.around())

    def around(self) -> Surroundings:
        """What a chain needs of the program."""
        return Surroundings(
            environ=self.environ,
            keys=self.keys,
            lookup=self.cache.get,
            keep=self.cache.put,
            clock=SystemClock(),
            recorder=self.recorder,
        )

    def desk(self, server: FakeServer, marks: Marks | None = None) -> Desk:
        """A desk with one client, and marks that are the same each time."""
        settings = settings_for(server)
        (provider,) = all_providers(settings, self.environ)
        around = Around(settings, self.cache.get, self.cache.put, SystemClock(), self.recorder, Budget(None))
        client = ModelClient(provider, "key-one", around)
        return Desk(client, marks or Marks("0" * 32, "mark-00000000"), self.recorder)

    def chain(self, settings: LLMSettings) -> ChainedCoach:
        """The coach, which must be a chain."""
        coach = self.build(settings)
        assert isinstance(coach, ChainedCoach)
        return coach


def settings_for(*servers: FakeServer, **seconds: float) -> LLMSettings:
    """Settings that use the servers as providers "one" and "two", with short deadlines."""
    times = {
        "first_token_seconds": 0.6,
        "local_first_token_seconds": 0.6,
        "between_tokens_seconds": 0.4,
        "whole_seconds": 3.0,
    } | seconds
    names = ("one", "two", "three")[: len(servers)]
    providers = {
        name: ProviderSettings(
            base_url=server.url, models=tuple(server.models), key_env=f"{name.upper()}_KEY", parallel=10
        )
        for name, server in zip(names, servers, strict=True)
    }
    model = ModelSettings(
        use=names,
        find_local=False,
        first_token_seconds=times["first_token_seconds"],
        local_first_token_seconds=times["local_first_token_seconds"],
        between_tokens_seconds=times["between_tokens_seconds"],
        whole_seconds=times["whole_seconds"],
    )
    return LLMSettings(model=model, providers=providers)


@dataclass
class Prepped:
    """What the stages of `prep` gave."""

    posting: Posting
    cv: CV
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]


async def prep(coach: Coach, posting: Posting = POSTING, cv: CV = CV_OF_IDA, count: int = 10) -> Prepped:
    """The coach's part of `prep`, one stage after the other."""
    read, seen = await asyncio.gather(coach.analyse_posting(posting), coach.analyse_cv(cv))
    gaps = await coach.find_gaps(read, seen)
    questions = await coach.plan_questions(read, seen, gaps, Dossier(), count)
    return Prepped(read, seen, gaps, questions)
