"""The head of an entry ("Staff Nurse, Avonside Hospital — Bath, 2016–2019") -> who, what, where, when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from interview_cli.cv.dates import Span, find_span, is_dateish, without_expiry, without_span
from interview_cli.cv.lines import Line
from interview_cli.cv.marks import take_mark
from interview_cli.cv.vocabulary import field_of
from interview_cli.cv.words import degree_score, is_place, maybe_place, org_score, title_score

Order = Literal["what-first", "who-first"]

_STRONG: Final = re.compile(r"\s*[|•·‖¦⋅∙◦●]\s*|\s+[–—―-]+\s+|\s*—\s*|\s{2,}|\s+//?\s+|\s+@\s+|;\s+")
_AT: Final = re.compile(
    r"\s+(?:at|bei(?: der| dem)?|beim|chez|hos|bij|presso|na firma|w firmie|en la empresa|at the|för)\s+(?=[A-ZÀ-ŽŁŚŻ\d])"
)
_LETTERS: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,4}")  # of an awarding body
# A part of an employer, which is named beside it.
_DEPARTMENT: Final = re.compile(
    r"(?:service|département|unité|pôle|department|dept\.?|division|unit|ward|abteilung|station|bereich|servicio|departamento|unidad|área|"
    r"reparto|servizio|dipartimento|afdeling|oddział|dział|avdelning|serviço|setor)\s+(?:de|d['’]|des|du|of|für|di|del\w*|do|da|\w+\Z)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\A\(?\d{1,2}[.)]\s*")
_PARENS: Final = re.compile(r"\s*\(([^()]{2,60})\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry's head says. `who` is the employer or school, `what` the job or degree, `rest` the other words."""

    who: str = ""
    what: str = ""
    place: str = ""
    span: Span | None = None
    area: str = ""
    score: str = ""
    rest: tuple[str, ...] = ()


@dataclass(slots=True)
class Pieces:
    """The parts of a head, before they are told apart."""

    texts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    span: Span | None = None
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def label_of(line: Line) -> tuple[str, str] | None:
    """The field and value of a labelled line ("Arbeitgeber | Rheinfracht GmbH", "Position: Nurse"), or None."""
    if len(line.cells) > 1 and (name := field_of(_NUMBERED.sub("", line.cells[0]))):
        return name, "  ".join(line.cells[1:])
    found = re.match(r"([^:]{2,45}?)\s*:\s*(\S.*|\Z)", _NUMBERED.sub("", line.text))
    if found and (name := field_of(found[1])):
        return name, found[2]
    return None


def take_span(text: str, span: Span | None) -> tuple[str, Span | None]:
    """`text` without its dates, and the better of the dates found and `span`."""
    found = find_span(text)
    if found is None:
        return text, span
    if found.single and span is not None and not is_dateish(text):
        return text, span
    if (
        found.single
        and not is_dateish(text)
        and not re.search(r"[\s,(|–-]\s*\Z", text[: found.place[0]])
        and found.place[0] > 0
    ):
        return text, span
    better = found if span is None or (span.single and not found.single) else span
    return without_span(text, found), better


def gather(lines: list[Line]) -> Pieces:
    """The parts of head lines: labelled fields, dates, places, and texts still to be told apart."""
    pieces = Pieces()
    for line in lines:
        labelled = label_of(line)
        if labelled:
            name, value = labelled
            if name == "dates":
                pieces.span = take_span(value, pieces.span)[1]
            else:
                pieces.fields.setdefault(name, value)
            continue
        for at, cell in enumerate(line.cells):
            if is_dateish(cell) and not find_span(cell):  # "2 years 10 months"
                continue
            text, pieces.span = take_span(without_expiry(cell), pieces.span)
            text = re.sub(r"\(\s*\)|^\W+(?=\w)(?<![(\"“„«])|[\s,;:|–—-]+\Z", "", text).strip() if text else ""
            if not text:
                continue
            if len(text) > 90 and at > 0:  # a column of duties
                pieces.notes.append(text)
                continue
            lead = line.lead if at == 0 and text.startswith(cell[: line.lead]) else 0
            pieces.texts += _cut(text, lead)
    pieces.texts, found = _take_places(pieces.texts)
    pieces.places += found
    return pieces


