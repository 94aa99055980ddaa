"""Is a thread about interviews at this company? Precision before recall: a wrong thread costs more than a missed one.

Points are given for wording around the name; a name that is an everyday word must be capitalised and must not be part
of a longer name. `tests/research/test_about.py` prints precision and recall over threads labelled by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from interview_cli.research.data import load_file
from interview_cli.research.queries import Ask, short_role
from interview_cli.research.thread import Thread

KEEP_AT: Final = 3.0
_WORD: Final = re.compile(r"[^\W_][\w'’.&+-]*")
_SENTENCES: Final = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)[.!?]\s|\n")
_SENTENCE_END: Final = re.compile(r"(?:^|[.!?:;\n\"“(\[]\s*|[-–—|/]\s+)\Z")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to keep a thread, how sure that is (points; 3 and more is kept), and why, in a few words."""

    kept: bool
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A company's name as a pattern. `plain` names are everyday words; `strict` ones need more than "NAME interview"."""

    spelt: str
    pattern: re.Pattern[str]
    plain: bool
    strict: bool
    senses: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    capital: bool


def judge(thread: Thread, ask: Ask) -> Verdict:
    """Whether `thread` is about interviews at `ask.company`."""
    if thread.gone:
        return Verdict(
            kept=False,
            points=0.0,
            why=f"{thread.gone} on Reddit" if thread.gone != "adult" else "marked adult",
        )
    name = _name_of(ask.company)
    title, body = _mentions(thread.title, name), _mentions(thread.body, name)
    if not title and not body:
        bare = name.pattern.search(f"{thread.title}\n{thread.body}")
        return Verdict(
            kept=False,
            points=0.0,
            why=f"“{bare[0]}” is not the company here" if bare else f"does not name {ask.company}",
        )
    found = tuple(_points(thread, ask, name, title, body))
    points = sum(value for value, _ in found)
    if points >= KEEP_AT:
        return Verdict(kept=True, points=points, why="; ".join(why for value, why in found if value > 0))
    against = [why for value, why in found if value < 0]
    return Verdict(
        kept=False,
        points=points,
        why="; ".join(against) or f"names {ask.company}, but not an interview there",
    )


def _points(
    thread: Thread, ask: Ask, name: _Name, title: list[_Mention], body: list[_Mention]
) -> Iterator[tuple[float, str]]:
    said = f"{thread.title}\n{thread.body}"
    in_title = next((phrase for m in title if (phrase := _tied(thread.title, m, name, ask))), None)
    in_body = next((phrase for m in body if (phrase := _tied(thread.body, m, name, ask))), None)
    if in_title:
        yield 3.0, f"title says “{in_title}”"
    if in_body:
        yield 2.0, f"text says “{in_body}”"
    if title and _telling().search(thread.title):
        yield 1.0, "title names the company and an interview"
    elif _telling().search(thread.title) and body:
        yield 1.0, "title speaks of an interview"
    if (title or body) and len(_telling().findall(thread.body)) >= 2:
        yield 0.5, "text tells of an interview"
    role = short_role(ask.role)
    if role and re.search(rf"(?<!\w){re.escape(role)}(?!\w)", said, re.IGNORECASE):
        yield 0.5, f"names the role {role}"
    if name.senses and (other := name.senses.search(said)):
        yield (-1.0 if in_title and not name.strict else -4.0), f"speaks of “{other[0]}”"
    if other := _elsewhere().search(said):
        yield -2.0, f"speaks of “{other[0].strip()}”"
    if not in_title and (rival := _rival(thread.title, name)):
        yield -2.5, f"title is about {rival}"


def _tied(text: str, mention: _Mention, name: _Name, ask: Ask) -> str | None:
    """The phrase that ties the name at `mention` to an interview ("interview at X", "X onsite"), or None."""
    before, after = text[max(0, mention.start - 90) : mention.start], text[mention.end : mention.end + 70]
    tail, head = _SENTENCES.split(after)[0], _SENTENCES.split(before)[-1]
    loose = mention.capital or not name.plain
    if (found := _before(head, loose=loose)) is not None:
        return _phrase(head[found:], text[mention.start : mention.end], "")
    if (end := _after(tail, name, ask, loose=loose)) is not None:
        return _phrase("", text[mention.start : mention.end], tail[:end])
    return None


def _phrase(before: str, name: str, after: str) -> str:
    return " ".join(f"{before}{name}{after}".split())


def _before(head: str, *, loose: bool) -> int | None:
    """Where an interview word begins that reaches the name through "at", "with", "for" or "from"; None if none does."""
    for word in _interview_word().finditer(head):
        way = _to_name().fullmatch(head, word.end())
        if way:
            gap = _WORD.findall((way["gap"] or "").lower())
            if len(gap) <= (4 if loose else 0) and not set(gap) & _breaks():
                return word.start()
    return None


def _after(tail: str, name: _Name, ask: Ask, *, loose: bool) -> int | None:
    """Where the interview word ends that follows the name within three words; None if none does.

    After an everyday word only words of job interviews may stand between: "Harbour master interview" is another thing.
    """
    legal = _LEGAL.match(tail)
    skipped = legal.end() if legal else 0
    if answer := _answer_after().match(tail):
        return answer.end()
    match = _interview_after().match(tail[skipped:])
    if not match:
        return None
    gap = _WORD.findall(match["gap"].lower())
    if len(gap) > (3 if loose else 0) or set(gap) & (_breaks() | {"for", "at", "with"}):
        return None
    known = set(short_role(ask.role).lower().split()) | _words("between") | _words("neighbours")
    if name.plain and not set(gap) <= known:
        return None
    if name.strict and not legal and not set(gap) & (known - _words("neutral")):
        return None
    return skipped + match.end()


