"""Questions that people say they were asked: quoted, reported ("they asked how I would …"), or in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from interview_cli.models import Source
from interview_cli.research.data import load_file
from interview_cli.research.sentences import Said, source_of

_QUOTED: Final = re.compile(r"[\"“]([^\"“”]{12,220}\?)[\"”]?")
_CLAUSE: Final = re.compile(
    r"^\s*(?:things like |stuff like |mostly |mainly |only |again )?(?P<word>how|what|why|when|where|which|who|if|whether|about|to|for)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(
    r"(?:,|;)\s+(?:and\s+|then\s+|and then\s+)?(?=(?:how|what|why|when|where|which|if|whether|about)\s)|\s+and\s+(?:then\s+)?(?=(?:how|what|why|if|whether)\s)",
    re.IGNORECASE,
)
_CUT: Final = re.compile(
    r"(?:,|;)?\s+(?:and|but|so|then|which)\s+(?:then\s+)?(?:they|he|she|we|i|it|that)\b.*$|[,;]\s+(?:they|he|she|we|i|it|then|said|but|so)\b.*$|\s+[-–—]+\s+.*$|\s*\(.*$",
    re.IGNORECASE,
)
_SWAPS: Final = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are", "i'm": "you're", "i'd": "you'd",
    "i've": "you've", "i'll": "you'll", "we": "you", "our": "your", "us": "you",
}  # fmt: skip
# How an interviewer puts a question that is none in grammar.
_PUT: Final = re.compile(
    r"(?:walk (?:me|us) through|tell (?:me|us) (?:about|how|why|what)|describe (?:a|an|your|how|the)|give (?:me|us|an|a) )\b",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(
    r"(?:why|what|how|where|when|who|which|tell|describe|give|walk|sell|name|explain|have you|do you|can you|are you|would you)\b",
    re.IGNORECASE,
)
_ITEMS: Final = re.compile(
    rf"(?:[,;]|\?)\s*(?:and\s+)?(?={_ITEM.pattern})|\s+and\s+(?=(?:how would|what would|why do)\b)",
    re.IGNORECASE,
)
_OFF: Final = re.compile(
    r"[\s,]+(?:instead|too|as well|lol|haha|etc\.?|i think|and so on)\s*\Z", re.IGNORECASE
)
_MIN_WORDS: Final = 4
_SAME: Final = 86


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question people report. `quote` stands verbatim at `sources[0]`.

    `text` can be put to a candidate: it is the quote's own words when `verbatim`, else the reported clause with
    "I" turned into "you". `support` tells whether one thread or several report it.
    """

    text: str
    quote: str
    sources: tuple[Source, ...]
    support: Literal["one", "many"]
    verbatim: bool


def find_asked(said: Iterator[Said] | list[Said]) -> tuple[AskedQuestion, ...]:
    """The questions in these sentences, the best sentence's first, those that say the same folded."""
    from rapidfuzz.fuzz import token_set_ratio

    found: list[tuple[str, bool, list[Said]]] = []
    for sentence in said:
        for text, verbatim in _questions(sentence):
            same = next(
                (entry for entry in found if token_set_ratio(entry[0].lower(), text.lower()) >= _SAME), None
            )
            if same:
                same[2].append(sentence)
            else:
                found.append((text, verbatim, [sentence]))
    found.sort(key=lambda entry: -len({sentence.thread.id for sentence in entry[2]}))
    return tuple(_made(*entry) for entry in found)


def _made(text: str, verbatim: bool, said: list[Said]) -> AskedQuestion:  # noqa: FBT001 - unpacked from a tuple
    by_thread = {sentence.thread.id: sentence for sentence in reversed(said)}
    sources = tuple(source_of(sentence) for sentence in reversed(by_thread.values()))
    return AskedQuestion(text, said[0].quote, sources[:4], "many" if len(by_thread) > 1 else "one", verbatim)


def _questions(said: Said) -> Iterator[tuple[str, bool]]:
    """(text, verbatim) of each question in one sentence."""
    quoted = [
        match[1].strip() for match in _QUOTED.finditer(said.quote) if len(match[1].split()) >= _MIN_WORDS
    ]
    if quoted:
        yield from ((text, True) for text in quoted)
        return
    if said.quote.endswith("?"):
        if (
            (_list_lead().search(said.before) or _PUT.match(said.before))
            and not _to_readers().search(said.quote)
            and len(said.quote.split()) >= _MIN_WORDS
        ):
            yield said.quote, True
        return
    if _PUT.match(said.quote) and len(said.quote.split()) >= _MIN_WORDS:
        yield said.quote, True
        return
    lead = _lead().search(said.quote)
    if lead and not _denied(said.quote[: lead.start()]):
        tail = said.quote[lead.end() :]
        listed = tail.lstrip().startswith(":")
        yield from ((text, False) for text in (_listed(tail) if listed else _reported(tail)))


def _listed(tail: str) -> Iterator[str]:
    """The questions of "they asked: why us, tell us about a time you …, what is …", each as it stands."""
    for part in _ITEMS.split(tail.strip(" :.")):
        item = _OFF.sub("", part.strip(" ,;"))
        if _ITEM.match(item) and len(item.split()) >= 2:
            mark = "." if _PUT.match(item) or item.lower().startswith(("sell", "name", "explain")) else "?"
            yield f"{item[:1].upper()}{item[1:].rstrip('.?')}{mark}"


def _denied(before: str) -> bool:
    return bool(
        re.search(r"\b(?:never|not|didn't|nobody|if|wish|no one)\b[^,]{0,20}\Z", before, re.IGNORECASE)
    )


def _reported(tail: str) -> Iterator[str]:
    """Each clause after "they asked me" as a question to a candidate."""
    for part in _SPLIT.split(tail.strip().rstrip(".!… ")):
        clause = _CLAUSE.match(_CUT.sub("", part.strip()))
        if not clause:
            continue
        rest = (
            re.sub(r"\s+and (?:then )?to\s+", " and then ", clause["rest"])
            if clause["word"].lower() == "to"
            else clause["rest"]
        )
        text = _to_you(_OFF.sub("", rest.strip(" ,;:")))
        if len(text.split()) + 1 < _MIN_WORDS or re.search(r"\byou(?:r)?\b", rest, re.IGNORECASE):
            continue
        yield _put(clause["word"].lower(), text)


def _put(word: str, text: str) -> str:
    if word == "to":
        return f"{text[:1].upper()}{text[1:]}."
    if word == "for":
        return f"Give {text}."
    return f"Tell me {'whether' if word == 'if' else word} {text}."


def _to_you(text: str) -> str:
    """`text` with the candidate spoken to: "how I would" -> "how you would", "I was" -> "you were"."""
    text = re.sub(r"\bI was\b", "you were", text, flags=re.IGNORECASE)

    def swap(match: re.Match[str]) -> str:
        return _SWAPS.get(match[0].lower().replace("’", "'"), match[0])

    return re.sub(r"\b[\w]+(?:['’](?:m|d|ve|ll))?\b", swap, text)


def _joined(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    return _joined(load_file("digest")["asked"]["lead"])


@cache
def _list_lead() -> re.Pattern[str]:
    return _joined(load_file("digest")["asked"]["list_lead"])


@cache
def _to_readers() -> re.Pattern[str]:
    return _joined(load_file("digest")["asked"]["to_readers"])
