"""A session without names, employers and contact data, for showing to somebody else.

What stands in the CV and the posting is replaced wherever it turns up; e-mail addresses, phone numbers and links go
by their shape. Names that only the answers hold can't be known, and the report says so.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from interview_cli.models import Debrief, Dossier, Pack, Turn
from interview_cli.store.codec import from_json, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_cli.models import CV
    from interview_cli.report.session_source import Held

_SHAPES: Final = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE), "[link]"),
    (re.compile(r"\b(?:linkedin|github|gitlab|xing)\.com/[^\s<>\"')\]]+", re.IGNORECASE), "[link]"),
    (re.compile(r"(?<![\w.,])\+?\(?\d[\d()/ \u00a0-]{7,}\d(?![\w%])"), "[phone]"),
)
_LEGAL: Final = re.compile(
    r"[,\s]+(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|kg|se|sa|sas|sarl|bv|nv|ab|as|oy|aps|pty|co|corp|corporation|company|"
    r"group|holding|holdings|srl|spa|s\.?a\.?|b\.?v\.?)\.?\s*\Z",
    re.IGNORECASE,
)
_SHORTEST: Final = 3


def redact(held: Held) -> Held:
    """`held` with every name, employer and contact that the CV and the posting hold replaced by a word in brackets."""
    hide = _hider(held.pack)
    pack = replace(
        held.pack, id="pack", cv=None, logo=None, stories=(), dossier=_without_links(held.pack.dossier)
    )
    shown = _map(to_plain(pack), hide)
    shown["posting"] = {**shown["posting"], "url": None, "logo": None, "text": ""}
    session = replace(
        held.session, pack="pack", title=hide(held.session.title), company=hide(held.session.company)
    )
    return replace(
        held,
        session=session,
        pack=_back(Pack, shown),
        turns=tuple(_back(Turn, _map(to_plain(turn), hide)) for turn in held.turns),
        debrief=_back(Debrief, _map(to_plain(held.debrief), hide)) if held.debrief else None,
    )


def _without_links(dossier: Dossier) -> Dossier:
    """The dossier with its lines and dates; titles and links would name the company."""
    lines = tuple(
        replace(line, sources=tuple(replace(s, url="", title="A source", quote="") for s in line.sources))
        for line in dossier.lines
    )
    return Dossier(lines=lines)


def _back(kind: type[Any], plain: dict[str, Any]) -> Any:
    return from_json(kind, json.dumps(plain).encode())


def _map(value: Any, hide: Callable[[str], str]) -> Any:
    """`value` with every text in it put through `hide`; keys and ids stay."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, dict):
        return {key: item if key in _KEPT else _map(item, hide) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_map(item, hide) for item in value]
    return value


# Fields of fixed words, that a name must not break.
_KEPT: Final = frozenset(
    ("kind", "source", "status", "priority", "importance", "support", "made_by", "created", "language")
)


def _hider(pack: Pack) -> Callable[[str], str]:
    words: dict[str, str] = {}
    for text, stand_in in (*_of_cv(pack.cv), *_of_company(pack.posting.company, "[company]")):
        if len(text.strip()) >= _SHORTEST:
            words.setdefault(text.strip().casefold(), stand_in)
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
        + r")(?!\w)",
        re.IGNORECASE,
    )

    parts = _parts_of_name(pack.cv)

    def hide(text: str) -> str:
        if words:
            text = pattern.sub(lambda m: words.get(" ".join(m[0].split()).casefold(), "[name]"), text)
        if parts:
            text = parts.sub("[name]", text)
        for shape, stand_in in _SHAPES:
            text = shape.sub(stand_in, text)
        return text

    return hide


def _parts_of_name(cv: CV | None) -> re.Pattern[str] | None:
    """The single names as they are written: a "Will" goes, and every "will" stays."""
    names = [part.strip(".,") for part in cv.basics.name.split()] if cv else []
    written = [re.escape(name) for name in names if len(name) >= _SHORTEST]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if written else None


def _of_cv(cv: CV | None) -> Iterator[tuple[str, str]]:
    if cv is None:
        return
    basics = cv.basics
    yield basics.name, "[name]"
    for contact in (basics.email, basics.phone, basics.url, basics.location):
        yield contact, "[contact]"
    for profile in basics.profiles:
        yield profile.username, "[contact]"
    for work in (*cv.work, *cv.volunteer):
        yield from _of_company(work.name, "[employer]")
    for school in cv.education:
        yield school.institution, "[school]"


def _of_company(name: str, stand_in: str) -> Iterator[tuple[str, str]]:
    """A company's name, without its legal form, and by the two words it begins with when it has more."""
    bare = _LEGAL.sub("", name)
    yield name, stand_in
    yield bare, stand_in
    first = re.split(r"[\s,]+", bare)
    if len(first) > 2:
        yield " ".join(first[: 3 if first[1] in ("&", "and", "of", "und", "et", "y") else 2]), stand_in
