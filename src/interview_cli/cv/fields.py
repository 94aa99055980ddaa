"""The short sections: skills, languages, certificates, projects and publications."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from interview_cli.cv.dates import find_span, is_dateish, without_span
from interview_cli.cv.entries import Block, has_dates, split_entries
from interview_cli.cv.lines import Line
from interview_cli.cv.vocabulary import load, plain
from interview_cli.cv.words import count_words
from interview_cli.models import Certificate, Language, Project, SkillGroup

_LEVEL: Final = re.compile(
    r"\b(?:[ABC][12](?:\s*[-/]\s*[ABC][12])?|native|fluent|bilingual|mother tongue|home language|first language|second language|professional|conversational|intermediate|basic|advanced)\b",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(
    r"\s*[;|•·●▪◦‣]\s*|,\s+(?![^()]*\))|\s{3,}|\s+/\s+|(?<=\w),(?=[A-Za-z]{2})(?![^()]*\))"
)
# "Team project: Volunteer map": what kind of project it is, before its name.
_PROJECT_KIND: Final = re.compile(
    r"(?:(?:team|group|final|final[- ]year|personal|side|solo|capstone|course|school|university|student|open[- ]source|bootcamp)\s+)?project\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_TOOLS: Final = re.compile(r"(.{2,80}?)\s*\(([^()]{2,120})\)")
_NO_ITEM: Final = re.compile(r"\b(?:and|und|et|y|e|en|i|och)\s+", re.IGNORECASE)


def is_language(word: str) -> bool:
    """Whether `word` names a spoken language, in any of nine languages."""
    return count_words("language", word) > 0 and " " not in word.strip()


def read_skills(lines: list[Line]) -> tuple[SkillGroup, ...]:
    """The groups of a skills section; lines without a group's name are gathered under ""."""
    groups: list[SkillGroup] = []
    loose: list[str] = []
    name = ""
    pending: list[str] = []
    for line in lines:
        label, items = _skill_line(line)
        if label and not items:  # a group's name on a line of its own
            _add(groups, name, pending)
            name, pending = label, []
        elif label:
            groups.append(SkillGroup(name=label, keywords=tuple(items)))
        elif name:
            pending += items
        else:
            loose += items
    _add(groups, name, pending)
    if loose:
        groups.insert(0, SkillGroup(keywords=tuple(dict.fromkeys(loose))))
    return tuple(groups)


def _add(groups: list[SkillGroup], name: str, items: list[str]) -> None:
    if name or items:
        groups.append(SkillGroup(name=name, keywords=tuple(items)))


def _skill_line(line: Line) -> tuple[str, list[str]]:
    """The group's name (or "") and the skills of one line."""
    text = line.text
    if text.endswith(":") and len(text) < 60:
        return text.rstrip(": "), []
    alone = line.bold and line.gap and not line.bullet and len(line.cells) == 1
    if alone and "," not in text and ":" not in text and len(text) < 40:
        return text, []
    label, items = _split_label(line)
    if label:
        return label, split_items(items)
    return "", [item for cell in line.cells for item in split_items(cell)]


def _split_label(line: Line) -> tuple[str, str]:
    """A group's name and its skills on one line: "Databases: Redis, SQL", bold words first, or two cells."""
    text = line.text
    found = re.match(r"([^:,;]{2,50}?)\s*:\s+(\S.*)", text) or re.match(
        r"([^:,;–—]{2,40}?)\s+[–—]\s+(\S.*,.*)", text
    )
    if found:
        return found[1].strip(), found[2]
    if line.lead and 2 < line.lead < len(text) - 2 and len(line.cells) <= 2:
        return text[: line.lead].strip(" :–-"), text[line.lead :].strip(" :–-")
    if len(line.cells) != 2:
        return "", ""
    labels = {word for words in load("labels")["skills"].values() for word in words}
    listed = "," in line.cells[1] and "," not in line.cells[0]
    if listed or plain(line.cells[0]) in labels:
        return line.cells[0].strip(": "), line.cells[1]
    return "", ""