def _split_strong(text: str) -> list[str]:
    """`text` at its strong marks, but for a slash between two titles or two bodies ("ACOI / IoB", not "MIT / BSc")."""
    parts, start = [], 0
    for mark in _STRONG.finditer(text):
        before, after = text[start : mark.start()], _STRONG.split(text[mark.end() :], maxsplit=1)[0]
        around = [word.strip(",;()") for word in (*before.split()[-1:], *after.split()[:1])]
        bodies = all(_LETTERS.fullmatch(word) and not degree_score(word) for word in around)
        alike = bodies or all(title_score(side) and not org_score(side) for side in (before, after))
        if mark[0].strip() != "/" or not alike:
            parts.append(before)
            start = mark.end()
    return [*parts, text[start:]]


def _cut(text: str, lead: int) -> list[str]:
    """`text` cut at strong marks, at "at", and where bold type ends."""
    parts = [part.strip(" ,") for part in _split_strong(text)]
    if lead and len(parts) == 1 and 2 < lead < len(text) - 2 and not text[lead].isalnum():
        head, tail = text[:lead].strip(" ,:–-|"), text[lead:].strip(" ,:–-|")
        if head and tail and not tail.startswith("("):
            parts = [head, tail]
    cut = [
        piece
        for part in parts
        for piece in (
            _AT.split(part, maxsplit=1) if title_score(part.split(" ")[0]) or title_score(part) else [part]
        )
    ]
    return [piece.strip(" ,") for piece in cut if piece.strip(" ,.()")]


def _take_places(texts: list[str]) -> tuple[list[str], list[str]]:
    """The texts that are no places, and the places, also those in brackets or after a last comma."""
    kept: list[str] = []
    places: list[str] = []
    for text in texts:
        if is_place(text) and (kept or len(texts) > 1) and not title_score(text):
            places.append(text)
            continue
        brackets = _PARENS.search(text)
        if (brackets and brackets.start() > 0) and (
            is_place(brackets[1]) or _is_town(text[: brackets.start()], brackets[1])
        ):
            places.append(brackets[1])
            kept.append(text[: brackets.start()])
        else:
            kept.append(text)
    return kept, places


def _is_town(text: str, bracket: str) -> bool:
    """Whether a bracket may hold a town we do not know. After a job's title it says what sort of job it is."""
    other = title_score(text) > org_score(text) or degree_score(bracket) or take_mark(text)[1]
    return maybe_place(bracket) and not bracket.isupper() and "&" not in bracket and not other


def split_commas(text: str) -> list[str]:
    """`text` at its commas, outside brackets; legal forms stay with their name ("Parcelwise, Inc.")."""
    parts = re.split(r",\s+(?![^()]*\))(?!(?:Inc|Ltd|LLC|LLP|PLC|Corp|S\.|GmbH|AG\b|Jr|Sr))", text)
    return [part.strip() for part in parts if part.strip()]


def strip_place(text: str) -> tuple[str, str]:
    """An organisation without the place after its last comma, and the place."""
    parts = split_commas(text)
    for keep in range(1, len(parts)):
        tail = ", ".join(parts[keep:])
        if is_place(tail) or (keep == len(parts) - 1 and maybe_place(tail)):
            return ", ".join(parts[:keep]), tail
    return text, ""


def _lean(what: str, who: str) -> float:
    """How well `what` reads as a job and `who` as an employer; below 0 it is rather the other way round."""
    town = 0.4 if is_place(strip_place(who)[1]) else 0.0  # employers come with their town
    return title_score(what) - org_score(what) + org_score(who) - title_score(who) + town


def usual_order(heads: list[Pieces]) -> Order | None:
    """Whether the section puts the job or the employer first, where the words tell."""
    votes = 0
    for pieces in heads:
        texts = (
            pieces.texts if len(pieces.texts) > 1 else split_commas(pieces.texts[0]) if pieces.texts else []
        )
        if len(texts) >= 2:
            lean = _lean(texts[0], texts[1])
            votes += (lean > 0.4) - (lean < -0.4)
    return "what-first" if votes > 0 else "who-first" if votes < 0 else None


