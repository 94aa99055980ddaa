"""What of a model's words may be shown: plain sentences. Links, markup, addresses and odd requests are not.

A model that was taken over by the text it read can then do no more than say something silly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from interview_cli.untrusted import clean_line, find_quote, fold

# Products are named like hosts: these are not links unless a path follows.
_PRODUCTS: Final = r"(?!(?:asp|ado|vb|socket|draw|node|vue|next|nuxt|d3|three|express|react|angular|booking|monday|salesforce|hashi|fly)\.(?:net|io|js|com)\b(?!/))"
_LINK: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,12}://|\bwww\.|\b(?:javascript|data|file|mailto|tel):\S|"
    rf"(?<![\w.]){_PRODUCTS}[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|co|ai|app|example|test|evil|info|biz|ru|cn|xyz|top|site|online|link|click|gg|me|ly)(?:/|\b))",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+\.[\w.-]+")
_MARKUP: Final = re.compile(
    r"!?\[[^\]\n]{0,200}\]\s*\(|(?<!\w)<\s*[/|!<a-z]|\|>|\[/?INST|(?<!\w)\[/?(?:[a-z]+(?:[ =][^\]\n]{0,80})?)?\]|"
    r"```|&(?:lt|gt|amp|#\d+);|\\x1b|\\u001b|\x1b|\{\{|\$\{",
    re.IGNORECASE,
)
_LIST_MARK: Final = re.compile(r"^\s*(?:[#>•-]+\s+|\*\s+)+")
_EMPHASIS: Final = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)|(?<!\w)`([^`\n]{1,80})`")
# What no coach says: talk to the machine, requests for secrets, and questions an interviewer may not ask.
_ODD: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|prior)|"
    r"\bsystem prompt\b|\bas an ai\b|\blanguage model\b|\bjailbreak|\bprompt injection|\bBEGIN (?:SYSTEM|PROMPT)|"
    r"\b(?:password|passphrase|api[ -]?key|credit card|card number|cvv|bank account|iban|sort code|social security|passport number|date of birth|seed phrase|wallet)\b|"
    r"\b(?:are you|do you plan to (?:be|get|become|have)|your) (?:married|pregnant|religio\w+|marital status|sexual orientation|children|ethnic\w*|race)\b|"
    r"\bhow old are you\b|\bwhat is your (?:age|religion|race|nationality)\b|"
    r"\b(?:must|should) (?:be )?hire[d]?\b|\b(?:hire|hired) (?:him|her|them|this candidate|immediately|on the spot)\b|\bhighest (?:possible )?score\b|\b10/10\b|\b100/100\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[“\"«„]([^“”\"«»„]{2,400})[”\"»“]")


def sound(text: str, secrets: Iterable[str] = (), *, limit: int = 300) -> str | None:
    """`text` as one plain line of at most `limit` characters, or None when it holds what may not be shown."""
    line = _plain(clean_line(text, limit * 2))
    if not line or any(secret in text for secret in secrets):
        return None
    if any(pattern.search(line) or pattern.search(text) for pattern in (_LINK, _MAIL, _MARKUP, _ODD)):
        return None
    return clean_line(line, limit)


def _plain(line: str) -> str:
    """`line` without emphasis marks and list marks."""
    return _EMPHASIS.sub(lambda m: m[2] or m[3], _LIST_MARK.sub("", line)).strip()


def quotes_stand(text: str, folded_source: str) -> bool:
    """Whether all that `text` puts between quote marks stands in the source, already folded (short ones as words)."""
    for quoted in _QUOTED.findall(text):
        wanted = fold(quoted).strip(".,;:!? ")
        if not find_quote(quoted, folded_source) and wanted not in folded_source:
            return False
    return True
