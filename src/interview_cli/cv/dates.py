"""Dates as CVs write them, in nine languages, and what is left of a line without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from interview_cli.cv.vocabulary import plain

# Month names and their short forms, folded (no accents, lower case): English, German, French, Spanish, Italian,
# Dutch, Portuguese, Polish (also in the genitive), Swedish.
_MONTHS: Final[tuple[str, ...]] = (
    "january jan januar janner janvier janv enero ene gennaio gen januari janeiro styczen stycznia sty",
    "february feb februar fevrier fevr fev febrero febbraio febbr februari fevereiro luty lutego lut",
    "march mar marz maerz mrz mars marzo maart mrt marco marzec marca",
    "april apr avril avr abril abr aprile kwiecien kwietnia kwi",
    "may mai mayo maggio mag mei maio maj maja",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip",
    "august aug aout agosto ago agosto augustus augusti sierpien sierpnia sie",
    "september sept sep septembre septiembre settembre sett set setembro wrzesien wrzesnia wrz",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz",
    "november nov novembre noviembre novembro listopad listopada lis",
    "december dec dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru",
)
_BY_NAME: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_SEASONS: Final = "spring summer autumn fall winter fruhjahr sommer herbst ete automne printemps hiver"
_NOW: Final = (
    r"present|presently|current|currently|now|today|to date|till date|date|ongoing|on-going|heute|jetzt|laufend|aktuell|dato|"
    r"aujourd[’'´]hui|présent|à ce jour|ce jour|en cours|actuel(?:lement)?|actualidad|la actualidad|actual|actualmente|hoy|"
    r"la fecha|presente|el presente|oggi|attuale|attualmente|in corso|ad oggi|heden|nu|tegenwoordig|atual|atualmente|o momento|"
    r"hoje|até (?:o momento|hoje|à data)|a data|obecnie|teraz|dziś|dzisiaj|chwili obecnej|nadal|nuvarande|pågående|tillsvidare|dags dato"
)
_SINCE: Final = (
    r"since|from|seit(?: dem)?|ab|depuis(?: le)?|desde(?: el)?|dal?(?:l[’'])?|sinds|vanaf|od|sedan|från"
)
_TO: Final = r"to|until|till|through|thru|bis(?: zum)?|à|au|jusqu[’'](?:en|à|au)|hasta(?: el)?|al?|alla?|fino a(?:l)?|tot(?: en met)?|t/m|até|do|til|till"
_YEAR: Final = r"(?:19[4-9]\d|20[0-4]\d)"
_NAME: Final = r"[^\W\d_]{3,12}\.?"
_POINT: Final = (
    rf"(?:{_YEAR}[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?!\d)"  # 2020-01, 2020-01-31
    rf"|(?<!\d)(?:(?:3[01]|[12]\d|0?[1-9])[./-])?(?:1[0-2]|0?[1-9])\s?[./-]\s?{_YEAR}(?!\d)"  # 01/2020, 31.01.2020
    rf"|(?<![\d.,/])(?:1[0-2]|0[1-9])/\d\d(?![\d/])"  # 09/18
    rf"|(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?)?(?<![^\W\d_]){_NAME}\s*(?:de(?:l)?\s+|,\s*|[-/]\s?)?{_YEAR}(?!\d)"
    rf"|(?<![^\W\d_]){_NAME}\s+(?:[0-3]?\d),\s*{_YEAR}(?!\d)"  # January 5, 2020
    rf"|(?<![^\W\d_]){_NAME}\s*[’']\d\d(?!\d)"  # Sept '18
    rf"|(?<![\d.,$€£])(?:Q[1-4]\s*)?{_YEAR}(?![\d%]|[.,]\d))"
)
_MONTH_ONLY: Final = rf"(?<![^\W\d_])(?:{'|'.join(sorted({n for names in _MONTHS for n in names.split()}, key=len, reverse=True))})\.?(?![^\W\d_])"
_DASH: Final = r"\s*(?:-{1,2}|[–—‐‑−~→>]|\.\.\.?)\s*"
_CIRCA: Final = r"(?:ca\.?\s*|c\.\s*)?"
_RANGE: Final = re.compile(
    rf"(?:(?:from|von|vom|de|du|dal?(?:l[’'])?|van|od|från|desde|between|entre)\s+)?{_CIRCA}(?P<start>{_POINT}|{_MONTH_ONLY})"
    rf"(?:{_DASH}|\s+(?:{_TO})\s+|\s+[aà]\s+|\s*/\s*)(?:(?:{_TO})\s+)?{_CIRCA}"
    rf"(?:(?P<end>{_POINT})|(?P<now>(?:{_NOW})\b)|(?P<short>\d\d)(?![\d./%]))",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    rf"(?:\b(?:{_SINCE})\s+(?P<since>{_POINT})(?:\s*[-–—]?\s*\(?(?:{_NOW})\)?)?|(?P<dash>{_POINT})\s*[-–—]+(?=\s*(?:$|[,;|)\]])))",
    re.IGNORECASE,
)
_SINGLE: Final = re.compile(_POINT, re.IGNORECASE)
_DURATION: Final = re.compile(
    r"[(\[·•,–-]?\s*\d{1,2}(?:[.,]\d)?\+?\s*(?:years?|yrs?|jahre?n?|ans?|años?|anni|anno|jaar|anos?|lata?|år|months?|mos?|monate?n?|mois|meses|mesi|maanden)"
    r"(?:\s*,?\s*(?:and|und|et|y|e|en|i|och)?\s*\d{1,2}\s*(?:months?|mos?|monate?n?|mois|meses|mes|mesi|maanden))?\s*[)\]]?",
    re.IGNORECASE,
)


_SUMMERS: Final = re.compile(
    rf"\b(?:summers?|winters?|étés?|hivers?|sommer|veranos?|inviernos?|estat[ei]|invern[oi]|zomers?|verões|wakacje|somrar)\s+"
    rf"(?P<start>{_YEAR})\s*(?:,|/|&|\+|et|and|und|y|e|en|i|och)\s*(?P<end>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
# A date after these says when a paper runs out, not when a study or job ended.
_EXPIRY: Final = re.compile(
    r"\b(?:validité|valable|valid(?:ity)?|gültig|gilt|expir\w*|ablaufdatum|váli[dt]\w*|validade|vigente|vigencia|caduca|caducidad|vence|"
    r"scad\w+|valido|geldig|ważn\w+|giltig\w*|renewal due|renew by)(?:\s+(?:until|till?|to|through|on|date|jusqu\S+|bis|hasta|até|fino|al?|tot|do|le|el|den|end|fin|de))*\s*:?\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time. Dates are ISO 8601 cut to what is known; `end` "" with `open` is "to this day".

    `place` is where it stands in the text; `single` says that only one date was written.
    """

    start: str
    end: str
    place: tuple[int, int]
    open: bool = False
    single: bool = False


