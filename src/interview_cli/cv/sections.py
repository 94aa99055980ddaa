"""Lines -> sections: what stands under which heading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from interview_cli.cv.lines import Line
from interview_cli.cv.vocabulary import plain, section_like, section_of

# Sections whose entries may hold labelled lines of their own ("Technologies: Go, Redis").
_ENTRIES: Final = {"work", "projects", "volunteer", "education", "publications"}

Look = tuple[bool, bool, int]


@dataclass(slots=True)
class Section:
    """A heading and the lines under it. `kind` is one of the tables of `headings.toml`, or "header" at the top."""

    kind: str
    title: str = ""
    lines: list[Line] = field(default_factory=list)


def split_sections(lines: list[Line]) -> list[Section]:
    """The sections in order. The first is the header, which may be empty."""
    level = _section_level(lines)
    look = _usual_look(lines)
    hanging = look is None and sum(1 for ln in lines if len(ln.cells) > 1 and section_of(ln.cells[0])) >= 3
    sections = [Section("header")]
    for line in lines:
        if line.fresh and sections[-1].kind != "header":
            sections.append(Section("header"))
        kind, title, rest = _open(line, sections[-1], level, look, hanging=hanging)
        if (
            kind == "summary"
            and plain(title) == "resume"
            and len(sections) == 1
            and len(sections[0].lines) < 2
        ):
            kind = "contact"  # the document's own name, and not the French word for a summary
        if kind:
            sections.append(Section(kind, title))
            if rest:
                sections[-1].lines.append(rest)
        else:
            sections[-1].lines.append(line)
    return sections


def as_headings(lines: list[Line]) -> list[Line]:
    """`lines` with every section heading marked as one, for the text."""
    level, look = _section_level(lines), _usual_look(lines)
    marked: list[Line] = []
    state = Section("header")
    for line in lines:
        kind, title, rest = _open(line, state, level, look, hanging=False)
        if kind and title:
            if re.search(r"[a-zà-ž][A-ZÀ-Ž]", title) and not title.isupper():  # small capitals
                title = title.capitalize()
            marked.append(replace(line, cells=(title,), heading=2, bullet=False))
            state = Section(kind, title)
            if rest:
                marked.append(rest)
        else:
            marked.append(line)
    return marked


def _section_level(lines: list[Line]) -> int:
    """The level of the document's own headings that open sections, 0 when it marks none."""
    levels = Counter(line.heading for line in lines if line.heading and section_of(line.text))
    if not levels:
        levels = Counter(line.heading for line in lines if line.heading and section_like(line.text))
    return min(levels, key=lambda n: (-levels[n], n)) if levels else 0


def _look(line: Line) -> Look:
    return (line.bold, line.text.isupper(), round(line.size * 20))


def _usual_look(lines: list[Line]) -> Look | None:
    """How most headings we know look, when it sets them apart from the text."""
    looks = Counter(_look(ln) for ln in lines if not ln.bullet and len(ln.cells) == 1 and section_of(ln.text))
    if not looks:
        return None
    look, count = looks.most_common(1)[0]
    return look if count > 1 and (look[0] or look[1] or look[2] > 21) else None


def _open(
    line: Line, current: Section, level: int, look: Look | None, *, hanging: bool
) -> tuple[str | None, str, Line | None]:
    """The kind and title of the section `line` opens (None when it opens none), and what of it belongs inside."""
    text = line.text.strip()
    kind: str | None = None
    if line.bullet:
        return None, "", None
    if line.heading:
        kind = _kind_of_marked(line, current, level)
    elif len(line.cells) == 1:
        kind = section_of(text)
        if kind and not _stands_out(line, look, current):
            kind = None
        elif kind is None and look and _look(line) == look and _is_own_heading(line, look, current):
            kind = section_like(text) or "other"
        if kind is None:
            return _inline(line, current)
    elif (kind := section_of(line.cells[0])) and (hanging or (look and _looks_like(line, look))):
        rest = replace(line, cells=line.cells[1:], bold=False, lead=0, gap=True, size=1.0)
        return kind, line.cells[0].rstrip(": "), rest
    else:
        kind = None
    return kind, text.rstrip(": ") if kind else "", None


def _kind_of_marked(line: Line, current: Section, level: int) -> str | None:
    """The section a line opens that the document itself marks as a heading, None for a name or an entry."""
    kind = section_like(line.text)
    if level in {line.heading, 0} and (kind or (level and current.kind != "header")):
        return kind or "other"
    return section_of(line.text) if line.heading < level else None


def _looks_like(line: Line, look: Look) -> bool:
    """Whether the first cell of a row looks like the headings do."""
    first = _look(replace(line, cells=line.cells[:1]))
    return first[:2] == look[:2] and abs(first[2] - look[2]) < 2


def _stands_out(line: Line, look: Look | None, current: Section) -> bool:
    """Whether a known heading word alone on a line is a heading here, and not a label or a skill."""
    if (
        look
        and _look(line)[0] == look[0]
        and _look(line)[1] == look[1]
        and abs(_look(line)[2] - look[2]) <= 2
    ):
        return True
    marked = line.bold or line.text.isupper() or line.size > 1.05 or line.text.rstrip().endswith(":")
    if look and (look[0] or look[2] > 22) and not marked:
        return False
    return line.gap or line.fresh or marked or current.kind == "header"


def _is_own_heading(line: Line, look: Look, current: Section) -> bool:
    """Whether a line that looks like the headings is one, though we do not know its words."""
    words = line.text.split()
    large = look[2] > 22 or (look[1] and look[0])
    return (
        large and 0 < len(words) <= 6 and current.kind != "header" and not any(c.isdigit() for c in line.text)
    )


def _inline(line: Line, current: Section) -> tuple[str | None, str, Line | None]:
    """A section on one line: "Languages: English, Spanish"."""
    found = re.match(r"([^:]{3,40}?)\s*:\s+(\S.*)", line.text)
    kind = section_of(found[1]) if found else None
    if not found or kind in {None, "contact", "header"}:
        return None, "", None
    if current.kind == "skills" and kind != "languages" and kind not in {"certificates", "other"}:
        return None, "", None
    if current.kind == "skills" and kind == "languages":
        from interview_cli.cv.fields import is_language

        if not is_language(re.split(r"[\s,(;:–-]", found[2])[0]):
            return None, "", None
    if current.kind in _ENTRIES and (
        not line.gap or kind not in {"skills", "languages", "certificates", "other"}
    ):
        return None, "", None
    return kind, found[1].strip(), replace(line, cells=(found[2],), lead=0, bold=False)
