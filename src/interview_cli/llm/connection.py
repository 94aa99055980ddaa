"""The one file that knows openai's library: one streamed chat completion, its deadlines, and its errors in our words.

Chat completions only (the responses API is not portable), no retries of its own, an explicit key, organisation and
base URL always: left out, the library takes those of the shell and would send OpenAI's key to another provider.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from interview_cli.llm.faults import (
    Flaky,
    Gone,
    KeyRefused,
    NotAllowed,
    Overlong,
    ProviderDown,
    QuotaSpent,
    RateLimited,
    Refused,
    Unsupported,
)
from interview_cli.llm.prices import Tokens
from interview_cli.llm.structured import MAX_TEXT
from interview_cli.untrusted import clean_line

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

    from interview_cli.llm.settings import LLMSettings, Provider

PATIENCE_SECONDS: Final = 5.0  # a `Retry-After` up to this is waited for, once
# What the library breaks with on malformed events, empty bodies, nesting without end and numbers beyond all bounds.
_NONSENSE: Final = (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)
_LOGGERS: Final = ("openai", "httpx2", "httpcore2", "httpx", "httpcore")
_GONE: Final = ("decommission", "model_not_found", "no longer supported", "has been deprecated", "shut down")
_LONG: Final = (
    "context_length",
    "context length",
    "maximum context",
    "too long",
    "too large",
    "prompt is too",
)
_FILTERED: Final = ("content_filter", "content management policy", "safety", "content policy")
_SPENT: Final = ("insufficient_quota", "billing", "credit", "payment required")


class Cut(Exception):
    """The reply hit the limit of tokens before it was done."""


@dataclass(frozen=True, slots=True)
class Received:
    """A whole reply. `tokens` is None where the server tells no usage; times are in milliseconds."""

    text: str
    tokens: Tokens | None
    first_ms: float
    ms: float


class Connection:
    """One provider's client. It is built on first use, and kept open between calls."""

    def __init__(self, provider: Provider, key: str, settings: LLMSettings) -> None:
        self._provider = provider
        self._settings = settings
        self._key = key
        self._client: AsyncOpenAI | None = None
        self._building = threading.Lock()

    def open(self) -> AsyncOpenAI:
        """The client, built if need be, once also when warmed in a thread meanwhile. Imports openai, about 0.4 s."""
        with self._building:
            self._client = self._client or self._build()
        return self._client

    def _build(self) -> AsyncOpenAI:
        import openai

        from interview_cli.llm.tracing import traced
        from interview_cli.llm.transport import build_http

        for name in _LOGGERS:  # OPENAI_LOG=debug in the shell would print prompts
            logging.getLogger(name).setLevel(logging.WARNING)
        client = openai.AsyncOpenAI(
            api_key=self._key,
            organization=self._provider.organization,
            project=self._provider.project,
            base_url=self._provider.base_url,
            max_retries=0,
            http_client=build_http(self._provider, self._settings),
        )
        built: AsyncOpenAI = traced(client, self._settings.tracing)
        return built

    async def complete(self, body: dict[str, Any], on_text: Callable[[str], None]) -> Received:
        """Stream one completion; `on_text` gets the whole text so far at each step. Raises faults and their like."""
        import openai

        from interview_cli.llm.transport import BROKEN, TooMuch

        stream = Stream(self._provider, self._settings, on_text)
        try:
            return await stream.read(self.open(), body)
        except openai.APIStatusError as error:
            _raise_status(error, self._provider)
        except openai.APITimeoutError as error:
            raise ProviderDown(f"{self._provider.host} can't be reached") from error
        except TooMuch as error:
            raise ProviderDown(f"{self._provider.name}: {error}") from error
        except (openai.APIConnectionError, *BROKEN) as error:
            _raise_broken(error, self._provider, answered=stream.answered)
        except openai.APIError as error:
            raise Flaky(f"{self._provider.host} reports: {clean_line(str(error), 120)}") from error
        except _NONSENSE as error:
            raise Flaky(f"{self._provider.host} sent something that is no reply") from error

    async def models(self, *, seconds: float = 5.0) -> list[str]:
        """The ids of the models the provider lists, as they are; [] when it will not tell."""
        import openai

        try:
            async with asyncio.timeout(seconds):
                page = await self.open().models.list()
                rows = [(row.id, getattr(row, "shutdown_date", None)) for row in page.data or []]
        except (openai.OpenAIError, TimeoutError, *_NONSENSE):
            return []
        return [str(name) for name, gone in rows if name and not gone]

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None


