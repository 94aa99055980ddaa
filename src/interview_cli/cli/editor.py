"""The editor for answers: many lines, pasted or typed, with a clock under them. prompt_toolkit lives here and nowhere else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from interview_cli.cli.commands import COMMANDS, Command, hints, read_command
from interview_cli.cli.drafts import Drafts
from interview_cli.cli.screen.interview import clock
from interview_cli.cli.wrapping import find_pads
from interview_cli.interview.dialogue import Act, Asked, Event, Said

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout.processors import Processor

_ACTS: Final[dict[Command, Act]] = {
    "skip": "skip",
    "redo": "redo",
    "better": "better",
    "pause": "pause",
    "end": "end",
}
# A clock that misses this many seconds was stopped: the program was suspended, or the machine slept.
_AWAY: Final = 5.0
_INDENT: Final = "  "
_LEAST_ROOM: Final = 8


class Stopwatch:
    """Seconds spent on an answer. It is looked at every second; time in which nobody looked does not count."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last = now()
        self.seconds = 0.0

    def tick(self) -> float:
        """The seconds so far."""
        at = self._now()
        gap = at - self._last
        self.seconds += gap if gap < _AWAY else 1.0
        self._last = at
        return self.seconds


class Editor:
    """Asks on the terminal. `interrupted` says that the candidate left with Ctrl-C."""

    def __init__(self, *, tell: Callable[[Event], None], show: Callable[[str], None], drafts: Drafts) -> None:
        self._tell = tell
        self._show = show
        self._drafts = drafts
        self._warned = False
        self._watch = Stopwatch()
        self._asked: Asked | None = None
        self._session: PromptSession[str] | None = None
        self._showing: set[Awaitable[None]] = set()
        self.interrupted = False

    async def hear(self, asked: Asked) -> Said:
        """What the candidate types, or the command they give."""
        self._asked, self._watch, hinted = asked, Stopwatch(), 0
        text = self._drafts.load(asked.turn.n)
        while True:
            typed = await self._read(asked.turn.n, text)
            text = ""
            if typed is None:
                return Said("pause")
            command = read_command(typed)
            if command is None:
                return Said("answer", typed, self._watch.tick(), hinted)
            if command in _ACTS:
                return Said(_ACTS[command], "", self._watch.tick(), hinted)
            hinted += command == "hint"
            self._answer_command(command, asked)

    def spare(self, still_planned: int) -> bool:
        """There is always room: whoever is there answers as they go."""
        return still_planned >= 0

    def above(self, show: Callable[[], None]) -> None:
        """Run `show`, which writes to the terminal; what is being typed makes room for it."""
        if self._session is None or not self._session.app.is_running:
            show()
            return
        from prompt_toolkit.application import run_in_terminal

        shown = asyncio.ensure_future(run_in_terminal(show))
        self._showing.add(shown)
        shown.add_done_callback(self._showing.discard)

    async def _read(self, n: int, text: str) -> str | None:
        """One text from the editor; None when the candidate leaves, with what was typed kept as a draft."""
        session = self._open()
        self._warned = False
        try:
            typed = await session.prompt_async(default=text, handle_sigint=False)
        except (EOFError, KeyboardInterrupt) as left:
            self.interrupted = isinstance(left, KeyboardInterrupt)
            self._drafts.save(n, session.default_buffer.text)
            return None
        except asyncio.CancelledError:
            self._drafts.save(n, session.default_buffer.text)
            raise
        self._drafts.forget()
        return typed

    def _open(self) -> PromptSession[str]:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import InMemoryHistory

        if self._session is None:
            self._session = PromptSession(
                "› ",
                multiline=True,
                prompt_continuation=_indent,
                key_bindings=_bindings(self._leave),
                bottom_toolbar=self._toolbar,
                history=InMemoryHistory(),
                enable_open_in_editor=True,
                enable_suspend=True,
                refresh_interval=1.0,
                include_default_pygments_style=False,
                input_processors=[_between_words()],
                # Told at the terminal alone; a colour would be lost on half of them.
                style=None,
            )
        return self._session

    def _toolbar(self) -> str:
        """The clock, and what the keys do; as much as there is room for."""
        asked, seconds = self._asked, self._watch.tick()
        if self._warned:
            return " Ctrl-C again leaves; what you typed is kept. "
        left = (
            "" if asked is None or asked.left is None else f" · {clock(max(0.0, asked.left - seconds))} left"
        )
        from prompt_toolkit.application import get_app

        keys = "  empty line or Alt-Enter: send · /help"
        line = f" {clock(seconds)}{left}"
        return line + keys if len(line + keys) < get_app().output.get_size().columns else line

    def _leave(self, event: KeyPressEvent) -> None:
        """Ctrl-C: with something typed it asks once more; else it leaves."""
        if event.current_buffer.text.strip() and not self._warned:
            self._warned = True
            event.app.invalidate()
            return
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    def _answer_command(self, command: Command, asked: Asked) -> None:
        if command == "repeat":
            self._tell(asked)
        elif command == "hint":
            self._show("\n".join(f"- {hint}" for hint in hints(asked.turn.question)))
        else:
            self._show("\n".join(f"/{name:<7} {what}" for name, what in COMMANDS.items()))


def _between_words() -> Processor:
    """Breaks long lines between words; prompt_toolkit alone breaks them anywhere."""
    from prompt_toolkit.formatted_text import fragment_list_to_text
    from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
    from prompt_toolkit.layout.utils import explode_text_fragments
    from prompt_toolkit.utils import get_cwidth

    class BetweenWords(Processor):
        def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
            fragments = explode_text_fragments(transformation_input.fragments)
            room = transformation_input.width - len(_INDENT)
            if room < _LEAST_ROOM:
                return Transformation(fragments)
            pads = find_pads(fragment_list_to_text(fragments), room, get_cwidth)
            shown = list(fragments)
            for place, blanks in reversed(pads):
                shown.insert(place, ("", " " * blanks))
            return Transformation(
                shown,
                source_to_display=lambda at: at + sum(blanks for place, blanks in pads if place <= at),
                display_to_source=lambda at: _unpadded(at, pads),
            )

    return BetweenWords()


def _unpadded(at: int, pads: list[tuple[int, int]]) -> int:
    """The place in the text of a place on the screen; a blank put in belongs to the word after it."""
    for place, blanks in pads:
        if at <= place:
            break
        at = max(place, at - blanks)
    return at


def _indent(width: int, _number: int, _wraps: int) -> str:
    """What stands before the second line and those after it."""
    return _INDENT[:width]


def _bindings(leave: Callable[[Any], None]) -> KeyBindings:
    """Enter sends after an empty line (and at once for a command); Alt-Enter always sends."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        document = buffer.document
        done = document.is_cursor_at_the_end and not document.current_line.strip()
        if read_command(document.text) or (done and document.text.strip()):
            buffer.validate_and_handle()
        elif document.text.strip():
            buffer.newline(copy_margin=False)

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text.strip():
            event.current_buffer.validate_and_handle()

    keys.add("c-c")(leave)
    return keys
