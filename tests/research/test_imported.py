from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview_cli.errors import UnreadableFile
from interview_cli.research.feed import read_feed
from interview_cli.research.gather import Sources
from interview_cli.research.imported import read_threads
from interview_cli.research.source import SourceFailed
from tests.research.fakeweb import FakeWeb
from tests.research.rig import Rig

NEW = """<!doctype html><html><body><shreddit-post post-title="Tessaro interview" permalink="/r/jobs/comments/1abc2/x/" score="31"
 created-timestamp="2026-04-01T10:00:00.000000+0000"><div slot="text-body"><div class="md"><p>Four rounds. They care about tests.</p></div></div></shreddit-post>
<shreddit-comment score="7"><div slot="comment"><p>They asked me how I would plan a week.</p></div></shreddit-comment></body></html>"""
OLD = """<html><body><div class="thing link" data-permalink="/r/jobs/comments/1abc2/x/" data-timestamp="1775000000000" data-score="5">
<a class="title">Tessaro interview</a><div class="expando"><div class="md"><p>Four rounds.</p></div></div></div>
<div class="comment"><div class="entry"><span class="score unvoted" title="3">3 points</span><div class="md"><p>They asked me how I would plan a week.</p></div></div></div></body></html>"""
NEWS = """<html><body><tr class="athing"></tr><table><tr class="athing submission" id="777"><td><span class="titleline"><a>Tessaro interview</a></span></td></tr></table>
<div class="toptext">Three calls and a case.</div><div class="commtext">They asked me how I would plan a week.</div></body></html>"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("markup", "name", "day"),
    [(NEW, "reddit:1abc2", "2026-04-01"), (OLD, "reddit:1abc2", "2026-03-31"), (NEWS, "hackernews:777", "")],
)
def test_saved_pages(tmp_path: Path, markup: str, name: str, day: str):
    """Saved pages of Reddit, new and old, and of Hacker News are read with their comments."""
    (thread,) = read_threads(write(tmp_path, "page.html", markup))
    assert (thread.id, thread.title, thread.date) == (name, "Tessaro interview", day)
    assert [comment.text for comment in thread.comments] == ["They asked me how I would plan a week."]
    assert thread.body


def test_any_other_page(tmp_path: Path):
    """A page of no known kind gives its title and its text, without scripts."""
    page = "<html><head><title>My day at Tessaro</title><link rel='canonical' href='https://example.com/a'></head><body><nav>Menu</nav><article><p>I interviewed there in May.</p><p>They care about tests.</p><script>x()</script></article></body></html>"
    (thread,) = read_threads(write(tmp_path, "page.html", page))
    assert thread.url == "https://example.com/a"
    assert thread.body == "I interviewed there in May.\nThey care about tests."


def test_exported_json(tmp_path: Path):
    """Reddit's own listing, with comments at any depth, gives one thread."""
    post = {
        "kind": "t3",
        "data": {
            "id": "1abc2",
            "title": "Tessaro interview",
            "selftext": "Four rounds.",
            "subreddit": "jobs",
            "score": 3,
        },
    }
    inner = {
        "kind": "t1",
        "data": {"id": "c2", "link_id": "t3_1abc2", "body": "They care about tests a lot.", "score": 9},
    }
    outer = {
        "kind": "t1",
        "data": {
            "id": "c1",
            "link_id": "t3_1abc2",
            "body": "They asked me how I would plan.",
            "score": 2,
            "replies": {"kind": "Listing", "data": {"children": [inner]}},
        },
    }
    listing = [
        {"kind": "Listing", "data": {"children": [post]}},
        {"kind": "Listing", "data": {"children": [outer]}},
    ]
    (thread,) = read_threads(write(tmp_path, "export.json", json.dumps(listing)))
    assert [comment.score for comment in thread.comments] == [9, 2]


def test_json_lines(tmp_path: Path):
    """An archive's dump, a post a line, gives a thread a line."""
    lines = "\n".join(
        json.dumps({"id": f"ab{n}", "title": f"Tessaro interview {n}", "selftext": "x", "subreddit": "jobs"})
        for n in range(3)
    )
    assert len(read_threads(write(tmp_path, "dump.json", lines))) == 3


def test_pasted_text_with_its_link(tmp_path: Path):
    """Pasted text: the link says where it is from, the first line is the title; several are parted by dashes."""
    text = "https://www.reddit.com/r/nursing/comments/1xyz9/harbour/\nHarbour interview\n\nPanel of three.\n---\nSecond one\nNo link here."
    first, second = read_threads(write(tmp_path, "threads.txt", text))
    assert (first.id, first.place, first.title, first.body) == (
        "reddit:1xyz9",
        "r/nursing",
        "Harbour interview",
        "Panel of three.",
    )
    assert (second.url, second.title) == ("", "Second one")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.json", b"{}"), ("b.txt", b""), ("c.bin", b"\x00\x01" * 50), ("d.json", b"[" * 100_000)],
)
def test_files_that_hold_no_thread(tmp_path: Path, name: str, data: bytes):
    """Empty, binary and endless nested files are refused with a hint."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile) as error:
        read_threads(tmp_path / name)
    assert error.value.hint


def test_a_missing_file(tmp_path: Path):
    """A missing file or a folder is named."""
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_threads(tmp_path)


async def test_what_the_person_brought_is_used_offline(web: FakeWeb, tmp_path: Path):
    """With --offline a brought thread still makes a dossier; nothing is asked."""
    threads = read_threads(write(tmp_path, "page.html", NEW))
    findings = await Rig(web, offline=True).run(sources=Sources(imported=threads, offline=True))
    assert not web.asked
    assert {line.text for line in findings.dossier.lines} >= {
        "Valued: “They care about tests.”",
        "Asked: Tell me how you would plan a week",
    }
    assert findings.threads[0].why == "you brought it"


def test_a_feed_with_entities_of_its_own_is_refused():
    """An Atom feed may not define entities that read files; what is no feed fails."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&a;</title><link href="https://www.reddit.com/r/a1/comments/ab1/x/"/></entry></feed>'
    assert read_feed(bomb) == ()
    with pytest.raises(SourceFailed):
        read_feed(b"<html></html>")
