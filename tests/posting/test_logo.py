"""A logo is only pixels once it is drawn anew, and never more than a small picture."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field

import pytest
from PIL import Image

from interview_cli.errors import FetchFailed
from interview_cli.posting.logo import LogoFailed, fetch, redraw


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, kind)
    return out.getvalue()


@dataclass
class Answer:
    body: bytes
    media_type: str = "image/png"
    status: int = 200
    url: str = "https://logo.example.org/l.png"
    charset: str | None = None


@dataclass
class OneAnswer:
    """A web with one page."""

    answer: Answer | None
    seconds: list[float | None] = field(default_factory=list)

    async def get(self, url: str, *, accept: str = "", limit_seconds: float | None = None) -> Answer:
        self.seconds.append(limit_seconds)
        if self.answer is None:
            raise FetchFailed("gone")
        return self.answer

    async def post_json(self, url: str, payload: dict[str, object]) -> Answer:
        raise AssertionError("a logo is never posted for")


async def test_a_logo_is_drawn_anew_as_a_small_png():
    """Whatever came, a PNG of at most 320 pixels a side goes on, within the time that was given."""
    web = OneAnswer(Answer(picture(900, 300, "JPEG"), "image/jpeg"))
    url = await fetch("https://logo.example.org/l.jpg", web=web, seconds=1.5)
    drawn = Image.open(io.BytesIO(base64.b64decode(url.removeprefix("data:image/png;base64,"))))
    assert (drawn.format, drawn.size) == ("PNG", (320, 107))
    assert web.seconds == [1.5]


def test_what_hides_behind_a_picture_does_not_pass():
    """Bytes after the picture and text inside it are gone after drawing."""
    drawn = redraw(picture(10, 10) + b"<script>alert(1)</script>")
    assert b"script" not in drawn


@pytest.mark.parametrize(
    "answer",
    [
        None,
        Answer(b"<svg/>", "image/svg+xml"),
        Answer(b"not a picture"),
        Answer(picture(10, 10), status=404),
        Answer(picture(10, 10), media_type="text/html"),
        Answer(picture(2500, 2500)),
        Answer(picture(10, 10)[:40]),
    ],
)
async def test_what_is_no_small_picture_is_no_logo(answer: Answer | None):
    """Missing, broken, huge or drawn by script: there is just no logo."""
    with pytest.raises(LogoFailed):
        await fetch("https://logo.example.org/l", web=OneAnswer(answer), seconds=1)
