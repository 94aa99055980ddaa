"""From a request to a pack on the disk. The second time nothing is read again: the pack and its files are still good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from interview_cli import __version__
from interview_cli.models import Pack
from interview_cli.store.cache import key_of
from interview_cli.store.codec import from_json, to_plain

if TYPE_CHECKING:
    from interview_cli.config import Format
    from interview_cli.prep.request import Request
    from interview_cli.recording import Recorder

_MAX_SOURCE: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What to make and where to put it. `folder` None is a folder of the pack's own under `packs`."""

    request: Request
    formats: tuple[Format, ...]
    folder: Path | None
    packs: Path
    made_by: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack, and where each format of it lies."""

    pack: Pack
    files: dict[str, str] = field(default_factory=dict)


PACK: Final = "pack"
IN_PART: Final = "pack-in-part"  # made without research that was wanted

Lookup = Callable[[str, str], bytes | None]
Keep = Callable[[str, str, bytes], None]
# The pack, and the kind of cache entry it may become; None for one that a coach made who only stood in.
Made = tuple[Pack, Literal["pack", "pack-in-part"] | None]


def prepare(
    order: Order, *, make: Callable[[Request], Made], lookup: Lookup, keep: Keep, recorder: Recorder
) -> Prepared:
    """The pack for `order`, from the cache when source, CV, options and files are what they were."""
    key = _key(order)
    if key and (found := _still_good(lookup(PACK, key)) or _still_good(lookup(IN_PART, key))):
        with recorder.stage("pack") as mark:
            mark.cached = True
        for text in found.pack.dossier.notices:
            recorder.notice(f"{text} (As of the last run; --fresh looks again.)")
        return found
    pack, kept_as = make(order.request)
    with recorder.stage("pack"):
        prepared = Prepared(pack, _write(order, pack, recorder))
    if key and kept_as:
        keep(kept_as, key, _packed(prepared))
    return prepared


def _write(order: Order, pack: Pack, recorder: Recorder) -> dict[str, str]:
    from interview_cli.prep.pack import pack_document, to_text
    from interview_cli.report.write import write_pack

    folder = order.folder or order.packs / pack.id
    written = write_pack(pack, folder, order.formats, pack.id, json_document=to_text(pack_document(pack)))
    for text in written.notices:
        recorder.notice(text)
    return {kind: str(written.paths[kind].absolute()) for kind in order.formats if kind in written.paths}


def _key(order: Order) -> str | None:
    """A key over all that the pack depends on, or None when the source can't be named (standard input)."""
    request = order.request
    source, cv = _identity(request.source), _identity(request.cv) if request.cv else ""
    if source is None or cv is None:
        return None
    threads = [_identity(path) for path in request.threads]
    options = (request.company, request.role, request.questions, request.language, request.research, threads)
    return key_of(
        PACK, __version__, order.made_by, source, cv, *options, order.folder, order.packs, *order.formats
    )


def _identity(source: str) -> str | None:
    """A URL is itself; a file is the hash of what is in it."""
    if source.startswith(("http://", "https://")):
        return source
    path, _, part = source.partition("#")
    try:
        file = Path(source) if Path(source).is_file() else Path(path)
        if not file.is_file() or file.stat().st_size > _MAX_SOURCE:
            return None
        return hashlib.sha256(file.read_bytes()).hexdigest() + part
    except OSError:
        return None


def _packed(prepared: Prepared) -> bytes:
    files = {
        kind: [path, hashlib.sha256(Path(path).read_bytes()).hexdigest()]
        for kind, path in prepared.files.items()
    }
    return json.dumps({"pack": to_plain(prepared.pack), "files": files}, ensure_ascii=False).encode()


def _still_good(data: bytes | None) -> Prepared | None:
    """What was prepared before, if every file of it is on the disk as it was written."""
    if data is None:
        return None
    try:
        entry = json.loads(data)
        for path, digest in entry["files"].values():
            if hashlib.sha256(Path(path).read_bytes()).hexdigest() != digest:
                return None
        pack = from_json(Pack, json.dumps(entry["pack"]).encode())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Prepared(pack, {kind: path for kind, (path, _) in entry["files"].items()})
