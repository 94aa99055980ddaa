"""What a run took is recorded once, and its parts add up to the whole."""

from __future__ import annotations

import pytest

from interview_cli.recording import Call, Recorder, share_time
from interview_cli.vocabulary import BETWEEN
from tests.fakes import HeardScreen, StillClock


def test_stages_that_overlap_share_their_time():
    """Every moment is divided among the stages that run; what belongs to none stands in the last one."""
    clock = StillClock()
    recorder = Recorder(clock=clock, screen=HeardScreen())
    clock.at += 1.0
    with recorder.stage("outer"):
        clock.at += 2.0
        with recorder.stage("inner") as mark:
            mark.cached = True
            clock.at += 4.0
        clock.at += 1.0
    clock.at += 0.5
    receipt = recorder.receipt()
    told = [(s.name, s.ms, s.cached, s.share_ms) for s in receipt.stages]
    assert told == [
        ("inner", 4000.0, True, 2000.0),
        ("outer", 7000.0, False, 5000.0),
        (BETWEEN, 1500.0, False, 1500.0),
    ]
    assert sum(s.share_ms for s in receipt.stages) == pytest.approx(receipt.wall_ms, rel=0.01)


@pytest.mark.parametrize(
    ("spans", "shares"),
    [
        ([], []),
        ([(0, 1)], [1000]),
        ([(0, 2), (1, 3)], [1500, 1500]),
        ([(0, 1), (5, 6)], [1000, 1000]),
        ([(0, 3), (0, 3), (0, 3)], [1000, 1000, 1000]),
        ([(1, 1)], [0]),
    ],
)
def test_shares_of_spans(spans: list[tuple[float, float]], shares: list[float]):
    """However they lie, the shares add up to the time that any of them covers."""
    assert share_time(spans) == shares


def test_calls_add_up():
    """Tokens and costs are sums; one unknown price makes the sum unknown; what failed did not keep anybody waiting."""
    recorder = Recorder(clock=StillClock(), screen=HeardScreen())
    recorder.called(Call("assess", "one", "m", 100, 20, 50, 0.01, 900.0, 300.0))
    recorder.called(Call("assess", "one", "m", 10, 2, 0, 0.02, 800.0, 200.0, failed=True))
    receipt = recorder.receipt()
    assert (receipt.calls, receipt.tokens_in, receipt.tokens_out, receipt.tokens_cached) == (2, 110, 22, 50)
    assert receipt.cost_usd == 0.03
    assert receipt.waits_ms == (300.0,)
    recorder.called(Call("assess", "one", "odd", cost_usd=None))
    assert recorder.receipt().cost_usd is None


def test_what_was_left_out_of_replies_stands_in_the_receipt():
    """By kind, counted up; nothing left out is nothing said."""
    recorder = Recorder(clock=StillClock(), screen=HeardScreen())
    assert recorder.receipt().dropped == {}
    recorder.dropped("quote", 2)
    recorder.dropped("quote")
    recorder.dropped("link", 0)
    assert recorder.receipt().dropped == {"quote": 3}