def month_of(name: str) -> int | None:
    """1-12 for a month's name or short form in any of the nine languages."""
    return _BY_NAME.get(plain(name).strip())


def to_iso(text: str) -> str:
    """One date as ISO 8601, as far as it is known: "2020-01-31", "2020-01", "2020"; "" when it is none."""
    text = text.strip()
    parts = [int(p) for p in re.findall(r"\d+", text)]
    name = re.search(r"[^\W\d_]{3,12}", text)
    year = next((p for p in parts if 1940 <= p <= 2049), None)
    if year is None:
        short = re.search(r"[’'/](\d\d)\Z", text)
        if not short:
            return ""
        year = 2000 + int(short[1]) if int(short[1]) < 50 else 1900 + int(short[1])
        parts.append(year)
    if name and (month := month_of(name[0])):
        return f"{year}-{month:02}"
    if name:
        return str(year)
    rest = [p for p in parts if p != year and 1 <= p <= 31][:2]
    if re.match(r"\d{4}", text):
        return "-".join([str(year), *(f"{p:02}" for p in rest)]) if rest and rest[0] <= 12 else str(year)
    if re.search(r"Q[1-4]", text) or not rest:
        return str(year)
    months = [p for p in rest if p <= 12]
    # Of 31.01.2020 the last is the month; of 01/31/2020 the first.
    month = rest[-1] if rest[-1] <= 12 else rest[0]
    return f"{year}-{month:02}" if months else str(year)


