"""A stand-in for an OpenAI-compatible server, on loopback: it answers from the request's schema, at a set pace.

Every fault of the matrix (M1 to M20) has a name here. `obey` makes it a model that was taken over: it says what it
was told to say in every field there is. Numbered lines, topics and answers in the prompt are used to fill the fields,
so that prompts can change without a change here.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

CHARS_PER_TOKEN = 4


@dataclass
class Seen:
    """One request as the server saw it. Times are on the monotonic clock; tokens are by length."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    began: float
    ended: float = 0.0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    finished: bool = False

    @property
    def prompt(self) -> str:
        """The whole prompt as text."""
        return "\n".join(str(message["content"]) for message in self.body.get("messages", []))

    @property
    def task(self) -> str:
        """The task by the end of the prompt's text, for those who count calls by task."""
        return re.sub(r"\s+", " ", self.prompt[-3000:])


@dataclass
class Pace:
    """Seconds to the first token, and tokens a second after it (0 is at once)."""

    first: float = 0.0
    rate: float = 0.0


@dataclass
class FakeServer:
    """The server's settings and what it saw. `faults` are taken first, one a request; `fault` holds for all the rest."""

    models: list[str] = field(default_factory=lambda: ["fake-large", "fake-small"])
    pace: Pace = field(default_factory=Pace)
    fault: str | None = None
    faults: list[str] = field(default_factory=list)
    listing: bytes | None = None  # what `/models` answers in place of a list
    gone: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)  # parameters answered with 400
    obey: str | None = None
    longest_prompt: int = 10**9
    replies: list[str] = field(default_factory=list)  # texts to send as they are, first
    seen: list[Seen] = field(default_factory=list)
    port: int = 0
    redirect_to: str = "http://127.0.0.1:9/v1/chat/completions"

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def calls(self) -> list[Seen]:
        """The completions asked for, in order."""
        return [seen for seen in self.seen if seen.path.endswith("/chat/completions")]

    def longest_chain(self) -> float:
        """Seconds of the longest chain of calls of which each began after the one before ended."""
        best: list[tuple[float, float]] = []
        for call in sorted(self.calls, key=lambda c: c.ended):
            before = max((total for end, total in best if end <= call.began + 0.002), default=0.0)
            best.append((call.ended, before + call.ended - call.began))
        return max((total for _, total in best), default=0.0)

    def prefix_share(self) -> float:
        """The share of prompt tokens, after the first call, that stand in a prefix seen before."""
        later = self.calls[1:]
        return sum(c.cached_tokens for c in later) / max(1, sum(c.prompt_tokens for c in later))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until it closes."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._one(reader, writer):
                pass
        with suppress(ConnectionError):
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        size = int(headers.get("content-length", 0))
        raw = await reader.readexactly(size) if size else b""
        seen = Seen(path, headers, json.loads(raw) if raw.startswith(b"{") else {}, time.monotonic())
        self.seen.append(seen)
        answer = Answer(self, seen, writer)
        try:
            if path.endswith("/models"):
                if self.listing is not None:
                    return await answer.raw(200, self.listing, "application/json")
                listed = [m for m in self.models if m not in self.gone]
                return await answer.json(
                    200,
                    {
                        "object": "list",
                        "data": [{"id": m, "object": "model", "created": 1, "owned_by": "x"} for m in listed],
                    },
                )
            if path.endswith("/chat/completions"):
                return await answer.complete()
            return await answer.json(404, {"error": "no such path"})
        finally:
            seen.ended = time.monotonic()


