"""Private files appear whole or not at all, and deleting leaves nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from interview_cli.errors import StorageError
from interview_cli.store.atomic import make_folder
from interview_cli.store.files import make_own_folder, write_private
from interview_cli.store.purge import purge_folders


def test_a_file_is_private_and_replaced_whole(tmp_path: Path):
    """0600 in a 0700 folder; a second write replaces the first and leaves no temporary file."""
    path = tmp_path / "new" / "file.txt"
    write_private(path, b"one")
    write_private(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["file.txt"]


def test_a_folder_anybody_may_write_to_is_refused(tmp_path: Path):
    """What lies in it may have been planted; the hint is the command that closes it. One to look into is just closed."""
    folder = tmp_path / "data of mine"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(StorageError, match="Anybody may write") as caught:
        make_own_folder(folder)
    assert caught.value.hint.endswith(f"chmod 700 '{folder}'")
    folder.chmod(0o755)
    assert stat.S_IMODE(make_own_folder(folder).stat().st_mode) == 0o700


def test_a_folder_that_can_t_be_made_is_named(tmp_path: Path):
    """A file in the way is a storage error with a way out."""
    (tmp_path / "in-the-way").write_text("x")
    with pytest.raises(StorageError, match="in-the-way"):
        make_folder(tmp_path / "in-the-way" / "sub")


def test_purging_leaves_no_byte_and_follows_no_link(tmp_path: Path):
    """Everything in the folders goes; what a link points at stays."""
    outside = tmp_path / "outside.txt"
    outside.write_text("stays")
    data = tmp_path / "data"
    (data / "deep").mkdir(parents=True)
    (data / "deep" / "secret.txt").write_text("my answers")
    (data / "link").symlink_to(outside)
    count, size = purge_folders([data, tmp_path / "absent"])
    assert (count, size) == (2, len("my answers"))
    assert not data.exists()
    assert outside.read_text() == "stays"
