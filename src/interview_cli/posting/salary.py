"""Pay in running text: many currencies, ranges and periods, and guards against money that is not pay."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from interview_cli.models import Period, Salary
from interview_cli.posting.fields import plain_number

_I: Final = re.IGNORECASE
# Longer signs first: "CA$" before "$", "kr" only as a word.
_CURRENCIES: Final[dict[str, str]] = {
    "CA$": "CAD", "C$": "CAD", "CAD$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "SG$": "SGD",
    "S$": "SGD", "US$": "USD", "USD$": "USD", "R$": "BRL", "MX$": "MXN", "NT$": "TWD", "$": "USD", "£": "GBP",
    "€": "EUR", "₹": "INR", "¥": "JPY", "円": "JPY", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₴": "UAH", "₽": "RUB",
    "฿": "THB", "₱": "PHP", "₦": "NGN", "zł": "PLN", "zl": "PLN", "Kč": "CZK", "Kc": "CZK", "Ft": "HUF", "lei": "RON",
    "лв": "BGN", "Fr.": "CHF", "SFr.": "CHF", "sFr": "CHF", "Rs.": "INR", "Rs": "INR", "RM": "MYR", "Rp": "IDR",
    "KSh": "KES", "Ksh": "KES", "kr": "SEK", "kr.": "DKK", "euros": "EUR", "euro": "EUR", "Euro": "EUR",
    "pounds": "GBP", "dollars": "USD", "złotych": "PLN", "万円": "JPY", "만원": "KRW",
} | {code: code for code in (
    "USD", "EUR", "GBP", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "BGN", "CAD",
    "AUD", "NZD", "SGD", "HKD", "INR", "JPY", "CNY", "RMB", "KRW", "BRL", "MXN", "ZAR", "AED",
    "SAR", "QAR", "ILS", "TRY", "UAH", "PHP", "THB", "MYR", "IDR", "VND", "NGN", "KES", "EGP",
    "PKR", "TWD", "ARS", "CLP", "COP",
)}  # fmt: skip
_FOLDED: Final = {sign.lower(): code for sign, code in _CURRENCIES.items()}
_SIGN: Final = "|".join(
    (rf"\b{re.escape(s)}(?!\w)" if s.isascii() and s[0].isalpha() and s[-1].isalpha() else re.escape(s))
    for s in sorted(_CURRENCIES, key=len, reverse=True)
)
_NUM: Final = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{2,3})*[.,]\d{3}(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?:['’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_SCALE: Final = r"\s?(?:k(?!\w)|K(?!\w)|tys\.?|mille\b|T€|TEUR|lakhs?\b|lacs?\b|万|만)"


def _money(n: int) -> str:
    return (
        rf"(?:(?P<pre{n}>{_SIGN})\s?)?(?P<num{n}>{_NUM})(?P<scale{n}>{_SCALE})?(?:,-{{1,2}}|\.--?)?"
        rf"(?:\s?(?P<post{n}>{_SIGN}|LPA\b))?"
    )


_DASH: Final = r"\s*(?:p\.?\s?a\.?|per (?:hour|year|annum)|/\s?h(?:ou)?r|/\s?year)?\s*(?:-|–|—|−|~|〜|\bto\b|\bbis\b|\bà\b|\bet\b|\bund\b|\band\b|\ba\b|\be\b|\bdo\b|\btot\b|\btill\b|\boch\b|\by\b)\s*"
_RANGE: Final = re.compile(_money(1) + rf"(?:{_DASH}{_money(2)})?", _I)

_PERIOD: Final[tuple[tuple[Period, str], ...]] = (
    ("hour", r"/\s?h(?:ou)?rs?\b|/\s?h\b|/\s?std|/\s?uur|/\s?godz|\b(?:per|an|each|a|la|de l'|pro|je|por|par|per|na|i)\s+(?:hour|hr|stunde|std|heure|hora|uur|ora|godzin\w+|timme\w*|time)\b|\bhourly|\bp\.?\s?h\.?(?=\W|$)|\bph\b|\bstundenlohn|\bhoraire\b|/hora|/heure|/ora\b"),
    ("day", r"/\s?day|\bper day|\ba day|\bdaily|\bper diem|\bpro tag|\btagessatz|\bpar jour|\btjm\b|\bal día|\bper dag|\bdziennie|/\s?(?:tag|jour|día|dag)\b|\bp\.?\s?d\.?(?=\W|$)"),
    ("week", r"/\s?w(?:ee)?k|\bper week|\ba week|\bweekly|\bpro woche|\bpar semaine|\bp\.?w\.?(?=\W|$)"),
    ("month", r"/\s?month|/\s?mo\b|\bper month|\ba month|\bmonthly|\bp\.?\s?m\.?(?=\W|$)|\bpro monat|/\s?monat|\bmonatlich|\bim monat|\bbruttomonat\w*|\bmonatsgehalt|\bpar mois|/\s?mois|\bmensuel\w*|\bal mes|\bmensual\w*|/\s?mes\b|\bal mese|\bmensil\w*|\bper maand|/\s?maand|\bp/m\b|\bbruto per maand|\bmies\.?\b|\bmiesi\w+|/\s?mies|\bpor mês|\bmånad\w*|/\s?mån|月給|월"),
    ("year", r"/\s?y(?:ea)?r|/\s?annum|\bper (?:year|annum|anno)|\ba year|\bannual\w*|\byearly|\bp\.?\s?a\.?(?=\W|$)|\bpro jahr|/\s?jahr|\bjährlich|\bim jahr|\bjahres\w*|\bpar an\b|/\s?an\b|\bannuel\w*|\bb(?:rut)?/an|\bal año|/\s?año|\banual\w*|\bl'anno|\bannu[io]\w*|\bral\b|\bper jaar|/\s?jaar|\brocznie|\bpor ano|\blpa\b|\bctc\b|\bper year|年収|연봉|\bsalary range"),
)  # fmt: skip
_PAY: Final = re.compile(
    r"salar\w*|\bpay\b|pay (?:range|rate|scale|band)|compensation|remunerat\w*|\bwages?\b|\bote\b|base (?:pay|range)|\bctc\b|package|\brate\b|band \d|\bearn"
    r"|gehalt\w*|vergütung\w*|\blohn\w*|entgelt|verdienst|brutto|salaire|rémunération|\bbrut\b|fixe|traitement|salario|sueldo|retribuci|retribuzione|stipendio|\bral\b"
    r"|salaris|loon|bruto|wynagrodzeni\w+|zarobki|widełki|stawka|\blön\b|lønn|løn|palkka|salário|remuneração|ordenado|年収|月給|給与|연봉",
    _I,
)
_NOT_PAY: Final = re.compile(
    r"raised|funding|series [a-e]\b|valuation|valued|revenue|turnover|\barr\b|\bgmv\b|\baum\b|investment|investor|under management|budget|portfolio|"
    r"bonus|sign[- ]on|referral|401\s?\(?k|stipend|allowance|voucher|reimburse\w*|up to \S+ (?:for|towards)|training|learning|equipment|wellness|"
    r"employees|customers|users|members|countries|patients|deals?\b|donat\w*|grants?\b|saving|insurance|cover\b|relocation|commut\w*|"
    r"umsatz|mitarbeite\w+|zuschuss|zulage|prämie|jobticket|chiffre d'affaires|collaborateurs|prime|tickets?\b|facturación|fatturato|buoni|"
    r"premi[ae]\b|dofinansowan\w+|przych\w+|omzet|zuzahlung|gutschein|tuition|match(?:ing|es)?\b|deposit|fine of|penalt|per (?:mile|meal|visit|child)|quota",
    _I,
)
_BASE_AFTER: Final = re.compile(r"\s*(?:p\.?a\.?\s*)?(?:basic|base|fix(?:e|um|gehalt)?)\b(?! pay band)", _I)
_BASE_BEFORE: Final = re.compile(r"\b(?:basic|base)(?: salary| pay)?\s*(?:of|:|is)?\s*$", _I)
_BIG: Final = re.compile(
    r"\s?(?:m(?!\w|on|ies)|mn|mio|million|billion|bn|mrd|milliard|millones|crore|b(?!\w)|\+?\s?(?:employees|customers|users))",
    _I,
)


# Whose "$" it is: by the place of work, or by words that only one country uses. A list of offices proves nothing.
_DOLLAR_PLACES: Final = (
    ("AUD", r"\bAustralia\b|\b(?:NSW|VIC|QLD|TAS)\b|\bSydney\b|\bMelbourne\b|\bBrisbane\b"),
    ("CAD", r"\bCanada\b|\bOntario\b|\bToronto\b|\bVancouver, BC|\bAlberta\b|\bMontr[eé]al\b|\bQu[eé]bec\b"),
    ("NZD", r"\bNew Zealand\b|\bAuckland\b|\bAotearoa\b"),
    ("SGD", r"\bSingapore\b"),
    ("HKD", r"\bHong Kong\b"),
)
_DOLLAR_WORDS: Final = (
    ("AUD", r"\+ ?super\b|superannuation|AHPRA"),
    ("CAD", r"\bRRSP\b"),
    ("NZD", r"KiwiSaver"),
    ("SGD", r"\bCPF\b"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    salary: Salary
    score: int
    bare_dollar: bool = False


def salary_in(text: str, *, place: str = "") -> Salary | None:
    """The pay a text states, or None. `place` says whose dollars a bare "$" means.

    Only amounts with a currency (or LPA) count, and none that is funding, a bonus or a budget.
    """
    best: _Found | None = None
    for line in text[:60_000].splitlines():
        if not re.search(r"\d", line) or not re.search(_SIGN + r"|LPA", line, _I):
            continue
        for found in list(_RANGE.finditer(line[:1500]))[:30]:
            candidate = _weigh(line, found)
            if candidate and (best is None or candidate.score > best.score):
                best = candidate
    if best is None or best.score < 3:
        return None
    return replace(best.salary, currency=_dollars(place, text[:20_000])) if best.bare_dollar else best.salary


def _dollars(place: str, text: str) -> str:
    """Whose dollars a posting means that says only "$"."""
    by_place = (code for code, pattern in _DOLLAR_PLACES if re.search(pattern, place))
    by_words = (code for code, pattern in _DOLLAR_WORDS if re.search(pattern, text))
    return next(by_place, None) or ("USD" if re.search(r"401\s?\(?k", text) else next(by_words, "USD"))


def _weigh(line: str, found: re.Match[str]) -> _Found | None:
    sign = next((found[g] for g in ("pre1", "post1", "pre2", "post2") if found[g]), None)
    if sign is None:
        return None
    low, high = _amounts(found)
    before, after = line[max(0, found.start() - 70) : found.start()], line[found.end() : found.end() + 45]
    if _BIG.match(after) or low <= 0 or (high is not None and high < low):
        return None
    score = (2 if high is not None else 0) + (3 if _PAY.search(before) or _PAY.search(after) else 0)
    plus = re.match(
        r"\W{0,3}(?:plus|\+|and|&|und|zzgl\.?|mit|avec|con|più|y|oraz) (?:\w+ ){0,3}(?:bonus|commission|prime|equity|benefits|variable)",
        after,
        _I,
    )
    if plus:  # pay comes with a bonus; a bonus comes alone
        score, after = score + 1, ""
    if _BASE_AFTER.match(after) or _BASE_BEFORE.search(before):  # "OTE £90k (£45k base)"
        score += 3
    nearest = re.split(r"[.;!?](?=\s)|[|]", before)[-1]
    if _NOT_PAY.search(nearest) or _NOT_PAY.search(re.split(r"[.;,!?()|](?=\s|$)", after)[0]):
        score -= 4
    lpa = sign.upper() == "LPA" or bool(re.match(r"\s?(?:LPA|L\.?P\.?A)", after))
    if lpa:
        low = low * 100_000 if low < 1000 else low
        high = high * 100_000 if high is not None and high < 1000 else high
    period: Period | None = "year" if lpa else _period(line, found)
    score += 2 if period else 0
    score += 1 if high is not None and (found["scale1"] or found["scale2"]) else 0
    score += 2 if len(found[0]) * 2 > len(line) else 0  # a line of its own
    code = "INR" if lpa else _code(sign, line)
    period = period or _guess(high or low, code)
    if period is None or not _in_band(high or low, period):
        return None
    low_end: float | None = low
    if high is None and re.search(
        r"(?:up to|bis zu|jusqu'à|hasta|fino a|tot|maks\w*|do|max\.?)\s*$", before, _I
    ):
        low_end, high = None, low
    elif high is None and not re.search(
        r"(?:from|ab|starting at|à partir de|desde|vanaf|od|da)\s*$", before, _I
    ):
        high = low
    bare = sign == "$" and code == "USD" and "USD" not in line
    return _Found(Salary(low_end, high, code, period), score + (1 if period != "hour" else 0), bare)


def _amounts(found: re.Match[str]) -> tuple[float, float | None]:
    scales = [_factor(found[f"scale{n}"]) if found[f"num{n}"] else 1 for n in (1, 2)]
    if found["post1"] == "万円" or found["post2"] == "万円":
        scales = [10_000, 10_000]
    values = [
        plain_number(re.sub(r"['’\s\u00a0\u202f]", "", found[f"num{n}"])) if found[f"num{n}"] else None
        for n in (1, 2)
    ]
    low, high = values[0] or 0, values[1]
    if high is None:
        return low * scales[0], None
    # "45-55k": the scale of the second holds for both
    if scales[0] == 1 and scales[1] > 1 and low < 1000:
        scales[0] = scales[1]
    return low * scales[0], high * scales[1]


def _factor(scale: str | None) -> int:
    word = (scale or "").strip().lower()
    if not word:
        return 1
    if word[0] == "l":
        return 100_000
    return 10_000 if word[0] in "万만" else 1000


def _period(line: str, found: re.Match[str]) -> Period | None:
    """The period named right after the amount, else shortly before it, else anywhere near."""
    after = line[found.end() : found.end() + 40]
    before = line[max(0, found.start() - 60) : found.start()]
    for part in (re.split(r"[.;](?=\s\w{3})|[\d]", after)[0], found[0], before):
        hits = [(m.start(), period) for period, pattern in _PERIOD if (m := re.search(pattern, part, _I))]
        if hits:
            return (max(hits) if part is before else min(hits))[1]
    return None


def _code(sign: str, line: str) -> str:
    code = _CURRENCIES.get(sign) or _FOLDED.get(sign.lower(), sign.upper())
    if sign == "$":
        other = re.search(r"\b(CAD|AUD|NZD|SGD|HKD|MXN)\b", line)
        return other[1] if other else "USD"
    if code == "SEK" and re.search(r"\b(NOK|DKK)\b|lønn|løn\b", line):
        return "NOK" if re.search(r"\bNOK\b|lønn", line) else "DKK"
    return "CNY" if code == "RMB" else code


# Units of a currency that one US dollar buys, roughly: only to tell an hour's pay from a year's.
_RATE: Final = {"JPY": 150, "KRW": 1350, "INR": 85, "HUF": 360, "CZK": 23, "SEK": 10, "NOK": 10, "DKK": 7, "PLN": 4,
                "IDR": 16000, "VND": 25000, "PHP": 57, "THB": 34, "TWD": 32, "RUB": 90, "UAH": 41, "TRY": 34, "MXN": 18,
                "ZAR": 18, "NGN": 1500, "KES": 130, "BRL": 5.5, "CNY": 7, "HKD": 8, "RON": 4.6, "CLP": 950, "COP": 4200}  # fmt: skip


def _guess(amount: float, code: str) -> Period | None:
    dollars = amount / _RATE.get(code, 1)
    if dollars < 5:
        return None
    if dollars < 150:
        return "hour"
    if dollars < 900:
        return "month" if code in _RATE and dollars > 300 else "day"
    return (
        "month"
        if (dollars < 12_000 and code not in {"USD", "GBP", "CAD", "AUD", "INR"}) or dollars < 7000
        else "year"
    )


def _in_band(amount: float, period: Period) -> bool:
    """A rough sanity check in any currency: a year's pay is not 300, an hour's not 100,000."""
    return {
        "hour": 1 <= amount <= 200_000,
        "day": 10 <= amount <= 2_000_000,
        "week": 50 <= amount <= 5_000_000,
        "month": 100 <= amount <= 100_000_000,
        "year": 3000 <= amount <= 2_000_000_000,
    }[period]
