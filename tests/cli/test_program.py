"""The command line as a whole: options of every command, help, and where output can't go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from interview_cli.cli.program import bring_forward
from tests.cli.running import ALONE, interview


@pytest.mark.parametrize("command", [(), ("inspect",), ("config",), ("cache",)])
def test_a_name_that_needs_more_is_answered_with_its_help(command: tuple[str, ...]):
    """`interview` alone says what there is; on stderr, since it is no result."""
    ran = interview(*command)
    assert (ran.code, ran.out) == (2, "")
    assert "Commands:" in ran.err


def test_options_of_every_command_may_stand_after_it(tmp_path: Path):
    """`interview config path --config FILE` is `interview --config FILE config path`."""
    own = tmp_path / "own.toml"
    own.write_text("")
    before = interview("--config", own, "--quiet", "config", "path")
    after = interview("config", "path", "--config", own, "--quiet")
    assert (after.code, after.out) == (before.code, before.out) == (0, f"{own}\n")
    assert interview("config", "path", f"--config={own}").out == before.out


def test_a_value_is_no_option():
    """An answer that reads like an option stays the answer."""
    ran = interview("grade", "--question", "Why?", "--answer", "--offline", "--offline", "--json")
    assert ran.document["answer"] == "--offline"


@pytest.mark.parametrize(
    ("arguments", "option", "moved"),
    [
        (["prep", "x", "--offline"], "--offline", ["--offline", "prep", "x"]),
        (["prep", "--config", "c", "x"], "--config", ["--config", "c", "prep", "x"]),
        (["prep", "--config=c", "x"], "--config", ["--config=c", "prep", "x"]),
        (["prep", "x", "--config"], "--config", None),
        (["prep", "x", "--nope"], "--nope", None),
        (["--offline", "prep", "x"], "--offline", None),
        (["nope", "-q"], "-q", None),
    ],
)
def test_what_is_brought_forward(arguments: list[str], option: str, moved: list[str] | None):
    """Only what every command takes, only from behind the command, and with its value."""
    assert bring_forward(arguments, option) == moved


def test_a_wrong_choice_is_said_in_words_of_ours():
    """The names of the library's errors stay out of the message."""
    ran = interview("start", "--type", "quiz")
    assert ran.code == 2
    assert "'quiz' is not one of 'mixed'" in ran.err
    assert "Value error" not in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_onto_a_full_device_is_a_matter_of_storage(argument: str):
    """Exit code 5 and a line on what to do, as for any other result."""
    with Path("/dev/full").open("w") as full:
        done = run_into(full.fileno(), argument)
    assert done.returncode == 5
    assert b"No space is left" in done.stderr


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_into_a_closed_pipe_leaves_quietly(argument: str):
    """Exit code 141 and no word."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run_into(writer, argument)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def run_into(stdout: int, argument: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "interview_cli", argument],
        stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, **ALONE}, timeout=60, check=False,
    )  # fmt: skip


def test_ctrl_c_is_answered_with_a_line(tmp_path: Path):
    """Exit code 130, nothing on stdout, and a line that says what was kept."""
    ready = tmp_path / "answers"
    os.mkfifo(ready)
    command = [sys.executable, "-m", "interview_cli", "grade", "--jsonl", str(ready)]
    env = {**os.environ, **ALONE}
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as running,
        ready.open("w"),  # which returns once the program has opened the other end
    ):
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert err.decode().startswith("Stopped.")


@pytest.mark.parametrize(
    ("redirect", "command", "code", "said"),
    [
        ("<&-", ("purge",), 2, "nobody to ask"),
        ("<&-", ("start", "--role", "Chef", "--questions", "1"), 0, "--resume"),
        (">&-", ("sessions", "list"), 5, "could not be written"),
        (">&-", ("start", "--role", "Chef", "--questions", "1", "--json"), 5, "could not be written"),
        ("2>&-", ("sessions", "list"), 0, "No interview yet"),
        ("<&- >&- 2>&-", ("start", "--role", "Chef", "--questions", "1"), 5, ""),
    ],
)
def test_a_stream_that_was_closed_is_no_accident(
    redirect: str, command: tuple[str, ...], code: int, said: str
):
    """No input, no output or no notices, as the shell was told: the usual codes, and no file of ours in their place."""
    line = f'"$0" -m interview_cli "$@" {redirect}'
    done = subprocess.run(
        ["bash", "-c", line, sys.executable, *command],
        capture_output=True,
        env={**os.environ, **ALONE},
        check=False,
    )
    told = (done.stdout + done.stderr).decode()
    assert done.returncode == code, told
    assert said in told
    assert "went wrong" not in told
    assert interview("sessions", "list").code == 0
