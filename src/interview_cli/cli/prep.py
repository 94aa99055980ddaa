"""`interview prep`: the posting and the CV -> a prep pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interview_cli.cli.globals import open_app, open_screen
from interview_cli.cli.unlock import unlock
from interview_cli.errors import StorageError, UsageError
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from interview_cli.config import Format
    from interview_cli.prep.prepare import Order
    from interview_cli.wiring import App


def prep(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The posting: a URL, a file, or - for standard input.")],
    *,
    cv: Annotated[str | None, typer.Option(metavar="FILE", help="Your CV (PDF, DOCX, Markdown, text, JSON Resume). Default: the one used last.", show_default=False)] = None,
    company: Annotated[str | None, typer.Option(metavar="NAME", help="The company, when the posting does not say it right.", show_default=False)] = None,
    role: Annotated[str | None, typer.Option(metavar="TITLE", help="The job title, when the posting does not say it right.", show_default=False)] = None,
    questions: Annotated[int | None, typer.Option(metavar="N", min=1, max=60, help="How many questions to expect. Default: 15.", show_default=False)] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Language of the pack. Default: en.", show_default=False)] = None,
    threads: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A saved thread on how they interview.", show_default=False)] = None,
    no_research: Annotated[bool, typer.Option("--no-research", help="Do not look up how they interview.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Look past the cache.")] = False,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write the files.", show_default=False)] = None,
    formats: Annotated[str | None, typer.Option(metavar="LIST", help="Of pdf,html,md,json. Default: all four.", show_default=False)] = None,
    allow_private_url: Annotated[bool, typer.Option("--allow-private-url", help="Let the URL you typed be on a private network.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:  # fmt: skip
    """Read a job posting and your CV, and write a prep pack."""
    from interview_cli.cli.output import put
    from interview_cli.wiring import prepare_pack

    given = Given(
        source,
        cv=cv,
        company=company,
        role=role,
        questions=questions,
        language=language,
        out=out,
        formats=formats,
        threads=tuple(map(str, threads or ())),
        research=not no_research,
    )
    screen = open_screen(context)
    app = open_app(
        context, screen, fresh=fresh, allow_private=allowed_hosts(source, allowed=allow_private_url)
    )
    order = make_order(app, given)
    app = unlock(app, order.request.cv)
    with screen:
        prepared = prepare_pack(app, order)
    receipt = app.recorder.receipt()
    if as_json:
        from interview_cli.prep.pack import run_document, to_text

        put(to_text(run_document(prepared.pack, prepared.files, receipt)))
        return
    from interview_cli.cli.screen.pack import draw_pack

    put(draw_pack(prepared.pack, prepared.files, receipt))


@dataclass(frozen=True)
class Given:
    """What stands on the command line; None is "as the config says"."""

    source: str
    cv: str | None = None
    company: str | None = None
    role: str | None = None
    questions: int | None = None
    language: str | None = None
    out: Path | None = None
    formats: str | None = None
    threads: tuple[str, ...] = ()
    research: bool = True


def make_order(app: App, given: Given) -> Order:
    """The command line over the config, checked. Raises `UsageError`."""
    from interview_cli.prep.prepare import Order
    from interview_cli.prep.request import Request
    from interview_cli.wiring import name_coach

    settings = app.settings.tables.prep
    language = given.language or settings.language
    if language.partition("-")[0].lower() != "en":
        app.screen.notice(
            f"The built-in coach writes English; there is nothing in “{clean_line(language, 20)}” yet."
        )
    request = Request(
        source=given.source,
        cv=choose_cv(app, given.cv),
        questions=given.questions or settings.questions,
        language="en",
        company=given.company,
        role=given.role,
        threads=given.threads,
        research=given.research and app.settings.tables.research.enabled,
    )
    folder = given.out or (Path(settings.out).expanduser() if settings.out else None)
    formats = parse_formats(given.formats) if given.formats else settings.formats
    return Order(
        request,
        formats,
        folder.absolute() if folder else None,
        app.settings.paths.data / "packs",
        name_coach(app.settings, app.screen),
    )


def parse_formats(text: str) -> tuple[Format, ...]:
    """The formats named in a list with commas, each once. Raises `UsageError`."""
    from interview_cli.config import FORMATS

    named = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in named if name not in FORMATS]
    if unknown or not named:
        raise UsageError(f"No such format: {', '.join(unknown) or text}.", f"There are {', '.join(FORMATS)}.")
    return tuple(name for name in FORMATS if name in named)


def choose_cv(app: App, given: str | None) -> str | None:
    """The CV named, else the one used last (and say so), else none (and say how to give one)."""
    if given is not None:
        return str(Path(given).expanduser().absolute())
    try:
        last = app.history.last_cv()
    except StorageError:
        last = None  # what is wrong with the history is said when the pack goes into it
    if last and Path(last).is_file():
        app.screen.notice(f"CV: {last} (the one used last; another: --cv FILE)")
        return last
    if last:
        app.screen.notice(f"The CV used last, {last}, is gone; going on without one. Give it with --cv FILE.")
    else:
        app.screen.notice("No CV given, so there are no gaps to show. Add one with --cv FILE.")
    return None


def allowed_hosts(source: str, *, allowed: bool) -> tuple[str, ...]:
    """The host and port of the URL that was typed, when the person let it be private."""
    from interview_cli.posting.urls import host_port, is_url

    return (host_port(source),) if allowed and is_url(source) else ()
