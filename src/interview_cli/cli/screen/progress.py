"""Stages as they run, on stderr: live on a terminal, silent on a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from interview_cli.cli.output import say

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

_NAMES = {
    "posting": "Reading the posting",
    "cv": "Reading your CV",
    "research": "Asking around",
    "gaps": "Comparing the two",
    "questions": "Choosing questions",
    "stories": "Looking for stories",
    "pack": "Writing the pack",
}


class PlainScreen:
    """For pipes, files and dumb terminals: notices as plain lines, no progress."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._told: set[str] = set()
        self._teller: Callable[[str], None] | None = None

    def __enter__(self) -> Self:
        """Nothing to set up."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to tidy up."""

    def stage_started(self, name: str) -> None:
        """Say nothing."""

    def stage_done(self, name: str, ms: float, *, cached: bool) -> None:
        """Say nothing."""

    def detail(self, name: str, text: str) -> None:
        """Say nothing."""

    @contextmanager
    def told_by(self, teller: Callable[[str], None]) -> Iterator[None]:
        """Inside, `teller` tells the notices: it draws on the same terminal, and knows where a line of its own is free."""
        self._teller = teller
        try:
            yield
        finally:
            self._teller = None

    def notice(self, text: str) -> None:
        """One line on stderr, each notice once."""
        if not self._quiet and text not in self._told:
            self._told.add(text)
            (self._teller or self._say)(text)

    def _say(self, text: str) -> None:
        say(text)


class LiveScreen(PlainScreen):
    """For terminals: the running stages with a spinner, the finished ones with their times."""

    def __init__(self) -> None:
        super().__init__()
        self._running: dict[str, str] = {}
        self._done: list[tuple[str, float, bool]] = []
        self._lock = threading.Lock()
        self._live: Live | None = None

    def __enter__(self) -> Self:
        """Begin to draw."""
        from rich.console import Console
        from rich.live import Live

        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._live = Live(console=console, get_renderable=self._draw, refresh_per_second=10, transient=True)
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the drawing away, and the hidden cursor with it; the receipt says what took how long."""
        if self._live:
            self._live.stop()
            self._live = None

    def stage_started(self, name: str) -> None:
        """Show a stage as running."""
        with self._lock:
            self._running[name] = ""

    def stage_done(self, name: str, ms: float, *, cached: bool) -> None:
        """Show a stage as done."""
        with self._lock:
            self._running.pop(name, None)
            self._done.append((name, ms, cached))

    def detail(self, name: str, text: str) -> None:
        """Show how far a running stage is."""
        with self._lock:
            if name in self._running:
                self._running[name] = text

    def _say(self, text: str) -> None:
        """One line above the drawing."""
        from rich.text import Text

        from interview_cli.untrusted import clean

        if self._live:
            self._live.console.print(Text("• " + clean(text), style="yellow"))
        else:
            say(text)

    def _draw(self) -> Text:
        from rich.text import Text

        with self._lock:
            drawn = Text()
            for name, ms, cached in self._done:
                drawn.append("✓ ", style="green")
                drawn.append(f"{_NAMES.get(name, name):<22}")
                drawn.append(f"{'cached' if cached else f'{ms / 1000:.2f} s'}\n", style="dim")
            for name, text in self._running.items():
                drawn.append("… ", style="cyan")
                drawn.append(f"{_NAMES.get(name, name):<22}")
                drawn.append(f"{text}\n", style="dim")
            return drawn


def choose_screen(*, quiet: bool, dumb: bool) -> PlainScreen:
    """A screen that suits where stderr goes."""
    return PlainScreen(quiet=quiet) if quiet or dumb or not sys.stderr.isatty() else LiveScreen()
