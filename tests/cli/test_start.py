"""`interview start`: from files, from JSON lines, from a pipe."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import CV, POSTING, Ran, interview

ANSWERS = """I led the move of our orders to a queue because two were lost a week. I planned it, moved three teams, and
in the end we lost none for a year.
---
Short.
---
We had 40 services on Kubernetes. I looked at the events first, then the logs, and found the probe was wrong; I fixed
it, and restarts fell from 12 a day to none.
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.txt"
    path.write_text(ANSWERS)
    return path


def prepared() -> None:
    assert interview("prep", POSTING, "--cv", CV, "--formats", "json").code == 0


def events(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_whole_interview_from_a_file_of_answers(answers: Path):
    """Three questions, three answers, a debrief; everything is on stdout and nothing but notices on stderr."""
    prepared()
    ran = interview("start", "--questions", 3, "--answers", answers)
    assert ran.code == 0, ran.err
    assert [f"Question {n} of 3" in ran.out for n in (1, 2, 3)] == [True] * 3
    assert "Debrief" in ran.out
    assert "no model was called" in ran.out
    assert "\x1b" not in ran.out


def test_json_events_carry_the_promised_keys(answers: Path):
    """Each event has its name and the keys that others rely on; the order is that of the interview."""
    prepared()
    ran = interview("start", "--questions", 3, "--answers", answers, "--json")
    found = events(ran)
    assert found[0]["event"] == "session"
    assert found[0]["session_id"] == found[-1]["session_id"]
    assert found[-1]["event"] == "done"
    assert found[-1]["receipt"]["calls"] == 0
    questions = [event for event in found if event["event"] == "question"]
    assert all(
        {"n", "id", "text", "kind", "skill", "follow_up", "wait_ms"} <= event.keys() for event in questions
    )
    order = [event["event"] for event in found if event["event"] != "feedback.delta"]
    assert order == ["session", *["question", "answer.saved", "assessment"] * 3, "done"]
    assessed = next(event for event in found if event["event"] == "assessment")
    assert {
        "question",
        "answer",
        "graded",
        "overall",
        "dimensions",
        "star",
        "claims",
        "delivery",
    } <= assessed.keys()


def test_answers_as_json_lines_and_a_session_gone_on_with():
    """The end of the input pauses; --resume goes on at the same question; export holds both answers once."""
    prepared()
    first = interview(
        "start", "--questions", 2, "--json", stdin='{"answer": "I wrote 3 tests and fixed it."}\n'
    )
    assert first.code == 0
    assert events(first)[-1]["finished"] is False
    open_question = [e for e in events(first) if e["event"] == "question"][-1]
    second = interview("start", "--resume", "--json", stdin='{"command": "end"}\n')
    assert next(e for e in events(second) if e["event"] == "question")["id"] == open_question["id"]
    assert events(second)[-1]["finished"] is True
    document = interview("sessions", "export").document
    assert [turn["answer"] for turn in document["turns"]] == ["I wrote 3 tests and fixed it.", None]
    assert document["finished"] is True


def test_lines_that_make_no_sense_are_told_and_passed_over():
    """A client that sends rubbish gets a notice for each, and the interview goes on."""
    prepared()
    rubbish = '\n{"answer": 3}\n[1]\nhello\n{"command": "dance"}\n'
    ran = interview(
        "start",
        "--questions",
        1,
        "--json",
        stdin=rubbish + '{"answer": "\\u001b[31mred\\u0000 text"}\n{"command": "end"}\n',
    )
    assert ran.code == 0
    assert sum(event["event"] == "notice" for event in events(ran)) == 4
    assert next(e for e in events(ran) if e["event"] == "assessment")["answer"] == "red text"


def test_an_interview_on_a_pipe_reads_plain_lines():
    """An empty line ends an answer; /help prints the commands; the end of the input says how to go on."""
    prepared()
    ran = interview("start", "--questions", 2, stdin="/help\nFirst line,\nsecond line.\n\n")
    assert ran.code == 0
    assert "/redo" in ran.out
    assert "interview start --resume" in ran.out
    assert (
        interview("sessions", "show", "--json").document["turns"][0]["answer"] == "First line,\nsecond line."
    )


def test_a_role_is_enough_to_practise_for(answers: Path):
    """No posting, no pack, no CV: questions for the trade."""
    ran = interview("start", "--role", "Staff nurse", "--questions", 2, "--answers", answers, "--json")
    assert ran.code == 0, ran.err
    assert events(ran)[0]["title"] == "Staff nurse"


@pytest.mark.parametrize(
    ("role", "style", "kinds"),
    [
        ("Backend engineer", "case", {"case"}),
        ("Backend engineer", "system-design", {"system-design"}),
        ("Ward nurse", "case", {"case"}),
        ("Truck driver", "technical", {"technical"}),
    ],
)
def test_a_style_is_kept_to(role: str, style: str, kinds: set[str], answers: Path):
    """Cases are for everybody; only questions of the kind that was asked for."""
    ran = interview(
        "start", "--role", role, "--type", style, "--questions", 2, "--answers", answers, "--json"
    )
    assert ran.code == 0, ran.err
    asked = [event for event in events(ran) if event["event"] == "question" and not event["follow_up"]]
    assert {event["kind"] for event in asked} == kinds


def test_a_style_nobody_is_asked_in_is_told_and_mixed(answers: Path):
    """There is no system for a chef to design: a notice, and an interview all the same."""
    ran = interview(
        "start", "--role", "Chef", "--type", "system-design", "--questions", 2, "--answers", answers
    )
    assert ran.code == 0
    assert "no system-design questions for this job, so it is a mixed interview" in ran.err
    assert "Question 2 of 2" in ran.out


def test_a_posting_on_the_spot(answers: Path):
    """A file in place of a pack is read, and interviewed on."""
    ran = interview("start", POSTING, "--cv", CV, "--questions", 1, "--answers", answers, "--json")
    assert ran.code == 0, ran.err
    assert events(ran)[0]["company"] == "Tidewater Freight"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 2, "There is no prep pack yet"),
        (("nothing-like-it",), 2, "No prep pack begins"),
        (("--resume",), 2, "no session to go on with"),
        (("--role", "Chef", "--answers", "none.txt"), 2, "can't be read"),
        (("--role", "Chef", "--persona", "rude"), 2, "persona"),
    ],
)
def test_what_can_not_be_done_says_what_can(arguments: tuple[str, ...], code: int, says: str):
    """Exit code 2, what is wrong, and the way on; nothing on stdout."""
    ran = interview("start", *arguments)
    assert ran.code == code
    assert says in ran.err
    assert ran.out == ""


