"""Is a thread about interviews at this company? Precision before recall: a wrong thread costs more than a missed one.

Points are given for wording around the name, or for what is told where the name stands as the place of it (`evidence.py`). A
name that is an everyday word must be capitalised and must not be part of a longer name. `tests/research/test_about.py` prints
precision and recall over threads labelled by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from interview_cli.research.evidence import find_signs, is_beside_role, is_placed, speaks_against
from interview_cli.research.names import (
    Mention,
    Name,
    begins_sentence,
    find_mentions,
    is_neighbour,
    name_of,
    short_name_of,
)
from interview_cli.research.queries import Ask, short_role
from interview_cli.research.thread import Thread
from interview_cli.research.wording import (
    answer_after,
    breaks,
    elsewhere,
    employed,
    interview_after,
    interview_word,
    rival_pattern,
    telling,
    to_name,
    words,
)

Found = tuple[tuple[float, str], ...]

KEEP_AT: Final = 3.0
MOST_SIGNS: Final = 2.95
# What it is worth where the name stands when the rest tells of an interview: as its place, or in passing.
_PLACED, _PASSING = 1.3, 1.05
_OPENING: Final = 40  # characters in which a body that opens with the name has named it
_WORD: Final = re.compile(r"[^\W_][\w'’.&+-]*")
_SENTENCES: Final = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to keep a thread, how sure that is (points; 3 and more is kept), and why, in a few words."""

    kept: bool
    points: float
    why: str


def judge(thread: Thread, ask: Ask) -> Verdict:
    """Whether `thread` is about interviews at `ask.company`."""
    if thread.gone:
        return Verdict(
            kept=False,
            points=0.0,
            why=f"{thread.gone} on Reddit" if thread.gone != "adult" else "marked adult",
        )
    comments = "\n".join(comment.text for comment in thread.comments)
    return _judge_words(thread.title, thread.body, comments, ask)


@dataclass(frozen=True, slots=True)
class _Text:
    """A title or a body, with the places where the company is meant."""

    text: str
    mentions: tuple[Mention, ...]

    def tied(self, name: Name, ask: Ask) -> str | None:
        """The first phrase that ties the name to an interview, or None."""
        phrases = (_tied(self.text, mention, name, ask) for mention in self.mentions)
        return next((phrase for phrase in phrases if phrase), None)

    def placed(self, name: Name, ask: Ask) -> bool:
        """Whether the name stands as a place where one applies; an everyday word before a trade is what the trade works on."""
        return any(
            is_placed(
                self.text, mention, label=not name.short or is_beside_role(self.text, mention, ask.role)
            )
            and not (name.plain and _is_trade(self.text, mention, ask.role))
            for mention in self.mentions
        )


@lru_cache(maxsize=2048)  # the hunt and the findings ask the same of each thread
def _judge_words(title: str, body: str, comments: str, ask: Ask) -> Verdict:
    name = name_of(ask.company)
    head, rest = _find(name, title, body, ask)
    if not head.mentions and not rest.mentions and (short := short_name_of(ask.company)):
        name = short
        head, rest = _find(name, title, body, ask)
    if not head.mentions and not rest.mentions:
        bare = name.pattern.search(f"{title}\n{body}")
        why = f"“{bare[0]}” is not the company here" if bare else f"does not name {ask.company}"
        return Verdict(kept=False, points=0.0, why=why)
    against = tuple(_points_against(head, rest, name, ask))
    ways = (tuple(_points_for(head, rest, name, ask)), tuple(_points_told(head, rest, comments, name, ask)))
    found = (*max(ways, key=lambda way: sum(value for value, _ in way)), *against)
    points = sum(value for value, _ in found)
    if points >= KEEP_AT:
        return Verdict(kept=True, points=points, why="; ".join(why for value, why in found if value > 0))
    return Verdict(
        kept=False,
        points=points,
        why="; ".join(_reasons(ways, against)) or f"names {ask.company}, but not an interview there",
    )


