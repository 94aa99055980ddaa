"""Pasted or extracted text in the shape every posting has: `## Heading`, `- item`, one block a line."""

from __future__ import annotations

import re
from typing import Final

_BULLET: Final = re.compile(
    r"^\s*(?:[•‣▪●○◦∙■□▸►➢➤➔→✓✔☑✅★◆❖\uf0b7\uf0a7\u2043]+|[·*–—+-](?=\s)|o(?=\s{1,4}[A-ZÀ-Ž])|\(?\d{1,2}[.)](?=\s)|[a-h]\)(?=\s))\s*(?=\S)"
)
_KNOWN: Final = re.compile(
    r"(?:about (?:us|the (?:role|job|position|company|team|school|practice|hospital|ward)|you)|the (?:role|job|position|company|team|person|offer)|who (?:we are|you are)|"
    r"(?:key |main |core |your |primary )?(?:responsibilities|duties|accountabilities|tasks)(?: and \w+| include)?|job (?:description|purpose|summary)|(?:role|position) (?:overview|summary|purpose)|"
    r"what (?:you(?:'|’)?ll (?:do|be doing|need|bring|get)|you will (?:do|need|bring)|you bring|you get|you need|we offer|we(?:'|’)re looking for|we are looking for|we expect|you can expect|makes you a (?:great|good) fit)|"
    r"(?:minimum |basic |preferred |desired |essential |required |desirable )?(?:requirements|qualifications|skills|criteria|experience)(?: (?:and|&) \w+)?|essential|desirable|nice[- ]to[- ]haves?|must[- ]haves?|bonus points?|"
    r"(?:our |the |your )?(?:benefits|perks)(?: (?:and|&) \w+)?|how to apply|why (?:join )?us|why \w+\?|person specification|overview|summary|description|compensation|salary|equal opportunit\w+|"
    r"(?:ihre|deine|die|unsere) (?:aufgaben|profil|benefits|vorteile|qualifikation(?:en)?)|(?:ihr|dein|das) profil|aufgaben|anforderungen|(?:was )?wir bieten(?: (?:ihnen|dir))?|das (?:bieten|erwarten) wir.{0,20}|"
    r"das bringst du mit|das bringen sie mit|was (?:dich|sie) erwartet|was du mitbringst|über uns|unser angebot|stellenbeschreibung|kontakt|bewerbung|"
    r"(?:vos |les )?missions?(?: principales)?|(?:votre |le )?profil(?: recherché)?|(?:le |description du )?poste|compétences(?: requises)?|avantages|ce que nous offrons|nous offrons|qui sommes-nous \??|l'entreprise|"
    r"requisitos(?: mínimos)?|funciones|responsabilidades|(?:qué |se )?(?:ofrecemos|ofrece)|sobre (?:nosotros|la empresa)|perfil|tareas|se valorará|beneficios|"
    r"requisiti|responsabilità|cosa offriamo|offriamo|chi siamo|mansioni|"
    r"functie-?eisen|(?:wat )?(?:ga je doen|breng je mee|bieden wij|wij bieden|vragen wij|wij vragen)\??|jouw (?:profiel|taken)|over ons|functieomschrijving|taken|"
    r"(?:nasze )?wymagania|obowiązki|zakres obowiązków|oferujemy|(?:co )?oferujemy|mile widziane|opis stanowiska|o nas|"
    r"requisitos|oferecemos|sobre nós|o que oferecemos|arbetsuppgifter|kvalifikationer|vi erbjuder|om oss|om rollen)\s*[:?]?",
    re.IGNORECASE,
)
_WRAP: Final = 60


def shape_text(raw: str) -> str:
    """Text as a person pasted it, in the shape of `Posting.text`. Markdown marks and hard wraps are undone."""
    lines = _join_wrapped([_unmark(line) for line in raw.replace("\r", "").split("\n")])
    shaped: list[str] = []
    for number, line in enumerate(lines):
        text = " ".join(line.split())
        if not re.search(r"\w", text):
            continue
        bullet = _BULLET.match(line)
        if text.startswith("## "):
            shaped.append(text)
        elif bullet and not (is_heading(text, lines[number + 1 :]) and re.match(r"\s*\d", line)):
            shaped.append("- " + " ".join(line[bullet.end() :].split()))
        elif is_heading(text, lines[number + 1 :]):
            shaped.append("## " + text.rstrip(": "))
        else:
            shaped.append(text)
    return "\n".join(shaped)


def _unmark(line: str) -> str:
    """A line without Markdown: `# Heading` and `**Heading**` become `## Heading`."""
    heading = re.match(r"\s{0,3}#{1,6}\s+(.{1,200}?)\s*#*\s*$", line)
    if heading:
        return "## " + _inline(heading[1]).strip(": ")
    bold = re.match(r"\s*(?:\*\*|__)([^*_]{2,90}?)(?:\*\*|__)\s*:?\s*$", line)
    if bold and not bold[1].rstrip().endswith((".", ",")):
        return "## " + bold[1].strip(": ")
    return _inline(line)


def _inline(line: str) -> str:
    line = re.sub(r"\[([^\]\n]{1,200})\]\(https?://[^)\s]{1,500}\)", r"\1", line)
    return re.sub(r"\*\*([^*\n]{1,300})\*\*", r"\1", line).replace("\\-", "-").replace("\\*", "*")


def is_heading(text: str, following: list[str]) -> bool:
    """Whether a line is clearly a heading: a known one, one ending in a colon before a list or block, or capitals."""
    if len(text) > 80 or text.startswith("- ") or re.search(r"[.,;!]$", text):
        return False
    if _KNOWN.fullmatch(text):
        return True
    after = next((line for line in following if line.strip()), "")
    if text.endswith(":") and len(text.split()) <= 10:
        return bool(_BULLET.match(after)) or len(text.split()) <= 6
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 5 and len(text.split()) <= 8 and text.upper() == text and text.lower() != text:
        return bool(after) and not re.search(r"\d{3}", text)
    return False


def _join_wrapped(lines: list[str]) -> list[str]:
    """Lines that an editor or mail program broke at a fixed width, joined again.

    Only where the text is wrapped throughout: most full lines end near one width, in mid-sentence.
    """
    widths = [len(line) for line in lines if len(line) > 40]
    if len(widths) < 6 or max(widths) > 100 or sum(w > _WRAP for w in widths) * 2 < len(widths):
        return lines
    joined: list[str] = []
    longest = max(widths)
    previous = ""
    for line in lines:
        starts_block = (
            not line.strip() or _BULLET.match(line) or line.startswith("## ") or line.strip().endswith(":")
        )
        full = len(previous) > longest * 0.72 and not previous.rstrip().endswith((".", ":", "!", "?"))
        indented = bool(joined and re.match(r"\s{2,}\S", line) and _BULLET.match(joined[-1]))
        lower = bool(re.match(r"\s*[a-zà-ž(&]", line))
        if (
            joined
            and joined[-1].strip()
            and not starts_block
            and (full or indented)
            and (lower or indented or full)
        ):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
        previous = line
    return joined
