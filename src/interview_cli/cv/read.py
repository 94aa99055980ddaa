"""FILE -> CV. The one door: the file is looked at, read within limits, parsed apart, and understood."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from interview_cli.cv.jsonresume import from_json_resume, looks_like_resume, to_text
from interview_cli.cv.kinds import decode
from interview_cli.cv.parse import parse_cv
from interview_cli.cv.worker import MAX_BYTES, EncryptedFile, extract
from interview_cli.errors import UnreadableFile
from interview_cli.models import CV

_CHOOSE: Final = "Choose your CV: a PDF, .docx, Markdown, text or JSON Resume file."
_INSTRUCTION: Final = re.compile(
    r"(?:ignor(?:e|iere|ez|a|ad|eer|era|uj)|disregard|forget|vergiss|oubliez|olvida|dimentica|zignoruj)\b.{0,40}?\b(?:instruction|prompt|rule|guideline|anweisung|instruc|istruzion|instruktion|polecen|context|criteria)"
    r"|\b(?:system|developer) (?:prompt|message)\b|<\|?(?:im_start|system|endoftext)|\[/?INST\]"
    r"|\b(?:you are|act as) (?:now )?(?:an? )?(?:ai|llm|language model|assistant|chatbot|recruiting (?:ai|system|assistant))\b"
    r"|\b(?:note|message|attention|instruction)s? (?:to|for) (?:the |any |all )?(?:ai|llm|ats|chatgpt|language model|machine|bot|automated)"
    r"|\b(?:give|assign|award|rate|score|rank)\b.{0,40}?\b(?:candidate|applicant|resume|cv|him|her|me)\b.{0,40}?\b(?:10|ten|100|highest|maximum|full|top|best|perfect)\b"
    r"|\b(?:always|must) (?:recommend|hire|select|shortlist)\b.{0,30}?\b(?:candidate|applicant|resume|cv)\b",
    re.IGNORECASE,
)
MACHINE_NOTE: Final = "The CV holds a line that reads like an instruction to a machine; it is treated as text and changes no score: “{}”"


def read_cv(path: str, *, timeout: float = 15.0, password: Callable[[], str] | None = None) -> CV:
    """The CV in a file of any kind that can be read.

    `password` is asked once when a PDF is locked. Raises `UnreadableFile`, with what to do about it.
    """
    data = read_file(Path(path).expanduser())
    try:
        found = extract(data, timeout=timeout)
    except EncryptedFile:
        if password is None:
            raise
        found = extract(data, timeout=timeout, password=password())
    return with_machine_note(_read_json(data) if found.kind == "json" else parse_cv(found))


def _read_json(data: bytes) -> CV:
    value = json.loads(decode(data).lstrip("\ufeff"))
    if not looks_like_resume(value):
        raise UnreadableFile(
            "The JSON file is no JSON Resume: it has neither basics nor work.",
            "See jsonresume.org/schema for the shape.",
        )
    cv = from_json_resume(value)
    return replace(cv, text=to_text(cv))


def with_machine_note(cv: CV) -> CV:
    """`cv` with a warning when its text gives orders to a machine. The text is kept."""
    found = next((line for line in cv.text.split("\n") if _INSTRUCTION.search(line)), None)
    if found is None:
        return cv
    quote = found.removeprefix("- ").strip()
    return replace(
        cv, warnings=(*cv.warnings, MACHINE_NOTE.format(quote if len(quote) < 120 else quote[:117] + "…"))
    )


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file of at most 10 MB; never waits on pipes or devices."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableFile(f"{path} is a folder.", "Name the CV file inside it.")
        if not stat.S_ISREG(kind):
            raise UnreadableFile(f"{path} is a pipe or a device, not a file.", "Save the CV as a file first.")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnreadableFile(
                    f"{path} is a pipe or a device, not a file.", "Save the CV as a file first."
                )
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(
            f"There is no file {path}.", "Check the path; put quotes around it if it has spaces."
        ) from error
    except PermissionError as error:
        raise UnreadableFile(
            f"You may not read {path}.", "Change its permissions, or copy it to a folder of your own."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path} can't be read: {error}.", _CHOOSE) from error
    if not data:
        raise UnreadableFile(f"{path} is empty.", "Export your CV again, or choose another file.")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"{path} is larger than 10 MB.", "Export it without pictures, or as plain text.")
    return data
