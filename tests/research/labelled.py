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


PARTS = {
    "tuned": ("tuned",),
    "seen": (
        "later",
        "last",
        "unseen",
        "voices",
        "traps",
        "more",
        "voices2",
        "voices3",
        "voices4",
        "voices5",
        "voices6",
        "voices7",
    ),
    "held": ("held", "blind", "fresh"),
}


def read_labelled(part: str) -> list[Labelled]:
    """The threads of one part: "tuned" (the rules were made on these), "seen" (measured on once, then the rules were mended on them) or "held"."""
    return [entry for name in PARTS[part] for entry in read_file(name)]


def read_file(name: str) -> list[Labelled]:
    """The threads of one file."""
    entries = tomllib.loads((FOLDER / f"labelled_{name}.toml").read_text("utf-8"))["thread"]
    found = []
    for number, entry in enumerate(entries):
        post = {
            "id": f"{name}{number:03d}",
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


def measure(entries: list[Labelled]) -> tuple[float, float]:
    """(precision, recall) of the rules on labelled threads."""
    kept = [entry for entry in entries if judge(entry.thread, entry.ask).kept]
    right = sum(entry.about for entry in kept)
    return right / len(kept), right / sum(entry.about for entry in entries)


def describe() -> str:
    """Precision and recall of each part and each of its files, a line each."""
    lines = []
    for part, names in PARTS.items():
        for label, entries in (
            (part, read_labelled(part)),
            *((f"  {name}", read_file(name)) for name in names),
        ):
            precision, recall = measure(entries)
            lines.append(
                f"{label:<10} {len(entries):>3} threads  precision {precision:.3f}  recall {recall:.3f}"
            )
    return "\n".join(lines)
