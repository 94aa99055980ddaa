"""An answer cut into sentences, each a verbatim piece of it; speech without full stops is cut at its connectives."""

from __future__ import annotations

import re
from typing import Final

# A full stop after a title ends no sentence; after these it ends one only if a capital follows.
_TITLES: Final = frozenset({"dr", "mr", "mrs", "ms", "prof", "sr", "sra", "mme", "fr", "hr"})
_SHORT: Final = frozenset({"e.g", "i.e", "no", "vs", "approx", "ca", "etc", "z.b", "bzw", "d.h", "usw", "p.m", "a.m", "ej", "p.ej"})  # fmt: skip
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|\Z)")
_BULLET: Final = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s")
_LINE: Final = re.compile(r"[^\n]+")
_JOINT: Final = re.compile(
    r"\s(?=(?:and then|so then|and so|but|so|because|and i|and we|then i|then we|und dann|aber|weil|et puis|mais|"
    r"parce que|y luego|pero|porque)\b)",
    re.IGNORECASE,
)
# More words than this without a stop is speech written down as it came.
_RUN_ON: Final = 60
_MIN_PIECE: Final = 8

Span = tuple[int, int]


def split_sentences(text: str) -> list[Span]:
    """Where each sentence of `text` begins and ends, without the white space around it."""
    spans: list[Span] = []
    for start, end in _blocks(text):
        at = start
        for stop in _END.finditer(text, start, end):
            if not _is_short(text, stop.start(), at) and not _is_quoted(text, stop):
                spans.append((at, stop.end()))
                at = stop.end()
        spans.append((at, end))
    trimmed = (_trim(text, span) for span in spans)
    return [piece for span in trimmed if span[0] < span[1] for piece in _cut_run_on(text, span)]


def _blocks(text: str) -> list[Span]:
    """Paragraphs and list items: lines that go on belong together."""
    blocks: list[Span] = []
    last_end = -1
    for line in _LINE.finditer(text):
        content = line.group().strip()
        if not content:
            continue
        follows = last_end >= 0 and text.count("\n", last_end, line.start()) == 1
        if follows and blocks and not _BULLET.match(content) and not text[:last_end].rstrip().endswith(":"):
            blocks[-1] = (blocks[-1][0], line.end())
        else:
            blocks.append((line.start(), line.end()))
        last_end = line.end()
    return blocks


def _is_short(text: str, stop: int, start: int) -> bool:
    words = text[max(start, stop - 12) : stop].split()
    if not words or text[stop] != ".":
        return False
    last = words[-1].lower().strip("(\"'“‘")
    after = text[stop + 1 : stop + 4].strip()
    return last in _TITLES or (last in _SHORT and bool(after) and (after[0].islower() or after[0].isdigit()))


def _is_quoted(text: str, stop: re.Match[str]) -> bool:
    """A quoted question or cry inside a sentence: I would ask "what for?" on the first day."""
    after = text[stop.end() : stop.end() + 2].strip()
    return stop.group()[-1] in "\"'”’" and bool(after) and after[0].islower()


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    return start, end


def _cut_run_on(text: str, span: Span) -> list[Span]:
    if len(text[span[0] : span[1]].split()) <= _RUN_ON:
        return [span]
    pieces: list[Span] = []
    at = span[0]
    for joint in _JOINT.finditer(text, span[0], span[1]):
        if len(text[at : joint.start()].split()) >= _MIN_PIECE:
            pieces.append((at, joint.start()))
            at = joint.end()
    pieces.append((at, span[1]))
    return [piece for piece in (_trim(text, one) for one in pieces) if piece[0] < piece[1]]