def test_scores_can_be_kept_off_the_screen(answers: Path):
    """--no-scores: words, no figures out of a hundred."""
    prepared()
    ran = interview("start", "--questions", 2, "--answers", answers, "--no-scores")
    assert "of 100" not in ran.out
    assert "By dimension" not in ran.out
    assert "What to work on" in ran.out


def test_a_finished_session_is_not_gone_on_with(answers: Path):
    """It says where to read it instead."""
    prepared()
    interview("start", "--questions", 1, "--answers", answers)
    name = interview("sessions", "--json").document["sessions"][0]["session_id"]
    ran = interview("start", "--resume", name)
    assert ran.code == 2
    assert "is finished" in ran.err


def test_everything_kept_is_for_its_owner_alone(answers: Path):
    """Files 0600 in folders 0700, the session's own included."""
    prepared()
    interview("start", "--questions", 3, "--json", stdin='{"answer": "Something private."}\n')
    data = Path(os.environ["INTERVIEW_HOME"]) / "data" / "sessions"
    paths = [data, *data.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {0o600}


def test_a_session_goes_on_without_the_rubric_it_began_with(tmp_path: Path):
    """The file was deleted in the meantime: one notice, and the built-in rubric."""
    prepared()
    rubric = tmp_path / "own.toml"
    rubric.write_text("")
    answer = json.dumps({"answer": "We moved the ovens ourselves."}) + "\n"
    assert interview("start", "--questions", "2", "--rubric", rubric, "--json", stdin=answer).code == 0
    rubric.unlink()
    ran = interview("start", "--resume", "--json", stdin=answer)
    assert ran.code == 0, ran.err
    assert "Going on with the built-in rubric." in ran.err
    assert '"answer.saved"' in ran.out


def test_a_role_in_bytes_that_are_no_text_is_still_a_role():
    """What the shell hands over in another encoding stops nothing."""
    ran = interview("start", "--role", "Chef\udcff", "--questions", "1", "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out.splitlines()[0])["title"] == "Chef"


def test_a_closed_pipe_ends_quietly_and_keeps_the_answer():
    """`| head -1`: exit code 141 or the end, no traceback, the session is there."""
    import subprocess
    import sys

    prepared()
    command = f"{sys.executable} -m interview_cli start --json --questions 3 | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        input=b'{"answer": "one"}\n' * 3,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 141)
    assert b"Traceback" not in done.stderr
    assert interview("sessions", "list", "--json").document["sessions"]


def test_a_full_disk_brings_the_answer_to_safety(tmp_path: Path):
    """Exit code 5; the answer stands in a file that the message names; the history is sound."""
    import resource
    import subprocess
    import sys

    prepared()

    def small_files() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    long = "word " * 7000
    lines = "".join(json.dumps({"answer": f"{n} {long}"}) + "\n" for n in range(20))
    done = subprocess.run(
        [sys.executable, "-m", "interview_cli", "start", "--questions", "20", "--json"],
        input=lines.encode(),
        capture_output=True,
        cwd=tmp_path,
        preexec_fn=small_files,
        check=False,
    )
    assert done.returncode == 5, done.stderr
    assert b"Traceback" not in done.stderr
    acknowledged = [json.loads(x)["n"] for x in done.stdout.splitlines() if b'"answer.saved"' in x]
    document = interview("sessions", "export").document
    kept = [turn["n"] for turn in document["turns"] if turn["answer"]]
    assert set(acknowledged) <= set(kept)


@pytest.mark.parametrize(("room", "where"), [(2_000, "file"), (0, "screen")])
def test_an_answer_no_file_takes_is_brought_to_safety(room: int, where: str, tmp_path: Path):
    """The disk is full for journal and history alike: the answer stands in a file, or on stderr where none can be made."""
    import resource
    import subprocess
    import sys

    prepared()
    child = subprocess.Popen(
        [sys.executable, "-m", "interview_cli", "start", "--questions", "3", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, text=True,
    )  # fmt: skip
    assert child.stdin
    assert child.stdout
    child.stdin.write('{"command": "hint"}\n')
    child.stdin.flush()
    while json.loads(child.stdout.readline())["event"] != "notice":
        pass
    # It listens, and has nothing to write any more but the answer.
    resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (room, room))
    out, err = child.communicate(json.dumps({"answer": "We moved the ovens ourselves."}) + "\n", timeout=60)
    assert child.returncode == 5, err
    assert "answer.saved" not in out
    files = [path.read_text() for path in tmp_path.glob("interview-answer-*.txt")]
    assert files == (["We moved the ovens ourselves.\n"] if where == "file" else [])
    assert ("We moved the ovens ourselves." in err) == (where == "screen")
    assert interview("sessions", "export").document["turns"][0]["answer"] is None


def test_a_home_that_can_not_be_written_is_told_before_the_first_question(tmp_path: Path, answers: Path):
    """The session is kept elsewhere, the notice says where, and the interview is held."""
    (tmp_path / "data").write_text("in the way")
    ran = interview(
        "start",
        "--role",
        "Chef",
        "--questions",
        1,
        "--answers",
        answers,
        env={"INTERVIEW_HOME": str(tmp_path)},
    )
    assert ran.code == 0, ran.err
    assert "Nothing can be kept in" in ran.err
    assert "Debrief" in ran.out


@pytest.mark.parametrize(
    "arguments", [("--help",), ("start", "--help"), ("sessions",), ("sessions", "--help")]
)
def test_what_holds_no_interview_loads_no_graph_and_no_editor(arguments: tuple[str, ...]):
    """Read in a fresh interpreter: langgraph, prompt_toolkit and aiosqlite stay away."""
    import subprocess
    import sys

    code = (
        "import sys; from interview_cli.cli.program import run; run(sys.argv[1:]);"
        "print([m for m in ('langgraph', 'prompt_toolkit', 'aiosqlite', 'openai') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"
