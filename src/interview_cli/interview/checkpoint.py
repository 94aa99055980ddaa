"""The graph's own memory, one small file a session: durable at every step, plain data only, and pruned as it goes.

It can be lost without loss: the history says where a session stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interview_cli.errors import StorageError
from interview_cli.store.files import make_own_folder

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

NAME: Final = "graph.db"


@asynccontextmanager
async def open_checkpoints(folder: Path) -> AsyncIterator[AsyncSqliteSaver]:
    """The saver on `folder`/graph.db (0600). A file that is damaged is begun anew. Raises `StorageError` on a full disk."""
    import aiosqlite
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    make_own_folder(folder)
    path = folder / NAME
    if not _is_sound(path):
        drop_checkpoints(folder)
    path.touch(mode=0o600)
    try:
        async with aiosqlite.connect(path) as db:
            await db.execute("PRAGMA busy_timeout = 15000")
            await db.execute("PRAGMA wal_autocheckpoint = 50")
            # Strict: a forged file can name no class to be built and no function to be called.
            saver = AsyncSqliteSaver(db, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
            await saver.setup()
            yield saver
    except sqlite3.Error as error:
        raise StorageError(
            f"Where the session stands could not be written down ({error}).",
            "Every answer up to here is kept. Free some space, then: interview start --resume",
        ) from error


async def prune(saver: AsyncSqliteSaver, thread: str) -> None:
    """Keep only the newest checkpoint of `thread`, and what was written for it."""
    async with saver.lock:
        for table in ("checkpoints", "writes"):
            await saver.conn.execute(
                f"DELETE FROM {table} WHERE thread_id = ?1 AND checkpoint_id <> "  # noqa: S608
                "(SELECT MAX(checkpoint_id) FROM checkpoints WHERE thread_id = ?1)",
                (thread,),
            )
        await saver.conn.commit()


def drop_checkpoints(folder: Path) -> None:
    """Delete the file; the session is over, or the file is of no use."""
    for ending in ("", "-wal", "-shm"):
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def _is_sound(path: Path) -> bool:
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with closing(sqlite3.connect(path)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
