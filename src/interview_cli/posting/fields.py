"""Reading JSON from strangers: whatever is missing or of another type reads as empty, never as an error."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from interview_cli.models import Period, Salary
from interview_cli.untrusted import clean_line

Json = dict[str, Any]


def text_at(value: object, *keys: str) -> str:
    """The text found by following `keys`, cleaned of outer space; numbers read as text, everything else as ""."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def line_at(value: object, *keys: str) -> str:
    """As `text_at`, folded to one clean line."""
    return clean_line(text_at(value, *keys))


def dict_at(value: object, *keys: str) -> Json:
    """The object found by following `keys`, or an empty one."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def list_at(value: object, *keys: str) -> list[Any]:
    """The list found by following `keys`, or an empty one."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def dicts_at(value: object, *keys: str) -> list[Json]:
    """The objects in the list found by following `keys`."""
    return [item for item in list_at(value, *keys) if isinstance(item, dict)]


def flag_at(value: object, *keys: str) -> bool | None:
    """The truth value found by following `keys`, or None."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, bool) else None


def number(value: object) -> float | None:
    """A number, also from text such as "75,000.00" or "45 000"; None when there is none or it is absurd."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        text = re.sub(r"[\s\u00a0\u202f'’_]", "", value)
        found = re.fullmatch(r"\D{0,4}?(\d[\d.,]*)\s*([kK]?)\D{0,6}", text)
        if not found:
            return None
        value = plain_number(found[1]) * (1000 if found[2] else 1)
    if not isinstance(value, int | float) or value != value or not 0 < value < 1e12:  # noqa: PLR0124 - NaN
        return None
    return float(value)


def plain_number(digits: str) -> float:
    """The number in "45.000", "45,000", "45,000.50" or "12,5": the last mark is decimal if not three digits follow."""
    digits = digits.strip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and (len(digits) - last - 1 != 3 or digits.startswith("0")):
        return float(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :])
    return float(re.sub(r"[.,]", "", digits) or 0)


_PERIODS: tuple[tuple[str, Period], ...] = (
    (r"hour|hr\b|stunde|heure|hora\b|uur\b|godzin", "hour"),
    (r"year|annual|annum|yr\b|jahr|an\b|année|año|rok", "year"),
    (r"month|monat|mois|mes\b|maand|miesi", "month"),
    (r"bi-?week|week|woche|semaine|semana", "week"),
    (r"day|daily|tag\b|jour|día|dag\b", "day"),
)


def period_of(unit: str) -> Period | None:
    """The pay period a unit names ("YEAR", "per-hour-wage", "1 MONTH"), or None."""
    lowered = unit.lower()
    return next((period for pattern, period in _PERIODS if re.search(pattern, lowered)), None)


def salary_of(low: object, high: object, currency: str, unit: str) -> Salary | None:
    """A salary from a board's own fields, or None when neither bound is a number."""
    least, most = number(low), number(high)
    if least is None and most is None:
        return None
    if least is not None and most is not None and least > most:
        least, most = most, least
    code = currency.strip().upper()
    return Salary(least, most, code if re.fullmatch(r"[A-Z]{3}", code) else None, period_of(unit))


def day_of(value: object) -> str | None:
    """A date as ISO 8601 day, from ISO text or from epoch seconds or milliseconds; None if absurd or relative."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        if not 6e8 < seconds < 4e9:
            return None
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if not isinstance(value, str):
        return None
    found = re.match(r"\s*((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})", value)
    if not found:
        return None
    try:
        day = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC).date()
    except ValueError:
        return None
    return day.isoformat() if day.year >= 1990 else None


_EMPLOYMENT: tuple[tuple[str, str], ...] = (
    (r"intern(?:ship)?\b|praktik|stage\b|stagiaire|prácticas|becari|tirocinio", "internship"),
    (r"apprentic|ausbildung|alternance|azubi", "apprenticeship"),
    (r"working.?student|werkstudent", "working student"),
    (r"volunt|ehrenamt|bénévol", "volunteer"),
    (
        r"part.?time|teilzeit|temps.partiel|tiempo.parcial|media.jornada|deeltijd|parttime|część etatu",
        "part-time",
    ),
    (
        r"full.?time|vollzeit|temps.plein|tiempo.completo|jornada.completa|voltijd|fulltime|pełny etat|tempo pieno",
        "full-time",
    ),
    (r"freelanc|contract(?:or)?\b|1099|b2b", "contract"),
    (r"seasonal|saison", "seasonal"),
    (
        r"temp(?:orary)?\b|fixed.?term|(?<!un)befristet|\bcdd\b|temporal|tempo determinato|tijdelijk",
        "temporary",
    ),
    (r"per.?diem|casual|zero.?hours|bank\b", "casual"),
    (
        r"permanent|regular|unbefristet|\bcdi\b|indefinid|indeterminato|vast contract|umowa o pracę",
        "permanent",
    ),
)


def employment_of(value: object) -> str | None:
    """How one is employed, in plain words ("full-time", "contract"), from a board's code, label or list of them."""
    if isinstance(value, list):
        kinds = dict.fromkeys(kind for item in value if (kind := employment_of(item)))
        return ", ".join(kinds) or None
    if isinstance(value, dict):
        return employment_of(text_at(value, "label") or text_at(value, "name") or text_at(value, "id"))
    if not isinstance(value, str):
        return None
    text = re.sub(r"[_\s-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value)).lower()
    return next((kind for pattern, kind in _EMPLOYMENT if re.search(pattern, text)), None)


def place_of(*parts: str) -> str | None:
    """Parts of an address joined by commas, without empty ones and repeats, or None."""
    seen: dict[str, str] = {}
    for part in parts:
        line = clean_line(part, 120).strip(" ,")
        if line and line.casefold() not in seen:
            seen[line.casefold()] = line
    return ", ".join(seen.values()) or None
