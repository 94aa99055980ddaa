"""Pages that are no posting: challenges, log-ins, expired jobs, captive portals, empty shells, home pages."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from interview_cli.errors import FetchFailed, NotAPosting
from interview_cli.posting.meta import Meta
from interview_cli.posting.readable import JOB_WORDS
from interview_cli.posting.urls import host_of, show_host
from interview_cli.untrusted import clean_line

_I: Final = re.IGNORECASE
_CHALLENGE_TITLE: Final = re.compile(
    r"just a moment|attention required|checking your browser|access (?:to this page has been )?denied|pardon our interruption|are you (?:a )?(?:human|robot)|"
    r"robot or human|verify (?:you are|that you're) (?:a )?human|security check|bot (?:check|detection|verification)|captcha|ddos-guard|please wait\.\.\.|un instant|einen moment|un momento",
    _I,
)
_CHALLENGE_MARK: Final = re.compile(
    r"cf-chl-|challenge-platform|cf_chl_opt|px-captcha|perimeterx|datadome|geo\.captcha-delivery|_incapsula_resource|hcaptcha\.com|akamai.{0,40}bot|awswaf|kpsdk",
    _I,
)
_LOGIN_TITLE: Final = re.compile(
    r"^(?:sign in|log ?in|login|sign up|join linkedin|please (?:log|sign) in|anmelden|einloggen|se connecter|connexion|identifiez-vous|iniciar sesión|acceder|accedi|inloggen|zaloguj|logga in|authwall)\b|"
    r"\b(?:sign in|log in|login|anmelden|connexion|iniciar sesión)\s*(?:[|–-]|$)",
    _I,
)
_LOGIN_PATH: Final = re.compile(
    r"/(?:login|signin|sign-in|sign_in|authwall|uas/login|auth|sso|checkpoint|accounts?/login|account/signin)(?:[/?.]|$)",
    _I,
)
_CLOSED: Final = re.compile(
    r"(?:this |the )?(?:job|position|role|vacancy|posting|listing|advert(?:isement)?|opening|opportunity|requisition)(?: you (?:are|were) (?:looking for|trying to view))?(?: has| is| was)? "
    r"(?:(?:now |already |been |no longer |currently )*)(?:filled|closed|expired|no longer (?:available|active|open|accepting|advertised|exists?)|not available|been removed|unavailable|withdrawn|archived)|"
    r"no longer (?:accepting|taking) applications|applications (?:are|have|for this (?:job|role|position) are) (?:now )?closed|has been (?:filled|taken down)|"
    r"job (?:not found|has expired|expired)|(?:page|job|vacancy|position) (?:could not|couldn't|can't|cannot) be found|"
    r"(?:diese |die )?(?:stelle\w*|position|anzeige|ausschreibung|stellenanzeige|stellenangebot) (?:ist |wurde |wird )?(?:leider |bereits |nicht mehr |inzwischen )*(?:besetzt|verfügbar|online|aktiv|abgelaufen|geschlossen|deaktiviert|vergeben)|"
    r"(?:cette |l')?(?:offre|annonce|poste)(?: d'emploi)? (?:n'est plus|a été|est) (?:disponible|pourvue?|expirée?|en ligne|clôturée?|supprimée?|active)|"
    r"(?:esta |la )?(?:oferta|vacante|puesto|posición)(?: de (?:empleo|trabajo))? (?:ya no está|ha sido|ha|está|se ha) (?:disponible|cubiert[ao]|caducad[ao]|cerrad[ao]|expirad[ao]|eliminad[ao])|"
    r"(?:questa |l')?(?:offerta|annuncio|posizione)(?: di lavoro)? (?:non è più|è|è stat[ao]) (?:disponibile|scadut[ao]|chius[ao]|attiv[ao]|copert[ao])|"
    r"(?:deze )?vacature is (?:helaas )?(?:niet meer|reeds|al)? ?(?:beschikbaar|vervuld|gesloten|verlopen)|(?:ta |to )?(?:oferta|ogłoszenie|rekrutacja)(?: pracy)? (?:wygasł[ao]|(?:jest |została )?(?:nieaktualn[ae]|zakończon[ae]))|"
    r"(?:esta )?vaga (?:foi |está |já )*(?:encerrada|preenchida|expirada)|(?:tjänsten|annonsen|jobbet) är (?:inte längre|tillsatt|borttagen)",
    _I,
)
_PORTAL: Final = re.compile(
    r"captive portal|wi-?fi (?:login|access|portal|hotspot)|hotspot login|guest (?:wi-?fi|network|internet)|network (?:login|authentication|sign[- ]?in)|connect to (?:the )?(?:internet|wi-?fi)|free wi-?fi|internet access (?:login|terms)",
    _I,
)
_NEEDS_SCRIPT: Final = re.compile(
    r"(?:enable|requires?|need|activate|turn on|aktivieren|activer|activar|abilit\w+|inschakelen) (?:to enable |sie |)?(?:your )?java-?script|javascript (?:is )?(?:required|disabled|must be|needs to be|aktivieren|désactivé)|app works best with javascript",
    _I,
)
_SAVE_HINT: Final = "Open the page in a browser, copy the text of the posting, and paste it: interview prep -"


def refuse_status(status: int, url: str, retry_after: str | None = None) -> None:
    """Raise what an HTTP status of 400 and over means for a posting."""
    host = show_host(url)
    if status in {404, 410}:
        raise NotAPosting(
            f"The posting is gone from {host} ({status}): it has expired, or the address is mistyped."
        )
    if status == 429:
        wait = f" It asks to wait {_seconds(retry_after)}." if retry_after else ""
        raise FetchFailed(
            f"{host} takes no more requests from here for now (429).{wait}",
            "Try again later, or paste the text of the posting: interview prep -",
        )
    if status in {401, 403, 407, 451, 999}:
        raise FetchFailed(f"{host} does not show this page to programs ({status}).", _SAVE_HINT)
    if status >= 500:
        raise FetchFailed(
            f"{host} has trouble of its own ({status}), twice in a row.",
            "Try again later, or paste the text of the posting: interview prep -",
        )
    if status >= 400:
        raise FetchFailed(f"{host} refused the request ({status}).")


def _seconds(retry_after: str) -> str:
    text = clean_line(retry_after, 40)
    return f"{text} s" if text.isdigit() else f"until {text}"


def refuse_wall(page: str, meta: Meta, words: str, *, url: str, asked: str) -> None:
    """Raise `NotAPosting` if the page is a challenge, a log-in or a captive portal. `words` is its readable text."""
    host = show_host(url)
    title = meta.title or meta.h1
    short = len(words) < 1500
    if short and (
        _CHALLENGE_TITLE.search(title) or (_CHALLENGE_MARK.search(page[:200_000]) and len(words) < 600)
    ):
        raise NotAPosting(
            f"{host} checks for robots first, and showed that check instead of the posting.", _SAVE_HINT
        )
    if short and (_PORTAL.search(title) or _PORTAL.search(words[:600])) and not JOB_WORDS.search(title):
        raise NotAPosting(
            f"A network log-in page answered instead of {host_of(asked) or host}. Log in to the network first."
        )
    has_password = bool(re.search(r"<input[^<>]{0,200}type=[\"']?password", page, _I))
    moved = bool(
        url
        and asked
        and _LOGIN_PATH.search(urlsplit(url).path)
        and not _LOGIN_PATH.search(urlsplit(asked).path)
    )
    if len(words) < 2500 and (
        moved or (short and (_LOGIN_TITLE.search(title) or (has_password and not _looks_like_job(words))))
    ):
        raise NotAPosting(f"{host} shows this posting only after logging in.", _SAVE_HINT)


def is_closed(words: str) -> bool:
    """Whether a page says that the job is filled, expired or closed."""
    return bool(_CLOSED.search(words[:6000]))


def refuse_non_posting(page: str, meta: Meta, words: str, *, url: str) -> None:
    """Raise `NotAPosting` unless `words`, the readable text, is that of a posting."""
    host = show_host(url) or "The page"
    still_there = len(words) > 350 and _looks_like_job(words)
    if is_closed(f"{meta.title}\n{meta.h1}\n{words}") and not still_there:
        raise NotAPosting(f"{host} says that this job is no longer open.")
    if len(words) < 250:
        scripted = _NEEDS_SCRIPT.search(page) or page.count("<script") >= 2 or "<noscript" in page
        if scripted:
            raise NotAPosting(f"{host} builds this page with JavaScript: it needs a browser.", _SAVE_HINT)
        raise NotAPosting(
            f"{host} holds too little text to be a posting ({len(words)} characters).", _SAVE_HINT
        )
    if not _looks_like_job(f"{meta.title}\n{words}"):
        where = "a home page" if url and urlsplit(url).path in {"", "/"} else "no job posting"
        raise NotAPosting(
            f"{host} is a page, but it looks like {where}: nothing in it reads like a job.", _SAVE_HINT
        )


def _looks_like_job(words: str) -> bool:
    """At least three different words of the trade, for their number alone proves nothing."""
    return len({word.lower() for word in JOB_WORDS.findall(words[:30_000])}) >= 3