def split_items(text: str) -> list[str]:
    """A list in one line -> its items; a sentence stays whole."""
    if (
        len(text) > 60
        and text.count(",") <= len(text) // 60
        and "|" not in text
        and ";" not in text
        and "•" not in text
    ):
        return [text.strip()]
    parts = [part.strip(" .;,") for part in _ITEM.split(text)]
    if len(parts) > 1 and (found := _NO_ITEM.match(parts[-1])):
        parts[-1] = parts[-1][found.end() :]
    return [part for part in parts if part]


def read_languages(lines: list[Line]) -> tuple[Language, ...]:
    """Spoken languages with their levels, as they are written."""
    labels = load("labels")["languages"]
    found: list[Language] = []
    for line in lines:
        cells = list(line.cells)
        named = re.match(r"([^:]{3,30}):\s*(.+)", line.text)
        first = plain(cells[0].rstrip(": "))
        if named and plain(named[1]) in labels["mother"] + labels["others"]:
            first, cells = plain(named[1]), [named[1], named[2]]
        if len(cells) > 1 and first in labels["mother"]:
            found += [Language(item, cells[0].rstrip(": ")) for item in split_items(cells[1])]
            continue
        if len(cells) > 1 and first in labels["others"]:
            cells = cells[1:]
        found += _languages_of(cells)
    return tuple(dict.fromkeys(found))


def _languages_of(cells: list[str]) -> list[Language]:
    if (
        len(cells) >= 2
        and is_language(_first_word(cells[0]))
        and not any(is_language(_first_word(c)) for c in cells[1:])
    ):
        return [Language(cells[0].rstrip(": "), " ".join(cells[1:]))]
    items = [item for cell in cells for item in _language_items(cell)]
    return [language for language in (_language(item) for item in items) if language]


def _first_word(text: str) -> str:
    return re.split(r"[\s,(:;–—-]", text.strip(), maxsplit=1)[0]


def _language_items(cell: str) -> list[str]:
    """One item a language: cut before each language name that follows a mark."""
    parts = re.split(r"\s*[;|•·]\s*|,\s+(?![^()]*\))|\s+(?:and|und|et|y|och|oraz)\s+", cell)
    merged: list[str] = []
    for part in parts:
        shaped = re.match(r"[^\W\d_]+\s*[(:]", part)
        if (
            merged
            and not shaped
            and not is_language(_first_word(part))
            and is_language(_first_word(merged[-1]))
        ):
            merged[-1] += f", {part}"
        else:
            merged.append(part)
    return merged


def _language(item: str) -> Language | None:
    item = item.strip(" .,;")
    found = re.match(r"([^\W\d_][^:(–—,]*?)\s*(?:[:(–—,]|\s-\s|-\s)\s*(.+?)\)?\Z", item)
    name, level = (found[1], found[2]) if found else (item, "")
    if not level and (words := item.split()) and is_language(words[0]) and len(words) > 1:
        name, level = words[0], " ".join(words[1:])
    if not is_language(_first_word(name)) and not _LEVEL.search(level):
        return None
    level = level.strip()
    return Language(name.strip(), level + ")" if level.count("(") > level.count(")") else level.strip("()"))


def read_certificates(lines: list[Line]) -> tuple[Certificate, ...]:
    """Certificates, licences and courses: name, issuer, date."""
    found: list[Certificate] = []
    for line in lines:
        text = " | ".join(line.cells)
        if find_span(text) and is_dateish(text) and found and not found[-1].date:
            found[-1] = Certificate(found[-1].name, found[-1].issuer, find_date(text))
            continue
        if len(text) > 300 or not re.search(r"\w", text):
            continue
        date, rest = find_date(text), text
        if (span := find_span(text)) is not None:
            rest = without_span(text, span)
        rest = re.sub(
            r"\s*\(\s*\)|\b(?:since|seit|depuis|desde|dal|sinds|od|sedan)\s*\Z", "", rest, flags=re.IGNORECASE
        ).strip(" ,;|–—-")
        name, issuer = _split_issuer(rest)
        if name:
            found.append(Certificate(name, issuer, date))
    return tuple(found)


