"""`interview prep` with a language model behind it, as a child process against servers on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.cli.running import CV, POSTING, Ran, interview
from tests.cli.with_model import BUILTIN, KEYS, configure
from tests.llm.fake_server import FakeServer, running

INTRODUCED = "questions and feedback by one/fake-large on this machine"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with running() as fake:
        yield fake


@pytest.fixture
def other() -> Iterator[FakeServer]:
    with running() as fake:
        yield fake


def prep(*flags: str, as_json: bool = True) -> Ran:
    """A pack of the example posting and CV."""
    told = ("--formats", "json", *(("--json",) if as_json else ()))
    ran = interview(*flags, "prep", POSTING, "--cv", CV, *told, env=KEYS)
    assert ran.code == 0, ran.err
    return ran


def test_a_pack_made_by_a_model(server: FakeServer):
    """Who made it, that gaps and questions come from it, one notice with its name, and a receipt that fits the server's."""
    configure(server)
    ran = prep()
    assert ran.err.strip() == INTRODUCED
    pack = ran.document
    assert pack["made_by"] == "one/fake-large"
    assert sum(question["id"].startswith("m-") for question in pack["questions"]) >= 8
    assert all(gap["requirement"] in pack["posting"]["text"] for gap in pack["gaps"])
    receipt = pack["receipt"]
    assert receipt["calls"] == len(server.calls)
    assert receipt["tokens_in"] == sum(call.prompt_tokens for call in server.calls)
    assert receipt["cost_usd"] == 0
    assert len(receipt["waits_ms"]) == len(server.calls)
    assert not re.search(r"Haverkamp|noor\.|@|\+31", "\n".join(call.prompt for call in server.calls))
    asked = len(server.calls)
    assert prep().document["questions"] == pack["questions"]
    assert len(server.calls) == asked


def test_the_screen_says_what_the_models_took(server: FakeServer):
    """Calls, tokens and cost are in the last line of the pack."""
    configure(server)
    assert re.search(r"\d+ model calls, [\d,]+ tokens, \$0\.0000", prep(as_json=False).out)


def test_offline_asks_nobody_and_local_asks_this_machine(server: FakeServer):
    """--offline opens no connection even to this machine; --local is content with it."""
    configure(server)
    assert prep("--offline").document["made_by"] == BUILTIN
    assert server.seen == []
    assert prep("--local").document["made_by"] == "one/fake-large"


def test_a_pack_made_without_the_model_is_made_anew_when_it_is_back(server: FakeServer):
    """The built-in coach's pack is not kept in the model's name."""
    configure(server)
    server.fault = "M3"
    assert prep().document["made_by"] == BUILTIN
    server.fault = None
    assert prep().document["made_by"] == "one/fake-large"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("M2 hour", "one asks to wait 3600 s"),
        ("M3", "the connection to 127.0.0.1 failed"),
        ("M5", "one sent nothing for 2 s"),
        ("M7 words", "one sent a reply that can't be used"),
        ("M11", "the text is too long"),
        ("M14 500", "127.0.0.1 answers 500"),
    ],
)
def test_a_provider_that_fails_leaves_a_whole_pack(fault: str, said: str, server: FakeServer):
    """Exit 0, gaps and questions by the built-in coach, and one line for the fall, however many tasks ran into it."""
    configure(server)
    server.fault = fault
    ran = prep()
    pack = ran.document
    assert pack["made_by"] == BUILTIN
    assert len(pack["questions"]) == 15
    assert pack["gaps"]
    falls = [line for line in ran.err.splitlines() if "going on with" in line]
    assert len(falls) == 1
    assert said in falls[0]
    assert falls[0].count(BUILTIN) == 1


def test_the_second_provider_makes_the_pack_when_the_first_fails(server: FakeServer, other: FakeServer):
    """One line hands on, one names who gets the CV now, and each key goes to its own host."""
    configure(server, other)
    server.fault = "M3"
    ran = prep()
    assert ran.document["made_by"] == "two/fake-large"
    assert ran.err.splitlines() == [
        INTRODUCED,
        "the connection to 127.0.0.1 failed; going on with two/fake-large.",
        "questions and feedback by two/fake-large on this machine",
    ]
    assert {seen.headers["authorization"] for seen in server.seen} == {"bearer key-one"}
    assert {seen.headers["authorization"] for seen in other.seen} == {"bearer key-two"}
