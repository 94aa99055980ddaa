"""Task: what threads say about how a company interviews. A line stands only on words that stand in its thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interview_cli.coach.builtin.plan import are_alike
from interview_cli.coach.model.desk import Desk, Prompt, Task
from interview_cli.coach.model.fences import defuse, fence
from interview_cli.coach.model.figures import figures, written_figures
from interview_cli.coach.model.replies import DigestReply
from interview_cli.models import Insight, Source
from interview_cli.untrusted import clean_line, find_quote, fold

TASK: Final = Task("digest threads", 1_200, cache="insight")
_MAX_THREADS: Final = 12
_MAX_CHARS: Final = 2_500


@dataclass(frozen=True, slots=True)
class ThreadText:
    """A thread as plain text, with where it stands. `date` is ISO 8601, "" when unknown."""

    title: str
    url: str
    date: str
    text: str


async def digest_threads(
    company: str, role: str, threads: tuple[ThreadText, ...], desk: Desk
) -> tuple[Insight, ...]:
    """The findings, those that several threads bear out first. Raises `ModelFault`.

    Links come from `threads`, by number; a finding whose quote is not in its thread is dropped and counted.
    """
    threads = threads[:_MAX_THREADS]
    if not threads:
        return ()
    marks = desk.marks

    def listed(share: float) -> str:
        return "\n\n".join(
            f"Thread {n}: {defuse(clean_line(t.title, 200), marks)}\n{defuse(t.text[: int(_MAX_CHARS * share)], marks)}"
            for n, t in enumerate(threads, 1)
        )

    words = {
        "company": defuse(clean_line(company, 80), marks) or "the company",
        "role": defuse(clean_line(role, 120), marks) or "of this kind",
    }
    prompt = Prompt(lambda share: [fence("threads", listed(share), marks)], words)
    answered = await desk.ask(TASK, DigestReply, prompt)
    sources = [fold(f"{t.title}\n{t.text}") for t in threads]
    found: list[Insight] = []
    for item in answered.reply.lines[:12]:
        if not 1 <= item.source <= len(threads) or not find_quote(item.quote, sources[item.source - 1]):
            desk.recorder.dropped("quote")
            continue
        text = desk.sound(item.text, limit=240)
        if text is None:
            continue
        if written_figures(text) - figures(item.quote):
            desk.recorder.dropped("number")
            continue
        thread = threads[item.source - 1]
        _add(found, text, Source(thread.title, thread.url, thread.date, clean_line(item.quote, 300)))
    return tuple(sorted(found, key=lambda insight: -len(insight.sources)))


def _add(found: list[Insight], text: str, source: Source) -> None:
    """Put a finding with one that says the same, or by itself."""
    for at, insight in enumerate(found):
        if are_alike(insight.text, text):
            urls = {other.url for other in insight.sources}
            sources = insight.sources if source.url in urls else (*insight.sources, source)
            found[at] = Insight(insight.text, sources, "many" if len(sources) > 1 else "one")
            return
    found.append(Insight(text, (source,), "one"))
