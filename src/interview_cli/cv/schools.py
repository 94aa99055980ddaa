"""An education section -> schools: degree, subject, school, dates, mark."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from interview_cli.cv.entries import LONGEST_HEAD, Block, has_dates, split_entries
from interview_cli.cv.heads import Head, Pieces, gather, split_commas, strip_place
from interview_cli.cv.lines import Line
from interview_cli.cv.marks import take_mark
from interview_cli.cv.words import degree_score, is_place, maybe_place, org_score, title_score
from interview_cli.models import Education


def read_school(pieces: Pieces) -> Head:
    """The head of an education entry: `who` is the school, `what` the degree, `area` the subject."""
    fields = pieces.fields
    parts, score, remarks = _parts_of(pieces.texts)
    place = fields.get("location", "") or (pieces.places[0] if pieces.places else "")
    towns = [part for part in parts if is_place(part)]
    if towns and len(towns) < len(parts):
        place = place or towns[0]
        parts = [part for part in parts if part not in towns]
    who = fields.get("name", "") or _pick_school(parts)
    parts = _without_town_after(who, parts)
    what, mark = take_mark(fields.get("position", ""))
    score = fields.get("score", "") or score or mark
    rest = [part for part in parts if part != who]
    if not what and rest:
        what = max(rest, key=lambda p: (min(1.0, degree_score(p)), -rest.index(p)))
        rest.remove(what)
    who, found = strip_place(who)
    what, area = split_degree(what)
    area = fields.get("area", "") or area
    if not area and rest and len(rest[0]) < 80 and (degree_score(what) or not who):
        area = rest.pop(0)
    return Head(who, what, place or found, pieces.span, area, score, (*rest, *remarks))


def _parts_of(texts: list[str]) -> tuple[list[str], str, list[str]]:
    """The parts of an education head, the mark, and sentences that follow."""
    parts: list[str] = []
    remarks: list[str] = []
    score = ""
    for text in texts:
        first, *more = re.split(r"(?<=[a-zà-ž]{4})\.\s+(?=[A-ZÀ-Ž])", text)
        remarks += more
        first, mark = take_mark(first)
        score = score or mark
        if first.strip(" .,;:()"):
            for part in _school_parts(first):
                rest, mark = take_mark(part)
                score = score or (mark if not rest else "")
                parts += [part] if rest else []
    return parts, score, remarks


def _pick_school(parts: list[str]) -> str:
    """The part that names the school, "" when none does."""
    if not parts:
        return ""
    best = max(parts, key=lambda p: (org_score(p) - 1.5 * degree_score(p), -parts.index(p)))
    beside_degree = degree_score(best) == 0 and any(degree_score(p) for p in parts if p != best)
    return best if org_score(best) > 0 or beside_degree else ""


def _without_town_after(who: str, parts: list[str]) -> list[str]:
    """`parts` without the unknown town that follows the school: "University of Red Deer, Red Deer"."""
    at = parts.index(who) + 1 if who in parts else len(parts)
    town = at < len(parts) and maybe_place(parts[at]) and parts[at].split()[0] in who.split()
    return parts[:at] + parts[at + 1 :] if town else parts


def _school_parts(text: str) -> list[str]:
    """`text` at commas where that parts a degree, a school and a place; long degree names stay whole."""
    text = re.sub(r"\A\((.*)\)\Z", r"\1", text)
    parts: list[str] = []
    for part in split_commas(text):
        if re.fullmatch(r"[A-Z]{2,3}", part) and len(parts) > 1 and maybe_place(parts[-1]):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return parts if len(parts) > 1 else _split_from(text)


def _split_from(text: str) -> list[str]:
    found = re.search(r"\s+(?:from|at|an der|der|à l[’']|à la|an)\s+(?=[A-ZÀ-Ž])", text)
    if found and degree_score(text[: found.start()]) and org_score(text[found.end() :]):
        return [text[: found.start()], text[found.end() :]]
    return [text]


_LONG_DEGREE: Final = re.compile(
    r"((?:bachelor|master|doctor|associate)(?:[’']?s)?(?: degree)? (?:of|in) \w+)(?:,| in| -)\s*(.{3,90})\Z",
    re.IGNORECASE,
)
# Degrees whose names hold what looks like a subject.
_OF_WHAT: Final = re.compile(r"(?:bachelor|master|doctor|associate) of ", re.IGNORECASE)
_SCHOOL_LEAVING: Final = re.compile(
    r"(.*\bcertificate (?:of|in) (?:(?:general|primary|secondary|higher|further) ){0,2}education)(?:\s+in\s+(.+))?",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(
    r"(.{1,70}?)\s*(?:,\s*|:\s+|\s+(?:in|of|en|em|i|im Fach|w zakresie)\s+)(?=[^\W\d])(.{3,90})\Z"
)


def split_degree(text: str) -> tuple[str, str]:
    """A degree and its subject: "PhD in Computer Science", "Licence Économie", "B.Tech (Civil Engineering)"."""
    inside = re.fullmatch(r"([^()]{2,60}?)\s*\(([^()]{4,60})\)", text)
    if inside and degree_score(inside[1]) and not degree_score(inside[2]):
        return inside[1], inside[2]
    named = _SCHOOL_LEAVING.fullmatch(text) or _LONG_DEGREE.match(text)
    if named:
        return named[1], named[2] or ""
    found = _SUBJECT.match(text)
    if found and degree_score(found[1]) and not _OF_WHAT.match(text):
        return found[1].strip(" ,"), found[2].strip(" ,")
    if _OF_WHAT.match(text):
        return text, ""
    words = text.split()
    heads = next(
        (
            i
            for i, word in enumerate(words)
            if not degree_score(word.strip("(),.")) and not word.startswith("(")
        ),
        0,
    )
    if 0 < heads < len(words):
        return " ".join(words[:heads]).strip(" ,"), " ".join(words[heads:]).strip(" ,()")
    return text, ""


def read_education(lines: list[Line]) -> list[Education]:
    """The schools of a section, in order."""
    return education_of(_school_blocks(lines))


def _school_blocks(lines: list[Line]) -> list[Block]:
    if not any(has_dates(line) for line in lines):
        blocks: list[Block] = []
        for line in lines:
            fresh = line.gap or line.bold or degree_score(line.text) or line.bullet
            full = blocks and any(degree_score(ln.text) for ln in blocks[-1].head[:LONGEST_HEAD])
            if not blocks or (fresh and full and (degree_score(line.text) or line.bold or line.gap)):
                blocks.append(Block(head=[replace(line, bullet=False)]))
            elif line.bullet:
                blocks[-1].body.append(line)
            else:
                blocks[-1].head.append(line)
        return blocks
    return [part for block in split_entries(lines, complete=_is_complete) for part in _part_undated(block)]


def _is_complete(head: list[Line]) -> bool:
    """Whether head lines name both a school and a degree."""
    found = read_school(gather(head))
    body = len(head) == 1 and degree_score(found.what) > 0 and bool(_BODY.fullmatch(found.who))
    return bool(found.what) and (org_score(found.who) > 0 or body)


# An awarding body by its letters: "CISI", "ACOI / IoB".
_BODY: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,4}(?: / [A-Z][A-Za-z]?[A-Z]{1,4})?")
# A part of the school above: "School of Law", "Faculty of Arts".
_PART_OF_SCHOOL: Final = re.compile(
    r"(?:the )?(?:faculty|school|department|dept\.?|college|institute|division|fakultät|institut|facultad|faculté|facoltà|"
    r"faculteit|wydział|departamento|département|dipartimento|escuela|école|scuola)\s+(?:of|for|für|de|des|di|d['’]|voor)\b",
    re.IGNORECASE,
)


def _part_undated(block: Block) -> list[Block]:
    """The entry, and the schools without dates that were taken for its further lines."""
    lines = [*block.head, *block.body]
    for at in range(1, len(lines)):
        before = lines[: min(at, len(block.head))]
        cut = len(before)
        whole = any(map(has_dates, before)) and _is_complete(before)
        if whole and _is_own_school(lines[at]):
            first = Block(head=block.head[:cut], body=lines[cut:at])
            rest = Block(
                head=block.head[at:] or [lines[at]],
                body=block.body if at < len(block.head) else lines[at + 1 :],
            )
            return [first, rest]
    return [block]


def _is_own_school(line: Line) -> bool:
    """Whether a line is nothing but a school, with its town at most: "St Mary's High School, Leeds"."""
    if (
        line.bullet
        or has_dates(line)
        or line.text.endswith((".", ":", ";"))
        or _PART_OF_SCHOOL.match(line.text)
    ):
        return False
    parts = [part for cell in line.cells for part in split_commas(cell)]
    who, *towns = parts
    named = org_score(who) > 0 and not title_score(who) and not degree_score(who)
    plain_name = all(word[:1].isupper() or len(word) <= 3 for word in who.split())
    return named and plain_name and len(who.split()) > 1 and all(is_place(t) or maybe_place(t) for t in towns)


def education_of(blocks: list[Block]) -> list[Education]:
    """The schools of entries already parted."""
    found: list[Education] = []
    for block in blocks:
        if not block.head and found:
            found[-1] = replace(found[-1], courses=(*found[-1].courses, *(line.text for line in block.body)))
            continue
        head = read_school(gather(block.head))
        score = head.score
        courses = list(head.rest)
        for line in block.body:
            rest, mark = take_mark(line.text)
            score = score or mark
            if not mark or len(rest) > 5:
                courses.append(line.text)
        if not (head.who or head.what) and found:
            found[-1] = replace(found[-1], courses=(*found[-1].courses, *courses))
            continue
        span = head.span
        start = span.start if span and not span.single else ""
        end = span.end if span else ""
        found.append(Education(head.who, head.area, head.what, start, end, score, tuple(courses)))
    return [school for school in found if school.institution or school.study_type]
