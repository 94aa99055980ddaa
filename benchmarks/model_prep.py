"""How `prep` with a model does against a server of known pace: 0.6 s to the first token, then 90 tokens a second.

Four figures: wall time against the longest chain of calls the server saw, ten gaps planned at once against one, the
calls about a CV that was read before, and the share of prompt tokens in a prefix the server had seen.

Run from the root of the repository: .venv/bin/python benchmarks/model_prep.py
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from interview_cli.coach.builtin.coach import BuiltinCoach  # noqa: E402
from interview_cli.coach.chain import ChainedCoach  # noqa: E402
from interview_cli.cv.read import read_cv  # noqa: E402
from interview_cli.models import CV, Dossier, Gap, Pack, Posting  # noqa: E402
from interview_cli.prep.graph import Services, run  # noqa: E402
from interview_cli.prep.nodes import Request  # noqa: E402
from tests.fakes import TODAY  # noqa: E402
from tests.llm.building import Bench, settings_for  # noqa: E402
from tests.llm.fake_server import FakeServer, Pace, running  # noqa: E402

PACE = Pace(first=0.6, rate=90)


def posting_of(name: str) -> Posting:
    """An example posting as plain text, without any reading of our own to wait for."""
    text = (ROOT / "examples" / name).read_text("utf-8")
    return Posting(title=text.splitlines()[0].lstrip("# "), company="", text=text)


def settings(server: FakeServer):  # noqa: ANN201
    """Deadlines of every day, ten calls at once."""
    made = settings_for(server)
    return replace(
        made,
        model=replace(
            made.model,
            first_token_seconds=8.0,
            local_first_token_seconds=30.0,
            between_tokens_seconds=10.0,
            whole_seconds=60.0,
        ),
    )


async def prep(coach: ChainedCoach, bench: Bench, posting: Posting, cv: CV) -> tuple[Pack, float]:
    """The whole `prep` graph with `coach`, and the seconds it took; the connection is opened as it begins."""

    async def give_posting(_: Request) -> tuple[Posting, bool]:
        return posting, False

    async def give_cv(_: str) -> tuple[CV, bool]:
        return cv, False

    async def no_logo(_: str) -> str | None:
        return None

    async def no_research(_: Request, __: Posting) -> tuple[Dossier, bool]:
        return Dossier(), False

    services = Services(give_posting, give_cv, no_logo, no_research, coach, bench.recorder, TODAY)
    began = time.perf_counter()
    warm = asyncio.create_task(coach.warm())
    pack = await run(Request("posting", "cv", 15, research=False), services)
    wall = time.perf_counter() - began
    await warm
    await coach.close()
    return pack, wall


async def measure(server: FakeServer, folder: Path) -> None:
    """All four figures."""
    bench = Bench(folder)
    cv = read_cv(str(ROOT / "examples" / "cv.md"))
    names = sorted(path.name for path in (ROOT / "examples").glob("*.md") if path.name != "cv.md")
    pack, wall = await prep(bench.chain(settings(server)), bench, posting_of(names[0]), cv)
    chain, calls = server.longest_chain(), len(server.calls)
    print(
        f"prep            {wall:6.2f} s wall, {chain:6.2f} s longest chain, {wall / chain:.3f} x  (at most 1.15)"
    )
    print(f"                {calls} calls, {len(pack.questions)} questions, made by {pack.made_by}")
    print(
        f"prefix          {server.prefix_share():6.1%} of prompt tokens after the first call  (at least 80 %)"
    )
    other = replace(
        posting_of(names[0]), title="Another job", text=posting_of(names[0]).text.replace("Kafka", "Pulsar")
    )
    await prep(bench.chain(settings(server)), bench, other, cv)
    again = [call for call in server.calls[calls:] if "A word list has found these skills" in call.prompt]
    print(f"same CV again   {len(again):6d} calls about the CV, {len(server.calls) - calls} in all  (0)")
    await measure_gaps(server, folder, cv)


async def measure_gaps(server: FakeServer, folder: Path, cv: CV) -> None:
    """Questions about ten gaps at once against one."""
    builtin = BuiltinCoach(today=TODAY)
    posting = await builtin.analyse_posting(posting_of("backend-engineer.md"))
    gaps = await builtin.find_gaps(posting, cv)
    print(f"                ({len(gaps)} gaps to choose from)")
    took: dict[int, float] = {}
    for count in (1, 10):
        coach = Bench(folder).chain(settings(server))
        await coach.warm()
        began = time.perf_counter()
        await coach.plan_questions(replace(posting, requirements=()), cv, topics(gaps, count), Dossier(), 15)
        took[count] = time.perf_counter() - began
        await coach.close()
    ratio = took[10] / took[1]
    print(
        f"gaps            {took[1]:6.2f} s for one, {took[10]:6.2f} s for ten at once, {ratio:.3f} x  (at most 1.3)"
    )


def topics(gaps: tuple[Gap, ...], count: int) -> tuple[Gap, ...]:
    """`count` gaps, each about something else."""
    chosen: dict[str, Gap] = {}
    for gap in gaps:
        chosen.setdefault(gap.skill or gap.requirement, gap)
    return tuple(chosen.values())[:count]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name, running(FakeServer(pace=PACE)) as fake:
        asyncio.run(measure(fake, Path(name)))
