"""What a provider takes, learnt as it refuses: how replies are shaped, how their length is named, whether it thinks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from interview_cli.llm.settings import LimitField, Provider, Structured
from interview_cli.llm.structured import Reply, in_words, schema_of

if TYPE_CHECKING:
    from interview_cli.llm.client import Ask

_NEXT: Final[dict[Structured, Structured]] = {"json_schema": "json_object", "json_object": "plain"}
_SHAPE_WORDS: Final = ("response_format", "json_schema", "json schema", "json_object", "structured")


@dataclass(frozen=True, slots=True)
class Manners:
    """What is sent to a provider besides the prompt."""

    structured: Structured
    effort: bool
    limit_field: LimitField
    usage: bool = True

    def without(self, refused: str) -> Manners | None:
        """These manners less what the provider says it does not take; None when nothing is left to leave out."""
        if self.effort and ("reasoning" in refused or "effort" in refused):
            return replace(self, effort=False)
        if "max_completion_tokens" in refused or "max_tokens" in refused:
            other: LimitField = "max_completion_tokens" if self.limit_field == "max_tokens" else "max_tokens"
            return replace(self, limit_field=other)
        if self.usage and "stream_options" in refused:
            return replace(self, usage=False)
        if self.structured in _NEXT and (any(word in refused for word in _SHAPE_WORDS) or not self.effort):
            return replace(self, structured=_NEXT[self.structured])
        return replace(self, effort=False) if self.effort else None


def request_body(
    ask: Ask, model: str, provider: Provider, manners: Manners, kind: type[Reply]
) -> dict[str, Any]:
    """The body of a chat completion. The stable part stands first, and the length is limited always."""
    schema = schema_of(kind)
    user = ask.user if manners.structured == "json_schema" else ask.user + in_words(schema)
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": ask.system}, {"role": "user", "content": user}],
        manners.limit_field: ask.max_tokens,
    }
    if manners.structured == "json_schema":
        shape = {"name": ask.task.replace(" ", "_"), "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": shape}
    elif manners.structured == "json_object":
        body["response_format"] = {"type": "json_object"}
    if manners.effort:
        body["reasoning_effort"] = provider.effort
    if manners.usage:
        body["stream_options"] = {"include_usage": True}
    return body
