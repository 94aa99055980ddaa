"""The one file that knows langsmith's tracing: off, whatever the shell says, unless the config turns it on.

With LANGSMITH_TRACING=true in the shell, langgraph would send each state, answers included, to LangSmith.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Final

from interview_cli.llm.settings import TracingSettings

_SWITCHES: Final = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING")


def prepare_tracing(settings: TracingSettings, environ: MutableMapping[str, str]) -> str | None:
    """Set the switches in `environ` before langgraph or langsmith are imported; the notice to show, if it is on."""
    for switch in _SWITCHES:
        environ[switch] = "true" if settings.enabled else "false"
    if not settings.enabled:
        environ.pop("LANGSMITH_OTEL_ENABLED", None)
        return None
    environ["LANGSMITH_PROJECT"] = settings.project
    if settings.endpoint:
        environ["LANGSMITH_ENDPOINT"] = settings.endpoint
    if settings.otlp_endpoint:
        environ["LANGSMITH_OTEL_ENABLED"] = "true"
        environ["LANGSMITH_OTEL_ONLY"] = "true"
        environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = settings.otlp_endpoint
    where = settings.otlp_endpoint or settings.endpoint or "LangSmith"
    return f"Tracing is on: prompts and replies, your CV among them, are sent to {where}."


def traced(client: Any, settings: TracingSettings) -> Any:
    """`client` with a span a call when tracing is on, else as it is."""
    if not settings.enabled:
        return client
    from langsmith.wrappers import wrap_openai

    return wrap_openai(client)
