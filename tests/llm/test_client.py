"""The client: cache, usage, prices, budget, deadlines, and how much goes on at once."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import Iterator

import pytest

from interview_cli.errors import UsageError
from interview_cli.llm.faults import BudgetReached
from interview_cli.llm.prices import Budget, Tokens, price_of
from interview_cli.llm.settings import (
    KNOWN,
    BudgetSettings,
    LLMSettings,
    ModelSettings,
    ProviderSettings,
    all_providers,
)
from tests.llm.building import CV_OF_IDA, POSTING, Bench, prep, settings_for
from tests.llm.fake_server import FakeServer, Pace, running

_OF = {provider.name: provider for provider in KNOWN}


async def test_a_second_prep_makes_no_call_and_another_posting_no_cv_call(server: FakeServer, bench: Bench):
    """Replies are kept by task, model, prompt and input, though the nonce is new each run."""
    for _ in range(2):
        coach = bench.chain(settings_for(server))
        first = await prep(coach)
        await coach.close()
    once = len(server.calls)
    assert once == len({call.prompt for call in server.calls})
    other = dataclasses.replace(
        POSTING, title="School Nurse", text=POSTING.text.replace("40 beds", "no beds")
    )
    coach = bench.chain(settings_for(server))
    await prep(coach, other)
    await coach.close()
    assert first.questions
    assert not [call for call in server.calls[once:] if "A word list has found these skills" in call.prompt]


async def test_an_input_that_changed_is_asked_anew(server: FakeServer, bench: Bench):
    """One word more in the posting is another posting."""
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.analyse_posting(
        dataclasses.replace(POSTING, text=POSTING.text + "\n- Driving licence required")
    )
    await coach.close()
    assert len(server.calls) == 2


async def test_the_receipt_counts_calls_tokens_and_cost(server: FakeServer, bench: Bench):
    """What the server told is what the receipt says; a server of one's own costs nothing."""
    coach = bench.chain(settings_for(server))
    await prep(coach)
    await coach.close()
    receipt = bench.recorder.receipt()
    assert receipt.calls == len(server.calls)
    assert receipt.tokens_in == sum(call.prompt_tokens for call in server.calls)
    assert receipt.tokens_cached == sum(call.cached_tokens for call in server.calls) > 0
    assert receipt.tokens_out > 0
    assert receipt.cost_usd == 0.0
    assert len(receipt.waits_ms) == receipt.calls


@pytest.mark.parametrize(
    ("provider", "model", "usd"),
    [
        ("groq", "openai/gpt-oss-120b", True),
        ("openai", "gpt-6-luna", True),
        ("ollama", "qwen3", 0.0),
        ("groq", "no-such-model", None),
    ],
)
def test_prices_come_from_the_table_or_are_unknown(provider: str, model: str, usd: float | bool | None):
    """A known model has a price, a local one is free, an unknown one is None, never a guess."""
    cost = price_of(_OF[provider], model, Tokens(1_000_000, 1_000_000, 0))
    if usd is True:
        assert cost is not None
        assert cost > 0
    else:
        assert cost == usd


def test_cached_tokens_cost_less():
    """The table counts cached tokens as part of the input, at their own price."""
    groq = _OF["groq"]
    full = price_of(groq, "openai/gpt-oss-120b", Tokens(1_000_000, 0, 0))
    cached = price_of(groq, "openai/gpt-oss-120b", Tokens(1_000_000, 0, 900_000))
    assert full is not None
    assert cached is not None
    assert cached < full


def test_a_budget_counts_calls_under_way_at_their_worst():
    """Two calls that fit one by one, but not both at once, do not both begin."""
    groq, model = _OF["groq"], "openai/gpt-oss-120b"
    worst = Tokens(100_000, 100_000)
    one = price_of(groq, model, worst)
    assert one is not None
    budget = Budget(one * 1.5)
    reserved = budget.reserve(groq, model, worst)
    with pytest.raises(BudgetReached, match="used up"):
        budget.reserve(groq, model, worst)
    budget.settle(reserved, one / 10)
    budget.reserve(groq, model, worst)


