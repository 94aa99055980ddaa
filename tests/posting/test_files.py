"""Files of every kind, by their content."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from interview_cli.errors import BadInput, UnreadableFile
from interview_cli.models import Posting
from interview_cli.posting.files import Origin, load_file, read_bytes, split_fragment
from interview_cli.posting.read import MAX_TEXT, finish_posting
from interview_cli.posting.saved import read_saved
from tests.posting import boards_data as data
from tests.posting.servers import PAGE

PASTED = "Head Baker\nHarbour Loaf Ltd\nWhitby, UK\n\nWhat you'll do:\n- Bake 400 loaves a night\n- Keep the starter well\n\nHybrid working is not possible in a bakery.\n"


@dataclass(frozen=True)
class Paper:
    text: str
    warnings: tuple[str, ...] = ()


def read_document(body: bytes) -> Paper:
    return Paper(PASTED, (f"{len(body)} bytes",))


def read(body: bytes, **origin: Any) -> Posting:
    return read_bytes(body, Origin(**origin), read_document=read_document)


@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        PAGE.decode().encode("utf-16"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE + b"\r\n--b--",
    ],
    ids=["html", "utf-16", "mhtml"],
)  # fmt: skip
def test_saved_pages_are_read(body: bytes) -> None:
    """A page, in any charset, or as browsers save it with its pictures."""
    assert read(body).title == "Night Porter"


@pytest.mark.parametrize("body", [b"%PDF-1.7 ...", b"\n%PDF-1.4", b"PK\x03\x04 docx"])
def test_documents_go_through_the_reader_that_was_given(body: bytes) -> None:
    """PDF and DOCX are told by their first bytes; what the reader warns of comes along."""
    posting = read(body)
    assert (posting.title, posting.company, posting.notices) == (
        "Head Baker",
        "Harbour Loaf",
        (f"{len(body)} bytes",),
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"), (b"  \n", "empty"), (b"\xd0\xcf\x11\xe0" + b"x" * 200, "old Word file"), (b"{\\rtf1 hello}", "RTF"), (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "compressed"), (b"\x00\x01\x02" * 100, "not text"),
    ],
)  # fmt: skip
def test_other_kinds_of_file_are_named(body: bytes, says: str) -> None:
    """What it really is, and what would do instead."""
    with pytest.raises(UnreadableFile, match=says) as caught:
        read(body)
    assert caught.value.hint


def test_too_little_text_is_refused() -> None:
    """Three words are no posting."""
    with pytest.raises(BadInput, match="too little text"):
        read(b"Please hire me")


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    """Missing files, folders, devices and pipes end in an error, never in a wait."""
    os.mkfifo(tmp_path / "pipe")
    for path, says in [
        (tmp_path / "none.txt", "no file"),
        (tmp_path, "folder"),
        (tmp_path / "pipe", "ordinary"),
        (Path("/dev/zero"), "ordinary"),
    ]:
        with pytest.raises(UnreadableFile, match=says):
            load_file(path)


def test_a_file_may_be_followed_by_the_id_of_a_job(tmp_path: Path) -> None:
    """`FILE#ID` is split, unless a file has that very name."""
    (tmp_path / "odd#name.txt").write_text("x")
    assert split_fragment(str(tmp_path / "board.json#12")) == (tmp_path / "board.json", "12")
    assert split_fragment(str(tmp_path / "odd#name.txt")) == (tmp_path / "odd#name.txt", "")


def test_a_saved_board_answer_is_read_as_the_board_would_be() -> None:
    """Also wrapped in a recording, as text in JSON, or as XML."""
    for payload in (
        data.GREENHOUSE,
        {"status": 200, "body": json.dumps(data.GREENHOUSE)},
        [{"response": {"body": data.GREENHOUSE}}],
    ):
        posting = read(json.dumps(payload).encode())
        assert (posting.title, posting.board) == ("Night Baker - Whitby", "greenhouse")
    assert read(data.PERSONIO.encode()).board == "personio"
    assert read(data.LINKEDIN.encode()).title == "Night Baker"


def test_of_a_whole_board_the_first_job_is_read_and_the_others_named() -> None:
    """By id or by a word of the title another is chosen; without, the notice lists what else there is."""
    first = read_saved(data.WORKABLE, name="board.json")
    assert first.title == "Night Baker"
    assert "holds 2 jobs; this is the first" in first.notices[-1]
    assert "FF00FF00FF Driver" in first.notices[-1]
    assert read_saved(data.WORKABLE, job="ff00ff00ff").title == "Driver"
    assert read_saved(data.WORKABLE, job="baker").title == "Night Baker"
    with pytest.raises(BadInput, match="no job “12”"):
        read_saved(data.WORKABLE, job="12")


def test_a_list_without_texts_says_so() -> None:
    """The outline is kept, with a notice."""
    posting = read_saved(
        {"result": [{"id": "86", "jobOpeningName": "Night Baker", "location": {"city": "Whitby"}}]}
    )
    assert (posting.title, posting.location) == ("Night Baker", "Whitby")
    assert "without its description" in posting.notices[0]


@pytest.mark.parametrize(
    "payload",
    [
        {"title": "Baker", "company": "Loaf", "description": data.BODY},
        {"jobTitle": "Baker", "companyName": "Loaf", "job_description": data.BODY, "requirements": ["Hands"]},
        {"job": {"position": "Baker", "employer": {"name": "Loaf"}, "text": data.BODY}},
        {"@type": "JobPosting", "title": "Baker", "hiringOrganization": "Loaf", "description": data.BODY},
    ],
)
def test_anybody_s_json_with_a_title_and_a_text_will_do(payload: dict[str, Any]) -> None:
    """Scrapers' and our own output are read as well."""
    posting = read_saved(payload)
    assert (posting.title, posting.company) == ("Baker", "Loaf")
    assert "- Two years in a bakery" in posting.text


def test_json_without_a_job_is_refused() -> None:
    """A package file is no posting."""
    with pytest.raises(BadInput, match="no job posting"):
        read_saved({"name": "left-pad", "version": "1.0"})


def test_everything_is_clean_at_the_door() -> None:
    """Escapes, bidi marks and bad links go; long texts are cut with a notice; overrides win."""
    text = "\x1b[31mBake\u202e bread\n" + "x" * 50 + "\n" + "A line of the posting.\n" * 4000
    posting = finish_posting(
        Posting("Ba\x1b]0;x\x07ker", "Lo\u200baf", text, url="javascript:alert(1)", logo="https://loaf.example/l.png"), role="Head Baker"
    )  # fmt: skip
    assert (posting.title, posting.company, posting.url, posting.logo) == (
        "Head Baker",
        "Loaf",
        None,
        "https://loaf.example/l.png",
    )
    assert posting.text.startswith("Bake bread\n")
    assert len(posting.text) <= MAX_TEXT
    assert any("very long" in notice for notice in posting.notices)


def test_missing_names_are_asked_for() -> None:
    """The notices name the options that help."""
    notices = " ".join(finish_posting(Posting("", "", "Some text")).notices)
    assert "--role" in notices
    assert "--company" in notices
