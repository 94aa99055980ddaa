"""The main text of a page without its menus, banners, footers and lists of other jobs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from interview_cli.posting.blocks import Block, walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_I: Final = re.IGNORECASE
_FURNITURE: Final = "nav, footer, aside, form, dialog, [role=navigation], [role=banner], [role=contentinfo], [role=dialog], [role=search], [role=alertdialog]"
_NAMED_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|onetrust|usercentrics|didomi|cookiebot|gdpr|breadcrumbs?|sidebar|newsletter|subscribe|share|social|sharing|"
    r"similar|related|recommended|other-?jobs|more-?jobs|job-?alerts?|navbar|navigation|menu|footer|site-?header|skip-?link|modal|popup|login|signin|sr-only|visually-hidden|screen-reader\w*)(?:$|[\s_-])",
    _I,
)
_CANDIDATES: Final = (
    "main, [role=main], article, [itemprop=description], [id*=job], [class*=job], [id*=posting], [class*=posting], "
    "[class*=vacanc], [class*=description], [id*=description], [id*=content], [class*=content], [class*=offer], [class*=stelle]"
)
JOB_WORDS: Final = re.compile(
    r"responsibilit|requirement|qualification|what you(?:'|’)?ll|what you will|you will|about the role|about you|who you are|experience|apply|salary|benefits|full[- ]time|part[- ]time|"
    r"we are looking for|we(?:'|’)re looking|candidate|job description|your role|duties|"
    r"aufgaben|profil|bewerb|wir bieten|anforderung|qualifikation|stelle|kenntnisse|"
    r"missions|compétences|poste|candidat|rémunération|recrut|expérience|"
    r"requisitos|funciones|ofrecemos|experiencia|puesto|responsabilidades|"
    r"requisiti|esperienza|offriamo|mansioni|candidatur|functie|ervaring|vacature|solliciteer|bieden|"
    r"wymagania|obowiązki|oferujemy|doświadczeni|aplikuj|arbetsuppgifter|kvalifikation|erfarenhet|ansök|erfaring|kokemus|requisitos|vaga|experiência|"
    r"応募|仕事内容|必須|職務|経験|职位|岗位|要求|자격|업무|경력|обязанност|требовани|опыт|вакансі|вакансия",
    _I,
)
_END: Final = re.compile(
    r"(?:similar|related|other|more|recommended|featured|latest) (?:jobs|roles|positions|vacancies|opportunities|openings)|people also viewed|share this (?:job|page|vacancy|role)|"
    r"(?:get|create|sign up for) (?:a )?job alerts?|you may also (?:like|be interested)|jobs (?:you may|like this)|report this job|apply (?:for this job|now|here)? ?form|submit your application|"
    r"(?:ähnliche|weitere|andere) (?:jobs|stellen\w*|angebote)|stelle teilen|(?:offres|emplois|postes) (?:similaires|qui pourraient)|partager cette offre|"
    r"(?:ofertas|empleos|trabajos|vagas) (?:similares|relacionad[ao]s)|compartir (?:esta )?oferta|(?:offerte|annunci) simili|(?:vergelijkbare|andere) vacatures|deel deze vacature|podobne oferty|liknande jobb",
    _I,
)
_MIN_TEXT: Final = 250


@dataclass(frozen=True, slots=True)
class Readable:
    """What a reader would call the page's text. `hidden` counts characters that no reader would see."""

    blocks: list[Block]
    hidden: int

    @property
    def size(self) -> int:
        """Characters outside links."""
        return sum(max(0, len(block.text) - block.linked) for block in self.blocks)

    @property
    def words(self) -> str:
        """The text as one string, for looking things up."""
        return "\n".join(block.text for block in self.blocks)


def read_main(tree: LexborHTMLParser) -> Readable:
    """The main text of a page."""
    body = tree.body
    if body is None:
        return Readable([], 0)
    skip = _furniture(tree, body)
    whole, hidden = walk(body, skip)
    total = _size(whole)
    best = Readable(whole, hidden)
    if total > _MIN_TEXT:
        for node in tree.css(_CANDIDATES)[:80]:
            if node.mem_id in skip or len(node.text(deep=True)) < total * 0.5:
                continue
            blocks, dropped = walk(node, skip)
            found = Readable(blocks, dropped)
            # the smallest element that still holds most of the words, and talks of a job
            if (
                found.size >= total * 0.6
                and found.size < best.size * 0.98
                and len(JOB_WORDS.findall(found.words)) >= 2
            ):
                best = found
    return Readable(_trim(best.blocks), best.hidden)


def _furniture(tree: LexborHTMLParser, body: LexborNode) -> frozenset[int]:
    """The elements to pass over; nothing that holds half of the page's text."""
    total = len(body.text(deep=True)) or 1
    skip: set[int] = set()
    for node in tree.css(_FURNITURE)[:400]:
        if len(node.text(deep=True)) < total * 0.5:
            skip.add(node.mem_id)
    for node in tree.css("header")[:20]:
        if node.css_first("h1, h2") is None:
            skip.add(node.mem_id)
    for node in tree.css("div[class], div[id], section[class], section[id], ul[class], span[class]")[:4000]:
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _NAMED_FURNITURE.search(names) and len(node.text(deep=True)) < total * 0.4:
            skip.add(node.mem_id)
    return frozenset(skip)


def _size(blocks: list[Block]) -> int:
    return sum(max(0, len(block.text) - block.linked) for block in blocks)


def _trim(blocks: list[Block]) -> list[Block]:
    """Without the link lists at either end, and without what follows "Similar jobs"."""
    total = _size(blocks)
    so_far = 0
    for number, block in enumerate(blocks):
        if so_far > total * 0.4 and len(block.text) < 80 and _END.search(block.text):
            blocks = blocks[:number]
            break
        so_far += max(0, len(block.text) - block.linked)
    kept = [
        b
        for b in blocks
        if not (b.linked > len(b.text) * 0.6 and (b.kind != "h" or len(b.text) < 25) and len(b.text) < 120)
    ]
    return _without_repeats(kept)


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """Each long block once: pages carry a second copy for small screens."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block.text) > 40:
            if block.text in seen:
                continue
            seen.add(block.text)
        kept.append(block)
    return kept
