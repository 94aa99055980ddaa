"""What of a CV and a posting goes into a prompt: numbered lines, without contact details.

A reply points at a line by its number, so that what is shown as evidence is the document's own line, always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin.cvreading import read_lines
from interview_cli.coach.model.fences import Marks, defuse, fence
from interview_cli.models import CV, Basics, Posting
from interview_cli.untrusted import clean_line

MAX_CV_LINES: Final = 140
MAX_POSTING_LINES: Final = 160
_MAX_CHARS: Final = 420
_LONG_LINE: Final = 260
_THIN: Final = 0.4  # structured reading holds less than this share of the text: the raw lines are used

_EMAIL: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE: Final = re.compile(r"(?<![\w./€$£])(?:\+|00|\(?0)[\d\s()./–-]{6,20}\d(?![\w/])")
_LINK: Final = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:linkedin|github|gitlab|xing|twitter|x)\.com/\S+", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ]|[•\d\"“(])")
_LABELLED: Final = re.compile(
    r"^\W*(?:e-?mail|phone|mobile|tel(?:ephone|efon)?|address|adresse|anschrift|date of birth|born|geboren|nationality|marital status|website)\s*[:.]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Lines a reply may point to. `texts` stand in the document word for word; `shown` is what a prompt gets."""

    texts: tuple[str, ...]
    shown: tuple[str, ...]
    places: tuple[str, ...] = ()

    def at(self, number: int) -> str | None:
        """The line with this number, counted from 1, or None."""
        return self.texts[number - 1] if 1 <= number <= len(self.texts) else None

    def place(self, number: int) -> str:
        """Where the line stands: "work: Northwind"."""
        return self.places[number - 1] if 1 <= number <= len(self.places) else "text"

    def listed(self, share: float = 1.0) -> str:
        """The lines as a prompt shows them; with a `share` under 1 only the first of them."""
        kept = self.shown[: max(1, int(len(self.shown) * share))]
        return "\n".join(f"[{number}] {text}" for number, text in enumerate(kept, 1))


def cv_lines(cv: CV, marks: Marks) -> Numbered:
    """The CV's lines with their places, contact details cut."""
    lines = [(line.text, line.where) for line in read_lines(cv)]
    if sum(len(text) for text, _ in lines) < _THIN * len(cv.text):
        lines = [(raw.strip().lstrip("#-•* ").strip(), "text") for raw in cv.text.splitlines()]
    cut = ContactCutter(cv.basics)
    kept = list(dict.fromkeys((text, where) for text, where in lines if text and not cut.is_contact(text)))[
        :MAX_CV_LINES
    ]
    shown = []
    for text, where in kept:
        line = defuse(clean_line(cut.cut(text), _MAX_CHARS), marks)
        shown.append(line if where == "text" else f"({defuse(clean_line(cut.cut(where), 60), marks)}) {line}")
    return Numbered(tuple(text for text, _ in kept), tuple(shown), tuple(where for _, where in kept))


def posting_lines(posting: Posting, marks: Marks) -> Numbered:
    """The posting's lines, long ones taken apart into sentences; headings are shown as such."""
    texts, shown = list[str](), list[str]()
    cut = ContactCutter(Basics())
    for raw in posting.text.splitlines():
        stripped = raw.strip()
        head = stripped.startswith("#")
        body = stripped.lstrip("#").strip() if head else re.sub(r"^[-*•]\s+", "", stripped)
        parts = _SENTENCE.split(body) if len(body) > _LONG_LINE else [body]
        for part in parts:
            if part.strip() and len(texts) < MAX_POSTING_LINES:
                texts.append(part.strip())
                line = defuse(clean_line(cut.cut(part), _MAX_CHARS), marks)
                shown.append(f"## {line}" if head else line)
    return Numbered(tuple(texts), tuple(shown))


def cv_block(lines: Numbered, marks: Marks, share: float = 1.0) -> str:
    """The CV as it stands at the head of every prompt about it."""
    return "The candidate's CV, line by line:\n" + fence("cv", lines.listed(share), marks)


def posting_block(posting: Posting, marks: Marks, share: float = 1.0) -> str:
    """The posting as later stages see it: title, company, level, and the requirements found in it. Never the page."""
    head = [
        f"Title: {defuse(clean_line(posting.title, 160), marks)}",
        f"Company: {defuse(clean_line(posting.company or 'not named', 80), marks)}",
        f"Level: {posting.level or 'not said'}",
    ]
    asked = posting.requirements[: max(1, int(len(posting.requirements) * share))]
    cut = ContactCutter(Basics())
    rows = [f"- ({item.importance}) {defuse(clean_line(cut.cut(item.text), 300), marks)}" for item in asked]
    return "The job, as the posting asks for it:\n" + fence("posting", "\n".join([*head, *rows]), marks)


class ContactCutter:
    """Takes a person's name and addresses out of lines."""

    def __init__(self, basics: Basics) -> None:
        names = [basics.name, *(part for part in basics.name.split() if len(part) > 2)]
        exact = [basics.email, basics.phone, basics.url, *(p.url for p in basics.profiles)]
        exact += [p.username for p in basics.profiles if len(p.username) > 4]
        self._exact = [text for text in exact if text]
        known = sorted({name for name in names if name}, key=len, reverse=True)
        self._name = (
            re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known)) if known else None
        )
        self._location = basics.location

    def is_contact(self, text: str) -> bool:
        """Whether a line holds nothing but how to reach the person, or what no coach needs (birth date, …)."""
        bare = re.sub(r"\[(?:name|e-mail|phone|link|contact)\]|[\W_]", "", self.cut(text))
        return bool(_LABELLED.match(text)) or len(bare) < 2 or text.strip() == self._location.strip() != ""

    def cut(self, text: str) -> str:
        """`text` with a word in brackets for each name, e-mail, phone number and link."""
        for exact in self._exact:
            text = text.replace(exact, "[link]" if "/" in exact else "[contact]")
        text = _EMAIL.sub("[e-mail]", text)
        text = _LINK.sub("[link]", text)
        text = _PHONE.sub("[phone]", text)
        return self._name.sub("[name]", text) if self._name else text