def _reasons(ways: tuple[Found, ...], against: Found) -> Iterator[str]:
    """What speaks against it, each once."""
    yield from dict.fromkeys(why for way in (*ways, against) for value, why in way if value < 0)


def _find(name: Name, title: str, body: str, ask: Ask) -> tuple[_Text, _Text]:
    head, rest = (
        _Text(text, tuple(find_mentions(text, name, short_role(ask.role)))) for text in (title, body)
    )
    return head, rest


def _points_for(title: _Text, body: _Text, name: Name, ask: Ask) -> Iterator[tuple[float, str]]:
    said = f"{title.text}\n{body.text}"
    in_title, in_body = title.tied(name, ask), body.tied(name, ask)
    if in_title:
        yield 3.0, f"title says “{in_title}”"
    if in_body:
        yield 2.0, f"text says “{in_body}”"
    if telling().search(title.text):
        if title.mentions:
            # A name that is no word, beside an interview in one title, is mostly about it, unless people work there.
            capital = any(mention.capital for mention in title.mentions)
            sure = capital and not (name.plain or in_title or employed().search(said))
            yield 2.0 if sure else 1.0, "title names the company and an interview"
        else:
            yield 1.0, "title speaks of an interview"
    if len(telling().findall(body.text)) >= 2:
        yield 0.5, "text tells of an interview"
    role = short_role(ask.role)
    if role and re.search(rf"(?<!\w){re.escape(role)}(?!\w)", said, re.IGNORECASE):
        yield 0.5, f"names the role {role}"


def _points_told(
    title: _Text, body: _Text, comments: str, name: Name, ask: Ask
) -> Iterator[tuple[float, str]]:
    """Points for what is told, whatever its words, where the name stands as the place of it."""
    place = _place(title, body, name, ask)
    if not place:
        return
    yield place
    told = name.pattern.sub("NAME", f"{title.text}\n{body.text}\n{comments}")
    role = short_role(ask.role)
    beside = any(is_beside_role(text.text, one, role) for text in (title, body) for one in text.mentions)
    named = bool(role) and role.casefold() in told.casefold()
    signs = find_signs(told, role_beside=beside, role_named=named)
    yield min(signs.points, MOST_SIGNS), f"tells of {', '.join(signs.strong + signs.weak)}"
    for other in speaks_against(told, always=False):
        yield -2.0, f"speaks of “{other}”"


def _place(title: _Text, body: _Text, name: Name, ask: Ask) -> tuple[float, str] | None:
    """The best of where the name stands, and what that is worth."""
    if name.strict:
        return None
    if title.tied(name, ask) or title.placed(name, ask):
        return _PLACED, f"title is about {name.spelt}"
    if body.tied(name, ask):
        return _PLACED, f"text says “{body.tied(name, ask)}”"
    if body.placed(name, ask):
        opens = body.mentions[0].start < _OPENING
        return _PLACED if opens else _PASSING, f"text is about {name.spelt}"
    return None


def _points_against(title: _Text, body: _Text, name: Name, ask: Ask) -> Iterator[tuple[float, str]]:
    said, in_title = f"{title.text}\n{body.text}", title.tied(name, ask)
    if name.senses and (other := name.senses.search(said)):
        yield (-1.0 if in_title and not name.strict else -4.0), f"speaks of “{other[0]}”"
    if other := elsewhere().search(said):
        yield -2.0, f"speaks of “{other[0].strip()}”"
    for another in speaks_against(name.pattern.sub("NAME", said), always=True):
        yield -2.0, f"speaks of “{another}”"
    if not in_title and (rival := _rival(title.text, name)):
        yield -2.5, f"title is about {rival}"


def _tied(text: str, mention: Mention, name: Name, ask: Ask) -> str | None:
    """The phrase that ties the name at `mention` to an interview ("interview at X", "X onsite"), or None."""
    before, after = text[max(0, mention.start - 90) : mention.start], text[mention.end : mention.end + 70]
    tail, head = _SENTENCES.split(after)[0], _SENTENCES.split(before)[-1]
    loose = mention.capital  # in small letters any name may be a word: "storm petrel survey interview"
    if (found := _before(head, loose=loose)) is not None:
        return _phrase(head[found:], text[mention.start : mention.end], "")
    first = begins_sentence(text, mention.start)
    if (end := _after(tail, name, ask, loose=loose, first=first)) is not None:
        return _phrase("", text[mention.start : mention.end], tail[:end])
    return None