async def test_a_budget_that_is_too_small_stops_before_the_call(server: FakeServer, bench: Bench):
    """No request goes out, the built-in coach answers, and the line says why."""
    server.models = ["openai/gpt-oss-120b"]
    settings = settings_for(server)
    table = dataclasses.replace(settings.providers["one"], price_id="groq")
    coach = bench.chain(
        dataclasses.replace(settings, providers={"one": table}, budget=BudgetSettings(usd=0.00001))
    )
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert server.calls == []
    assert any("budget of $0.00001 is used up" in text for text in bench.screen.notices)


async def test_a_budget_can_not_be_kept_without_a_price(server: FakeServer, bench: Bench):
    """A model without a known price is not called while there is a budget, and the line says which."""
    settings = settings_for(server)
    table = dataclasses.replace(settings.providers["one"], price_id="groq")
    coach = bench.chain(dataclasses.replace(settings, providers={"one": table}, budget=BudgetSettings(usd=5)))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert server.calls == []
    assert any("price of fake-large is not known" in text for text in bench.screen.notices)


@pytest.fixture
def slow() -> Iterator[FakeServer]:
    """A server that takes a tenth of a second to begin."""
    with running(FakeServer(pace=Pace(first=0.1))) as fake:
        yield fake


async def test_no_more_calls_run_at_once_than_a_provider_may_be_given(slow: FakeServer, bench: Bench):
    """With two at a time the calls overlap in pairs."""
    settings = settings_for(slow)
    table = dataclasses.replace(settings.providers["one"], parallel=2)
    coach = bench.chain(dataclasses.replace(settings, providers={"one": table}))
    await prep(coach)
    await coach.close()
    spans = [(call.began, call.ended) for call in slow.calls]
    most = max(
        sum(1 for began, ended in spans if began < at < ended) for at, _ in [(b + 1e-6, 0) for b, _ in spans]
    )
    assert most <= 2


async def test_a_provider_that_failed_is_left_alone(server: FakeServer, bench: Bench):
    """After a stall the next tasks do not wait for it again."""
    server.fault = "M5"
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    began = time.monotonic()
    await coach.analyse_cv(CV_OF_IDA)
    assert time.monotonic() - began < 0.3
    await coach.close()
    assert len(server.calls) == 1


async def test_a_reply_may_take_its_time_while_it_comes(server: FakeServer, bench: Bench):
    """Deadlines are for silence: a reply that keeps coming is heard to its end."""
    server.pace = Pace(first=0.3, rate=300)
    coach = bench.chain(settings_for(server, whole_seconds=10.0, between_tokens_seconds=0.2))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "one/fake-large"


async def test_warming_opens_the_connection_and_never_fails(server: FakeServer, bench: Bench):
    """The list of models is asked for over the connection that the first call will use; a dead server is no error."""
    coach = bench.chain(settings_for(server))
    await coach.warm()
    assert [seen.path for seen in server.seen] == ["/v1/models"]
    await coach.close()
    dead = bench.chain(settings_for(FakeServer(port=9)))
    await asyncio.wait_for(dead.warm(), 3)
    await dead.close()


def test_a_provider_nobody_knows_is_a_mistake_in_the_config():
    """`use` names only providers that are known or described."""
    with pytest.raises(UsageError, match="grok"):
        all_providers(LLMSettings(model=ModelSettings(use=("grok",))), {})


def test_the_config_lies_over_what_is_known():
    """A model set for a provider comes first, and what is not set stays as it is known."""
    settings = LLMSettings(
        model=ModelSettings(use=("groq",), model="openai/gpt-oss-20b"),
        providers={"groq": ProviderSettings(parallel=1, base_url="https://groq.example/v1/")},
    )
    (groq,) = all_providers(settings, {})
    assert (groq.base_url, groq.parallel, groq.key_env) == ("https://groq.example/v1", 1, "GROQ_API_KEY")
    assert groq.models == ("openai/gpt-oss-20b", "openai/gpt-oss-120b")


def test_openai_base_url_moves_openai_alone():
    """As with other programs, the variable is openai's."""
    moved = {
        p.name: p.base_url
        for p in all_providers(LLMSettings(), {"OPENAI_BASE_URL": "https://gate.example/v1/"})
    }
    assert moved["openai"] == "https://gate.example/v1"
    assert moved["groq"] == "https://api.groq.com/openai/v1"