def _split_issuer(text: str) -> tuple[str, str]:
    for mark in (
        r"\s*\|\s*",
        r"\s+[–—]\s+",
        r",\s+(?![^()]*\))",
        r"\s+-\s+(?=[A-Z]{2,}|[A-Z]\w+ (?:Institute|University|Academy|School|Council))",
    ):
        parts = [p for p in re.split(mark, text, maxsplit=1) if p.strip(" |")]
        if len(parts) == 2 and len(parts[0]) > 4:
            return parts[0].strip(), parts[1].strip(" |,")
    return text.strip(" |"), ""


def find_date(text: str) -> str:
    """The (last) date in `text`, ISO 8601 as far as known, or ""."""
    span = find_span(text)
    return (span.end or span.start) if span else ""


def read_projects(lines: list[Line]) -> tuple[Project, ...]:
    """Projects, publications and awards."""
    lines = [_without_kind(line) for line in lines]
    if sum(line.bullet for line in lines) * 2 > len(lines) and lines[0].bullet:
        return tuple(_project(Block(head=[line])) for line in lines)
    blocks: list[Block] = []
    dated = sum(has_dates(line) and not line.bullet for line in lines) > 0
    leads = [line for line in lines if line.lead and not line.bullet]
    if len(leads) > 1 and all(line.lead for line in lines if has_dates(line) and not line.bullet):
        for line in lines:
            if (line.lead and not line.bullet) or not blocks:
                blocks.append(Block(head=[line]))
            else:
                blocks[-1].body.append(line)
    elif dated or any(line.heading for line in lines):
        blocks = split_entries(lines, complete=lambda _: False)
    else:
        for line in lines:
            opens = not line.bullet and (
                line.gap or line.bold or line.lead or not blocks or len(line.text) > 90
            )
            if opens:
                blocks.append(Block(head=[line]))
            elif blocks:
                blocks[-1].body.append(line)
    return tuple(_project(block) for block in blocks if block.head or block.body)


def _without_kind(line: Line) -> Line:
    """A project's line without "Team project:" before the name, which is no label of a form."""
    found = None if line.bullet else _PROJECT_KIND.match(line.cells[0])
    if not found:
        return line
    first = line.cells[0][found.end() :]
    return replace(line, cells=(first, *line.cells[1:]), lead=max(line.lead - found.end(), 0))


def _name_and_tools(name: str) -> tuple[str, tuple[str, ...]]:
    """A project's name without its date and the list of tools in brackets: "Bus map (React, Vite) – 2025"."""
    inner = find_span(name)
    if inner and re.search(r"[–—|(-]\s*\Z", name[: inner.place[0]]) and len(name[inner.place[1] :]) <= 1:
        name = re.sub(r"[\s–—|(-]+\Z", "", name[: inner.place[0]]) or name
    elif inner and (not inner.single or inner.place[0] == 0):
        name = without_span(name, inner) or name
    tools = _TOOLS.fullmatch(name.strip())
    if tools and "," in tools[2]:
        return tools[1], tuple(split_items(tools[2]))
    return name, ()


def _project(block: Block) -> Project:
    if not block.head:
        return Project(name="", highlights=tuple(line.text for line in block.body))
    lines = block.head
    spans = [
        span
        for line in lines
        for cell in line.cells
        if (span := find_span(cell)) and (not span.single or is_dateish(cell))
    ]
    span = spans[0] if spans else next((s for line in lines if (s := find_span(line.text))), None)
    cells = [cell for line in lines for cell in line.cells if not is_dateish(cell)]
    name = cells[0] if cells else ""
    name, tools = _name_and_tools(name)
    prose = [line.text for line in block.body if not line.bullet]
    return Project(
        name=name,
        description="  ".join([*cells[1:], *prose]),
        highlights=tuple(line.text for line in block.body if line.bullet),
        keywords=tools,
        start=span.start if span and not span.single else "",
        end=span.end if span else "",
        url=next((link for line in lines for link in line.links if link.startswith("http")), ""),
    )