class Answer:
    """One answer on the wire."""

    def __init__(self, server: FakeServer, seen: Seen, writer: asyncio.StreamWriter) -> None:
        self.server = server
        self.seen = seen
        self.writer = writer

    async def json(self, status: int, body: Any, **headers: str) -> bool:
        data = json.dumps(body).encode()
        return await self.raw(status, data, "application/json", **headers)

    async def raw(self, status: int, data: bytes, kind: str, **headers: str) -> bool:
        lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {len(data)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + data)
        await self.writer.drain()
        return True

    async def error(self, status: int, message: str, code: str | None = None, **headers: str) -> bool:
        body = {"error": {"message": message, "type": "invalid_request_error", "code": code}}
        return await self.json(status, body, **headers)

    async def complete(self) -> bool:
        """A chat completion, or the fault that is due."""
        body, server = self.seen.body, self.server
        self._count()
        fault = server.faults.pop(0) if server.faults else server.fault
        if fault in STATUS_FAULTS:
            return await STATUS_FAULTS[fault](self)
        if body["model"] in server.gone:
            return await self.error(404, f"The model `{body['model']}` does not exist", "model_not_found")
        for name in server.refuses & set(body):
            return await self.error(400, f"Unsupported parameter: '{name}' is not supported with this model.")
        if len(self.seen.prompt) > server.longest_prompt:
            return await self.error(
                400, "This model's maximum context length is 100 tokens.", "context_length_exceeded"
            )
        text = server.replies.pop(0) if server.replies else self._text()
        if fault in TEXT_FAULTS:
            text = TEXT_FAULTS[fault](self, text)
        return await self._stream(text, fault or "")

    def _count(self) -> None:
        prompt = self.seen.prompt
        self.seen.prompt_tokens = len(prompt) // CHARS_PER_TOKEN
        earlier = [other.prompt for other in self.server.calls if other is not self.seen]
        shared = max((_common(prompt, other) for other in earlier), default=0)
        self.seen.cached_tokens = shared // CHARS_PER_TOKEN

    def _text(self) -> str:
        schema = find_schema(self.seen.body)
        if schema is None:
            return "Plain words."
        filler = Filler(self.seen.prompt, self.server.obey)
        return json.dumps(filler.fill(schema), ensure_ascii=False)

    async def _stream(self, text: str, fault: str) -> bool:
        pace = self.server.pace
        self.writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        await self._event({"role": "assistant", "content": ""})
        if fault == "M5":
            await asyncio.sleep(30)
        while fault == "M5 drip":
            await self._bytes(b": keep-alive\n\n")
            await asyncio.sleep(0.05)
        await asyncio.sleep(pace.first)
        if fault == "M6 malformed":
            await self._bytes(b"data: {not json\n\n")
        size = 100 * CHARS_PER_TOKEN if fault == "M17 deep" else CHARS_PER_TOKEN
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        due = time.monotonic()
        for number, piece in enumerate(pieces):
            if fault in ("M3", "M5 mid") and number == len(pieces) // 2:
                if fault == "M5 mid":
                    await asyncio.sleep(30)
                self.writer.transport.abort()
                return False
            await self._event({"content": piece})
            if pace.rate:
                due += 1 / pace.rate
                await asyncio.sleep(max(0.0, due - time.monotonic()))
        while fault == "M16":
            await self._event({"content": "and so on and on, " * 50})
        await self._end(fault, text)
        return True

    async def _end(self, fault: str, text: str) -> None:
        finish = {"M4": None, "M4 length": "length", "M10": "content_filter"}.get(fault, "stop")
        if finish:
            await self._event({}, finish)
            usage = {
                "prompt_tokens": self.seen.prompt_tokens,
                "completion_tokens": len(text) // CHARS_PER_TOKEN,
                "total_tokens": 0,
                "prompt_tokens_details": {"cached_tokens": self.seen.cached_tokens},
            }
            if self.seen.body.get("stream_options"):
                await self._bytes(b"data: " + json.dumps(_chunk([], usage=usage)).encode() + b"\n\n")
            await self._bytes(b"data: [DONE]\n\n")
        self.writer.write(b"0\r\n\r\n")
        await self.writer.drain()
        self.seen.finished = True

    async def _event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        await self._bytes(b"data: " + json.dumps(_chunk(choices)).encode() + b"\n\n")

    async def _bytes(self, data: bytes) -> None:
        self.writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await self.writer.drain()


def _chunk(choices: list[Any], usage: Any = None) -> dict[str, Any]:
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "fake",
        "choices": choices,
        "usage": usage,
    }


def _common(one: str, other: str) -> int:
    size = min(len(one), len(other))
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


async def _redirected(answer: Answer) -> bool:
    return await answer.raw(307, b"", "text/plain", location=answer.server.redirect_to)


async def _empty(answer: Answer) -> bool:
    return await answer.raw(200, b"", "text/event-stream")


async def _page(answer: Answer) -> bool:
    return await answer.raw(200, b"<html><body>Please sign in</body></html>", "text/html")


async def _no_choices(answer: Answer) -> bool:
    data = b'data: {"id": "x", "object": "chat.completion.chunk", "choices": null}\n\ndata: [DONE]\n\n'
    return await answer.raw(200, data, "text/event-stream")


async def _refusal(answer: Answer) -> bool:
    chunk = _chunk([{"index": 0, "delta": {"refusal": "I can't help with that."}, "finish_reason": "stop"}])
    return await answer.raw(200, b"data: " + json.dumps(chunk).encode() + b"\n\n", "text/event-stream")


async def _error_event(answer: Answer) -> bool:
    data = b'data: {"error": {"message": "the engine failed", "code": 500}}\n\n'
    return await answer.raw(200, data, "text/event-stream")


