"""Inflate a body by hand, under a cap.

httpx inflates whole chunks before anyone can count: 658 bytes of "gzip, gzip" become one chunk of 315 MB.
"""

from __future__ import annotations

import zlib
from typing import Final

from interview_cli.errors import FetchFailed

MAX_WIRE: Final = 3_000_000
MAX_DECODED: Final = 6_000_000


class Inflater:
    """Bytes of the wire in, decoded bytes out; raises `FetchFailed` past 3 MB of wire or 6 MB decoded."""

    def __init__(self, encoding: str, host: str) -> None:
        self._host = host
        self._wire = 0
        self._out = bytearray()
        self._coding = _coding(encoding, host)
        # 32: gzip or zlib, by the header. Raw deflate shows at the first bytes.
        self._engine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if self._coding != "identity" else None
        self._started = False

    def feed(self, chunk: bytes) -> None:
        """Take a chunk of the wire."""
        self._wire += len(chunk)
        if self._wire > MAX_WIRE:
            raise FetchFailed(f"The page at {self._host} is larger than {MAX_WIRE // 1_000_000} MB.")
        if self._engine is None:
            self._out += chunk
        elif chunk:
            self._inflate(chunk)
        self._check()

    def _inflate(self, chunk: bytes) -> None:
        assert self._engine is not None
        room = MAX_DECODED + 1 - len(self._out)
        try:
            self._out += self._engine.decompress(chunk, room)
        except zlib.error:
            if self._coding != "deflate" or self._started:
                raise FetchFailed(f"The page from {self._host} came damaged (bad compression).") from None
            self._engine = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
            try:
                self._out += self._engine.decompress(chunk, room)
            except zlib.error:
                raise FetchFailed(f"The page from {self._host} came damaged (bad compression).") from None
        self._started = True

    def _check(self) -> None:
        if len(self._out) > MAX_DECODED:
            raise FetchFailed(
                f"The page at {self._host} unpacks to more than {MAX_DECODED // 1_000_000} MB; it is not read."
            )

    @property
    def complete(self) -> bool:
        """Whether the compressed stream came to its end (True for a plain body)."""
        return self._engine is None or self._engine.eof or not self._started

    def body(self) -> bytes:
        """What was decoded."""
        return bytes(self._out)


def _coding(encoding: str, host: str) -> str:
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if not names:
        return "identity"
    if len(names) > 1:
        raise FetchFailed(f"{host} packed the page {len(names)} times over; it is not read.")
    if names[0] in {"gzip", "x-gzip"}:
        return "gzip"
    if names[0] == "deflate":
        return "deflate"
    raise FetchFailed(f"{host} packed the page in a way that was not asked for ({names[0][:20]}).")
