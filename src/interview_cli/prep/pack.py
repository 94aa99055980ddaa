"""The pack as a document: its id, and the JSON that others rely on."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

from interview_cli.cv.jsonresume import to_json_resume
from interview_cli.models import CV, Gap, Pack, Posting, Question, Receipt
from interview_cli.store.codec import to_json, to_plain


def pack_id(posting: Posting, cv: CV | None, count: int, language: str) -> str:
    """An id that says what it is of, and that the same input always gets: "acme-data-analyst-3f2a9c"."""
    digest = hashlib.sha256(to_json(posting) + (to_json(cv) if cv else b"") + f"{count}|{language}".encode())
    name = "-".join(filter(None, (slug(posting.company, 20), slug(posting.title, 28)))) or "pack"
    return f"{name}-{digest.hexdigest()[:6]}"


def slug(text: str, limit: int) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= limit:
            break
        slug = f"{slug}-{word}" if slug else word[:limit]
    return slug


def posting_document(posting: Posting) -> dict[str, Any]:
    """A posting as the contract has it."""
    return to_plain(posting)


def gap_document(gap: Gap) -> dict[str, Any]:
    """A gap as the contract has it; evidence is null when there is none."""
    return {**to_plain(gap), "evidence": gap.evidence or None}


def question_document(question: Question) -> dict[str, Any]:
    """A question as the contract has it."""
    return to_plain(question)


def pack_document(pack: Pack) -> dict[str, Any]:
    """The pack as the contract has it, less `files` and `receipt`, which belong to a run."""
    return {
        "id": pack.id,
        "created": pack.created,
        "made_by": pack.made_by,
        "fit": pack.fit,
        "posting": posting_document(pack.posting),
        "cv": to_json_resume(pack.cv) if pack.cv else None,
        "gaps": [gap_document(gap) for gap in pack.gaps],
        "dossier": to_plain(pack.dossier),
        "questions": [question_document(question) for question in pack.questions],
        "ask_them": [question_document(question) for question in pack.ask_them],
        "stories": [to_plain(story) for story in pack.stories],
        "notices": list(pack.notices),
    }


def run_document(pack: Pack, files: dict[str, str], receipt: Receipt) -> dict[str, Any]:
    """What `prep --json` prints: the pack, the files written, and what the run took."""
    return {**pack_document(pack), "files": files, "receipt": to_plain(receipt)}


def to_text(document: dict[str, Any]) -> str:
    """A document as indented JSON with a final newline."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