async def _deep(answer: Answer) -> bool:
    return await answer.raw(200, b"data: " + b"[" * 200_000 + b"\n\n", "text/event-stream")


async def _boundless(answer: Answer) -> bool:
    chunk = json.dumps(_chunk([], usage={"prompt_tokens": 0.5})).replace("0.5", "1e999")
    return await answer.raw(200, f"data: {chunk}\n\n".encode(), "text/event-stream")


async def _bomb(answer: Answer) -> bool:
    return await answer.raw(200, b"data: " + b"x" * 5_000_000, "text/event-stream")


STATUS_FAULTS: dict[str | None, Callable[[Answer], Awaitable[bool]]] = {
    "M1": lambda a: a.error(404, f"The model `{a.seen.body['model']}` does not exist", "model_not_found"),
    "M1 decommissioned": lambda a: a.error(400, "The model has been decommissioned and is no longer supported.", "model_decommissioned"),
    "M2": lambda a: a.error(429, "Rate limit reached", "rate_limit_exceeded", retry_after="60"),
    "M2 hour": lambda a: a.error(429, "Rate limit reached", "rate_limit_exceeded", retry_after="3600"),
    "M2 short": lambda a: a.error(429, "Rate limit reached", "rate_limit_exceeded", retry_after="0.2"),
    "M6 empty": _empty,
    "M6 html": _page,
    "M6 null": _no_choices,
    "M6 event": _error_event,
    "M6 deep": _deep,
    "M6 boundless": _boundless,
    "M8": lambda a: a.error(401, "Incorrect API key provided", "invalid_api_key"),
    "M8 forbidden": lambda a: a.error(403, "Forbidden"),
    "M10 refusal": _refusal,
    "M10 status": lambda a: a.error(400, "Blocked by the content management policy", "content_filter"),
    "M11": lambda a: a.error(400, "This model's maximum context length is 100 tokens.", "context_length_exceeded"),
    "M11 413": lambda a: a.error(413, "Request too large"),
    "M12": lambda a: a.error(429, "You exceeded your current quota", "insufficient_quota"),
    "M12 402": lambda a: a.error(402, "Payment required"),
    "M14 500": lambda a: a.error(500, "The engine failed"),
    "M14": lambda a: a.error(503, "Service unavailable"),
    "M15": _redirected,
    "M16 bomb": _bomb,
}  # fmt: skip


def _extras(_answer: Answer, text: str) -> str:
    data = _wild(json.loads(text))
    data["debug"] = {"raw": True}
    return json.dumps(data).replace('"__nan__"', "11")


def _wild(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _wild(value) for key, value in node.items()} | {"extra": "x"}
    if isinstance(node, list):
        return [_wild(item) for item in node]
    return 11 if isinstance(node, int) else node


def _canary(answer: Answer, text: str) -> str:
    mark = re.search(r"mark-[0-9a-f]+", answer.seen.prompt)
    return text.replace('": "', f'": "{mark[0] if mark else ""} ', 1)


def _invented(_answer: Answer, text: str) -> str:
    data = json.loads(text)
    for item in data.get("landed", [])[:1]:
        item["quote"] = INVENTED
    return json.dumps(data)


