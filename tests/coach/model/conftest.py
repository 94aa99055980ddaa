"""Fake servers for the tests of the coach on a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.building import Bench
from tests.llm.fake_server import FakeServer, running


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A server that answers well and at once."""
    with running() as fake:
        yield fake


@pytest.fixture
def other() -> Iterator[FakeServer]:
    """A second such server."""
    with running() as fake:
        yield fake


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A fresh place to work."""
    return Bench(tmp_path)
