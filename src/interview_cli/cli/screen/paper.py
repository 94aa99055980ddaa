"""A page for the terminal: as wide as it is, in colour where it may be, plain where it goes to a pipe."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from interview_cli.untrusted import clean

MAX_WIDTH: Final = 104
PIPE_WIDTH: Final = 100


@dataclass
class Paper:
    """Something to write on. Text from outside is cleaned, and never read as markup."""

    console: Console
    written: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Columns there are."""
        return self.console.width

    def line(self, *parts: str | tuple[str, str], indent: int = 0, hang: int = 0) -> None:
        """One paragraph of parts, each a text or a (text, style); wrapped, with `hang` more from the second line on."""
        text = Text()
        for part in parts:
            content, style = part if isinstance(part, tuple) else (part, "")
            text.append(clean(content), style=style)
        if not hang:
            self.console.print(Padding(text, (0, 0, 0, indent)))
            return
        room = max(8, self.width - indent - hang)
        first, *rest = list(text.wrap(self.console, room)) or [Text()]
        self.console.print(Padding(first, (0, 0, 0, indent)))
        for more in rest:
            self.console.print(Padding(more, (0, 0, 0, indent + hang)))

    def heading(self, title: str, aside: str = "") -> None:
        """A section's title with a rule under it; what is said beside it stands on a line of its own where it is narrow."""
        self.console.print()
        beside = aside if len(title) + len(aside) + 2 <= min(self.width, 80) else ""
        self.line((title, "bold cyan"), (f"  {beside}", "dim") if beside else "")
        self.line(("─" * min(self.width, len(title)), "cyan"))
        if aside and not beside:
            self.line((aside, "dim"))

    def gap(self) -> None:
        """An empty line."""
        self.console.print()


@contextmanager
def open_paper() -> Iterator[Paper]:
    """A page for stdout; what was written is in `written` once it is closed."""
    is_terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    drawn = io.StringIO()
    console = Console(
        file=drawn,
        force_terminal=is_terminal,
        width=max(12, min(columns, MAX_WIDTH)),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    paper = Paper(console)
    yield paper
    # Rich pads lines to their full width; a file or a pipe has no use for that.
    paper.written.append("".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines()))
