"""The interview as a graph: load -> ask -> listen -> assess -> (probe | next | wrap up) -> debrief."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from interview_cli.interview import nodes
from interview_cli.interview.state import State

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    from interview_cli.interview.room import Room


def build_graph(room: Room, checkpointer: BaseCheckpointSaver[Any]) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The graph, ready to run. It stops at `listen` until it is told what the candidate did."""
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(State)
    for node in (
        nodes.load,
        nodes.ask,
        nodes.listen,
        nodes.assess,
        nodes.probe,
        nodes.next_question,
        nodes.wrap_up,
        nodes.debrief,
    ):
        graph.add_node(node.__name__, partial(node, room=room))
    graph.add_edge(START, "load")
    graph.add_conditional_edges("load", nodes.after_load)
    graph.add_edge("ask", "listen")
    graph.add_conditional_edges("listen", nodes.after_listen)
    graph.add_conditional_edges("assess", nodes.after_assess)
    graph.add_edge("probe", "ask")
    graph.add_edge("next_question", "ask")
    graph.add_edge("wrap_up", "debrief")
    graph.add_edge("debrief", END)
    return graph.compile(checkpointer=checkpointer)
