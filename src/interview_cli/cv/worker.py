"""Parse a stranger's document in a child process, so that a hostile file can hurt nothing but that process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from interview_cli.cv.kinds import PASTE_TEXT, SAVE_AS_PDF, decode, detect_kind
from interview_cli.cv.lines import Extracted, from_json, render
from interview_cli.errors import UnreadableFile

MAX_BYTES: Final = 10_000_000
_SOURCE: Final = str(Path(__file__).resolve().parents[2])
# -I keeps the person's PYTHONPATH and working directory out; the package's own folder comes in as an argument.
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from interview_cli.cv.worker_main import main; main()"
)


class EncryptedFile(UnreadableFile):
    """The file needs a password, or the password given is wrong."""


def extract(data: bytes, *, timeout: float = 15.0, password: str | None = None) -> Extracted:
    """The text and lines of a PDF, Word, HTML, Markdown, JSON or text file, told apart by content.

    Documents are parsed in a child process with 256 MB of memory and 10 s of processor time, killed after `timeout`
    seconds. Raises `UnreadableFile` (`EncryptedFile` when a password is missing or wrong).
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile("The file is empty.", "Choose another file, or export your CV again.")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            "The file is larger than 10 MB.", "Export it without pictures, or as plain text."
        )
    kind = detect_kind(data)
    if kind in {"text", "json"}:
        from interview_cli.cv.plain import read_plain

        text_kind, lines, warnings = read_plain(decode(data), is_json=kind == "json")
        return Extracted(render(tuple(lines)), 1, text_kind, tuple(warnings), tuple(lines))
    answer = _ask_child(kind, data, timeout, password)
    if "error" in answer:
        raise explain(str(answer["error"]), str(answer.get("detail", "")))
    found = from_json(answer["lines"])
    pages = int(answer["pages"])
    if not found:
        raise explain("no-text", str(pages))
    return Extracted(render(found), pages, kind, tuple(answer["warnings"]), found)


def _ask_child(kind: str, data: bytes, timeout: float, password: str | None) -> dict[str, Any]:
    request = json.dumps({"kind": kind, "password": password}).encode() + b"\n" + data
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file goes in by stdin
            [sys.executable, "-I", "-c", _START, _SOURCE],
            input=request, capture_output=True, timeout=timeout, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise explain("time", f"{timeout:g}") from error
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    if (
        done.returncode < 0 or b"MemoryError" in done.stderr
    ):  # ended by a signal: a limit, or a crash in the parser
        raise explain("limit", "")
    raise explain("damaged", "")


def explain(code: str, detail: str) -> UnreadableFile:
    """The error a person reads for a child's error code."""
    pages = f"{detail} page" + ("" if detail == "1" else "s")
    if code == "password":
        return EncryptedFile(
            "The PDF is locked with a password.", "Save a copy without the password, and try again."
        )
    if code == "wrong-password":
        return EncryptedFile(
            "That password does not open the PDF.", "Save a copy without the password, and try again."
        )
    messages = {
        "no-text": (f"No text found in {pages}: a scan or a picture?", PASTE_TEXT),
        "time": (f"The file could not be read within {detail} seconds.", PASTE_TEXT),
        "limit": (
            "The file asks for more memory (limit 256 MB) or time (limit 10 s) than any CV needs, so reading it was stopped.",
            SAVE_AS_PDF,
        ),
        "memory": ("The file asks for more memory than any CV needs (limit 256 MB).", SAVE_AS_PDF),
        "bomb": (f"The file unpacks to more than any CV needs ({detail}).", SAVE_AS_PDF),
        "damaged": ("The file is damaged: it begins like a document, but it can't be read.", SAVE_AS_PDF),
    }
    message, hint = messages.get(code, messages["damaged"])
    return UnreadableFile(message, hint)
