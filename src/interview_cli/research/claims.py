"""A model's reading of the threads, checked: a claim whose quote does not stand in the thread it names is dropped."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.models import Insight
from interview_cli.research.digest import insight
from interview_cli.research.sentences import Said
from interview_cli.research.thread import Thread, texts_of
from interview_cli.untrusted import clean_line, find_quote, fold


@dataclass(frozen=True, slots=True)
class Claim:
    """One line as a model tells it. `source_id` is the `id` of a thread it was given, `quote` words of that thread."""

    text: str
    source_id: str
    quote: str


def check_claims(claims: tuple[Claim, ...], threads: tuple[Thread, ...]) -> tuple[tuple[Insight, ...], int]:
    """The lines whose quotes are real, those with one text joined, and how many claims were dropped.

    Titles, links, dates and scores come from the threads; of the model's own words only the text is taken.
    """
    by_id = {thread.id: thread for thread in threads}
    lines: dict[str, list[Said]] = {}
    for claim in claims:
        said = _find(claim, by_id.get(claim.source_id))
        text = clean_line(claim.text, 240)
        if said and text:
            lines.setdefault(text, []).append(said)
    kept = sum(len(said) for said in lines.values())
    return tuple(insight(text, said) for text, said in lines.items()), len(claims) - kept


def _find(claim: Claim, thread: Thread | None) -> Said | None:
    """The place in the thread where the quote stands, or None."""
    for place, (text, score) in enumerate(texts_of(thread) if thread else ()):
        if thread and find_quote(claim.quote, fold(text)):
            return Said(thread, clean_line(claim.quote), "", place, score)
    return None
