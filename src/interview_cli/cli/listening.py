"""Where answers come from when there is no editor: a file, JSON lines, or plain lines on standard input."""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from interview_cli.cli.commands import COMMANDS, Command, hints, read_command
from interview_cli.errors import UsageError
from interview_cli.interview.dialogue import Act, Asked, Dialogue, Event, Noticed, Said

if TYPE_CHECKING:
    from interview_cli.cli.drafts import Drafts

_CHUNK: Final = 65_536
_MOST_LINE: Final = 10_000_000
_ACTS: Final[dict[Command, Act]] = {
    "skip": "skip",
    "redo": "redo",
    "better": "better",
    "pause": "pause",
    "end": "end",
}


class Ear(Protocol):
    """Where answers come from."""

    async def hear(self, asked: Asked) -> Said:
        """What the candidate says to the question in hand."""

    def spare(self, still_planned: int) -> bool:
        """Whether there is room for a follow-up."""


class Voice(Protocol):
    """Where events go."""

    def tell(self, event: Event) -> None:
        """Show `event`."""


class Talk(Dialogue):
    """A voice and an ear as one dialogue."""

    def __init__(self, voice: Voice, ear: Ear) -> None:
        self._voice = voice
        self._ear = ear

    def tell(self, event: Event) -> None:
        """Show `event`."""
        self._voice.tell(event)

    async def hear(self, asked: Asked) -> Said:
        """What the candidate says to the question in hand."""
        return await self._ear.hear(asked)

    def spare(self, still_planned: int) -> bool:
        """Whether there is room for a follow-up."""
        return self._ear.spare(still_planned)


class AnswersFromFile:
    """Answers in order; when they end, so does the interview. No follow-up takes an answer meant for a question."""

    def __init__(
        self, answers: Sequence[str], tell: Callable[[Event], None], echo: Callable[[str], None] | None = None
    ) -> None:
        self._left = list(answers)
        self._tell = tell
        self._echo = echo

    async def hear(self, asked: Asked) -> Said:
        """The next answer of the file; `/skip`, `/redo`, `/end` and `/pause` stand for themselves."""
        while self._left:
            text = self._left.pop(0)
            if self._echo:
                self._echo(text)
            command = read_command(text)
            if command is None:
                return Said("answer", text)
            if command in _ACTS:
                return Said(_ACTS[command])
        self._tell(
            Noticed(f"The answers ended at question {asked.number} of {asked.total}; so does the interview.")
        )
        return Said("end")

    def spare(self, still_planned: int) -> bool:
        """Whether an answer is left over once every planned question has had one."""
        return len(self._left) > still_planned


def read_answers(path: Path) -> tuple[str, ...]:
    """The answers in a file, which stand between lines of `---`. Raises `UsageError`."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError):
            reason, hint = error.strerror, "Check the path given to --answers."
        else:
            reason, hint = "it is not UTF-8 text", "Save the file as UTF-8 text."
        raise UsageError(f"The answers in {path} can't be read: {reason}.", hint) from error
    return tuple(part.strip() for part in re.split(r"^---[ \t]*$", text, flags=re.MULTILINE))


def unused(answers: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """`answers` less those that the session already holds, when it began with just these."""
    if given and list(answers[: len(given)]) == list(given):
        return tuple(answers[len(given) :])
    return tuple(answers)


class Lines:
    """Lines of a file descriptor, without a thread that could keep the program from ending."""

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._kept = b""
        self._ended = False

    async def next(self) -> str | None:
        """The next line without its newline, or None at the end."""
        while b"\n" not in self._kept and not self._ended and len(self._kept) < _MOST_LINE:
            await _readable(self._descriptor)
            chunk = os.read(self._descriptor, _CHUNK)
            self._ended = not chunk
            self._kept += chunk
        if not self._kept and self._ended:
            return None
        line, _, self._kept = self._kept.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")


async def _readable(descriptor: int) -> None:
    """Wait until there is something to read; a plain file always has something."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()

    def wake() -> None:
        if not ready.done():
            ready.set_result(None)

    try:
        loop.add_reader(descriptor, wake)
    except PermissionError:
        return
    try:
        await ready
    finally:
        loop.remove_reader(descriptor)


