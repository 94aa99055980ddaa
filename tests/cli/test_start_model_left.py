"""`interview start` left or killed while a model speaks; and how a model's notices look on a terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ALONE, interview
from tests.cli.test_start_terminal import SEND, ended, ready, terminal
from tests.cli.with_model import ANSWERS, KEYS, configure, events, make_pack, move_in
from tests.llm.fake_server import FakeServer, Pace, running

STEPS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def server(prepared: Path) -> Iterator[FakeServer]:
    """A provider that speaks slowly enough to be interrupted, in a home with a pack."""
    move_in(prepared)
    with running(FakeServer(pace=Pace(0.05, 30))) as fake:
        configure(fake)
        yield fake


def until(child: subprocess.Popen[str], name: str, times: int) -> list[dict[str, Any]]:
    """The events of a running interview up to the one called `name` for the given time."""
    found: list[dict[str, Any]] = []
    assert child.stdout
    for line in child.stdout:
        found.append(json.loads(line))
        if [event["event"] for event in found].count(name) == times:
            return found
    raise AssertionError(f"it ended before {name}: {found}")


def begin() -> subprocess.Popen[str]:
    """An interview of two questions in JSON, with one answer given."""
    child = subprocess.Popen(
        [sys.executable, "-m", "interview_cli", "start", "--questions", "2", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **ALONE, **KEYS},
        text=True,
    )
    assert child.stdin
    child.stdin.write(json.dumps({"answer": ANSWERS[0]}) + "\n")
    child.stdin.flush()
    return child


def test_the_answer_is_on_the_disk_before_the_model_hears_it(server: FakeServer):
    """Killed as soon as the server has the request: the answer was acknowledged, and it is there."""
    server.pace = Pace(first=30)
    with begin() as child:
        deadline = time.monotonic() + 20
        while not server.calls and time.monotonic() < deadline:
            time.sleep(0.01)
        child.kill()
        said, _ = child.communicate()
    assert server.calls
    assert '"answer.saved"' in said
    assert interview("sessions", "export").document["turns"][0]["answer"] == ANSWERS[0]


def test_killed_in_mid_stream_it_goes_on_where_it_was(server: FakeServer):
    """kill -9 while feedback streams: --resume assesses that answer anew, once, and asks the next question."""
    with begin() as child:
        until(child, "feedback.delta", 3)
        child.kill()
    server.pace = Pace()
    asked = len(server.calls)
    ran = interview("start", "--resume", "--json", stdin='{"command": "end"}\n', env=KEYS)
    assert ran.code == 0
    assert [(e["n"], e["graded"]) for e in events(ran, "assessment")] == [(1, True)]
    assert events(ran, "question")[0]["n"] == 2
    assert events(ran, "done")[0]["finished"]
    assert sum("Answer:" in call.prompt for call in server.calls[asked:]) == 1
    turns = interview("sessions", "export").document["turns"]
    assert turns[0]["answer"] == ANSWERS[0]
    assert turns[0]["assessment"]["made_by"] == "one/fake-large"


def test_ctrl_c_ends_the_feedback_alone(server: FakeServer):
    """An interrupt while feedback streams leaves the answer ungraded and goes on; the call is cut off, and counted."""
    with begin() as child:
        until(child, "feedback.delta", 3)
        child.send_signal(signal.SIGINT)
        found = until(child, "question", 1)
        said, errors = child.communicate(json.dumps({"command": "end"}) + "\n", timeout=20)
    assert child.returncode == 0
    assert errors == ""
    (assessed,) = [event for event in found if event["event"] == "assessment"]
    assert (assessed["graded"], assessed["overall"]) == (False, None)
    assert not server.calls[0].finished
    receipt = json.loads(said.splitlines()[-1])["receipt"]
    assert receipt["tokens_in"] > 0
    assert receipt["tokens_out"] > 0


@pytest.mark.terminal
def test_notices_never_stand_in_the_middle_of_a_line(server: FakeServer):
    """On a terminal: who answers, feedback that breaks off, and who goes on, each on a line of its own."""
    server.pace, server.fault = Pace(), "M3"
    with terminal("start", "--questions", "2", ONE_KEY="key-one") as child:
        ready(child)
        child.send(ANSWERS[0] + SEND)
        child.expect("of 100")
        said = STEPS.sub("", child.before or "").replace("\r", "\n")
        ready(child)
        child.send("\x04")
        code, _ = ended(child)
    assert code == 0
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    assert "• questions and feedback by one/fake-large on this machine" in lines
    assert "• the connection to 127.0.0.1 failed; going on with the built-in coach." in lines
    assert [line for line in lines if "broke off" in line] == [
        "That reply broke off. Once more:",
        "That reply broke off.",
    ]


@pytest.mark.terminal
def test_a_notice_while_somebody_types_leaves_the_typing_alone(server: FakeServer):
    """A call made ahead stalls while the answer is typed: the line stands above, and the answer is whole."""
    server.pace, server.faults, server.fault = Pace(), ["M20 no follow-up"], "M5"
    with terminal("start", "--questions", "3", "--persona", "supportive", ONE_KEY="key-one") as child:
        ready(child)
        child.send(ANSWERS[0] + SEND)
        child.expect("Question 2 of 3")
        ready(child)
        child.send("I began to")
        child.expect("• one sent nothing for 2 s; going on with the built-in coach.")
        child.expect("I began to")
        child.send(" type this before it came." + SEND)
        child.expect("of 100|Not graded")
        ready(child)
        child.send("\x04")
        ended(child)
    turns = interview("sessions", "export").document["turns"]
    assert turns[0]["assessment"]["made_by"] == "one/fake-large"
    assert turns[1]["answer"] == "I began to type this before it came."
