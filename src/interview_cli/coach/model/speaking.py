"""Feedback shown while a reply is still coming in: only what has been checked so far, and never taken back.

A word is shown once it is whole, or while it is plain letters; a remark on an answer once its quote has been found
in the answer. A text that turns out to hold a link, markup or a false quote stops where it stands.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any, Final

from interview_cli.coach.model.desk import Desk
from interview_cli.coach.model.sound import quotes_stand, sound
from interview_cli.untrusted import clean, find_quote

_PLAIN_END: Final = re.compile(r"[A-Za-zÀ-ÿ'’,-]+\Z")
_QUOTE_MARKS: Final = re.compile(r"[“”\"«»„]")


class Feedback:
    """Turns the partial objects of a reply into pieces for the screen, in order, through `tell`."""

    def __init__(self, answer: str, desk: Desk, tell: Callable[[str], None]) -> None:
        self._source = answer
        self._desk = desk
        self._tell = tell
        self._said = ""
        self._stopped = False
        self._noted = 0

    def grew(self, partial: dict[str, Any]) -> None:
        """Show what is new and sound in `partial`."""
        text = partial.get("say")
        if isinstance(text, str):
            self._speak(text, done="landed" in partial)
        items = [item for name in ("landed", "sharpen") for item in _whole(partial, name)]
        for item in items[self._noted :]:
            self._noted += 1
            if line := remark(item, self._source, self._desk):
                self._tell(f"\n- {line}")

    def again(self) -> None:
        """What was shown does not count; say so if anything was."""
        if self._said or self._noted:
            self._tell("\n\nThat reply broke off. Once more:\n\n")
        self._said, self._stopped, self._noted = "", False, 0

    def _speak(self, text: str, *, done: bool) -> None:
        if self._stopped:
            return
        ready = clean(text) if done else _ready(clean(text))
        if len(ready) <= len(self._said):
            return
        odd = sound(ready, self._desk.marks.secrets, limit=2_000) is None
        if odd or (_QUOTE_MARKS.search(ready) and not quotes_stand(ready, self._source)):
            self._desk.recorder.dropped("text")
            self._stopped = True
            return
        self._tell(ready[len(self._said) :])
        self._said = ready


def _ready(text: str) -> str:
    """As much of `text` as may be shown: to the last space, or to its end while that is plain letters.

    Quotes and brackets wait until they are closed, for only then can it be told what they are.
    """
    if not _PLAIN_END.search(text) or re.search(r"\d[\w-]*\Z", text):
        text = text[: max(text.rfind(" "), text.rfind("\n")) + 1]
    opened = max(text.rfind(mark) for mark in '“"«„')
    if opened >= 0 and len(_QUOTE_MARKS.findall(text)) % 2:
        return text[:opened]
    begun = max((text.rfind(mark) for mark in "[<{`|" if _is_open(text, mark)), default=-1)
    return text if begun < 0 else text[:begun]


def _is_open(text: str, mark: str) -> bool:
    """Whether a bracket or its like has begun and not ended, so that it can't be told yet what it will be."""
    closing = {"[": "]", "<": ">", "{": "}"}.get(mark, " ")
    return text.rfind(mark) > text.rfind(closing)


def _whole(partial: dict[str, Any], name: str) -> list[Any]:
    """The items of a list that are certainly complete: all but the last, and the last once a later key is there."""
    items = partial.get(name)
    if not isinstance(items, list):
        return []
    keys = list(partial)
    return items if keys.index(name) < len(keys) - 1 else items[:-1]


def remark(item: Any, folded_answer: str, desk: Desk) -> str | None:
    """A remark as it is shown, its quote first; None when the quote is not in the answer or the note can't be shown."""
    quote, note = (item.get("quote"), item.get("note")) if isinstance(item, dict) else (item.quote, item.note)
    if not isinstance(quote, str) or not isinstance(note, str):
        return None
    if quote.strip() and not find_quote(quote, folded_answer):
        return None
    told = sound(note, desk.marks.secrets)
    if told is None or not quotes_stand(told, folded_answer):
        return None
    words = clean(quote).strip().strip("“”\"' ")
    return f"“{words}”: {told}" if words else told


class Pieces:
    """A line between a reply that is coming in and one who reads along."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def put(self, text: str) -> None:
        """One piece more."""
        self._queue.put_nowait(text)

    def end(self) -> None:
        """No more pieces."""
        self._queue.put_nowait(None)

    async def get(self) -> str | None:
        """The next piece, or None at the end."""
        return await self._queue.get()
