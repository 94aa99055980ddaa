"""The tables of the config file that are about models, and the providers that are known by name.

`[model]` says which providers to use and how long to wait, `[providers.NAME]` changes a known provider or adds one,
`[budget]` caps what a run may cost, `[tracing]` is off. Model ids are settings: providers retire them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import ClassVar, Final, Literal
from urllib.parse import urlsplit

from interview_cli.errors import UsageError

Structured = Literal["json_schema", "json_object", "plain"]
LimitField = Literal["max_tokens", "max_completion_tokens"]
_STRICT: Final = {"extra": "forbid"}


@dataclass(frozen=True)
class ProviderSettings:
    """`[providers.NAME]`: what differs from the provider's defaults. Empty and 0 mean "as it is".

    `price_id` is the provider's name in the price table ("groq", "openai"), for gateways that pass calls on.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    base_url: str = ""
    models: tuple[str, ...] = ()
    key_env: str = ""
    organization: str = ""
    project: str = ""
    structured: Literal["", "json_schema", "json_object", "plain"] = ""
    effort: str = ""
    parallel: int = 0
    price_id: str = ""
    insecure: bool = False


@dataclass(frozen=True)
class ModelSettings:
    """`[model]`: providers in order of preference (none named: all that have a key, then local servers), and deadlines.

    `local_hosts` are hosts on a private network that `--local` may talk to. Times are in seconds.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    enabled: bool = True
    use: tuple[str, ...] = ()
    model: str = ""
    find_local: bool = True
    local_hosts: tuple[str, ...] = ()
    first_token_seconds: float = 8.0
    local_first_token_seconds: float = 30.0
    between_tokens_seconds: float = 10.0
    whole_seconds: float = 60.0


@dataclass(frozen=True)
class BudgetSettings:
    """`[budget]`: what a run may cost in US dollars; 0 is no limit."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    usd: float = 0.0


@dataclass(frozen=True)
class TracingSettings:
    """`[tracing]`: whether calls are told to LangSmith, or by OTLP when `otlp_endpoint` is set. Off unless asked for."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    enabled: bool = False
    project: str = "interview"
    endpoint: str = ""
    otlp_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """A server that speaks OpenAI's chat completions, and what is known of it.

    `models` are tried in order; none means "ask the server". `price_id` is its name in the price table ("" is unknown,
    "free" costs nothing). `parallel` is how many calls it may be given at once; one that takes a single call is given
    less to do.
    """

    name: str
    base_url: str
    key_env: str = ""
    models: tuple[str, ...] = ()
    structured: Structured = "json_schema"
    effort: str = ""
    limit_field: LimitField = "max_tokens"
    price_id: str = ""
    parallel: int = 4
    organization: str = ""
    project: str = ""
    insecure: bool = False

    @property
    def host(self) -> str:
        """The host that is talked to, as people know it: "api.groq.com"."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine."""
        return is_loopback(self.host)


# json_schema and streaming do not go together at Groq, so that its replies are asked for in words and checked here.
KNOWN: Final[tuple[Provider, ...]] = (
    Provider(
        "openai",
        "https://api.openai.com/v1",
        "OPENAI_API_KEY",
        ("gpt-6-luna", "gpt-5.4-mini"),
        effort="low",
        limit_field="max_completion_tokens",
        price_id="openai",
        parallel=10,
    ),
    Provider(
        "groq",
        "https://api.groq.com/openai/v1",
        "GROQ_API_KEY",
        ("openai/gpt-oss-120b", "openai/gpt-oss-20b"),
        structured="plain",
        effort="low",
        limit_field="max_completion_tokens",
        price_id="groq",
        parallel=3,
    ),
    Provider(
        "gemini",
        "https://generativelanguage.googleapis.com/v1beta/openai",
        "GEMINI_API_KEY",
        ("gemini-3.5-flash", "gemini-3.8-flash"),
        effort="low",
        price_id="google",
        parallel=6,
    ),
    Provider(
        "openrouter",
        "https://openrouter.ai/api/v1",
        "OPENROUTER_API_KEY",
        ("openai/gpt-oss-120b", "openai/gpt-oss-20b"),
        effort="low",
        price_id="openrouter",
        parallel=6,
    ),
    Provider("ollama", "http://127.0.0.1:11434/v1", price_id="free", parallel=1),
    Provider("lmstudio", "http://127.0.0.1:1234/v1", price_id="free", parallel=1),
    Provider("llamacpp", "http://127.0.0.1:8080/v1", price_id="free", parallel=1),
)


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """All tables that are about models, with the flags of this run and the way out of this machine."""

    model: ModelSettings = field(default_factory=ModelSettings)
    providers: Mapping[str, ProviderSettings] = field(default_factory=dict)
    budget: BudgetSettings = field(default_factory=BudgetSettings)
    tracing: TracingSettings = field(default_factory=TracingSettings)
    offline: bool = False
    local: bool = False
    proxy: str | None = None
    no_proxy: str = ""
    ca_file: str | None = None


def all_providers(settings: LLMSettings, environ: Mapping[str, str]) -> tuple[Provider, ...]:
    """The known providers with the config laid over them, and those the config adds, in order of preference.

    `OPENAI_BASE_URL` moves openai, as it does for other programs. Raises `UsageError` for a name nobody knows.
    """
    known = {provider.name: provider for provider in KNOWN}
    if environ.get("OPENAI_BASE_URL"):
        known["openai"] = replace(known["openai"], base_url=environ["OPENAI_BASE_URL"].rstrip("/"))
    for name, table in settings.providers.items():
        known[name] = _lay_over(known.get(name), name, table)
    for name in settings.model.use:
        if name not in known:
            raise UsageError(
                f"[model] use names the provider “{name}”, and there is no [providers.{name}].",
                f"Known by name: {', '.join(known)}.",
            )
    chosen = [known[name] for name in settings.model.use] or list(known.values())
    if settings.model.model and chosen:
        wanted = settings.model.model
        chosen[0] = replace(chosen[0], models=(wanted, *(m for m in chosen[0].models if m != wanted)))
    return tuple(chosen)


def _lay_over(known: Provider | None, name: str, table: ProviderSettings) -> Provider:
    if known is None and not table.base_url:
        raise UsageError(f"[providers.{name}] has no base_url.", 'For example base_url = "https://host/v1".')
    if table.base_url and urlsplit(table.base_url).scheme not in ("http", "https"):
        raise UsageError(f"[providers.{name}] base_url is no http(s) address.", "")
    provider = known or Provider(name, table.base_url, parallel=4)
    set_here = {
        item.name: getattr(table, item.name)
        for item in fields(table)
        if getattr(table, item.name) not in ("", (), 0, False)
    }
    provider = replace(provider, **set_here)
    return replace(provider, base_url=provider.base_url.rstrip("/"))


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its spelling."""
    if host in ("localhost", "localhost.localdomain") or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_address(provider: Provider, settings: LLMSettings) -> str | None:
    """Why `provider` may not be talked to in this run, or None: `--offline`, `--local`, and plain http to elsewhere."""
    if settings.offline:
        return "--offline: no connection is opened"
    trusted = provider.is_local or provider.host in settings.model.local_hosts
    if settings.local and not trusted:
        return f"--local: {provider.host} is not on this machine"
    if urlsplit(provider.base_url).scheme != "https" and not trusted and not provider.insecure:
        return (
            f"{provider.base_url} is plain http: allow it with insecure = true in [providers.{provider.name}]"
        )
    return None
