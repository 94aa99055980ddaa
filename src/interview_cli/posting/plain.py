"""Pasted or extracted text in the shape every posting has: `## Heading`, `- item`, one block a line."""

from __future__ import annotations

import re
from typing import Final

from interview_cli.posting.marks import (
    FACTS,
    PICTURE,
    is_picture_item,
    leads_a_list,
    opens_a_list,
    picture_of,
)

_BULLET: Final = re.compile(
    r"^\s*(?:[•‣▪●○◦∙■□▸►➢➤➔→✓✔☑✅★◆❖\uf0b7\uf0a7\u2043]+|[·*–—+-](?=\s)|・|o(?=\s{1,4}[A-ZÀ-Ž])|\(?\d{1,2}[.)](?=\s)|[a-h]\)(?=\s))\s*(?=\S)"
)
_TIGHT: Final = re.compile(r"\s*[-*–+](?=[^\W_])")
_KNOWN: Final = re.compile(
    r"(?:about (?:us|the (?:role|job|position|company|team|school|practice|hospital|ward)|you)|the (?:role|job|position|company|team|person|offer)|who (?:we are|you are)|"
    r"(?:key |main |core |your |primary )?(?:responsibilities|duties|accountabilities|tasks)(?: and \w+| include)?|job (?:description|purpose|summary|overview)|roles? (?:and|&) responsibilities|(?:role|position) (?:overview|summary|purpose)|"
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
_HEAD: Final = 5  # lines at the top that name the job, the company and the place
# What copying a whole page brings along; only as a line of its own.
_UI: Final = re.compile(
    r"skip to (?:main )?content|home|my network|jobs|messaging|notifications|me|for business|(?:easy )?apply(?: now| on company (?:web)?site| for this job)?|save(?:d| job| this job)?|"
    r"share(?: this job)?|report (?:this )?job|sign in|log in|join now|back(?: to (?:search|jobs|results).{0,20})?|print|show more|show less|see more|see less|follow|menu|search|"
    r"\d+ (?:applicants|views)|jetzt bewerben|merken|teilen|postuler|partager|inscribirse|guardar|compartir|solliciteer(?: direct)?|aplikuj(?: teraz)?|candidati|cookie settings|accept(?: all)?(?: cookies)?",
    re.IGNORECASE,
)


def shape_text(raw: str) -> str:
    """Text as a person pasted it, in the shape of `Posting.text`. Markdown marks and hard wraps are undone."""
    lines = _join_wrapped([_unmark(line) for line in raw.replace("\r", "").split("\n")])
    shaped: list[str] = []
    for number, line in enumerate(lines):
        text = " ".join(line.split())
        if not re.search(r"\w", text) or _UI.fullmatch(text):
            continue
        bullet = _BULLET.match(line) or _tight_bullet(lines, number)
        if not bullet and (shaped_line := _pictured(lines, number, late=len(shaped) >= _HEAD)):
            shaped.append(shaped_line)
        elif text.startswith("## "):
            shaped.append(text)
        elif bullet and _is_section_mark(lines, number):
            shaped.append("## " + " ".join(line[bullet.end() :].split()).rstrip(": 】"))
        elif bullet and not (is_heading(text, lines[number + 1 :]) and re.match(r"\s*\d", line)):
            shaped.append("- " + " ".join(line[bullet.end() :].split()))
        elif is_heading(text, lines[number + 1 :]):
            shaped.append("## " + text.rstrip(": "))
        else:
            shaped.append(text)
    return "\n".join(shaped)


def _pictured(lines: list[str], number: int, *, late: bool) -> str:
    """A line that opens with a picture, as a heading or a list item; "" when it is neither.

    `late`: it stands below the facts at the top, which often have pictures ("📍 Leeds") and are no list.
    """
    if not picture_of(lines[number]):
        return ""
    bare = " ".join(PICTURE.sub("", lines[number], count=1).split())
    if _KNOWN.fullmatch(bare) or (leads_a_list(lines, number) and is_heading(bare, lines[number + 1 :])):
        return "## " + bare.rstrip(": ")
    if (late or picture_of(lines[number])[0] not in FACTS) and is_picture_item(lines, number):
        return "- " + bare
    return ""


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
    if (
        len(letters) >= 5
        and not re.search(r"\d", text)
        and len(text.split()) <= 8
        and text.upper() == text
        and text.lower() != text
    ):
        return bool(after)
    # a short line right above a list
    return (
        (bool(_BULLET.match(after)) or opens_a_list(following))
        and len(text.split()) <= 6
        and text[:1].isupper()
        and ":" not in text
    )


def _is_section_mark(lines: list[str], number: int) -> bool:
    """Whether the "■" or "1." of a line marks a section: a short line among neighbours that do not bear one."""
    mark = lines[number].strip()[:1]
    if mark not in "■□◆◇▼" or len(lines[number]) > 50:
        return False
    around = [line.strip() for line in (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])]
    return all(not line.startswith(mark) for line in around) and bool(around[-1:] and around[-1])


def _tight_bullet(lines: list[str], number: int) -> re.Match[str] | None:
    """The "-" of "-Lift 50 lbs": a bullet without a space, where a neighbour has one too."""
    around = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return _TIGHT.match(lines[number]) if any(_TIGHT.match(line) for line in around) else None


def _join_wrapped(lines: list[str]) -> list[str]:
    """Lines that an editor or mail program broke at a fixed width, joined again.

    A line was wrapped there if the next line's first word would not have fitted in; three such lines make the case.
    """
    lengths = sorted((len(line) for line in lines if 58 <= len(line) <= 120), reverse=True)
    widths = dict.fromkeys(lengths[:2])  # one line may stick out
    ways = [[_is_broken(lines[n - 1], lines[n], width) for n in range(1, len(lines))] for width in widths]
    broken = max(ways, key=sum, default=[])
    mid_sentence = sum(
        wrapped and line.lstrip()[:1].islower() for line, wrapped in zip(lines[1:], broken, strict=False)
    )
    if sum(broken) < 3 or mid_sentence < 2:
        return lines
    joined = lines[:1]
    for line, wrapped in zip(lines[1:], broken, strict=True):
        if wrapped:
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _is_broken(before: str, line: str, width: int) -> bool:
    if not before.strip() or not line.strip() or line.startswith("## ") or before.startswith("## "):
        return False
    if _BULLET.match(line) or (
        before.rstrip().endswith((":", ".", "!", "?")) and not re.match(r"\s*[a-zà-ž(]", line)
    ):
        return bool(before.rstrip().endswith(".") and not _BULLET.match(line) and len(before) > width * 0.8)
    return len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width - 2
