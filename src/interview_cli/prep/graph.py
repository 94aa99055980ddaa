"""The `prep` pipeline as a graph: posting and CV side by side, gaps beside research, then questions and stories, then the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from interview_cli.prep import nodes
from interview_cli.prep.nodes import FetchLogo, ReadCV, ReadPosting, Research, State
from interview_cli.prep.request import Request

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

    from interview_cli.models import Pack
    from interview_cli.ports import Coach
    from interview_cli.recording import Recorder


@dataclass(frozen=True, slots=True)
class Services:
    """What the stages need of the outside."""

    read_posting: ReadPosting
    read_cv: ReadCV
    fetch_logo: FetchLogo
    research: Research
    coach: Coach
    recorder: Recorder
    today: date


def build_graph(services: Services) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The graph, ready to run."""
    from langgraph.graph import END, START, StateGraph

    told: dict[str, Any] = {"coach": services.coach, "recorder": services.recorder}
    graph = StateGraph(State)
    graph.add_node(
        "read_posting",
        partial(nodes.read_posting, read=services.read_posting, fetch_logo=services.fetch_logo, **told),
    )
    graph.add_node("read_cv", partial(nodes.read_cv, read=services.read_cv, **told))
    graph.add_node(
        "look_around", partial(nodes.look_around, research=services.research, recorder=services.recorder)
    )
    graph.add_node("find_gaps", partial(nodes.find_gaps, **told))
    graph.add_node("plan_questions", partial(nodes.plan_questions, **told))
    graph.add_node("find_stories", partial(nodes.find_stories, **told))
    graph.add_node("make_pack", partial(nodes.make_pack, coach=services.coach, today=services.today))
    graph.add_edge(START, "read_posting")
    graph.add_edge(START, "read_cv")
    graph.add_edge(["read_posting", "read_cv"], "find_gaps")
    graph.add_edge("read_posting", "look_around")
    graph.add_edge(["find_gaps", "look_around"], "plan_questions")
    graph.add_edge("find_gaps", "find_stories")
    graph.add_edge(["plan_questions", "find_stories"], "make_pack")
    graph.add_edge("make_pack", END)
    return graph.compile()


async def run(request: Request, services: Services) -> Pack:
    """The pack for `request`. Raises `BadInput` when the posting or the CV can't be read."""
    state = await build_graph(services).ainvoke({"request": request})
    pack: Pack = state["pack"]
    return pack
