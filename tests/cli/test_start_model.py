"""`interview start` with a language model behind it, as a child process against servers on loopback."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import interview
from tests.cli.with_model import (
    ANSWERS,
    BUILTIN,
    KEYS,
    configure,
    events,
    hold,
    home,
    made_by,
    make_pack,
    move_in,
    told,
)
from tests.llm.fake_server import INVENTED, FakeServer, running

INTRODUCED = "questions and feedback by one/fake-large on this machine"
CLOSING = "That was the last question. Putting the debrief together …"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def server(prepared: Path) -> Iterator[FakeServer]:
    """A provider that answers well, in a home with a pack."""
    move_in(prepared)
    with running() as fake:
        yield fake


@pytest.fixture
def other() -> Iterator[FakeServer]:
    with running() as fake:
        yield fake


def tasks(server: FakeServer) -> collections.Counter[str]:
    """How often each task was asked of a server."""
    shapes = [call.body.get("response_format", {}).get("json_schema", {}) for call in server.calls]
    return collections.Counter(shape.get("name", "") for shape in shapes)


def test_a_model_assesses_every_answer_with_one_call(server: FakeServer, tmp_path: Path):
    """From a file of answers: the events in their order, feedback in pieces, one call an answer, a receipt that fits."""
    configure(server)
    answers = tmp_path / "answers.txt"
    answers.write_text("\n---\n".join(ANSWERS))
    ran = interview("start", "--questions", 2, "--answers", answers, "--json", env=KEYS)
    assert (ran.code, ran.err) == (0, "")
    assert told(ran) == [INTRODUCED, CLOSING]
    order = [event["event"] for event in events(ran) if event["event"] not in ("feedback.delta", "notice")]
    assert order == ["session", *["question", "answer.saved", "assessment"] * 2, "done"]
    assert tasks(server)["assess_answer"] == 2
    for n, assessed in enumerate(events(ran, "assessment"), 1):
        pieces = [event["text"] for event in events(ran, "feedback.delta") if event["n"] == n]
        assert len(pieces) > 5
        assert assessed["graded"]
        assert assessed["made_by"] == "one/fake-large"
        assert all(line in "".join(pieces) for line in assessed["strengths"])
    receipt = events(ran, "done")[0]["receipt"]
    assert receipt["calls"] == len(server.calls) == len([call for call in server.calls if call.finished])
    assert receipt["tokens_in"] == sum(call.prompt_tokens for call in server.calls)
    assert 0 < receipt["tokens_cached"] < receipt["tokens_in"]
    assert receipt["cost_usd"] == 0
    assert len(receipt["waits_ms"]) == 2


def test_a_false_quote_is_not_shown_and_stands_in_the_receipt(server: FakeServer):
    """Words that the candidate never said are nowhere in what comes out, but for their number."""
    configure(server)
    server.fault = "M7 invented"
    ran = hold()
    assert INVENTED not in ran.out
    assert made_by(ran) == ["one/fake-large"] * 2
    assert events(ran, "done")[0]["receipt"]["dropped"]["quote"] == 2
    assert "2 false quotes left out" in interview("sessions", "show").out


def test_a_provider_elsewhere_is_named_and_gets_no_contact_details(server: FakeServer):
    """By way of a proxy: the line says where the CV goes, its key is the only one sent, the cost is not known."""
    (home() / "config.toml").write_text(
        '[model]\nuse = ["far"]\n[providers.far]\nbase_url = "http://models.example.test/v1"\n'
        'models = ["some-model"]\nkey_env = "FAR_KEY"\ninsecure = true\n'
    )
    env = {"HTTPS_PROXY": server.url.removesuffix("/v1"), "FAR_KEY": "far-1", "OPENAI_API_KEY": "sk-other"}
    ran = hold(env=env)
    assert told(ran)[0] == (
        "questions and feedback by far/some-model (models.example.test); your CV text is sent there"
    )
    assert {seen.headers["authorization"] for seen in server.seen} == {"bearer far-1"}
    assert {seen.path.rpartition("/v1/")[0] for seen in server.seen} == {"http://models.example.test"}
    sent = "\n".join(call.prompt for call in server.calls)
    assert "on-call handbook" in sent
    assert not re.search(r"Haverkamp|noor\.|@|\+31|0000", sent)
    assert events(ran, "done")[0]["receipt"]["cost_usd"] is None
    asked = len(server.seen)
    assert made_by(hold("--local", env=env)) == [BUILTIN] * 2
    assert len(server.seen) == asked


def test_offline_and_local_go_by_where_the_server_is(server: FakeServer):
    """A model on this machine works with --local; with --offline nothing is opened, not even to here."""
    configure(server)
    assert made_by(hold("--offline")) == [BUILTIN] * 2
    assert server.seen == []
    assert made_by(hold("--local")) == ["one/fake-large"] * 2


def test_ollama_on_this_machine_is_found_without_a_key(server: FakeServer):
    """Nothing is configured but its port: its first model is used, and no key of another provider goes there."""
    env = {
        "INTERVIEW_PROVIDERS__OLLAMA__BASE_URL": server.url,
        "INTERVIEW_MODEL__FIND_LOCAL": "true",
        "OPENAI_API_KEY": "sk-other",
    }
    ran = hold("--local", env=env)
    assert made_by(ran) == ["ollama/fake-large"] * 2
    assert {seen.headers["authorization"] for seen in server.seen} == {"bearer no-key-needed"}


def test_openai_base_url_on_this_machine_is_used_with_its_key(server: FakeServer):
    """A gateway that wants a key for everything is not taken for one that is not there."""
    env = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-mine"}
    ran = hold(env=env)
    assert all(name.startswith("openai/") for name in made_by(ran))
    assert {seen.headers["authorization"] for seen in server.seen} == {"bearer sk-mine"}


def test_a_budget_is_a_hard_stop(server: FakeServer):
    """A hundredth of a cent pays for no call: none is made, one notice says so, the built-in coach grades."""
    server.models = ["gpt-5.4-mini"]
    configure(server, more='price_id = "openai"')
    ran = hold("--budget", "0.0001")
    assert ran.code == 0
    assert server.calls == []
    assert len(told(ran)) == 1
    assert "budget of $0.0001 is used up" in told(ran)[0]
    assert made_by(ran) == [BUILTIN] * 2
    ran = hold("--budget", "0.02")
    spent = events(ran, "done")[0]["receipt"]["cost_usd"]
    assert 0 < spent <= 0.02


FAULTS = [
    ("M3", "the connection to 127.0.0.1 failed"),
    ("M4 length", "the reply is too long"),
    ("M5", "one sent nothing for 2 s"),
    ("M5 mid", "one stopped in mid-reply for 1.5 s"),
    ("M6 blank", "one sent an empty reply"),
    ("M6 html", "sent no reply"),
    ("M7 half", "one sent a reply that can't be used"),
    ("M7 words", "one sent a reply that can't be used"),
    ("M8", "one refused the key"),
    ("M11", "the text is too long"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_a_provider_that_fails_is_replaced_aloud(fault: str, said: str, server: FakeServer):
    """Exit 0, the session finished, every answer graded by the built-in coach, and one notice for the one degradation."""
    configure(server)
    server.fault = fault
    ran = hold()
    assert (ran.code, ran.err) == (0, "")
    assert made_by(ran) == [BUILTIN] * 2
    assert all(event["graded"] for event in events(ran, "assessment"))
    assert events(ran, "done")[0]["finished"]
    introduced, *rest = told(ran)
    assert introduced == INTRODUCED
    assert len(rest) == 1
    assert said in rest[0]
    assert f"going on with the {BUILTIN}" in rest[0]
    shown = "".join(event["text"] for event in events(ran, "feedback.delta"))
    assert shown.count("Once more") <= len(ANSWERS)


@pytest.mark.parametrize(
    ("fault", "said"),
    [("M14 500", "fake-large keeps failing"), ("M2 hour", "one asks to wait 3600 s for fake-large")],
)
def test_each_step_down_is_said_once(fault: str, said: str, server: FakeServer, other: FakeServer):
    """First the provider's other model, then the next provider, who finishes the interview; each key stays at home."""
    configure(server, other)
    server.fault = fault
    ran = hold()
    assert ran.code == 0
    assert made_by(ran) == ["two/fake-large"] * 2
    notices = [text for text in told(ran) if "questions and feedback" not in text]
    assert len(notices) == 3
    assert notices[0].startswith(said)
    assert notices[0].endswith(("using fake-small.", "using fake-small meanwhile."))
    assert "going on with two/fake-large" in notices[1]
    assert {seen.headers["authorization"] for seen in server.seen} == {"bearer key-one"}
    assert {seen.headers["authorization"] for seen in other.seen} == {"bearer key-two"}
    assert len(server.calls) <= 3


def test_a_model_that_is_gone_gives_way_to_its_sister(server: FakeServer):
    """The other model of the same provider does the work, and the next session begins with it."""
    configure(server)
    server.gone = {"fake-large"}
    ran = hold()
    assert told(ran)[1:2] == ["one has no model fake-large any more; using fake-small."]
    assert made_by(ran) == ["one/fake-small"] * 2
    assert made_by(hold()) == ["one/fake-small"] * 2
    assert [call.body["model"] for call in server.calls].count("fake-large") == 1


def test_a_server_that_is_not_there_is_told_with_its_address(prepared: Path):
    """Nobody listens at the port: the address is in the notice, and the interview is held."""
    move_in(prepared)
    configure(FakeServer(port=1))
    ran = hold()
    assert ran.code == 0
    assert "one does not answer at http://127.0.0.1:1/v1" in told(ran)[1]
    assert made_by(ran) == [BUILTIN] * 2
