"""Where the work is done: remote, hybrid or on site, as fields and sentences say it in several languages."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.models import Workplace

_I: Final = re.IGNORECASE
_NOT_REMOTE: Final = re.compile(
    r"\b(?:not|no|non|isn't|is not|cannot be|can't be|not available|not eligible for)\s+(?:a\s+|an\s+|be\s+|done\s+|performed\s+|currently\s+|fully\s+|for\s+)*"
    r"(?:remote|hybrid|work(?:ing)? from home|telecommut\w+)"
    r"|remote (?:work(?:ing)?|arrangements?)(?: is| are)? (?:not|un)(?: |-)?(?:possible|available|offered|an option|supported|permitted)?"
    r"|(?:fully|100\s?%|full-time|strictly|entirely|only|five days|5 days(?: a| per)? week)[\s-]+(?:on[- ]?site|in[- ](?:the )?office|in[- ]person|office[- ]based)"
    r"|\bon[- ]?site only|\bin[- ]person (?:role|position|only)|office[- ]based (?:role|position|job)|\b(?:role|position|job) is (?:\w+ )?(?:on[- ]?site|office[- ]based|in[- ]person)\b"
    r"|\bon[- ]?site (?:five|5|four|4) days|kein(?:e)?\s+(?:home ?-?office|remote)|home ?-?office (?:ist )?nicht möglich|vor ort in|ausschließlich vor ort"
    r"|pas de télétravail|télétravail (?:non|impossible)|100\s?% (?:sur site|présentiel)|(?:poste|travail) (?:en présentiel|sur site)"
    r"|(?:sin|no hay) teletrabajo|100\s?% presencial|\btrabajo presencial|modalidad(?: de trabajo)?:? presencial|in sede\b|lavoro in presenza"
    r"|geen (?:thuiswerk|remote)|praca stacjonarna|brak pracy zdalnej|presencial\b",
    _I,
)
_NOT_HYBRID: Final = re.compile(
    r"\b(?:not|no|non) (?:a )?hybrid|hybrid(?: work\w*)? (?:is|are) (?:not|im)", _I
)
_HYBRID: Final = re.compile(
    r"\bhybrid(?:e|es|o|a|ne|er|en)?[\s-]*(?:work\w*|role|position|model\w*|remote|job|office|schedule|arrangement|setup|basis|environment|arbeit\w*|:|\(|,|;|\.|/|$)"
    r"|[(|·•]\s*hybrid\b|\bhybrid\W{1,3}(?:\d|one|two|three|four)\b"
    r"|\b(?:work\w*|modalidad|modalità|location|workplace|remote|model|arrangement|policy|work type)\W{1,4}(?:\w+\W){0,2}(?:hybrid|híbrid[oa]|hybride|ibrid[oa])"
    r"|(?:\d|one|two|three|four)(?:\s?(?:-|–|to|or)\s?(?:\d|two|three|four))? (?:(?:fixed |set |core )?days?|times) (?:a|per|each|/) ?week (?:in|at|from|on) (?:the |our |an )?(?:\w+ ){0,2}(?:office|site|studio|hq|home|campus)"
    r"|(?:office|home) (?:\d|two|three) days (?:a|per) week"
    r"|(?:teilweise|anteilig\w*|\d+(?:\s?(?:-|–|bis)\s?\d+)?\s+tag\w*(?: (?:pro|die|in der) woche)?(?: im)?)\s*(?:mobil\w*|home ?-?office|remote)|hybrid\w* arbeit\w*"
    r"|home ?-?office\W{1,3}(?:bis zu )?\d (?:tage?|x)|(?:home ?-?office|mobiles arbeiten|mobile arbeit)(?:\s*-?(?:option|anteil|regelung|tage?|möglich\w*))|möglichkeit (?:zum|auf|für|von) (?:home ?-?office|mobil\w*)"
    r"|télétravail (?:partiel|possible|\(?\d)|\d(?:\s?(?:à|ou|-)\s?\d)? jours? de télétravail|(?:travail|mode|rythme) hybride"
    r"|teletrabajo parcial|(?:modelo|trabajo|modalidad|formato) híbrid[oa]|híbrid[oa]\b|\d días? de teletrabajo|smart working|lavoro ibrido|ibrid[oa]\b"
    r"|deels thuis|hybride werken|praca hybrydowa|hybrydow\w+|tryb hybrydowy|híbrido|distansarbete",
    _I,
)
_REMOTE: Final = re.compile(
    r"[|·•]\s*remote\s*(?:[|·•\n]|\Z)|\b(?:fully|100\s?%|completely|entirely|permanently|all|primarily|full)[\s-]*remote(?:ly)?\b|\bremote[- ](?:first|only|role|position|job|opportunity|work(?:ing)?|based|friendly|contract|\(|within|from|in (?:the )?[A-Z])"
    r"|\b(?:work\w* (?:is )?|located|location|workplace|role is|position is|job is|this is a|based)\W{1,3}(?:\w+ ){0,1}remote(?:ly)?\b|\bwork remotely|\bremote,? (?:uk|us|usa|eu|europe|emea|anywhere|worldwide|global)\b"
    r"|\bwork(?:ing)?[- ]from[- ](?:home|anywhere)\b|\bhome[- ]based\b|\btelecommut\w+|\banywhere in the (?:world|us|uk|eu)\b"
    r"|100\s?% (?:home ?-?office|remote|mobil\w*|im home)|vollständig remote|komplett (?:remote|im home)|\bfull remote|télétravail (?:complet|total|intégral|à 100|100)|100\s?% (?:en )?télétravail|100\s?% à distance"
    r"|100\s?% (?:en )?(?:teletrabajo|remoto)|teletrabajo (?:100|completo|total)|trabajo (?:100\s?% )?(?:remoto|a distancia)|en remoto\b|da remoto\b|completamente remoto|trabalho remoto|100\s?% remoto"
    r"|volledig (?:thuis|remote|op afstand)|praca (?:w pełni )?zdalna|w pełni zdaln\w+|100\s?% zdaln\w+|helt på distans|etätyö",
    _I,
)
_NOT_WORK: Final = re.compile(
    r"remote (?:teams?|sites?|monitoring|patients?|control|access|sensing|areas?|communities|clients?|support)",
    _I,
)
_BARE: Final = re.compile(
    r"^\W*(?:(?:work)?(?:place|location|type|model|mode|arbeitsort|ort|lieu|ubicación|modalidad)[\w ]{0,12}\W+)?(remote|hybrid|on-?site|hybride|híbrido|ibrido)\b[\w ,()/-]{0,30}$",
    _I,
)


def workplace_of(code: str) -> Workplace | None:
    """The workplace a field names ("Remote", "hybrid", "OnSite", "TELECOMMUTE"), or None."""
    lowered = re.sub(r"[\s_-]+", "", code.lower())
    if not lowered or lowered == "unspecified":
        return None
    if re.search(r"hybrid|hybryd|híbrid|ibrid|flexible", lowered):
        return "hybrid"
    if re.search(
        r"remote|telecommut|remoto|anywhere|zdaln|homebased|fullyremote|workfromhome|homeoffice", lowered
    ):
        return "remote"
    if re.search(r"onsite|inoffice|office|inperson|presencial|physical|vorort", lowered):
        return "on-site"
    return None


def workplace_in(text: str, location: str | None) -> Workplace | None:
    """What the location and then the text say. A denial beats a mention, and hybrid beats remote."""
    named = _of_place(location or "")
    if named:
        return named
    head = text[:40_000]
    bare = next((found for line in head.splitlines()[:12] if (found := _BARE.match(line))), None)
    if bare:
        return workplace_of(bare[1])
    if _HYBRID.search(head) and not _NOT_HYBRID.search(head):
        return "hybrid"
    if _NOT_REMOTE.search(head):
        return "on-site"
    return "remote" if _REMOTE.search(_NOT_WORK.sub(" ", head)) else None


def _of_place(place: str) -> Workplace | None:
    """What a location says of itself: "Remote, Italy", "Leeds (hybrid)"."""
    if re.search(r"\bhybrid", place, _I):
        return "hybrid"
    told = re.search(r"\b(?:remote|anywhere|work from home|remoto|télétravail|home ?office)\b", place, _I)
    return "remote" if told and not _NOT_REMOTE.search(place) else None
