"""Settings: the config file, under the environment, under flags. The one reader of the environment.

Every key of `config.toml` is also `INTERVIEW_<TABLE>__<KEY>`; `INTERVIEW_HOME` puts everything under one folder.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

from interview_cli.errors import UsageError
from interview_cli.llm.settings import (
    BudgetSettings,
    LLMSettings,
    ModelSettings,
    ProviderSettings,
    TracingSettings,
)
from interview_cli.research.settings import RedditSettings, ResearchSettings

Format = Literal["pdf", "html", "md", "json"]
FORMATS: Final[tuple[Format, ...]] = ("pdf", "html", "md", "json")
_STRICT: Final = {"extra": "forbid"}


MOST_QUESTIONS: Final = 60


@dataclass(frozen=True)
class PrepSettings:
    """`[prep]`: how many questions a pack holds, its formats, and where it goes ("" is the data folder)."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    questions: int = 15
    formats: tuple[Format, ...] = FORMATS
    out: str = ""
    language: str = "en"


@dataclass(frozen=True)
class FetchSettings:
    """`[fetch]`: seconds for a posting's page, and hosts on a private network that may be read ("host:port")."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    seconds: float = 15.0
    logo_seconds: float = 1.5
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True)
class CacheSettings:
    """`[cache]`: whether there is one, and days to live by kind."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    enabled: bool = True
    posting_days: float = 7
    cv_days: float = 7
    pack_days: float = 7
    logo_days: float = 30
    threads_days: float = 1
    insight_days: float = 7
    analysis_days: float = 7


@dataclass(frozen=True)
class Paths:
    """Where things are kept: the config file, data (history, packs), the cache, and the folder of the key file."""

    config: Path
    data: Path
    cache: Path
    keys: Path


@dataclass(frozen=True)
class Network:
    """What the environment says about the way out: proxy by scheme, hosts that go past it, and a CA file."""

    proxy: str | None = None
    no_proxy: str = ""
    ca_file: str | None = None


@dataclass(frozen=True)
class Tables:
    """The tables of `config.toml`."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    prep: PrepSettings = field(default_factory=PrepSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    cache: CacheSettings = field(default_factory=CacheSettings)
    research: ResearchSettings = field(default_factory=ResearchSettings)
    reddit: RedditSettings = field(default_factory=RedditSettings)
    model: ModelSettings = field(default_factory=ModelSettings)
    budget: BudgetSettings = field(default_factory=BudgetSettings)
    tracing: TracingSettings = field(default_factory=TracingSettings)
    providers: dict[str, ProviderSettings] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """All that is set for one run. `environ` is where keys are looked up by the names that providers give them."""

    tables: Tables
    paths: Paths
    network: Network
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    offline: bool = False
    local: bool = False


def find_paths(environ: Mapping[str, str] = os.environ, config: Path | None = None) -> Paths:
    """Where things are kept: under `INTERVIEW_HOME`, else in the platform's usual places."""
    home = environ.get("INTERVIEW_HOME")
    if home:
        root = Path(home).expanduser().absolute()
        return Paths(config or root / "config.toml", root / "data", root / "cache", root)
    from platformdirs import PlatformDirs

    places = PlatformDirs("interview", appauthor=False)
    own = places.user_config_path
    return Paths(config or own / "config.toml", places.user_data_path, places.user_cache_path, own)


def load_settings(
    environ: Mapping[str, str] = os.environ,
    *,
    config: Path | None = None,
    offline: bool = False,
    local: bool = False,
) -> Settings:
    """The settings of this run. Raises `UsageError` when a file or a variable can't be used, and says which."""
    paths = find_paths(environ, config)
    table = _read_file(paths.config, named=config is not None)
    tables = _validate(_overlay(table, environ), paths.config)
    return Settings(tables, paths, find_network(environ), dict(environ), offline=offline, local=local)


def find_network(environ: Mapping[str, str]) -> Network:
    """The proxy and the CA file that other programs on this machine use, too."""

    def first(*names: str) -> str | None:
        return next((environ[name] for name in names if environ.get(name)), None)

    return Network(
        proxy=first("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"),
        no_proxy=first("NO_PROXY", "no_proxy") or "",
        ca_file=first("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"),
    )


def own_environ() -> MutableMapping[str, str]:
    """This process's environment, for those who must change it before a library reads it."""
    return os.environ