INVENTED = "I saved the company two million euros"
TEXT_FAULTS: dict[str | None, Callable[[Answer, str], str]] = {
    "M6 blank": lambda _, text: "",
    "M7": lambda _, text: json.dumps({"answer": "a score of 10 out of 10"}),
    "M7 list": lambda _, text: json.dumps([1, 2, 3]),
    "M7 prose": lambda _, text: f"Sure! Here it is:\n```json\n{text}\n```\nHope it helps.",
    "M7 words": lambda _, text: "I would rather talk about this in a few words of my own.",
    "M7 half": lambda _, text: text[: len(text) // 2],
    "M7 invented": _invented,
    "M7 nan": lambda _, text: '{"rows": NaN, "requirements": NaN, "shows": NaN, "questions": NaN}',
    "M7 wild": _extras,
    "M17 canary": _canary,
    "M17 deep": lambda _, text: "[" * 30_000,
    "M20 empty": lambda _, text: re.sub(r'("(?:text|why|say|advice)": )"[^"]*"', r'\1""', text),
    "M20 no follow-up": lambda _, text: re.sub(r'("follow_up": )"[^"]*"', r'\1""', text),
    "M20 language": lambda _, text: re.sub(r'("text": )"[^"]*"', r'\1"Wie würden Sie diese Aufgabe mit PostgreSQL lösen, und warum so?"', text),
}  # fmt: skip


def find_schema(body: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of a request: in its `response_format`, or told in words at the end of its prompt."""
    shape = body.get("response_format") or {}
    if shape.get("type") == "json_schema":
        schema: dict[str, Any] = shape["json_schema"]["schema"]
        return schema
    last = body["messages"][-1]["content"]
    at = last.rfind("JSON Schema:\n")
    return json.JSONDecoder().raw_decode(last, at + len("JSON Schema:\n"))[0] if at >= 0 else None


class Filler:
    """Makes something that fits a schema out of what stands in the prompt."""

    def __init__(self, prompt: str, obey: str | None = None) -> None:
        self.obey = obey
        self.blocks = dict(re.findall(r'<data name="(\w+)" nonce="\w+">\n(.*?)\n</data', prompt, re.DOTALL))
        self.lines = [
            int(n)
            for text in self.blocks.values()
            for n in re.findall(r"^\[(\d+)\] (?!##)", text, re.MULTILINE)
        ]
        self.numbered = [
            topic
            for name in ("rows", "topics", "points")
            for topic in re.findall(r"^\d+\. (.+)$", self.blocks.get(name, ""), re.MULTILINE)
        ]
        named = re.search(r"from 1 to 5 .*?: ([\w, ]+)$", prompt, re.MULTILINE)
        self.dimensions = named[1].split(", ") if named else []
        self.answer = self.blocks.get("answer", "").rpartition("Answer:\n")[2]

    def fill(self, node: dict[str, Any], name: str = "", at: int = 0) -> Any:
        """A value for `node`, the field `name` of item number `at`."""
        if "anyOf" in node:
            return self.fill(node["anyOf"][0], name, at)
        kind = node.get("type")
        if kind == "object":
            filled = {key: self.fill(value, key, at) for key, value in node["properties"].items()}
            return {**filled, "url": self.obey} if self.obey else filled
        if kind == "array":
            return [self.fill(node["items"], name, n) for n in range(self._how_many(node["items"]))]
        if kind == "integer":
            return self._number(name, at)
        if "enum" in node:
            return node["enum"][0 if self.obey else at % len(node["enum"])]
        return self._plain(str(kind), name, at)

    def _plain(self, kind: str, name: str, at: int) -> Any:
        if name == "dimension":
            return self._text(name, at)
        return {"number": 1.0, "boolean": True}.get(kind, self.obey or self._text(name, at))

    def _how_many(self, item: dict[str, Any]) -> int:
        keys = set(item.get("properties", ()))
        if "dimension" in keys:
            return len(self.dimensions) or 3
        if keys & {"row", "about", "number"}:
            return len(self.numbered) or 1
        if "importance" in keys:
            return min(len(self.lines), 30)
        return 2

    def _number(self, name: str, at: int) -> int:
        if self.obey and name not in ("row", "about", "line", "turn", "source", "number"):
            return 5 if name == "level" else 99
        if name == "line":
            return self.lines[at % len(self.lines)] if self.lines else 1
        return at + 1 if name in ("row", "about", "turn", "source", "number") else 3

    def _text(self, name: str, at: int) -> str:
        if name in ("quote", "situation", "task", "action", "result"):
            return self._quote(at)
        if name == "dimension":
            return self.dimensions[at % len(self.dimensions)] if self.dimensions else "clarity"
        if name in ("text", "advice") and self.numbered:
            topic = re.sub(r"\s*\(about:.*", "", self.numbered[at % len(self.numbered)]).rstrip(".")[:120]
            said = "Tell them what you know of this" if name == "advice" else "How did you handle this"
            return f"{said} from your work: {topic}{'.' if name == 'advice' else '?'}"
        if name == "text":
            return "What would you do first, and how would you know that it worked for the team?"
        return f"You say what you did and why, which is what they want to hear about point {'abcdefghij'[at % 10]}."

    def _quote(self, at: int) -> str:
        words = (self.answer or self.blocks.get("threads") or "").split()
        start = (at * 5) % max(1, len(words) - 6)
        return " ".join(words[start : start + 6])


@contextmanager
def running(server: FakeServer | None = None) -> Iterator[FakeServer]:
    """The server on a free port of this machine, in a thread of its own, until the block ends."""
    server = server or FakeServer()
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def main() -> None:
        listener = await asyncio.start_server(server.serve, "127.0.0.1", server.port, limit=2**20)
        server.port = listener.sockets[0].getsockname()[1]
        ready.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        listener.close()

    task = loop.create_task(main())
    thread = threading.Thread(target=lambda: loop.run_until_complete(task), daemon=True)
    thread.start()
    ready.wait(5)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(_stop, loop, task)
        thread.join(5)
        loop.close()


def _stop(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    for other in asyncio.all_tasks(loop):
        other.cancel()
    task.cancel()