_LEGAL: Final = re.compile(r",?\s+(?:Inc|Ltd|LLC|plc|Corp|GmbH|AG)\b\.?")


def _mentions(text: str, name: _Name) -> list[_Mention]:
    """Where `text` names the company, not a word like it and not a longer name."""
    found = []
    for match in name.pattern.finditer(text):
        spelt = match[0]
        capital = spelt[:1].isupper() or not spelt[:1].isalpha()
        if name.plain:
            shouted = spelt.isupper() and len(spelt) > 3
            if not capital and not _lowercase_writer(text):
                continue
            if capital and not shouted and _is_longer(text, match):
                continue
            if capital and _SENTENCE_END.search(text[: match.start()]) and _reads_as_word(text, match):
                continue
        elif _is_longer(text, match, before=False):
            continue
        found.append(_Mention(match.start(), match.end(), capital))
    return found


def _lowercase_writer(text: str) -> bool:
    """Whether the writer uses no capitals at all, so that a small letter says nothing."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) <= len(letters) * 0.01


def _is_longer(text: str, match: re.Match[str], *, before: bool = True) -> bool:
    """Whether a capitalised word beside the name makes another name of it: "Harbour View", "Green Lantern"."""
    following = re.match(r"[ -]([^\W_][\w'’.-]*)", text[match.end() :])
    if following and following[1][:1].isupper() and not _is_neighbour(following[1]):
        return True
    if not before:
        return False
    preceding = re.search(r"([^\W_][\w'’.-]*)[ -]\Z", text[: match.start()])
    if not preceding or preceding[1].endswith((".", "!", "?")):
        return False
    return preceding[1][:1].isupper() and not _is_neighbour(preceding[1])


def _is_neighbour(word: str) -> bool:
    bare = word.lower().rstrip(".,:;!?'’")
    return bare in _words("neighbours") or bare.removesuffix("'s").removesuffix("’s") in _words("neighbours")


def _reads_as_word(text: str, match: re.Match[str]) -> bool:
    """Whether an everyday word that begins a sentence goes on as the word it is: "Anchor high in the interview"."""
    following = re.match(r"\s+([a-z][\w'’-]*)", text[match.end() :])
    if not following:
        return False
    tail = text[match.end() : match.end() + 70]
    return _interview_after().match(tail) is None and following[1] not in _AFTER_NAME


_AFTER_NAME: Final = frozenset(
    [
        "is",
        "was",
        "has",
        "had",
        "did",
        "does",
        "will",
        "asked",
        "asks",
        "asking",
        "wants",
        "want",
        "wanted",
        "said",
        "says",
        "told",
        "gave",
        "sent",
        "took",
        "takes",
        "rejected",
        "ghosted",
        "and",
        "or",
        "vs",
        "interviewers",
        "recruiters",
        "people",
        "pays",
    ]
)


def _rival(title: str, name: _Name) -> str | None:
    """Another company that the title ties to an interview, or None."""
    for match in _rival_pattern().finditer(title):
        if not name.pattern.match(title, match.start("rival")) and not _is_neighbour(
            match["rival"].split()[0]
        ):
            return match["rival"]
    return None


@lru_cache(maxsize=64)
def _name_of(company: str) -> _Name:
    words = company.casefold().split()
    table = load_file("names")
    sense = table["senses"].get(company.casefold())
    plain = len(words) == 1 and (
        len(company) <= 3 or words[0] in table["common"].split() or sense is not None
    )
    senses = "|".join(re.escape(word) for word in sense["words"]) if sense else ""
    return _Name(
        company,
        name_pattern(company),
        plain,
        bool(sense and sense.get("strict")),
        re.compile(rf"(?<![\w-])(?:{senses})(?![\w])", re.IGNORECASE) if senses else None,
    )


@lru_cache(maxsize=64)
def name_pattern(company: str) -> re.Pattern[str]:
    """The company's name in any case: "&" or "and", spaces or hyphens, not inside another word."""
    parts = [
        "(?:&|and|n)" if word.casefold() in {"&", "and"} else re.escape(word).replace("'", "['’]")
        for word in company.split()
    ]
    return re.compile(rf"(?<![\w@#/-]){'[ -]?'.join(parts)}(?=['’]s(?!\w)|(?![\w-]|\.\w))", re.IGNORECASE)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_file("wording")[key])


@cache
def _breaks() -> frozenset[str]:
    return _words("breaks")


def _any_of(key: str) -> str:
    return "|".join(load_file("wording")[key])


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of('telling')})(?![\w])", re.IGNORECASE)


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of('elsewhere')})(?![\w])", re.IGNORECASE)


@cache
def _interview_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any_of('interview')})(?!\w)", re.IGNORECASE)


@cache
def _to_name() -> re.Pattern[str]:
    """From an interview word to the name: a gap and a preposition, or a colon."""
    return re.compile(
        r"(?:(?P<gap>[^.!?\n]{0,60}?)[ ,]\b(?:at|with|for|from|by)(?:\s+(?:the|an?))?|(?:\s+\w+){0,1}:)\s+",
        re.IGNORECASE,
    )


@cache
def _interview_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:['’]s)?(?P<gap>[^.!?,;\n]{{0,45}}?)[ :–-]+(?:{_any_of('interview')})(?!\w)", re.IGNORECASE
    )


@cache
def _answer_after() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)?\s+(?:{_any_of('answers')})(?!\w)", re.IGNORECASE)


@cache
def _rival_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?i:\b(?:{_any_of('interview')})\s+(?:at|with|for)\s+)(?P<rival>[A-Z][\w&'’-]*(?:\s+[A-Z][\w&'’-]*)*)"
    )