def is_dumb_terminal(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal can do nothing but print lines."""
    return environ.get("TERM", "dumb") in ("dumb", "")


def find_crash_point(environ: Mapping[str, str] = os.environ) -> str:
    """The point at which this run is to kill itself, to prove that nothing is lost: "after_journal", or "mid_stream:3"."""
    return environ.get("INTERVIEW_CRASH_AT", "")


def _read_file(path: Path, *, named: bool) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        if named:
            raise UsageError(f"There is no config file {path}.", "Make one: interview config init") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The config file {path} can't be read: {getattr(error, 'strerror', None) or error}.",
            "Check the file and its mode.",
        ) from error
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"The config file {path} is not valid TOML: {error}.", "See config.example.toml."
        ) from error


def _overlay(table: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """`table` with `INTERVIEW_<TABLE>__<KEY>` (or `INTERVIEW_PROVIDERS__<NAME>__<KEY>`) laid over it; lists split at commas."""
    merged = {
        name: dict(content) if isinstance(content, dict) else content for name, content in table.items()
    }
    for variable, value in environ.items():
        name, _, key = variable.removeprefix("INTERVIEW_").lower().partition("__")
        if not variable.startswith("INTERVIEW_") or not key:
            continue
        place = merged.setdefault(name, {})
        if name == "providers" and "__" in key:
            provider, _, key = key.partition("__")
            place = place.setdefault(provider, {})
        kind = _kind_of(name, key)
        if kind is None or not isinstance(place, dict):
            raise UsageError(f"{variable} is no setting.", "See config.example.toml for those there are.")
        place[key] = [part.strip() for part in value.split(",") if part.strip()] if kind is tuple else value
    return merged


def llm_settings(settings: Settings) -> LLMSettings:
    """What the model client needs: the tables about models, the flags, and the way out."""
    tables, network = settings.tables, settings.network
    return LLMSettings(
        model=tables.model,
        providers=tables.providers,
        budget=tables.budget,
        tracing=tables.tracing,
        offline=settings.offline,
        local=settings.local,
        proxy=network.proxy,
        no_proxy=network.no_proxy,
        ca_file=network.ca_file,
    )


def _kind_of(table: str, key: str) -> type | None:
    defaults = ProviderSettings() if table == "providers" else getattr(Tables(), table, None)
    value = getattr(defaults, key, None) if dataclasses.is_dataclass(defaults) else None
    return None if value is None else type(value)


def _validate(table: dict[str, Any], path: Path) -> Tables:
    if not table:
        return Tables()
    from pydantic import TypeAdapter, ValidationError

    try:
        tables = TypeAdapter(Tables).validate_python(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        unknown = first["type"] == "unexpected_keyword_argument"
        raise UsageError(
            f"There is no setting {where}."
            if unknown
            else f"The setting {where} can't be used: {first['msg']}.",
            f"Mend it in {path} or in the environment.",
        ) from error
    if not 1 <= tables.prep.questions <= MOST_QUESTIONS:
        raise UsageError(
            f"The setting prep.questions can't be used: it is not between 1 and {MOST_QUESTIONS}.",
            f"Mend it in {path} or in the environment.",
        )
    return tables


def days(settings: CacheSettings) -> dict[str, float]:
    """Seconds to live by kind of cache entry."""
    return {
        "posting": settings.posting_days * 86_400,
        "cv": settings.cv_days * 86_400,
        "pack": settings.pack_days * 86_400,
        "logo": settings.logo_days * 86_400,
        "pack-in-part": 3_600.0,  # made without research that was wanted: soon looked for again
        "threads": settings.threads_days * 86_400,
        "insight": settings.insight_days * 86_400,
        "analysis": settings.analysis_days * 86_400,
        "model": 86_400.0,  # which model a provider has in place of one that is gone
        "reply": 120.0,  # a conversation's own: paid once when a node runs twice
    }


def example_text() -> str:
    """The text of `config.example.toml`: every setting with its default and what it does."""
    from importlib.resources import files

    return (files("interview_cli") / "config.example.toml").read_text("utf-8")


def tables_as_plain(tables: Tables) -> dict[str, Any]:
    """The tables as dictionaries and lists, for people to see: secrets are only said to be there."""
    plain: dict[str, Any] = dataclasses.asdict(tables)
    for name in ("client_secret", "feed_token"):
        if plain["reddit"][name]:
            plain["reddit"][name] = "(set, not shown)"
    return plain


def tables_as_toml(tables: Tables) -> str:
    """The tables as TOML."""
    import tomlkit

    return tomlkit.dumps(tables_as_plain(tables))
