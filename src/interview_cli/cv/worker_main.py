"""The child process that parses documents: bytes in on stdin, JSON out on stdout, and limits on everything.

It reads one line of JSON (`{"kind": "pdf", "password": null}`), then the file. It writes one JSON document:
`{"pages", "lines", "warnings"}`, or `{"error": CODE, "detail": TEXT}`.
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

MEMORY_BYTES: Final = 1 << 30
# What the process fills itself: Linux counts it apart from libraries and reserved space, which need most of the rest.
DATA_BYTES: Final = 256 << 20
CPU_SECONDS: Final = 10


class Refusal(Exception):
    """A reader's word that the file can't be read. `code` is one that `worker.explain` knows."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def limit_resources() -> None:
    """Cap memory, processor time and files for this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    wanted = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_DATA, DATA_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for kind, limit in wanted:
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):  # a lower limit stands already; macOS refuses RLIMIT_AS
            continue


def parse(kind: str, data: bytes, password: str | None) -> dict[str, Any]:
    """Read `data` with the reader for `kind`."""
    from interview_cli.cv.lines import MAX_CHARS, cut_lines, to_json

    if kind == "pdf":
        from interview_cli.cv.pdf import read_pdf

        lines, pages, warnings = read_pdf(data, password=password)
    elif kind == "docx":
        from interview_cli.cv.docx import read_docx

        lines, pages, warnings = read_docx(data)
    else:
        from interview_cli.cv.html import read_html

        lines, pages, warnings = read_html(data)
    kept = cut_lines(lines)
    if len(kept) < len(lines) or kept[-1:] != lines[-1:]:
        warnings.append(
            f"Only the first {MAX_CHARS:,} characters were read; the rest is more than a CV needs."
        )
    return {"lines": to_json(kept), "pages": pages, "warnings": warnings}


def main() -> None:
    """Serve one request, and say in JSON what came of it."""
    limit_resources()
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        answer = parse(asked["kind"], data, asked.get("password"))
    except Refusal as refusal:
        answer = {"error": refusal.code, "detail": refusal.detail}
    except MemoryError:
        answer = {"error": "memory", "detail": ""}
    except RecursionError:
        answer = {"error": "damaged", "detail": "nested too deeply"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
