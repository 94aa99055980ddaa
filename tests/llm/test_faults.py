"""Faults M1 to M20: each ends in the next model, the next provider or the built-in coach, in time, with one notice."""

from __future__ import annotations

import asyncio
import dataclasses
import time

import pytest

from interview_cli.coach.builtin.coach import BuiltinCoach
from interview_cli.llm.local import is_running
from interview_cli.llm.settings import Provider, ProviderSettings
from interview_cli.models import Posting
from tests.fakes import TODAY
from tests.llm.building import CV_OF_IDA, POSTING, Bench, prep, settings_for
from tests.llm.fake_server import FakeServer, Pace

BUILTIN = "built-in coach"

# Faults of a provider, how often it is asked at most by one task, and what the notice says.
ENDS_WITH_BUILTIN = [
    ("M2", 1, "asks to wait 60 s"),
    ("M3", 2, "connection to 127.0.0.1 failed"),
    ("M4", 2, "broke off"),
    ("M4 length", 2, "too long"),
    ("M5", 1, "sent nothing for 0.6 s"),
    ("M5 drip", 1, "sent nothing for 0.6 s"),
    ("M5 mid", 1, "stopped in mid-reply"),
    ("M6 malformed", 2, "no reply"),
    ("M6 empty", 2, "sent no reply"),
    ("M6 html", 2, "sent no reply"),
    ("M6 null", 2, "sent no reply"),
    ("M6 event", 2, "the engine failed"),
    ("M6 deep", 2, "no reply"),
    ("M6 boundless", 2, "no reply"),
    ("M7", 2, "can't be used"),
    ("M7 list", 2, "can't be used"),
    ("M7 nan", 2, "can't be used"),
    ("M8", 1, "refused the key"),
    ("M8 forbidden", 1, "refused the key"),
    ("M10", 1, "filter"),
    ("M10 refusal", 1, "declined"),
    ("M10 status", 1, "filter"),
    ("M11", 2, "too long"),
    ("M11 413", 2, "too long"),
    ("M12", 1, "no credit"),
    ("M12 402", 1, "no credit"),
    ("M15", 1, "another address"),
    ("M16", 2, "would not stop"),
    ("M16 bomb", 2, "4 MB"),
    ("M17 canary", 2, "can't be used"),
    ("M17 deep", 2, "can't be used"),
]


@pytest.mark.parametrize(("fault", "calls", "said"), ENDS_WITH_BUILTIN)
async def test_a_broken_provider_ends_in_the_built_in_coach(
    fault: str, calls: int, said: str, server: FakeServer, bench: Bench
):
    """The result is the built-in coach's own, in time, after at most two requests, and one line says why."""
    server.models = ["only"]
    server.fault = fault
    coach = bench.chain(settings_for(server))
    began = time.monotonic()
    posting = await coach.analyse_posting(POSTING)
    assert time.monotonic() - began < 5
    await coach.close()
    assert posting == await BuiltinCoach(today=TODAY).analyse_posting(POSTING)
    assert len(server.calls) <= calls
    assert coach.name == BUILTIN
    notices = [text for text in bench.screen.notices if "going on with" in text]
    assert len(notices) == 1
    assert said in notices[0]


@pytest.mark.parametrize("fault", ["M1", "M3", "M6 empty", "M7", "M8", "M12", "M15"])
async def test_a_broken_provider_hands_on_to_the_next_one(
    fault: str, server: FakeServer, other: FakeServer, bench: Bench
):
    """With a second provider set, the work is its, and only the first's own key goes to each."""
    server.fault = fault
    coach = bench.chain(settings_for(server, other))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "two/fake-large"
    assert {call.headers["authorization"] for call in server.seen} == {"bearer key-one"}
    assert {call.headers["authorization"] for call in other.seen} == {"bearer key-two"}


@pytest.mark.parametrize("fault", ["M1", "M1 decommissioned"])
async def test_m1_a_model_that_is_gone_gives_way_to_the_next(fault: str, server: FakeServer, bench: Bench):
    """The next model of the same provider answers, one line says so, and it is remembered for the next run."""
    server.faults = [fault]
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "one/fake-small"
    assert [text for text in bench.screen.notices if "no model fake-large any more; using fake-small" in text]
    again = bench.chain(settings_for(server))
    await again.close()
    assert again.wanted_name == "one/fake-small"


async def test_m1_when_all_set_models_are_gone_the_server_is_asked_for_others(
    server: FakeServer, bench: Bench
):
    """The list at `/models` gives one that can talk, never an embedding model."""
    server.models = ["old-one", "old-two"]
    settings = settings_for(server)
    server.models = ["text-embedding-9", "old-three"]
    server.gone = {"old-one", "old-two"}
    coach = bench.chain(settings)
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "one/old-three"


@pytest.mark.parametrize("listing", [b'{"data": [null]}', b"<html>", b"[" * 200_000, b'{"data": "abc"}'])
async def test_m1_a_list_of_models_that_is_none_ends_with_the_built_in_coach(
    listing: bytes, server: FakeServer, bench: Bench
):
    """Whatever stands at `/models`, nothing breaks: it names no model."""
    server.gone, server.listing = {"fake-large", "fake-small"}, listing
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == BUILTIN