def _phrase(before: str, name: str, after: str) -> str:
    return " ".join(f"{before}{name}{after}".split())


def _before(head: str, *, loose: bool) -> int | None:
    """Where an interview word begins that reaches the name through "at", "with", "for" or "from"; None if none does."""
    for word in interview_word().finditer(head):
        way = to_name().fullmatch(head, word.end())
        if way:
            gap = _WORD.findall((way["gap"] or "").lower())
            if len(gap) <= (4 if loose else 0) and not set(gap) & breaks():
                return word.start()
    return None


def _after(tail: str, name: Name, ask: Ask, *, loose: bool, first: bool) -> int | None:
    """Where the interview word ends that follows the name within three words; None if none does.

    After an everyday word only words of job interviews may stand between: "Harbour master interview" is another thing.
    """
    legal = _LEGAL.match(tail)
    skipped = legal.end() if legal else 0
    if answer := answer_after().match(tail):
        return answer.end()
    match = interview_after().match(tail[skipped:])
    if not match:
        return None
    gap = _WORD.findall(match["gap"].lower())
    if len(gap) > (3 if loose else 0) or set(gap) & (breaks() | {"for", "at", "with"}):
        return None
    end = skipped + match.end()
    if name.plain and not _fits_word(gap, tail, end, ask.role, first=first):
        return None
    return end if legal or not name.strict or _is_special(gap, tail, ask.role) else None


def _fits_word(gap: list[str], tail: str, end: int, role: str, *, first: bool) -> bool:
    """Whether what stands between an everyday name and the interview word leaves it a job interview there."""
    if not set(gap) <= _role_words(role) | words("between") | words("neighbours"):
        return False
    if first and set(gap) & words("occupations") and not _is_of_role(gap, role):
        return False
    return not _ELSEWHERE_AFTER.match(tail, end)


def _is_trade(text: str, mention: Mention, role: str) -> bool:
    """Whether a trade that is not the role asked for follows the name that begins a sentence: "Bridge engineer"."""
    if not begins_sentence(text, mention.start):
        return False
    following = _WORD.findall(text[mention.end : mention.end + 40].lower())[:2]
    return bool(set(following) & words("occupations")) and not _is_of_role(following, role)


def _is_special(gap: list[str], tail: str, role: str) -> bool:
    """Whether more than neutral words tie a strict name to an interview: "Visa data analyst interview"."""
    known = _role_words(role) | words("between") | words("neighbours")
    return bool(
        set(gap) & (known - words("neutral")) or _role_words(role) & set(_WORD.findall(tail.lower())[:3])
    )


def _role_words(role: str) -> set[str]:
    return set(short_role(role).lower().split())


def _is_of_role(gap: list[str], role: str) -> bool:
    """Whether the words before "interview" are those of the role: the words themselves, or cut as people cut them."""
    wanted = [word[:4] for word in short_role(role).lower().split()]
    return any(word[:4] in wanted for word in gap)


# "Pilot interview at a regional": an interview for that trade, at somebody else's.
_ELSEWHERE_AFTER: Final = re.compile(
    r"\s+(?:at|with)\s+(?:an?\s|some\s|my\s|local\s|[A-Z])(?!\w*\s+(?:role|position|job|post)\b)"
)
_LEGAL: Final = re.compile(r",?\s+(?:Inc|Ltd|LLC|plc|Corp|GmbH|AG)\b\.?")


def _rival(title: str, name: Name) -> str | None:
    """Another company that the title ties to an interview, or None."""
    for match in rival_pattern().finditer(title):
        if not name.pattern.match(title, match.start("rival")) and not is_neighbour(
            match["rival"].split()[0]
        ):
            return match["rival"]
    return None
