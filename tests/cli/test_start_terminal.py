"""`interview start` on a real pseudo-terminal: the editor, signals, pastes, narrow and dumb terminals."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect
import pytest

from tests.cli.running import ALONE, interview

pytestmark = pytest.mark.terminal
SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"
SEND = "\x1b\r"  # Alt-Enter
LEAVE = {"start": ("start", "--role", "Head chef", "--questions", "2")}


@contextmanager
def terminal(*arguments: str, columns: int = 80, **env: str) -> Iterator[pexpect.spawn]:
    """`interview` with `arguments` on a terminal of its own; it is closed whatever happens."""
    environ = {**os.environ, **ALONE, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **env}
    environ.pop("COLUMNS", None)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "interview_cli", *(arguments or LEAVE["start"])],
        env=environ,
        dimensions=(30, columns),
        encoding="utf-8",
        timeout=20,
    )
    child.delaybeforesend = 0.05
    try:
        yield child
    finally:
        with contextlib.suppress(OSError, pexpect.ExceptionPexpect):
            child.close(force=True)


def ready(child: pexpect.spawn) -> None:
    """Wait until the editor takes keys."""
    child.expect("›")
    time.sleep(0.2)


def ended(child: pexpect.spawn) -> tuple[int | None, str]:
    """The exit code, and what was said since the last thing expected."""
    child.expect(pexpect.EOF)
    said = child.before or ""
    child.close()
    return child.exitstatus, said


def answers() -> list[str | None]:
    """The answers of the newest session."""
    return [turn["answer"] for turn in interview("sessions", "export").document["turns"]]


def test_typing_an_answer_and_sending_it_with_an_empty_line():
    """Two lines and an empty one: the answer is taken, feedback comes, and the next question."""
    with terminal() as child:
        ready(child)
        child.send("I ran a kitchen of 9 people.\rWe cut waste by 12 percent.\r\r")
        child.expect("of 100")
        child.expect("Question 2 of 2|Follow-up")
        ready(child)
        child.send("\x04")
        code, said = ended(child)
    assert code == 0
    assert "interview start --resume" in said
    assert answers()[0] == "I ran a kitchen of 9 people.\nWe cut waste by 12 percent."


def test_a_paste_of_ten_thousand_characters_is_one_answer():
    """Bracketed paste, many lines, an escape sequence inside: taken as text, whole, and sent only when told to."""
    lines = [f"Line {n} of what I did that year, with {n} covers." for n in range(210)]
    text = "\n".join(lines)
    assert len(text) > 10_000 - 400
    with terminal() as child:
        ready(child)
        child.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[31m end\x1b[201~")
        time.sleep(0.5)
        child.send(SEND)
        child.expect("of 100")
        ready(child)
        child.send("\x04")
        code, _ = ended(child)
    assert code == 0
    kept = answers()[0] or ""
    assert kept.startswith(text)
    assert "\x1b" not in kept


def test_ctrl_c_asks_once_and_keeps_the_draft():
    """With something typed the first Ctrl-C warns; the second leaves with 130, and the draft is there on resume."""
    with terminal() as child:
        ready(child)
        child.send("half an answer")
        child.expect("half an answer")
        child.send("\x03")
        time.sleep(0.5)
        assert child.isalive()
        child.send("\x03")
        code, said = ended(child)
    assert code == 130
    assert "Traceback" not in said
    assert said.rfind(HIDE_CURSOR) <= said.rfind(SHOW_CURSOR) or HIDE_CURSOR not in said
    with terminal("start", "--resume") as child:
        child.expect("half an answer")
        time.sleep(0.2)
        child.send(", and the rest." + SEND)
        child.expect("of 100|Not graded")
        child.send("\x03")
    assert answers()[0] == "half an answer, and the rest."


def test_ctrl_c_on_an_empty_line_leaves_at_once():
    """Nothing typed, nothing to lose: 130 in half a second, with the line to go on with."""
    with terminal() as child:
        ready(child)
        began = time.monotonic()
        child.send("\x03")
        code, said = ended(child)
        took = time.monotonic() - began
    assert code == 130
    assert took < 2
    assert "interview start --resume" in said


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_keeps_the_draft(number: int, code: int):
    """A kill or a closed terminal while typing: the exit code says which, no traceback, the draft is kept."""
    with terminal() as child:
        ready(child)
        child.send("an answer in the making")
        child.expect("in the making")
        time.sleep(0.2)
        child.kill(number)
        exit_code, said = ended(child)
    assert exit_code == code
    assert "Traceback" not in said
    with terminal("start", "--resume") as child:
        child.expect("an answer in the making")


def test_a_terminal_that_is_gone_ends_the_program():
    """The terminal closes while the person types: the process ends by itself."""
    with terminal() as child:
        ready(child)
        child.send("typed")
        time.sleep(0.3)
        pid = child.pid
        child.ptyproc.fileobj.close()
        for _ in range(60):
            done, _status = os.waitpid(pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.1)
        assert done == pid


def test_commands_in_the_editor():
    """A command is taken at the first Enter: /help lists, /hint hints, /skip skips, /end ends with the debrief."""
    with terminal() as child:
        ready(child)
        child.send("/help\r")
        child.expect("/repeat")
        ready(child)
        child.send("/hint\r")
        child.expect("- ")
        ready(child)
        child.send("/skip\r")
        child.expect("Question 2 of 2")
        ready(child)
        child.send("/end\r")
        child.expect("Debrief")
        code, _ = ended(child)
    assert code == 0


def test_twenty_columns_and_a_change_of_size_in_mid_answer():
    """Narrow terminals get wrapped text; a resize while typing loses nothing."""
    with terminal(columns=20) as child:
        ready(child)
        child.send("I cooked for ninety people at once")
        time.sleep(0.2)
        for columns in (40, 10, 120):
            child.setwinsize(30, columns)
            time.sleep(0.2)
        child.send(" and it went well." + SEND)
        child.expect("Question 2|Follow-up")
        ready(child)
        child.send("\x04")
        code, said = ended(child)
    assert code == 0
    assert "Traceback" not in said
    assert answers()[0] == "I cooked for ninety people at once and it went well."


def test_a_dumb_terminal_gets_plain_lines():
    """TERM=dumb: no escapes, an empty line ends the answer, Ctrl-D leaves."""
    with terminal(TERM="dumb") as child:
        child.expect("Question 1 of 2")
        child.send("I cooked.\nFor ninety.\n\n")
        child.expect("Question 2 of 2|Follow-up")
        child.sendeof()
        code, said = ended(child)
    assert code == 0
    assert "\x1b" not in said
    assert answers()[0] == "I cooked.\nFor ninety."


def test_a_signal_keeps_the_draft_of_plain_lines():
    """TERM=dumb: whole lines that were not sent are shown again on resume, and are the beginning of the answer."""
    with terminal(TERM="dumb") as child:
        child.expect("Question 1 of 2")
        child.send("I cooked for ninety.\n")
        child.expect("ninety")
        time.sleep(0.3)
        child.kill(signal.SIGTERM)
        code, _ = ended(child)
    assert code == 143
    with terminal("start", "--resume", TERM="dumb") as child:
        child.expect("What you had")
        child.send("/help\n")
        child.expect("/skip")
        child.sendeof()
        assert ended(child)[0] == 0
    assert answers() == [None]
    with terminal("start", "--resume", TERM="dumb") as child:
        child.expect("What you had typed:\\s+I cooked for ninety.")
        child.send("It went well.\n\n")
        child.expect("Question 2 of 2|Follow-up")
    assert answers()[0] == "I cooked for ninety.\nIt went well."


def test_a_suspended_program_does_not_count_the_time():
    """Ctrl-Z and back: the editor goes on, and the time away is no thinking time."""
    with terminal() as child:
        ready(child)
        child.send("I cooked")
        time.sleep(0.3)
        os.kill(child.pid, signal.SIGSTOP)
        time.sleep(7)
        os.kill(child.pid, signal.SIGCONT)
        time.sleep(0.3)
        child.send(" for ninety." + SEND)
        child.expect("of 100|Not graded")
        ready(child)
        child.send("\x04")
        ended(child)
    document = interview("sessions", "export").document
    assert document["turns"][0]["answer"] == "I cooked for ninety."
    assert document["turns"][0]["seconds"] < 6


def test_no_colour_where_none_is_wanted():
    """NO_COLOR: the page around the editor is free of colour codes."""
    with terminal(NO_COLOR="1") as child:
        child.expect("first|how you work")
        said = child.before or ""
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", said)