def test_what_answers_at_a_local_port_may_be_anything(server: FakeServer):
    """A server of another kind on the port of a model server is no model server, whatever it says."""
    server.listing = b"[" * 200_000
    assert not is_running(Provider("ollama", server.url))


async def test_m1_ten_questions_at_once_change_the_model_once(server: FakeServer, bench: Bench):
    """However many calls run into a missing model, there is one notice and one change."""
    server.gone = {"fake-large"}
    coach = bench.chain(settings_for(server))
    await prep(coach)
    await coach.close()
    assert len([text for text in bench.screen.notices if "any more" in text]) == 1


async def test_m2_a_long_wait_goes_to_the_next_provider_within_a_second(
    server: FakeServer, other: FakeServer, bench: Bench
):
    """Retry-After 60 is never slept on."""
    server.fault = "M2"
    coach = bench.chain(settings_for(server, other))
    await coach.analyse_cv(CV_OF_IDA)
    began = time.monotonic()
    await coach.analyse_posting(POSTING)
    assert time.monotonic() - began < 1
    await coach.close()
    assert coach.name == "two/fake-large"
    assert len(server.calls) == 2  # once for each of its models


async def test_m2_limits_are_a_models_own(server: FakeServer, bench: Bench):
    """When one model is at its limit another of the same provider goes on, and the first is left alone."""
    server.faults = ["M2"]
    coach = bench.chain(settings_for(server))
    await prep(coach)
    await coach.close()
    assert [call.body["model"] for call in server.calls].count("fake-large") <= 2
    assert "one asks to wait 60 s for fake-large; using fake-small meanwhile." in bench.screen.notices
    assert coach.made_by["plan_questions"] == "one/fake-small"


async def test_m2_a_short_wait_is_waited_once(server: FakeServer, bench: Bench):
    """Retry-After of a fifth of a second is honoured, and the same model answers."""
    server.faults = ["M2 short"]
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "one/fake-large"
    assert server.calls[1].began - server.calls[0].ended >= 0.19


@pytest.mark.parametrize(
    "fault", ["M3", "M4", "M4 length", "M6 malformed", "M6 empty", "M7", "M14", "M17 canary"]
)
async def test_one_more_try_mends_a_passing_fault(fault: str, server: FakeServer, bench: Bench):
    """What fails once is asked again, and the second reply is taken whole: nothing of the first is in it."""
    server.faults = [fault]
    coach = bench.chain(settings_for(server))
    posting = await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == "one/fake-large"
    assert len(server.calls) == 2
    assert all(requirement.text in POSTING.text for requirement in posting.requirements)


async def test_m4_a_cut_reply_is_given_twice_the_room(server: FakeServer, bench: Bench):
    """The second request allows twice the tokens of the first."""
    server.faults = ["M4 length"]
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.close()
    first, second = (call.body["max_tokens"] for call in server.calls)
    assert second == 2 * first


async def test_m7_the_second_request_says_what_was_wrong(server: FakeServer, bench: Bench):
    """The model is told the error, after the same prompt."""
    server.faults = ["M7"]
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert server.calls[1].prompt.startswith(server.calls[0].prompt)
    assert "could not be used" in server.calls[1].prompt


@pytest.mark.parametrize("fault", ["M7 prose", "M7 wild"])
async def test_m7_prose_around_and_wild_numbers_are_read_past(fault: str, server: FakeServer, bench: Bench):
    """The object is found, extra keys and impossible numbers are left out and counted, nothing is retried in vain."""
    server.fault = fault
    coach = bench.chain(settings_for(server))
    made = await prep(coach)
    await coach.close()
    assert all(1 <= question.difficulty <= 5 for question in made.questions)
    assert all(gap.evidence in ("", *_cv_texts()) for gap in made.gaps)
    if fault == "M7 wild":
        assert bench.recorder.left_out


async def test_m9_a_provider_without_its_key_is_never_asked(server: FakeServer, bench: Bench):
    """With another provider's key in the environment, nothing at all goes to the one whose key is missing."""
    bench.environ = {"OPENAI_API_KEY": "sk-other", "OPENAI_BASE_URL": server.url}
    settings = settings_for(server)
    coach = bench.build(settings)
    await coach.analyse_posting(POSTING)
    assert coach.name == BUILTIN
    assert server.seen == []
    assert any("ONE_KEY" in text for text in bench.screen.notices)


async def test_m11_a_prompt_that_is_too_long_is_shortened_once(server: FakeServer, bench: Bench):
    """The second request holds half of the document, and the same model answers."""
    long = dataclasses.replace(
        POSTING,
        text=POSTING.text
        + "\n## More\n"
        + "\n".join(f"We have office number {n} in town." for n in range(100)),
    )
    server.longest_prompt = 6_600
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(long)
    await coach.close()
    assert coach.name == "one/fake-large"
    assert len(server.calls[1].prompt) < len(server.calls[0].prompt)


