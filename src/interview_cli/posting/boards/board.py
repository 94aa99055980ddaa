"""What every job board offers here: to know its addresses, to name its API, and to read its answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from interview_cli.models import Posting
from interview_cli.posting.fields import Json

# A description shorter than this is no posting, but a stub of a list.
THIN: Final = 120
THIN_NOTICE: Final = (
    "The board's answer lists this job without its description, so there is little to prepare from. "
    "Save the job's own page, or paste its text."
)


@dataclass(frozen=True, slots=True)
class Target:
    """A job as its address names it. `tenant` is the company's slug; `job` is "" when only the board is named.

    `site` is whatever else the API needs: Workday's path, Personio's top-level domain.
    """

    host: str
    tenant: str
    job: str
    url: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a board's API; with a `payload` it is a POST."""

    url: str
    payload: dict[str, object] | None = None
    accept: str = "application/json"


class Board(Protocol):
    """One job board. Everything but fetching is pure; nothing here raises on odd payloads."""

    NAME: str

    def matches(self, url: str) -> Target | None:
        """The job an address names, or None when it is not one of this board's."""

    def calls(self, target: Target) -> tuple[Call, ...]:
        """The API requests that may hold the job, to be tried in order."""

    def company_call(self, target: Target) -> Call | None:
        """The request that tells the company's name when the job's own answer does not."""

    def company_name(self, payload: Any) -> str:
        """The company's name in the answer to `company_call`, or ""."""

    def jobs(self, payload: Any) -> list[Json] | None:
        """The jobs in an answer of this board, or None when it has another shape."""

    def job_ids(self, job: Json) -> tuple[str, ...]:
        """What the job is known by, in addresses and on the command line."""

    def is_open(self, job: Json) -> bool:
        """Whether the job is open and listed."""

    def parse(self, job: Json, target: Target | None) -> Posting | None:
        """The posting, or None when the job holds no title."""


def no_company_call(target: Target) -> Call | None:  # noqa: ARG001 - the port's signature
    """For boards whose answers name the company themselves."""
    return None


def finish(posting: Posting) -> Posting:
    """`posting` with a notice when the board gave no description to speak of."""
    if len(posting.text) >= THIN:
        return posting
    lines = [f"## {posting.title}"] if not posting.text else [posting.text]
    facts = (posting.company, posting.location or "", posting.employment_type or "")
    lines += [fact for fact in facts if fact and not posting.text]
    return replace(posting, text="\n".join(lines), notices=(*posting.notices, THIN_NOTICE))


def join_sections(*sections: tuple[str, str]) -> tuple[str, int]:
    """Titled HTML sections as one text (a title becomes a heading), and the count of hidden characters dropped."""
    from interview_cli.posting.markup import html_to_text

    lines: list[str] = []
    hidden = 0
    for title, body in sections:
        text, dropped = html_to_text(body) if body else ("", 0)
        hidden += dropped
        heading, _ = html_to_text(title) if title else ("", 0)
        heading = " ".join(heading.removeprefix("## ").removeprefix("- ").split()).rstrip(":")
        if not text:
            continue
        if heading and not text.startswith(f"## {heading}"):
            lines.append(f"## {heading}")
        lines.append(text)
    return "\n".join(lines), hidden


def hidden_notice(count: int) -> tuple[str, ...]:
    """The notice for `count` characters of hidden text, if they are worth one."""
    if count < 20:
        return ()
    return (
        f"The posting holds {count} characters of hidden text that no reader would see; they were left out.",
    )
