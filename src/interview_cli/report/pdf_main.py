"""The child process that renders: HTML on standard input, one line of JSON and then the PDF on standard output.

WeasyPrint is kept in a process of its own because it ends the whole process when no font is installed, prints a banner
on standard output when Pango is missing, and takes as long as it takes. Run as `python -P -m
interview_cli.report.pdf_main`; with `--check` nothing is rendered.

The line of JSON is {"missing": null | "pango" | "fonts", "detail": str, "unshown": str}; `unshown` holds the
characters that no installed font can draw.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import re
import sys
from typing import IO, Any, Final

# 300 pages of dense text take about 1 GB of address space; beyond that something is wrong.
MEMORY_LIMIT: Final = 2_000_000_000
FONTCONFIG_NAMES: Final = (
    "libfontconfig.so.1",
    "libfontconfig.1.dylib",
    "libfontconfig-1.dll",
    "fontconfig-1",
)
PNG_URL: Final = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+\Z")


def main() -> None:
    """Answer one request. Ends with 0 whenever a line of JSON was written."""
    gc.disable()  # the process is gone in a second or two; collecting costs a tenth of it and frees 3 MB
    reply = _private_stdout()
    _limit_memory()
    # Fonts embedded by fontTools carry the time of day unless this stands; 0 is as good a day as any.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    missing, detail = _find_missing()
    if missing or "--check" in sys.argv[1:]:
        _answer(reply, {"missing": missing, "detail": detail, "unshown": ""})
        return
    html = sys.stdin.buffer.read().decode("utf-8")
    unshown = _find_unshown(html)
    pdf = _render(html)
    _answer(reply, {"missing": None, "detail": "", "unshown": unshown}, pdf)


def _private_stdout() -> IO[bytes]:
    """Standard output for us alone; whatever libraries print goes to standard error."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _answer(reply: IO[bytes], head: dict[str, str | None], pdf: bytes = b"") -> None:
    with reply:
        reply.write(json.dumps(head).encode("ascii") + b"\n" + pdf)


def _find_missing() -> tuple[str | None, str]:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return "pango", str(error).splitlines()[0][:300]
    fonts = _load_fontconfig()
    if fonts is not None and not _charsets(fonts):
        return "fonts", "fontconfig lists no font"
    return None, ""


class _FontSet(ctypes.Structure):
    """fontconfig's FcFontSet."""

    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def _load_fontconfig() -> Any | None:
    """fontconfig, by the names it has on Linux, macOS and Windows, or None when it goes by another one."""
    for name in FONTCONFIG_NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
        library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
        library.FcPatternGetCharSet.argtypes = (
            ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p),
        )  # fmt: skip
        library.FcCharSetHasChar.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        return library if library.FcInit() else None
    return None


def _charsets(library: Any) -> list[ctypes.c_void_p]:
    """The character sets of all installed fonts; valid as long as the process lives."""
    found = library.FcConfigGetFonts(None, 0)
    charsets = []
    for at in range(found.contents.nfont if found else 0):
        charset = ctypes.c_void_p()
        if library.FcPatternGetCharSet(found.contents.fonts[at], b"charset", 0, ctypes.byref(charset)) == 0:
            charsets.append(charset)
    return charsets


def _find_unshown(html: str) -> str:
    """The characters beyond ASCII that no installed font can draw, in order of code point."""
    library = _load_fontconfig()
    wanted = sorted({letter for letter in html if letter > "\x7f"})
    if library is None or not wanted:
        return ""
    charsets = _charsets(library)
    return "".join(w for w in wanted if not any(library.FcCharSetHasChar(c, ord(w)) for c in charsets))


def _render(html: str) -> bytes:
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PngOnly(URLFetcher):  # type: ignore[misc]  # no types come with it
        """Answers inline PNG images and refuses everything else: files, hosts, other data."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not PNG_URL.match(url):
                raise ValueError("a pack fetches nothing")
            return super().fetch(url, headers)

    page = weasyprint.HTML(string=html, url_fetcher=PngOnly(allowed_protocols={"data"}))
    pdf = page.write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


if __name__ == "__main__":
    main()
    sys.stderr.flush()
    os._exit(
        0
    )  # all is written; taking a finished page's boxes apart one by one costs a fifteenth of the whole