async def test_m13_a_local_server_that_is_not_running_is_named(bench: Bench):
    """The notice says which server and where it was looked for."""
    settings = dataclasses.replace(
        settings_for(FakeServer(port=9)),
        providers={"one": ProviderSettings(base_url="http://127.0.0.1:9/v1", models=("m",))},
    )
    coach = bench.chain(settings)
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert any("one does not answer at http://127.0.0.1:9/v1" in text for text in bench.screen.notices)


async def test_m13_a_server_without_a_model_says_what_to_do(server: FakeServer, bench: Bench):
    """Nothing pulled: the built-in coach goes on, and the line says that no model is there."""
    server.models = []
    coach = bench.chain(settings_for(server))
    await coach.analyse_posting(POSTING)
    await coach.close()
    assert coach.name == BUILTIN
    assert any("lists no model" in text and "Pull" in text for text in bench.screen.notices)


async def test_m14_with_all_providers_down_the_whole_prep_is_the_built_in_coachs(
    server: FakeServer, other: FakeServer, bench: Bench
):
    """Each provider is named once; later tasks leave both alone and do not wait again."""
    server.fault = other.fault = "M14"
    coach = bench.chain(settings_for(server, other))
    began = time.monotonic()
    made = await prep(coach)
    assert time.monotonic() - began < 6
    await coach.close()
    builtin = await prep(BuiltinCoach(today=TODAY))
    assert (made.gaps, made.questions) == (builtin.gaps, builtin.questions)
    assert coach.name == BUILTIN
    assert coach.degraded
    assert len([text for text in bench.screen.notices if "going on with" in text]) == 2


async def test_m15_nothing_is_sent_where_a_redirect_points(
    server: FakeServer, other: FakeServer, bench: Bench
):
    """A 307 to another host is refused: that host sees no request, so no CV."""
    server.fault = "M15"
    server.redirect_to = f"{other.url}/chat/completions"
    coach = bench.chain(settings_for(server))
    await prep(coach)
    await coach.close()
    assert other.seen == []


async def test_m16_every_request_limits_the_length_of_its_reply(server: FakeServer, bench: Bench):
    """max_tokens is always there, and the cap on text holds without it."""
    coach = bench.chain(settings_for(server))
    await prep(coach)
    await coach.close()
    assert all(0 < call.body["max_tokens"] < 10_000 for call in server.calls)


async def test_m19_work_that_is_cancelled_leaves_nothing_running(server: FakeServer, bench: Bench):
    """A question made ready in advance is given up when the person leaves: the request ends at once, and is not redone."""
    server.pace = Pace(first=0.05, rate=20)
    coach = bench.chain(settings_for(server))
    task = asyncio.create_task(coach.analyse_posting(POSTING))
    await asyncio.sleep(0.4)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await coach.close()
    await asyncio.sleep(0.2)
    assert [call.finished for call in server.calls] == [False]
    assert len(asyncio.all_tasks()) == 1


@pytest.mark.parametrize("fault", ["M20 empty", "M20 language"])
async def test_m20_empty_and_foreign_questions_come_from_the_bank(
    fault: str, server: FakeServer, bench: Bench
):
    """After one re-ask a question that can't be asked is replaced by the bank's."""
    builtin = BuiltinCoach(today=TODAY)
    coach = bench.chain(settings_for(server))
    ready = await prep(builtin)
    server.fault = fault
    made = await prep(coach)
    await coach.close()
    assert made.questions == ready.questions or len(made.questions) == len(ready.questions)
    assert not [question for question in made.questions if question.id.startswith("m-")]


async def test_m20_the_same_question_twice_is_asked_once(server: FakeServer, bench: Bench):
    """Whatever the model repeats, no two questions of a plan are alike."""
    coach = bench.chain(settings_for(server))
    made = await prep(coach)
    await coach.close()
    texts = [question.text for question in made.questions]
    assert len(texts) == len(set(texts)) == 10


async def test_parameters_a_provider_refuses_are_left_out_from_then_on(server: FakeServer, bench: Bench):
    """A 400 on the schema, the effort or the usage is learnt once, and the reply comes all the same."""
    server.refuses = {"response_format", "reasoning_effort", "stream_options"}
    settings = settings_for(server)
    settings = dataclasses.replace(
        settings, providers={"one": dataclasses.replace(settings.providers["one"], effort="low")}
    )
    coach = bench.chain(settings)
    await coach.analyse_posting(POSTING)
    tried = len(server.calls)
    await coach.analyse_cv(CV_OF_IDA)
    await coach.close()
    assert coach.name == "one/fake-large"
    assert tried <= 5
    assert len(server.calls) == tried + 1
    assert not server.refuses & set(server.calls[-1].body)


def _cv_texts() -> list[str]:
    work = CV_OF_IDA.work[0]
    return [
        *work.highlights,
        CV_OF_IDA.basics.summary,
        f"{work.position} — {work.name}",
        "Skills: wound care, medication rounds, patient records",
    ]


def test_the_posting_of_these_tests_is_one_the_built_in_coach_reads():
    """A guard: the comparisons above mean something only while plain code finds requirements."""
    posting: Posting = asyncio.run(BuiltinCoach(today=TODAY).analyse_posting(POSTING))
    assert len(posting.requirements) >= 6