def _valid(text: str) -> bool:
    """Whether the word before the year, if any, is a month or a season ("Route 2019" is no date)."""
    name = re.search(r"[^\W\d_]{3,12}", text)
    return not name or month_of(name[0]) is not None or plain(name[0]) in _SEASONS.split()


def _trim(text: str, start: int) -> tuple[str, int]:
    """A found date without the word before it that is no month; where it then begins."""
    if _valid(text):
        return text, start
    year = re.search(rf"[’']?(?:{_YEAR}|\d\d\b)", text)
    return (
        (text[year.start() :], start + year.start())
        if year and "’" not in year[0] and "'" not in year[0]
        else ("", 0)
    )


def find_span(text: str) -> Span | None:
    """The first stretch of time written in `text`, else its first single date, else None."""
    if not any(c.isdigit() for c in text):
        return None
    if twice := _SUMMERS.search(text):  # "summers 2020 and 2021"
        return Span(twice["start"], twice["end"], twice.span())
    for found in _RANGE.finditer(text):
        span = _range_span(found)
        if span:
            return span
    for found in _OPEN.finditer(text):
        group = "since" if found["since"] else "dash"
        point, _ = _trim(found[group], found.start(group))
        if point:
            return Span(to_iso(point), "", found.span(), open=True)
    for found in _SINGLE.finditer(text):
        point, at = _trim(found[0], found.start())
        iso = to_iso(point) if point else ""
        if iso and not _EXPIRY.search(text[max(0, at - 50) : at]):
            return Span(iso, iso, (at, found.end()), single=True)
    return None


def _range_span(found: re.Match[str]) -> Span | None:
    start_text, at = _trim(found["start"], found.start("start"))
    if not start_text:
        return None
    if at == found.start("start"):
        at = found.start()
    start = to_iso(start_text)
    if found["now"]:
        return Span(start, "", (at, found.end()), open=True) if start else None
    if found["short"]:
        if len(start) != 4 or (int(found["short"]) < int(start[2:]) % 100 - 0 and start[2:] != "99"):
            return None
        return Span(start, start[:2] + found["short"], (at, found.end()))
    end_text, _ = _trim(found["end"], 0)
    end = to_iso(end_text)
    if not end or not _valid(found["end"]):
        return None
    if not start:  # "Jan - Mar 2020": the year stands once
        month = month_of(start_text)
        start = f"{end[:4]}-{month:02}" if month else ""
    return Span(start, end, (at, found.end())) if start and start[:4] <= end[:4] else None


def without_span(text: str, span: Span) -> str:
    """`text` with the dates, a duration and the marks around them taken out."""
    before, after = text[: span.place[0]], text[span.place[1] :]
    after = (
        _DURATION.sub("", after, count=1)
        if _DURATION.match(after.strip()[:40]) or not before.strip()
        else after
    )
    before = re.sub(r"[\s,;:|·•(\[/–—-]+\Z", "", before)
    after = re.sub(r"\A[\s,;:|·•)\]/–—-]+", "", after)
    return f"{before} | {after}".strip(" |") if before and after else before or after.strip()


def has_expiry(text: str) -> bool:
    """Whether `text` says until when a paper is valid."""
    return any(_EXPIRY.search(text[max(0, m.start() - 50) : m.start()]) for m in _SINGLE.finditer(text))


def without_expiry(text: str) -> str:
    """`text` without a bracket that only says until when: "First aid (valid until May 2027)"."""
    return re.sub(r"\s*\(([^()]{6,60})\)", lambda m: "" if has_expiry(m[1]) else m[0], text)


def is_dateish(text: str) -> bool:
    """Whether `text` is a date, a stretch of time or a length of time and hardly anything else."""
    text = text.strip()
    if not text or len(text) > 60:
        return False
    span = find_span(text)
    if span:
        return len(re.sub(r"\W", "", text[: span.place[0]] + text[span.place[1] :])) <= 6 or bool(
            _DURATION.search(text[span.place[1] :])
        )
    return bool(_DURATION.fullmatch(text))
