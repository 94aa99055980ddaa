"""`interview sessions`: what was held, shown and deleted."""

from __future__ import annotations

import os
from pathlib import Path

from interview_cli.store.cache import DiskCache
from tests.cli.running import interview

LINES = '{"answer": "I hid the walnut key and told nobody for 3 days."}\n{"command": "skip"}\n'


def held(*arguments: object) -> str:
    ran = interview("start", "--role", "Head chef", "--questions", 2, "--json", *arguments, stdin=LINES)
    assert ran.code == 0, ran.err
    return str(interview("sessions", "--json").document["sessions"][0]["session_id"])


def test_an_empty_list_says_how_to_begin():
    """No session yet is no error."""
    ran = interview("sessions")
    assert ran.code == 0
    assert "interview start" in ran.out


def test_the_list_is_newest_first_and_can_be_narrowed():
    """Id, title, state and number of answers; --role takes those of one role."""
    held()
    interview("start", "--role", "Data analyst", "--questions", 1, "--json", stdin="")
    document = interview("sessions", "list", "--json").document["sessions"]
    assert [row["title"] for row in document] == ["Data analyst", "Head chef"]
    assert [row["finished"] for row in document] == [False, True]
    narrowed = interview("sessions", "list", "--role", "chef").out
    assert "Head chef" in narrowed
    assert "Data analyst" not in narrowed


def test_one_session_is_shown_whole():
    """Question, answer, what it was worth, what was skipped, and the debrief."""
    name = held()
    ran = interview("sessions", "show", name)
    assert ran.code == 0
    assert "I hid the walnut key" in ran.out
    assert "Skipped." in ran.out
    assert "Debrief" in ran.out


def test_export_has_the_promised_keys():
    """`session_id pack turns[{n, question, answer, assessment}] receipt finished`."""
    document = interview("sessions", "export", held()).document
    assert {"session_id", "pack", "turns", "receipt", "finished"} <= document.keys()
    assert {"n", "question", "answer", "assessment"} <= document["turns"][0].keys()
    assert document["turns"][0]["assessment"]["answer"].startswith("I hid")


def test_delete_leaves_no_byte():
    """Where nobody can be asked, a beginning is not enough; the whole id is, and no file holds a word of it any more.

    What a model said of the answer goes too.
    """
    name = held()
    home = Path(os.environ["INTERVIEW_HOME"])
    cache = DiskCache(home / "cache", ttl={"reply": 120.0})
    cache.put("reply", "k", b'{"quote": "walnut"}')
    cache.close()
    (home / "data" / "history.db.corrupt-1").touch()
    ran = interview("sessions", "delete", name[:12])
    assert ran.code == 2
    assert name in ran.err
    deleted = interview("sessions", "delete", name, "--json")
    assert deleted.document == {"deleted": name}
    assert "history.db.corrupt-1 is an older copy" in deleted.err
    assert not any(b"walnut" in path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert interview("sessions", "--json").document == {"sessions": []}


def test_a_long_list_is_cut_on_screen_only(tmp_path: Path):
    """The notice says how to see more; JSON holds all there are."""
    answers = tmp_path / "a.txt"
    answers.write_text("I walked.")
    for _ in range(3):
        interview("start", "--role", "Postman", "--questions", 1, "--answers", answers)
    ran = interview("sessions", "list", "--limit", 2)
    assert ran.out.count("Postman") == 2
    assert "interview sessions list --limit" in ran.err
    assert len(interview("sessions", "list", "--json").document["sessions"]) == 3


def test_an_unknown_session_is_told():
    """Exit code 2 and where to look."""
    ran = interview("sessions", "show", "1999")
    assert ran.code == 2
    assert "interview sessions list" in ran.err
