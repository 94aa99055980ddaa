"""The program with a language model: fake servers on loopback, named in a config file as a person would."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from tests.cli.running import CV, POSTING, Ran, interview
from tests.llm.fake_server import FakeServer, running

KEYS = {"ONE_KEY": "key-one", "TWO_KEY": "key-two"}
BUILTIN = "built-in coach"
# Short enough for a test, long enough for a busy machine.
DEADLINES = {
    "first_token_seconds": 2.0,
    "local_first_token_seconds": 2.0,
    "between_tokens_seconds": 1.5,
    "whole_seconds": 15.0,
}
ANSWERS = [
    (
        "At Ravelin our payments service lost two orders a week, and I owned the fix. I planned the move to a queue, moved "
        "three teams over four months, and in the end we lost none for a whole year."
    ),
    (
        "We had forty services on Kubernetes and restarts every day. I looked at the events first, then at the logs, and found "
        "that the probe was wrong. I fixed it, and restarts fell from twelve a day to none."
    ),
]


def home() -> Path:
    """The folder everything of this test is kept in."""
    path = Path(os.environ["INTERVIEW_HOME"])
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def configure(*servers: FakeServer, more: str = "") -> None:
    """A config with the servers as providers "one" and "two", each with a key of its own; `more` goes to the last one."""
    names = ["one", "two"][: len(servers)]
    rows = [
        "[model]",
        f"use = {json.dumps(names)}",
        *(f"{name} = {value}" for name, value in DEADLINES.items()),
    ]
    for name, server in zip(names, servers, strict=True):
        rows += [
            f"[providers.{name}]",
            f'base_url = "{server.url}"',
            f"models = {json.dumps(server.models)}",
            f'key_env = "{name.upper()}_KEY"',
        ]
    (home() / "config.toml").write_text("\n".join([*rows, more, ""]))


def make_pack(place: Path) -> Path:
    """A home with a pack of the example posting and CV in it, to be copied for each interview."""
    with running() as server:
        env = {
            "INTERVIEW_HOME": str(place),
            "INTERVIEW_MODEL__USE": "mine",
            "INTERVIEW_PROVIDERS__MINE__BASE_URL": server.url,
        }
        ran = interview("prep", POSTING, "--cv", CV, "--formats", "json", "--json", env=env)
    assert ran.code == 0, ran.err
    assert ran.document["made_by"] == "mine/fake-large"
    return place


def move_in(prepared: Path) -> None:
    """Take the prepared pack as this test's own, and nothing that was cached."""
    shutil.copytree(prepared / "data", home() / "data")


def hold(*arguments: object, answers: int = 2, env: dict[str, str] | None = None) -> Ran:
    """An interview of that many questions with answers on standard input, in JSON."""
    lines = "".join(json.dumps({"answer": text}) + "\n" for text in ANSWERS[:answers])
    told = ("start", "--questions", answers, "--persona", "supportive", "--json")
    flags = [
        one for one in arguments if str(one).startswith("--") and one in ("--local", "--offline", "--quiet")
    ]
    rest = [one for one in arguments if one not in flags]
    ran = interview(*flags, *told, *rest, stdin=lines + '{"command": "end"}\n', env={**KEYS, **(env or {})})
    assert "Traceback" not in ran.err
    return ran


def events(ran: Ran, name: str = "") -> list[dict[str, Any]]:
    """The events of a run, or those of one name."""
    found = [json.loads(line) for line in ran.out.splitlines()]
    return [event for event in found if name in ("", event["event"])]


def told(ran: Ran) -> list[str]:
    """The notices of a run, in order."""
    return [event["text"] for event in events(ran, "notice")]


def made_by(ran: Ran) -> list[str]:
    """Who assessed each answer."""
    return [event["made_by"] for event in events(ran, "assessment")]