class Stream:
    """One reply as it comes in. Only text, thought and the end count as progress: keep-alives do not."""

    def __init__(self, provider: Provider, settings: LLMSettings, on_text: Callable[[str], None]) -> None:
        self._provider = provider
        self._model = settings.model
        self._on_text = on_text
        self.answered = False
        self._text = ""
        self._finish: str | None = None
        self._tokens: Tokens | None = None
        self._first: float | None = None

    async def read(self, client: AsyncOpenAI, body: dict[str, Any]) -> Received:
        """The whole reply; raises openai's errors as they are, and ours for what they do not see."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        trusted = self._provider.is_local or self._provider.host in self._model.local_hosts
        first = self._model.local_first_token_seconds if trusted else self._model.first_token_seconds
        end = began + max(self._model.whole_seconds, first)
        try:
            async with asyncio.timeout_at(began + first) as limit:
                stream = await client.chat.completions.create(**body, stream=True)
                self.answered = True
                try:
                    async for chunk in stream:
                        if self._take(chunk, loop.time() - began):
                            limit.reschedule(min(end, loop.time() + self._model.between_tokens_seconds))
                        if self._finish and self._tokens:
                            break
                finally:
                    await stream.close()
        except TimeoutError as error:
            raise ProviderDown(self._why_late(loop.time() - began, first)) from error
        self._check_end()
        ms = (loop.time() - began) * 1000
        return Received(self._text, self._tokens, (self._first or 0.0) * 1000, ms)

    def _take(self, chunk: Any, elapsed: float) -> bool:
        """Take in one chunk; whether it was progress."""
        if usage := getattr(chunk, "usage", None):
            self._tokens = _tokens(usage)
        choices = getattr(chunk, "choices", None)
        if not choices:
            return False
        self._finish = choices[0].finish_reason or self._finish
        delta = choices[0].delta
        if getattr(delta, "refusal", None):
            raise Refused(f"{self._provider.name} declined to answer")
        thought = getattr(delta, "reasoning_content", None) or getattr(delta, "reasoning", None)
        text = getattr(delta, "content", None) or ""
        if text and isinstance(text, str):
            self._first = elapsed if self._first is None else self._first
            self._text += text
            if len(self._text) > MAX_TEXT:
                raise Flaky(f"{self._provider.name} would not stop writing")
            self._on_text(self._text)
        return bool(text or thought or choices[0].finish_reason)

    def _check_end(self) -> None:
        if self._finish == "content_filter":
            raise Refused(f"the filter of {self._provider.name} stopped the reply")
        if self._finish == "length":
            raise Cut
        if self._finish is None:
            raise Flaky(
                f"the reply of {self._provider.name} broke off"
                if self._text
                else f"{self._provider.host} sent no reply"
            )
        if not self._text.strip():
            raise Flaky(f"{self._provider.name} sent an empty reply")

    def _why_late(self, elapsed: float, first: float) -> str:
        if self._first is None:
            return f"{self._provider.name} sent nothing for {first:g} s"
        if elapsed >= self._model.whole_seconds:
            return f"{self._provider.name} was not done after {self._model.whole_seconds:g} s"
        return f"{self._provider.name} stopped in mid-reply for {self._model.between_tokens_seconds:g} s"


def _tokens(usage: Any) -> Tokens:
    details = getattr(usage, "prompt_tokens_details", None)
    cached = getattr(details, "cached_tokens", None) or 0
    sent, got = getattr(usage, "prompt_tokens", 0) or 0, getattr(usage, "completion_tokens", 0) or 0
    return Tokens(max(0, int(sent)), max(0, int(got)), max(0, int(cached)))


def _raise_status(error: APIStatusError, provider: Provider) -> NoReturn:
    """An HTTP status as the event it is."""
    status, said = error.status_code, clean_line(str(error.message), 400).casefold()
    code = str(getattr(error, "code", "") or "").casefold()
    if 300 <= status < 400:
        raise NotAllowed(f"{provider.host} points to another address; nothing was sent there") from error
    if status in (401, 403):
        raise KeyRefused(f"{provider.name} refused the key", _key_hint(provider)) from error
    if status == 402 or any(word in code or word in said for word in _SPENT):
        raise QuotaSpent(f"the account at {provider.name} has no credit left") from error
    if status == 429:
        _raise_limited(error, provider)
    if status in (408, 409) or status >= 500:
        raise Flaky(f"{provider.host} answers {status}", model_may_differ=status >= 500) from error
    if any(word in code or word in said for word in _FILTERED):
        raise Refused(f"the filter of {provider.name} refused the text") from error
    if status == 413 or any(word in code or word in said for word in _LONG):
        raise Overlong from error
    missing = "model" in said and ("not found" in said or "not exist" in said)
    if status in (404, 410) or missing or any(word in code or word in said for word in _GONE):
        raise Gone from error
    if status in (400, 422):
        raise Unsupported(said) from error
    raise ProviderDown(f"{provider.host} answers {status}") from error


def _key_hint(provider: Provider) -> str:
    return f"Check {provider.key_env or 'the key'}, or set it anew: interview config set-key {provider.name}"


def _raise_limited(error: APIStatusError, provider: Provider) -> NoReturn:
    try:
        after = float(error.response.headers.get("retry-after", "1"))
    except ValueError:
        after = PATIENCE_SECONDS + 1
    if after > PATIENCE_SECONDS:
        raise RateLimited(f"{provider.name} asks to wait {after:.0f} s") from error
    raise Flaky(f"{provider.name} asks to slow down", after=max(after, 0.2)) from error


def _raise_broken(error: Exception, provider: Provider, *, answered: bool) -> NoReturn:
    """A connection that could not be made, was not let out, or broke."""
    from interview_cli.llm.transport import Blocked, TooMuch

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Blocked):
            raise NotAllowed(str(cause)) from error
        if isinstance(cause, TooMuch):
            raise ProviderDown(f"{provider.name}: {cause}") from error
        cause = cause.__cause__ or cause.__context__
    if provider.is_local and not answered:
        raise ProviderDown(
            f"{provider.name} does not answer at {provider.base_url}", "Is it running?"
        ) from error
    raise Flaky(f"the connection to {provider.host} failed") from error
