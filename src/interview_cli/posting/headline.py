"""Title, company and place from the first lines of a plain text, where nothing structured names them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from interview_cli.posting.company import clean_company
from interview_cli.posting.plain import is_heading
from interview_cli.posting.title import clean_title
from interview_cli.untrusted import clean_line

_I: Final = re.IGNORECASE
_TITLE_LABEL: Final = re.compile(
    r"^[-#\s]*(?:job title|position(?: title)?|role(?: title)?|title|vacancy|post(?: title)?|job|stellenbezeichnung|stelle|position|jobtitel|"
    r"intitulé(?: du poste)?|poste|titre|puesto(?: de trabajo)?|vacante|cargo|oferta|posizione|ruolo|qualifica|vacature|functie(?:titel)?|"
    r"stanowisko|tjänst|befattning|stilling|tehtävä|vaga|職種|募集職種)\s*[:：]\s*(.{2,120})$",
    _I,
)
_COMPANY_LABEL: Final = re.compile(
    r"^[-#\s]*(?:company(?: name)?|employer|organi[sz]ation|hiring company|trust|school|client|unternehmen|firma|arbeitgeber|entreprise|société|employeur|"
    r"empresa|compañía|azienda|bedrijf|werkgever|organisatie|firma|pracodawca|företag|arbetsgivare|virksomhed|会社名|社名)\s*[:：]\s*(.{2,100})$",
    _I,
)
_ROLE_WORD: Final = re.compile(
    r"engineer|developer|manager|nurse|teacher|assistant|analyst|officer|director|consultant|technician|specialist|accountant|associate|advis[eo]r|"
    r"representative|coordinator|designer|administrator|lead\b|head of|chef|cook|driver|operative|worker|clerk|lawyer|solicitor|paralegal|scientist|"
    r"architect|executive|supervisor|intern\b|trainee|apprentice|receptionist|pharmacist|therapist|physician|doctor|mechanic|electrician|planner|buyer|"
    r"recruiter|writer|editor|researcher|lecturer|tutor|carer|agent|operator|cleaner|picker|warehouse|sales|marketing|barista|waiter|server\b|plumber|"
    r"ingenieur|entwickler|leiter|fachkraft|pfleg|kaufmann|kauffrau|sachbearbeit|berater|referent|assistenz|mitarbeiter|techniker|erzieher|arzt|ärzt|lehrer|koch|"
    r"fahrer|buchhalter|développeu|ingénieur|comptable|infirmi|responsable|chargé|vendeu|assistant|technicien|conseill|chef de|gestionnaire|professeur|"
    r"jefe|jefa|capataz|albañil|peón\b|repartidor|dependient|cuidador|abogad|arquitect|conductor|recepcionist|fontaner|electricist|soldador|cajer[oa]|ayudante|auxiliar|"
    r"ingeniero|desarrollador|profesor|maestr|enfermer|contable|técnico|administrativ|comercial|encargad|docente|camarer|cociner|"
    r"ingegnere|sviluppatore|impiegat|infermier|addett|contabile|ontwikkelaar|medewerker|verpleeg|adviseur|beheerder|monteur|docent|"
    r"inżynier|programist|specjalist|księgow|kierownik|pielęgniark|nauczyciel|sprzedawc|magazynier|baker(?!y)|butcher|carpenter|joiner|builder|porter|gardener|florist|tailor|welder|roofer|painter|glazier|guard\b|courier|pilot|steward|nanny|midwife|dentist|"
    r"optician|surveyor|actuary|auditor|economist|statistician|librarian|curator|photographer|producer|coach|trainer|inspector|investigator|firefighter|paramedic|dietitian|"
    r"psychologist|counsell?or|hairdresser|beautician|bartender|sommelier|housekeeper|concierge|dispatcher|machinist|fitter|caretaker|registrar|clinician|practitioner|"
    r"radiographer|phlebotomist|biologist|chemist|geologist|translator|interpreter|journalist|secretary|treasurer|controller|underwriter|broker|trader|banker|teller|cashier|"
    r"merchandiser|stylist|scheduler|estimator|foreman|superintendent|principal|headteacher|professor|postdoc|product owner|scrum master|tester|bäcker|schreiner|elektriker|"
    r"boulanger|menuisier|électricien|panadero|carpintero|panettiere|falegname|bakker|timmerman|piekarz|utvecklare|sjuksköter|lärare|säljare|enfermeir|analista|engenheir",
    _I,
)
# A hyphen before a small letter stays inside a word, before a capital it parts words: two ways would take for ever.
_WORD: Final = r"[\w&.'’+)]*(?:-[a-zà-ž0-9][\w&.'’+]*){0,2}"
_NAME: Final = rf"[A-Z0-9À-ŽŁŚ]{_WORD}(?:(?:\s(?:&|and|und|et|y|of|the|de|du|la|for)\s|\s|-)[A-Z0-9À-ŽŁŚ(]{_WORD}){{0,5}}"
_AT: Final = re.compile(
    rf"^(?P<title>.{{3,100}}?)\s+(?:at|@|bei|chez|presso|hos|bij|w)\s+(?P<company>{_NAME})\s*(?:[,(|–-].{{0,80}})?$"
)
_HIRING: Final = re.compile(
    rf"\b(?P<company>{_NAME})\s+(?:is|are)\s+(?:currently\s+|now\s+|actively\s+)?(?:hiring|looking for|seeking|recruiting|searching for|growing)\b"
)
_JOIN: Final = re.compile(
    rf"^(?:#* ?)?(?:join|about|work(?:ing)? (?:at|for|with)|life at|why(?: join)?|über|à propos de|sobre|over|chi è|o firmie)\s+(?P<company>{_NAME})\s*[?!:]?$",
    _I,
)
_JOIN_SENTENCE: Final = re.compile(
    rf"\b(?:[Jj]oin|[Hh]ere at|[Aa]t|[Ww]elcome to|[Bb]ei|[Cc]hez|[Bb]ij|[Ww])\s+(?P<company>{_NAME})(?:,|\s+(?:as\b|we\b|you\b|our\b|and help|to help|wir\b|nous\b|als\b|en tant que))"
)
_IS: Final = re.compile(
    rf"^(?:The\s+|Die\s+|Das\s+|Der\s+|La\s+|Le\s+|L['’]|El\s+)?(?P<company>{_NAME}),?\s+(?:is|ist|est|es|è|jest|are|sucht|recrute|recherche|busca|zoekt|cerca|poszukuje|offers|bietet|provides|was founded|has been|söker)\s+"
)
_FOREIGN_HIRING: Final = re.compile(
    rf"\b(?P<company>{_NAME})\s+(?:sucht|recrute|recherche|busca|necesita|precisa|zoekt|cerca|ricerca|poszukuje|zatrudni|söker|søger|søker)\b"
)
_WE_SEEK: Final = re.compile(
    r"\b(?:we (?:are|'re|’re) (?:currently )?(?:looking for|hiring|seeking|recruiting)|(?:is|are) (?:currently |now )?(?:looking for|hiring|seeking|recruiting)|wir suchen|suchen wir|sucht|gesucht:?|nous (?:recherchons|recrutons)|recrute|"
    r"recherche|buscamos|busca|se busca|cerchiamo|cerca|wij zoeken|zoeken wij|zoekt|poszukujemy|poszukuje|zatrudnimy|vi söker|söker|procuramos)\s*:?\s+(?:(?:zum nächstmöglichen zeitpunkt|ab sofort|for|to recruit|per direct)\s+)?"
    r"(?:(?:a|an|eine?n?|une?|un/una|una|un|uno|een|en|ett|um|uma|the|our next|experienced|motivated|erfahrene?n?)\s+)*(?P<title>[^.,;:!?()\n]{3,80}?(?:\s*\([^)\n]{1,20}\))?)(?=\s+(?:to\b|who\b|for\b|in\b|at\b|with\b|zur\b|für\b|in\b|mit\b|am\b|pour\b|para\b|con\b|per\b|voor\b|met\b|do\b|z\b|till\b|till\b)|[.,;:!?\n(]|$)",
    _I,
)
_SPLIT: Final = re.compile(r"(?:\s+(?:[-–—|•·])\s+|\s*\|\s*)(?![^()]*\))")
_NOT_COMPANY: Final = re.compile(
    r"^(?:about|join|why|life|über|sobre|hi|hello|dear|hallo|bonjour|hola|us|you|our|the|this|we|it|team|role|job|position|what|who|here|he|she|they|company|applicants?|candidates?|remote|hybrid|full|part|salary|location|uns|nous|job description|overview)\b",
    _I,
)
_FACT_WORDS: Final = re.compile(
    r"\bCD[ID]\b|vollzeit|teilzeit|befristet|temps (?:plein|partiel)|intérim|alternance|remote|hybrid|on-?site|\bfull.?time|part.?time|salary|£|€|\$|\d{3}|permanent|contract\b",
    _I,
)
_PLACE_LINE: Final = re.compile(
    r"[A-ZÀ-Ž][^\d:;!?|]{1,40},\s*(?:[A-Z]{2}\s+\d{5}(?:-\d{4})?|[^\d:;!?|]{2,40})(?:\s*\([^()]{0,30}\b(?:remote|hybrid|on-?site|office)\b[^()]{0,40}\))?"
    r"|[A-ZÀ-Ž][^\d:;!?|,()]{1,40}\s\((?:\d{2,3}|2[AB])\)|(?P<town>[A-ZÀ-Ž][^\d:;!?|,()]{1,30})\s\((?P=town)\)"
    r"|(?:[A-Z]{1,2}-)?(?!19|20)\d{4,5}\s(?-i:[A-ZÀ-Ž])[^\d:;!?|,()]{2,40}(?:\s\([^()\d]{3,30}\))?"
    r"|(?:Dublin|Paris|Lyon|Marseille|Wien|Praha|Prague|Budapest|Cork)\s\d{1,2}(?:W|er?|ème)?"
    r"|(?:[A-ZÀ-Ž][^\d:;!?|,]{1,30}\s*)?[(/-]?\s*\b(?:remote|hybrid|on-?site)\b[^\d|]{0,30}",
    _I,
)
_WORKPLACE: Final = re.compile(r"\W*(?:remote|hybrid|on-?site)\b", _I)
_ROLE_AT: Final = re.compile(
    rf"\b(?:the|our|an?|this)\s+(?P<title>(?:[A-Z][\w&/-]*\s+){{1,6}})(?:role|position|vacancy|job|post|opportunity)\s+(?:at|with|in|for)\s+(?P<company>{_NAME})"
)
# What institutions are called, with or without a legal form.
_INSTITUTION: Final = re.compile(
    r"\b(?:NHS|Trust|Hospice|Nursery|Kindergarten|Kita|Stiftung|Gymnasium|Realschule|Grundschule|Pflegeheim|Seniorenheim|Landratsamt|University|Hospitals?|Infirmary|School|College|Academy|Council|Clinic|Foundation|Institute|Ministry|Museum|Charity|"
    r"Association|Federation|Agency|Authority|Department of|Universit(?:y|ät|é|à|eit)|Hochschule|Klinik(?:um)?|Krankenhaus|Stadt|Gemeinde|Landkreis|"
    r"(?:Centre|Groupe|Groupement) Hospitalier|Hospices Civils|Clinique|Polyclinique|EHPAD|Collège|Fondation|Maison de [Rr]etraite|Conseil (?:[Dd]épartemental|[Rr]égional)|"
    r"Clínica|Instituto|Fundación|Diputación|Generalitat|Residencia|Escuela|Universidade|Fundação|Câmara Municipal|Clinica|Istituto|Azienda (?:Ospedaliera|Sanitaria)|"
    r"Università|Fondazione|Stichting|Universiteit|Uniwersytet|Przedszkole|Przychodnia|Fundacja|"
    r"Hôpital|CHU|CHR|CHRU|École|Lycée|Mairie|Ville de|Universidad|Colegio|Ayuntamiento|Ospedale|Comune di|Scuola|Ziekenhuis|Gemeente|Szpital|Urząd|Szkoła|"
    r"Kommun|Kommune|Sykehus|Sjukhus)\b"
)
_LEAD: Final = re.compile(
    r"^(?:now hiring|we(?:'|’)?(?: a)?re hiring|hiring now|urgent(?:ly)?(?: hiring| required)?|apply now)\b\s*[!:–-]*\s*",
    _I,
)
_HEAD_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Headline:
    """What the first lines name; "" for what they do not. `location` only from a line that says little else."""

    title: str = ""
    company: str = ""
    location: str = ""


def read_headline(text: str) -> Headline:
    """Title, company and location guessed from `text`, in the shape `plain.shape_text` gives."""
    lines = [_bare(line) for line in text.splitlines()]
    lines = [line for line in lines if line]
    head = lines[:_HEAD_LINES]
    title, company = _labelled(lines[:40], _TITLE_LABEL), _labelled(lines[:40], _COMPANY_LABEL)
    location = ""
    if not title or not company:
        top = _from_first_lines(head, company)
        title, company, location = title or top.title, company or top.company, top.location
    if location and not company:
        # "Maison Lagrive, Lyon" looks like a town and its country, but towns are not named again and again.
        first, _, rest = location.partition(",")
        if rest.strip() and sum(line.count(first) for line in lines) >= 2:
            company, location = first, rest.strip()
    named = next((found for line in lines[:20] if (found := _ROLE_AT.search(line))), None)
    company = company or (named["company"] if named else "") or _company_in(lines)
    title = title or (named["title"].strip() if named else "") or _title_in(lines)
    return Headline(clean_title(title) if title else "", clean_company(company), location)


def _bare(line: str) -> str:
    """A line without the marks of our own format, emoji, and a shout of "Now hiring"."""
    line = clean_line(line.removeprefix("## ").removeprefix("- "))
    line = " ".join("".join(" " if unicodedata.category(c) in {"So", "Sk"} else c for c in line).split())
    return _LEAD.sub("", line)


def _labelled(lines: list[str], label: re.Pattern[str]) -> str:
    return next((found[1].strip() for line in lines if (found := label.match(line))), "")


def _from_first_lines(head: list[str], company: str) -> Headline:
    """The first line that looks like a title, with the company (if not yet known) and place on it or beside it."""
    for number, line in enumerate(head[:6]):
        if not _may_be_title(line):
            continue
        at = _AT.match(line)
        if at and (_ROLE_WORD.search(at["title"]) or number == 0) and not _NOT_COMPANY.match(at["company"]):
            return Headline(at["title"], at["company"])
        if _ROLE_WORD.search(line):
            parts = [part for part in _SPLIT.split(line) if part]
            beside = _beside(head, number)
            return _from_parts(parts, line, replace(beside, company=company or beside.company))
    beside = _beside(head[:4], 0) if head else Headline()
    if beside.company and beside.location and len(head[0]) <= 60 and _may_be_title(head[0]):
        return Headline(head[0], beside.company, beside.location)
    return Headline()


def _may_be_title(line: str) -> bool:
    """Whether a line could be a title, alone or with its company: no sentence, no label, no greeting."""
    if len(line) > 110 or line[:1].islower() or line.endswith((":", ",")):
        return False
    if re.search(r"\w{4,}[.!?]\s+[A-Z]", line) or (line.endswith((".", "!", "?")) and len(line.split()) > 4):
        return False
    return not any(pattern.search(line) for pattern in (_ROLE_AT, _HIRING, _FOREIGN_HIRING, _WE_SEEK))


def _from_parts(parts: list[str], line: str, beside: Headline) -> Headline:
    """As in "Company — Title", "Title | Company | Place": the part with a word for a role is the title.

    With the company on a line of its own, "Solicitor - Private Client" is all title; so is a part that can be
    neither company nor place: "Analyst – AML / Fraud".
    """
    title = next((part for part in parts if _ROLE_WORD.search(part)), line)
    rest = {kind: part for part in reversed(parts) if part != title and (kind := _kind_of(part))}
    company = rest.get("company", "") or beside.company
    if not company and "name" in rest:
        company = rest["name"]
    elif "name" in rest and beside.company and "|" not in line and rest["name"] != beside.company:
        title = line
    else:
        title = _with_tail(title, parts, line)
    return Headline(title, company, rest.get("place", "") or beside.location)


def _with_tail(title: str, parts: list[str], line: str) -> str:
    """`title` with the parts after it, at a dash, that say more of the job and are no company, place or fact."""
    end = start = max(line.find(title), 0)
    for part in parts[parts.index(title) if title in parts else len(parts) :]:
        at = line.find(part, end)
        more = not (_kind_of(part) or _FACT_WORDS.search(part) or _NOT_COMPANY.match(part))
        joined = line[end:at].strip() in {"-", "–", "—"} and part[:1].isupper() and not part.endswith(".")
        if part != title and not (more and joined):
            break
        end = at + len(part)
    return line[start:end] or title


def _beside(head: list[str], number: int) -> Headline:
    """Company and place on the short lines after (or before) the title: "Acme Ltd · Leeds", "Leeds, UK"."""
    company = place = ""
    for line in (*head[number + 1 : number + 4], *head[max(0, number - 1) : number]):
        if len(line) > 80 or line.endswith(":") or _NOT_COMPANY.match(line):
            continue
        for part in (part for part in _SPLIT.split(line) if part):
            kind = _kind_of(part)
            if kind == "place":
                place = part if not place or _WORKPLACE.match(place) else place
            elif kind in {"company", "name"} and not is_heading(part, ["x"]):
                company = company or part
            elif kind == "both":
                company, _, place = (piece.strip() for piece in part.partition(","))
    return Headline("", company, place)


def _kind_of(part: str) -> str:
    """What a short part of a line is: "company", "place", "both", "name" (of a company, perhaps), or ""."""
    if clean_company(part) not in {part, ""} and not part[:1].isdigit():
        return "company"
    if _INSTITUTION.search(part) and "," not in part and len(part) <= 90 and not _ROLE_WORD.search(part):
        return "company"
    first, comma, rest = part.partition(",")
    if comma and clean_company(first) not in {first, ""} and len(rest) < 40:
        return "both"
    if _PLACE_LINE.fullmatch(part):
        return "place"
    if _FACT_WORDS.search(part) or _ROLE_WORD.search(part) or _NOT_COMPANY.match(part) or part.endswith("."):
        return ""
    return "name" if re.fullmatch(_NAME, part) and len(part) <= 50 else ""


def _company_in(lines: list[str]) -> str:
    """A company named in a sentence: "About Acme", "Acme is hiring", "Join Acme", "Acme sucht"."""
    for line in lines[:60]:
        found = _JOIN.match(line)
        if (
            found
            and len(line) < 60
            and not _NOT_COMPANY.match(found["company"])
            and found["company"][:1].isupper()
        ):
            return found["company"]
    for pattern in (_HIRING, _FOREIGN_HIRING, _JOIN_SENTENCE, _IS):
        for line in lines[:40]:
            found = pattern.search(line) if pattern is not _IS else pattern.match(line)
            if (
                found
                and not _NOT_COMPANY.match(found["company"])
                and not _ROLE_WORD.fullmatch(found["company"])
            ):
                return found["company"]
    return ""


def _title_in(lines: list[str]) -> str:
    """A title named in a sentence: "We are looking for a Head Chef to …"; else the first short line."""
    for line in lines[:30]:
        found = _WE_SEEK.search(line)
        if found and _ROLE_WORD.search(found["title"]):
            return found["title"]
    for line in lines[:3]:
        if (
            3 <= len(line) <= 80
            and not line.endswith((".", ":", "!", ","))
            and len(line.split()) <= 9
            and not is_heading(line, [])
        ):
            return line
    return ""