def read_job(pieces: Pieces, order: Order | None, *, whole: bool = False) -> Head:
    """The head of a job. `order` is what the section usually does; it decides where words do not.

    `whole`: employers stand on lines of their own, so a comma inside a single part belongs to the job's title.
    """
    fields = pieces.fields
    texts = list(pieces.texts)
    place = fields.get("location", "") or (pieces.places[0] if pieces.places else "")
    bias = 0.6 if order == "what-first" else -0.6 if order == "who-first" else 0.1
    if "name" in fields or "position" in fields:
        who, found = strip_place(fields.get("name", texts[0] if texts and "position" in fields else ""))
        what = fields.get("position", texts[0] if texts and "name" in fields else "")
        return Head(who, what, place or found, pieces.span)
    if not texts:
        return Head(place=place, span=pieces.span)
    first, *others = split_commas(texts[0])
    if (
        len(texts) == 1
        and whole
        and title_score(first)
        and not org_score(texts[0])
        and not any(map(title_score, others))
    ):
        return Head("", texts[0], place, pieces.span)
    if len(texts) == 1:
        return _read_single(texts[0], place, pieces.span, bias)
    what_at, who_at = _pick_pair(texts, bias)
    what, who = texts[what_at], texts[who_at]
    rest = [t for at, t in enumerate(texts) if at not in {what_at, who_at}]
    inner = split_commas(what)
    if len(texts) == 2 and len(inner) > 1 and title_score(inner[0]) and org_score(inner[1]) > org_score(who):
        # "NYSC — Accounts Officer, Ministry of Works": the employer stands within the second part
        single = _read_single(what, place, pieces.span, bias)
        joined = f"{who} — {single.what}" if who_at < what_at else f"{single.what} — {who}"
        return replace(single, what=joined)
    who, found = strip_place(who)
    if not place and not found:
        place = next((t for t in rest if maybe_place(t) or is_place(t)), "")
    rest = [t for t in rest if t != place]
    if len(inner) > 1 and is_place(inner[-1]) and not place:
        what, place = ", ".join(inner[:-1]), inner[-1]
    return Head(who, what, place or found, pieces.span, rest=tuple(rest))


def _pick_pair(texts: list[str], bias: float) -> tuple[int, int]:
    """Which of the texts is the job and which the employer; early and neighbouring ones win where words do not tell."""
    best, pair = -99.0, (0, 1)
    count = min(len(texts), 4)
    for what in range(count):
        for who in range(count):
            if what == who:
                continue
            score = _lean(texts[what], texts[who]) + (bias if what < who else -bias) - 0.3 * (what + who)
            score -= 2.5 * _is_department(texts, who)
            score -= 0.5 * (len(texts) > 2 and maybe_place(texts[who]) and who > 0)
            if score > best:
                best, pair = score, (what, who)
    return pair


def _is_department(texts: list[str], who: int) -> bool:
    """Whether a text is a part of an employer that another of them names."""
    others = (text for at, text in enumerate(texts) if at != who and not title_score(text))
    return bool(_DEPARTMENT.match(texts[who])) and any(org_score(text) for text in others)


def _read_single(text: str, place: str, span: Span | None, bias: float) -> Head:
    """A head with one part: at its commas, or all of it a job or an employer."""
    parts = split_commas(text)
    if len(parts) > 1:
        where = ""
        if len(parts) > 2 and (is_place(parts[-1]) or maybe_place(parts[-1])) and not title_score(parts[-1]):
            where = parts.pop()
            if len(parts) > 2 and re.fullmatch(r"[A-Z]{2,3}", where):
                where = f"{parts.pop()}, {where}"
        if len(parts) == 2 and (
            is_place(parts[1])
            or (org_score(parts[0]) and not title_score(parts[1]) and maybe_place(parts[1]))
        ):
            return _read_single(parts[0], place or parts[1], span, bias)
        cuts = range(1, len(parts))
        scored = [(abs(_lean(", ".join(parts[:k]), ", ".join(parts[k:])) + bias), -k) for k in cuts]
        k = -max(scored)[1]
        first, second = ", ".join(parts[:k]), ", ".join(parts[k:])
        lean = _lean(first, second) + bias
        if title_score(first) and not org_score(second) and second[:1].islower():
            return Head("", text, place or where, span)
        what, who = (first, second) if lean >= 0 else (second, first)
        if not place and not where:
            who, where = strip_place(who)
        return Head(who, what, place or where, span)
    brackets = _PARENS.search(text)
    if brackets and title_score(brackets[1]) and not title_score(text[: brackets.start()]):
        return Head(text[: brackets.start()], brackets[1], place, span)
    if org_score(text) > title_score(text):
        return Head(text, "", place, span)
    return Head("", text, place, span)