class JsonLines:
    """Answers as `{"answer": "..."}` lines; `{"command": "skip"}` and the like stand for themselves."""

    def __init__(self, lines: Lines, tell: Callable[[Event], None]) -> None:
        self._lines = lines
        self._tell = tell

    async def hear(self, asked: Asked) -> Said:
        """The next answer; at the end of the input the interview is left, to be gone on with."""
        began, hinted = time.monotonic(), 0
        while (line := await self._lines.next()) is not None:
            if not line.strip():
                continue
            said = _said_in(line, time.monotonic() - began)
            if isinstance(said, Said):
                return Said(said.act, said.text, said.seconds, hinted)
            if said == "hint":
                hinted += 1
                self._tell(Noticed(" ".join(hints(asked.turn.question))))
            elif said == "repeat":
                self._tell(asked)
            else:
                self._tell(Noticed('Not understood. Send {"answer": "..."} or {"command": "skip"}.'))
        return Said("pause")

    def spare(self, still_planned: int) -> bool:
        """There is always room: whoever is there answers as they go."""
        return still_planned >= 0


def _said_in(line: str, seconds: float) -> Said | str:
    """What a line says: an act, or the name of another command ("" when it makes no sense)."""
    try:
        document = json.loads(line)
    except ValueError:
        return ""
    if not isinstance(document, dict):
        return ""
    answer, command = document.get("answer"), document.get("command")
    if isinstance(answer, str):
        given = document.get("seconds")
        return Said("answer", answer, float(given) if isinstance(given, int | float) else seconds)
    if isinstance(command, str) and command in COMMANDS:
        act = _ACTS.get(command)
        return Said(act) if act else command
    return ""


class PlainLines:
    """Answers as plain lines, each answer ended by an empty line (or `---`); for pipes and plain terminals.

    With `drafts` the lines of an answer that was not sent are kept when the candidate is called away.
    """

    def __init__(
        self,
        lines: Lines,
        tell: Callable[[Event], None],
        show: Callable[[str], None],
        drafts: Drafts | None = None,
    ) -> None:
        self._lines = lines
        self._tell = tell
        self._show = show
        self._drafts = drafts

    async def hear(self, asked: Asked) -> Said:
        """The next answer; at the end of the input the interview is left, to be gone on with."""
        began, hinted, draft = time.monotonic(), 0, self._take_up(asked.turn.n)
        while True:
            text = await self._block(asked.turn.n, draft)
            if text is None:
                return Said("pause")
            command = read_command(text)
            if command is None:
                return Said("answer", text, time.monotonic() - began, hinted)
            if command in _ACTS:
                return Said(_ACTS[command], "", time.monotonic() - began, hinted)
            hinted += command == "hint"
            self._answer_command(command, asked)

    def spare(self, still_planned: int) -> bool:
        """There is always room: whoever is there answers as they go."""
        return still_planned >= 0

    def _take_up(self, n: int) -> list[str]:
        """The lines of a draft, shown again; they are part of the answer unless a command comes."""
        draft = self._drafts.load(n) if self._drafts else ""
        if draft:
            self._show(f"What you had typed:\n{draft}")
        return draft.splitlines()

    async def _block(self, n: int, draft: list[str]) -> str | None:
        """Lines up to an empty one, or a command; None at the end of the input."""
        block = list(draft)
        try:
            while (line := await self._lines.next()) is not None:
                if block == draft and read_command(line):
                    return line
                if line.strip() in ("", "---"):
                    if block:
                        break
                    continue
                block.append(line)
        except asyncio.CancelledError:
            if self._drafts:
                self._drafts.save(n, "\n".join(block))
            raise
        if line is None and block == draft:
            return None
        if self._drafts:
            self._drafts.forget()
        return "\n".join(block)

    def _answer_command(self, command: Command, asked: Asked) -> None:
        if command == "repeat":
            self._tell(asked)
        elif command == "hint":
            self._show("\n".join(f"- {hint}" for hint in hints(asked.turn.question)))
        else:
            self._show("\n".join(f"/{name:<7} {what}" for name, what in COMMANDS.items()))
