"""kill -9 loses no accepted answer, doubles none, and asks nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_cli.interview.faults import POINTS
from tests.interview.killing import survive


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_at_a_named_point_loses_nothing(tmp_path: Path, point: str):
    """The first and the second time the point is reached, then to the end."""
    story = survive(tmp_path, crashes=[point, point], planned=3)
    assert story.runs >= 2


def test_kills_at_random_moments_lose_nothing(tmp_path: Path):
    """The short form; `make bench` runs two hundred."""
    for seed in range(3):
        story = survive(tmp_path / str(seed), crashes=[], random_kills=4, seed=seed, planned=4)
        assert story.runs >= 1
