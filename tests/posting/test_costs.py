"""What reading a posting may cost: imports, and time on hostile input."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time

import pytest

from interview_cli.errors import BadInput
from interview_cli.posting.files import Origin, read_text
from interview_cli.posting.read import finish_posting


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    """The modules load without the HTTP client and the parsers."""
    code = (
        "import sys, interview_cli.posting.read, interview_cli.posting.fetch, interview_cli.posting.online;"
        "print([m for m in ('httpx', 'httpcore', 'selectolax', 'lxml', 'charset_normalizer', 'idna') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "line",
    [
        "A-" * 150,
        "a " * 30_000,
        "£1,1 " * 12_000,
        "not a " * 10_000,
        "the A B " * 8000,
        "1 000 " * 10_000,
        "w/m " * 15_000,
    ],
)
@pytest.mark.parametrize("frame", ["{}", "<html><body><p>{}</p></body></html>", "Baker at {}\n- {}"])
def test_hostile_text_costs_seconds_at_most(line: str, frame: str) -> None:
    """No pattern goes astray on repetition."""
    start = time.monotonic()
    with contextlib.suppress(BadInput):
        finish_posting(read_text(frame.replace("{}", line), Origin()))
    assert time.monotonic() - start < 3
