"""The labelled threads, read from their files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from interview_cli.research.about import judge
from interview_cli.research.queries import Ask
from interview_cli.research.thread import Comment, Thread, from_reddit

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Labelled:
    thread: Thread
    ask: Ask
    about: bool


def read_labelled(part: str) -> list[Labelled]:
    """The threads of one part, "tuned" or "held"."""
    entries = tomllib.loads((FOLDER / f"labelled_{part}.toml").read_text("utf-8"))["thread"]
    found = []
    for number, entry in enumerate(entries):
        post = {
            "id": f"{part[0]}{number:03d}",
            "title": entry["title"],
            "selftext": entry["body"],
            "subreddit": entry["subreddit"],
            "score": 9,
            "created_utc": 1_775_000_000,
        }
        thread = from_reddit(post, "imported")
        assert thread is not None
        thread = replace(thread, comments=tuple(Comment(text, 3) for text in entry.get("comments", ())))
        found.append(Labelled(thread, Ask(entry["company"], entry["role"]), entry["about"]))
    return found


def measure(part: str) -> tuple[float, float, int]:
    """(precision, recall, threads) of the rules on one part."""
    entries = read_labelled(part)
    kept = [entry for entry in entries if judge(entry.thread, entry.ask).kept]
    right = sum(entry.about for entry in kept)
    return right / len(kept), right / sum(entry.about for entry in entries), len(entries)
