"""What the text says when the structured data did not: pay, workplace, kind of employment, place, language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from interview_cli.models import Posting
from interview_cli.posting.fields import employment_of
from interview_cli.posting.language import language_of
from interview_cli.posting.salary import salary_in
from interview_cli.posting.workplace import workplace_in
from interview_cli.untrusted import clean_line

_I: Final = re.IGNORECASE
_LABELLED_TYPE: Final = re.compile(
    r"^[-\s]*(?:employment type|job type|type of (?:employment|contract)|contract(?: type)?|working hours|hours|schedule|position type|"
    r"beschäftigungsart|anstellungsart|arbeitszeit|vertragsart|type de contrat|contrat|tipo de (?:contrato|empleo)|contrato|jornada|"
    r"tipo di contratto|contratto|dienstverband|contractvorm|rodzaj umowy|umowa|wymiar(?: pracy)?|anställningsform|omfattning)"
    r"\s*[:–-]\s*(.{3,80})$",
    _I | re.MULTILINE,
)
_TYPES_IN_TEXT: Final = (
    (r"\b(?:internship|praktikum|stage de \d|prácticas profesionales|tirocinio)\b", "internship"),
    (r"\b(?:fixed[- ]term|temporary contract|maternity cover|befristet(?:e|en|er)?|\bCDD\b|contrato temporal|tijdelijk contract)\b", "temporary"),
    (r"\b(?:part[- ]time|teilzeit|temps partiel|media jornada|tiempo parcial|deeltijd|niepełny etat)\b", "part-time"),
    (r"\b(?:full[- ]time|vollzeit|temps plein|temps complet|jornada completa|tiempo completo|voltijds?|fulltime|pełny etat|tempo pieno)\b", "full-time"),
    (r"(?:^|[|·•,(]) *permanent(?= *(?:$|[|·•,)]))|\b(?:permanent (?:position|contract|role)|unbefristet(?:e|en|er)?|festanstellung|\bCDI\b|contrato indefinido|tempo indeterminato|umowa o pracę)\b", "permanent"),
    (r"(?<!not a )\b(?:contract (?:role|position)|contractor|freelance|outside ir35|inside ir35|1099|umowa b2b)\b", "contract"),
)  # fmt: skip
_PLACE: Final = re.compile(
    r"^[-\s#]*(?:job |work |office |primary )?(?:locations?|place of work|based(?: in)?|where|city|"
    r"arbeitsort|einsatzort|standorte?|dienstort|ort|lieu(?: de travail)?|localisation|ubicación|lugar(?: de trabajo)?|localidad|provincia|"
    r"sede(?: di lavoro)?|luogo(?: di lavoro)?|standplaats|locatie|werklocatie|miejsce pracy|lokalizacja|local(?: de trabalho)?|ort|plats|arbetsort|"
    r"勤務地)\s*[:：–-]\s*(.{2,100})$",
    _I | re.MULTILINE,
)
_PLACE_SENTENCE: Final = re.compile(
    r"\b(?:based in|located in|office in|offices? is in|position in|role in|team in|vestiging in|sede a|sede en|hospital in|school in|"
    r"am standort|standort in|basé(?:e)? à|poste basé à|situé(?:e)? à|ubicad[oa] en|con sede en|con sede a|gevestigd in|z siedzibą w)\s+"
    r"((?:(?:[A-ZÀ-Ž][\w'’.-]+|(?:de|la|le|am|an|der|upon|on|sur|del)\b(?= [A-ZÀ-Ž]))[ -]?){1,4}(?:,\s*[A-ZÀ-Ž][\w.]+(?: [A-Z]\w+)?)?)"
)


def fill_facts(posting: Posting) -> Posting:
    """`posting` with its empty fields filled from its text; what is set stays. `remote` follows `workplace`."""
    text = posting.text
    location = posting.location or place_in(text)
    workplace = posting.workplace or workplace_in(text, location)
    remote = (
        posting.remote
        if posting.remote is not None
        else (None if workplace is None else workplace == "remote")
    )
    return replace(
        posting,
        location=location,
        workplace=workplace,
        remote=remote,
        employment_type=posting.employment_type or employment_in(text),
        salary=posting.salary or salary_in(text, place=location or ""),
        language=language_of(text),
    )


def employment_in(text: str) -> str | None:
    """How one is employed, from a labelled line or, failing that, from the commonest phrases; at most two kinds."""
    for found in _LABELLED_TYPE.finditer(text[:20_000]):
        kind = employment_of(re.split(r"\s*[/,;(]\s*", found[1])) or employment_of(found[1])
        if kind:
            return kind
    head = text[:20_000]
    if language_of(head) == "en" and re.search(r"\b(?:the|and|with)\b", head):
        head = re.sub(r"\bCDD\b", " ", head)  # customer due diligence, and no French contract
    kinds = [
        kind for pattern, kind in _TYPES_IN_TEXT if re.search(pattern, head, re.IGNORECASE | re.MULTILINE)
    ]
    return ", ".join(kinds) if 1 <= len(kinds) <= 3 else None


def place_in(text: str) -> str | None:
    """The place of work, from a labelled line or a plain sentence near the top."""
    found = _PLACE.search(text[:8000])
    if found:
        place = clean_line(re.split(r"\s{2,}|\s[|•·]\s|(?<=\w{3})\.\s", found[1])[0], 80).strip(" .,-–")
        if re.search(r"[^\W\d]", place):
            return place
    sentence = _PLACE_SENTENCE.search(text[:8000])
    if not sentence:
        return None
    return clean_line(sentence[1], 80).strip(" .,-–") or None
