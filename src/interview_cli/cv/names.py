"""The name of the person a CV is of."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.cv.lines import Line
from interview_cli.cv.vocabulary import plain, section_of
from interview_cli.cv.words import is_place, org_score, title_score
from interview_cli.untrusted import clean_line

_TITLES: Final = re.compile(
    r"^(?:lebenslauf|curriculum vitae|cv|résumé|resume)\s+(?:of\s+|von\s+|de\s+)?", re.IGNORECASE
)
_HONOURS: Final = re.compile(
    r"^(?:(?:Dr|Prof|Mag|Dipl|Ing|Mr|Mrs|Ms|Miss|Herr|Frau|DI|PD|rer|nat|med|phil|jur|pol|oec|habil|h\.\s?c|Dott|Dott\.ssa|Sr|Sra|Mme|M|dr|mgr|inż|lic)\b\.?[\s-]*)+(?=[A-ZÀ-Ž])"
)
_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_]?\(?[\w'’.()-]+){1,6}")
_PARTICLE_WORDS: Final = (
    "de da do dos das di del della la le van von den der ter ten y e al bin ibn af zu du st"
)
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())


def tidy_name(text: str) -> str:
    """A name on one line, out of capitals."""
    text = _TITLES.sub("", clean_line(text, 80)).strip(" ,.|-–—")
    if text.isupper() or text.islower():
        words = (w.lower() if w.lower() in _PARTICLES else _capital(w) for w in text.split())
        text = " ".join(words)
        text = text[:1].upper() + text[1:]
    return text


def _capital(word: str) -> str:
    return re.sub(r"(^|[-'’])(\w)", lambda m: m[1] + m[2].upper(), word.lower())


def find_name(top: list[Line], everything: list[Line], email: str) -> str:
    """The likeliest name: large, near the top, two to five capitalised words, alike the mail address."""
    best, best_score = "", 0.0
    local = plain(re.sub(r"[\d]", "", email.partition("@")[0]).replace(".", " "))
    pool = [*top[:14], *(line for line in everything if line.size > 1.4)][:24]
    for at, line in enumerate(pool):
        for part_at, part in enumerate(
            p for cell in line.cells for p in re.split(r"\s*[|•·,]\s*|\s+[–—-]\s+", cell)
        ):
            name = _HONOURS.sub("", _TITLES.sub("", part)).strip()
            if not _could_be_name(name):
                continue
            words = [w for w in plain(name).split() if len(w) > 1]
            score = (
                2.0
                - at * 0.12
                - part_at * 0.3
                + min(2.0, line.size - 1)
                + 0.5 * (line.heading == 1)
                + 0.3 * line.bold
            )
            score += 0.9 * sum(1 for w in words if len(w) > 2 and w in local.replace(" ", ""))
            score -= 1.2 * title_score(name) + 1.0 * org_score(name) + 1.5 * is_place(name)
            if score > best_score:
                best, best_score = name, score
    return tidy_name(_with_last(best, pool, local))


def _with_last(name: str, pool: list[Line], local: str) -> str:
    """`name` with the given name after a comma that the mail address knows too: "TAN Wei Jie, Marcus"."""
    for line in pool if name else ():
        found = re.search(re.escape(name) + r",\s+([^\W\d_][^\W\d_]+)(?!\S)", line.cells[0])
        if found and not found[1].isupper() and plain(found[1]) in local.split():
            return f"{name}, {found[1]}"
    return name


def _could_be_name(text: str) -> bool:
    if (
        any(c.isdigit() for c in text)
        or not _NAME.fullmatch(text)
        or len(text) > 50
        or section_of(text)
        or "@" in text
    ):
        return False
    words = [w for w in text.split() if w.lower() not in _PARTICLES]
    return all(w[0].isupper() or not w[0].isalpha() or w[0] == "(" for w in words)
