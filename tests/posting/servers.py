"""A server on loopback that misbehaves as it is told, one way a path."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

PAGE = b"""<!doctype html><html lang="en"><head><title>Night Porter | Quayside Hotel</title></head><body>
<h1>Night Porter</h1><p>We are looking for a night porter to look after our guests between ten and six.</p>
<h2>Responsibilities</h2><ul><li>Check guests in and keep the building safe</li><li>Handle cash and cards</li></ul>
<h2>Requirements</h2><ul><li>Experience on a front desk</li><li>A calm way with tired people</li></ul>
<p>Salary: \xc2\xa312.60 per hour. Apply by email with your CV and two references.</p></body></html>"""

Answer = Callable[[asyncio.StreamWriter, "Faults"], Awaitable[None]]


@dataclass
class Faults:
    """The server's state: its port, and the requests it saw, as (method, path, headers)."""

    port: int = 0
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host_port(self) -> str:
        return f"127.0.0.1:{self.port}"

    def count(self, path: str) -> int:
        return sum(seen == path for _, seen, _ in self.seen)


def head(status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode()


def send(body: bytes, status: str = "200 OK", **headers: str) -> Answer:
    async def answer(writer: asyncio.StreamWriter, faults: Faults) -> None:
        fields = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
        writer.write(head(status, **fields) + body)

    return answer


def redirect(location: str, status: str = "302 Found") -> Answer:
    async def answer(writer: asyncio.StreamWriter, faults: Faults) -> None:
        to = location.replace("ORIGIN", faults.origin).replace("PORT", str(faults.port))
        writer.write(head(status, Location=to, Content_Length="0"))

    return answer


async def drip(writer: asyncio.StreamWriter, faults: Faults) -> None:
    writer.write(head(Content_Type="text/html"))
    for _ in range(200):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def never(writer: asyncio.StreamWriter, faults: Faults) -> None:
    await asyncio.sleep(10)


async def cut(writer: asyncio.StreamWriter, faults: Faults) -> None:
    writer.write(head(Content_Type="text/html", Content_Length="5000") + b"<html>half a page")


async def cut_once(writer: asyncio.StreamWriter, faults: Faults) -> None:
    await (cut if faults.count("/cut-once") == 1 else send(PAGE))(writer, faults)


async def busy_once(writer: asyncio.StreamWriter, faults: Faults) -> None:
    await send(
        PAGE if faults.count("/busy-once") > 1 else b"",
        "200 OK" if faults.count("/busy-once") > 1 else "503 Busy",
    )(writer, faults)


async def endless(writer: asyncio.StreamWriter, faults: Faults) -> None:
    writer.write(head(Content_Type="text/html"))
    for _ in range(5000):
        writer.write(b"x" * 10_000)
        await writer.drain()


def raw_deflate(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(body) + engine.flush()


_BOMB = gzip.compress(b"a" * 60_000_000, compresslevel=9)

ROUTES: dict[str, Answer] = {
    "/job": send(PAGE),
    "/gzip": send(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/deflate": send(zlib.compress(PAGE), Content_Encoding="deflate"),
    "/raw-deflate": send(raw_deflate(PAGE), Content_Encoding="deflate"),
    "/half-gzip": send(gzip.compress(PAGE * 40)[:200], Content_Encoding="gzip"),
    "/not-gzip": send(PAGE, Content_Encoding="gzip"),
    "/bomb": send(_BOMB, Content_Encoding="gzip"),
    "/double": send(gzip.compress(_BOMB), Content_Encoding="gzip, gzip"),
    "/brotli": send(b"\x0b\x02", Content_Encoding="br"),
    "/drip": drip,
    "/never": never,
    "/endless": endless,
    "/huge-length": send(b"", Content_Length="10000000000"),
    "/cut": cut,
    "/cut-once": cut_once,
    "/busy": send(b"", "503 Busy"),
    "/busy-once": busy_once,
    "/gone": send(b"<html><h1>Not here</h1></html>", "410 Gone"),
    "/missing": send(b"<html><h1>Not here</h1></html>", "404 Not Found"),
    "/wait": send(b"slow down", "429 Too Many Requests", Retry_After="30"),
    "/forbidden": send(b"<html><title>Just a moment...</title></html>", "403 Forbidden"),
    "/video": send(b"\x00\x00", Content_Type="video/mp4"),
    "/bytes": send(b"\x00\x01", Content_Type="application/octet-stream"),
    "/headers": send(PAGE, X_Long="x" * 400_000),
    "/latin": send("<p>Café façade</p>".encode("latin-1") * 30, Content_Type="text/html; charset=iso-8859-1"),
    "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-user": redirect("http://admin:secret@example.com/"),
    "/to-loopback": redirect("http://localhost:PORT/job"),
    "/to-job": redirect("/job#apply"),
    "/circle": redirect("/circle-back"),
    "/circle-back": redirect("/circle"),
} | {f"/hop{n}": redirect(f"/hop{n + 1}") for n in range(9)}


@asynccontextmanager
async def fault_server(
    routes: dict[str, Answer] | None = None, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Faults]:
    """The server, running; unknown paths answer as "*" does, or 404."""
    faults = Faults()
    table = routes or ROUTES
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            method, path, headers = await _request(reader)
            faults.seen.append((method, path.split("?")[0], headers))
            await table.get(path.split("?")[0], table.get("*", send(b"", "404 Not Found")))(writer, faults)
            await writer.drain()
        except ConnectionError:
            writer.write(head("400 Bad Request"))
        except (asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    faults.port = server.sockets[0].getsockname()[1]
    try:
        yield faults
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _request(reader: asyncio.StreamReader) -> tuple[str, str, dict[str, str]]:
    first_byte = await reader.readexactly(1)
    if first_byte == b"\x16":  # a TLS greeting, which a plain server takes for a bad request
        raise ConnectionError
    raw = (first_byte + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = raw.split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines) if k}
    if length := int(headers.get("content-length", "0")):
        await reader.readexactly(length)
    return method, path, headers
