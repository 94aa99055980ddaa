"""Replies in a shape: what fits is kept, what does not is left out and counted."""

from __future__ import annotations

import contextlib
import itertools
import json

import pytest
from hypothesis import given, strategies as st

from interview_cli.coach.model.replies import GapsReply, QuestionsReply
from interview_cli.llm.structured import Misshapen, Tally, find_object, read_partial, read_reply, schema_of

ROW = {"row": 1, "status": "met", "line": 2, "advice": "Tell of the ward."}


@pytest.mark.parametrize("around", ["{}", "Sure:\n```json\n{}\n```\nDone.", "\n\n{} and more"])
def test_the_object_is_found_in_whatever_stands_around_it(around: str):
    """Prose and code fences are read past."""
    text = around.replace("{}", json.dumps({"rows": [ROW]}))
    assert read_reply(GapsReply, text, Tally()).rows[0].advice == "Tell of the ward."


@pytest.mark.parametrize(
    "item",
    [
        {**ROW, "status": "superb"},
        {**ROW, "row": "many"},
        {**ROW, "line": 1.5},
        {**ROW, "row": True},
        "row",
        None,
        [1],
    ],
)
def test_an_item_that_does_not_fit_goes_and_the_others_stay(item: object):
    """One bad row costs one row, and is counted."""
    tally = Tally()
    reply = read_reply(GapsReply, json.dumps({"rows": [ROW, item, ROW]}), tally)
    assert len(reply.rows) == 2
    assert tally.dropped == 1


def test_extra_keys_and_long_texts_are_cut_and_counted():
    """Only what the shape has is kept."""
    tally = Tally()
    data = {"rows": [{**ROW, "advice": "word " * 200, "url": "x"}], "debug": 1}
    reply = read_reply(GapsReply, json.dumps(data), tally)
    assert len(reply.rows[0].advice) <= 300
    assert tally.dropped == 3


@pytest.mark.parametrize(
    "text", ["", "no object", '{"rows": NaN}', '{"rows": [', "[1, 2]", '{"other": 1}', "{" * 5000]
)
def test_what_is_no_reply_is_refused_with_a_reason(text: str):
    """The reason is what the model is told when it is asked again."""
    with pytest.raises(Misshapen) as caught:
        read_reply(GapsReply, text, Tally())
    assert str(caught.value)


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_reading(text: str):
    """Either an object or `Misshapen`, and a partial reading never fails."""
    read_partial(text)
    with contextlib.suppress(Misshapen):
        assert isinstance(find_object(text), dict)


def test_a_schema_is_strict_and_holds_no_references():
    """Every object closed, every field required, no keyword that a provider may refuse."""
    schema = schema_of(QuestionsReply)
    text = json.dumps(schema)
    assert "$ref" not in text
    assert "maxLength" not in text
    assert "default" not in text
    item = schema["properties"]["questions"]["items"]
    assert item["additionalProperties"] is False
    assert set(item["required"]) == set(item["properties"])


def test_an_object_can_be_read_while_it_comes():
    """Each piece more shows as much as there is."""
    whole = json.dumps({"say": "You name the figure.", "levels": [1, 2]})
    seen = [read_partial(whole[:end]).get("say", "") for end in range(len(whole) + 1)]
    assert seen[-1] == "You name the figure."
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(seen))
