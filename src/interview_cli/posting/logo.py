"""A company's logo: fetched under the guard, taken apart and put together again as a small PNG."""

from __future__ import annotations

import base64
import io
import warnings
from typing import Final

from interview_cli.errors import FetchFailed
from interview_cli.ports import Web

_MAX_BYTES: Final = 1_000_000
_MAX_PIXELS: Final = 4_000_000
_SIDE: Final = 320
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")


class LogoFailed(Exception):
    """There is no logo to be had; nobody needs to know."""


async def fetch(url: str, *, web: Web, seconds: float) -> str:
    """The logo at `url` as a `data:image/png` URL, at most 320 pixels a side; raises `LogoFailed`."""
    try:
        reply = await web.get(url, accept="image/png,image/jpeg,image/webp", limit_seconds=seconds)
    except FetchFailed as error:
        raise LogoFailed(str(error)) from error
    if reply.status != 200 or not reply.media_type.startswith("image/") or len(reply.body) > _MAX_BYTES:
        raise LogoFailed(f"{reply.status} {reply.media_type}")
    return "data:image/png;base64," + base64.b64encode(redraw(reply.body)).decode("ascii")


def redraw(data: bytes) -> bytes:
    """The picture in `data` drawn anew as PNG, so that nothing but pixels passes; raises `LogoFailed`."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            if picture.width * picture.height > _MAX_PIXELS:
                raise LogoFailed(f"{picture.width}x{picture.height} pixels")
            drawn = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
    ) as error:
        raise LogoFailed(str(error)) from error
    drawn.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
