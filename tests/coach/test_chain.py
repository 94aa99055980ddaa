"""The chain: who is asked, who is said to have done it, and what is told when one can't."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview_cli.coach.builtin.coach import BuiltinCoach
from interview_cli.coach.chain import find_providers
from interview_cli.llm.settings import LLMSettings, ModelSettings, ProviderSettings
from interview_cli.models import Dossier
from tests.fakes import TODAY
from tests.llm.building import CV_OF_IDA, POSTING, Bench, prep, settings_for
from tests.llm.fake_server import FakeServer, running


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A server that answers well and at once."""
    with running() as fake:
        yield fake


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A fresh place to work."""
    return Bench(tmp_path)


async def test_the_built_in_coach_alone_when_there_is_no_key(bench: Bench):
    """Nothing set, nothing said, nothing changed: not even a wrapper."""
    bench.environ = {}
    coach = bench.build(LLMSettings(model=ModelSettings(find_local=False)))
    assert isinstance(coach, BuiltinCoach)
    assert bench.screen.notices == []


async def test_all_goes_well(server: FakeServer, bench: Bench):
    """One name for the whole, questions by the model among the bank's, as many as asked for."""
    coach = bench.chain(settings_for(server))
    made = await prep(coach)
    await coach.close()
    assert coach.name == coach.wanted_name == "one/fake-large"
    assert not coach.degraded
    assert set(coach.made_by.values()) == {"one/fake-large"}
    by_model = [question for question in made.questions if question.id.startswith("m-")]
    assert 1 <= len(by_model) <= 6
    assert len(made.questions) == 10


async def test_who_did_what_is_said_when_a_stage_falls_back(server: FakeServer, bench: Bench):
    """A pack made by two says so."""
    coach = bench.chain(settings_for(server))
    read, seen = await coach.analyse_posting(POSTING), await coach.analyse_cv(CV_OF_IDA)
    gaps = await coach.find_gaps(read, seen)
    server.fault = "M14"
    await coach.plan_questions(read, seen, gaps, Dossier(), 6)
    await coach.close()
    assert coach.name == "one/fake-large (questions by the built-in coach)"
    assert coach.degraded


async def test_one_failed_topic_of_many_costs_only_its_question(server: FakeServer, bench: Bench):
    """The plan keeps its length, and the other topics keep the model's questions."""
    coach = bench.chain(settings_for(server))
    read, seen = await coach.analyse_posting(POSTING), await coach.analyse_cv(CV_OF_IDA)
    gaps = await coach.find_gaps(read, seen)
    server.faults = ["M10"]
    questions = await coach.plan_questions(read, seen, gaps, Dossier(), 10)
    await coach.close()
    assert len(questions) == 10
    assert [question for question in questions if question.id.startswith("m-")]


async def test_stories_and_questions_to_ask_never_need_a_model(server: FakeServer, bench: Bench):
    """They are plain code's, and cost no call."""
    coach = bench.chain(settings_for(server))
    builtin = BuiltinCoach(today=TODAY)
    assert await coach.plan_ask_them(POSTING) == await builtin.plan_ask_them(POSTING)
    assert await coach.find_stories(POSTING, CV_OF_IDA) == await builtin.find_stories(POSTING, CV_OF_IDA)
    await coach.close()
    assert server.calls == []


def test_providers_with_a_key_are_used_in_order_of_preference(bench: Bench):
    """Without any config: those whose own key is in the environment, openai before groq."""
    bench.environ = {"GROQ_API_KEY": "g", "OPENAI_API_KEY": "o", "MISTRAL_API_KEY": "m"}
    found = find_providers(LLMSettings(model=ModelSettings(find_local=False)), bench.around())
    assert [(provider.name, key) for provider, key in found] == [("openai", "o"), ("groq", "g")]


def test_only_providers_that_are_named_are_used_when_some_are(bench: Bench):
    """Nothing goes to a provider the person did not choose, key or not."""
    bench.environ = {"GROQ_API_KEY": "g", "OPENAI_API_KEY": "o"}
    found = find_providers(LLMSettings(model=ModelSettings(use=("groq",))), bench.around())
    assert [provider.name for provider, _ in found] == ["groq"]


def test_a_local_server_is_found_when_it_answers(server: FakeServer, bench: Bench):
    """A server on this machine needs no key; a port that answers nothing is passed over without a word."""
    bench.environ = {}
    settings = LLMSettings(
        model=ModelSettings(find_local=True), providers={"ollama": ProviderSettings(base_url=server.url)}
    )
    found = find_providers(settings, bench.around())
    assert ("ollama", "no-key-needed") in [(provider.name, key) for provider, key in found]
    assert bench.screen.notices == []


def test_an_address_with_a_key_of_its_own_is_not_asked_first(bench: Bench):
    """A gateway on this machine that wants its key for everything, or is down, is used all the same: failing, it is told."""
    bench.environ = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    found = find_providers(LLMSettings(model=ModelSettings(find_local=False)), bench.around())
    assert [(provider.name, provider.base_url) for provider, _ in found] == [
        ("openai", "http://127.0.0.1:9/v1")
    ]


async def test_a_local_server_is_asked_for_its_models(server: FakeServer, bench: Bench):
    """With none set the first it lists is used."""
    server.models = ["nomic-embed-text", "qwen3:8b"]
    bench.environ = {}
    settings = LLMSettings(
        model=ModelSettings(use=("ollama",)), providers={"ollama": ProviderSettings(base_url=server.url)}
    )
    coach = bench.chain(settings)
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "ollama/qwen3:8b"
    assert bench.screen.notices == ["questions and feedback by ollama/qwen3:8b on this machine"]
