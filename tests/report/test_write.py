from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from interview_cli.errors import StorageError
from interview_cli.report.write import write_pack
from interview_cli.store.atomic import write_atomically

from . import packs

PACK = packs.nurse_pack()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with nothing in it, not even the home every test has."""
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_formats_are_written_for_their_owner_alone(place: Path) -> None:
    """Four files of mode 0600 in new folders of mode 0700, and no temporary file."""
    folder = place / "packs" / "nurse"
    written = write_pack(PACK, folder, ("pdf", "html", "md", "json"), "nurse", json_document='{"id": "n1"}\n')
    assert names_in(folder) == ["nurse.html", "nurse.json", "nurse.md", "nurse.pdf"]
    assert list(written.paths) == ["pdf", "html", "md", "json"]
    assert written.notices == ()
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == folder.parent.stat().st_mode & 0o777 == 0o700
    assert written.paths["json"].read_text() == '{"id": "n1"}\n'
    assert written.paths["pdf"].read_bytes().startswith(b"%PDF-")
    assert written.paths["html"].read_text().startswith("<!doctype html>")
    assert written.paths["md"].read_text().startswith("# Staff Nurse")


def test_only_the_formats_asked_for(place: Path) -> None:
    """No format that was not asked for is written; a folder that is there keeps its mode."""
    place.chmod(0o755)
    written = write_pack(PACK, place, ("md",), "nurse")
    assert names_in(place) == ["nurse.md"]
    assert set(written.paths) == {"md"}
    assert place.stat().st_mode & 0o777 == 0o755


def test_a_second_run_replaces_the_first(place: Path) -> None:
    """Files of the same name are replaced, not mixed."""
    write_pack(PACK, place, ("md",), "p")
    write_pack(replace(PACK, fit=12), place, ("md",), "p")
    assert "12 of 100" in (place / "p.md").read_text()
    assert names_in(place) == ["p.md"]


WITHOUT_PANGO = """
import sys
from pathlib import Path
from interview_cli.report.write import write_pack
from tests.report import packs
written = write_pack(packs.nurse_pack(), Path(sys.argv[1]), ("pdf", "html", "md", "json"), "p", json_document="{}")
print(sorted(written.paths), *written.notices, sep="\\n")
"""


def run_python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in an interpreter of its own, with additions to our environment."""
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}", **environment},
    )


def test_without_pango_the_rest_is_written_and_the_way_told(place: Path) -> None:
    """No PDF is a notice with the line that installs Pango; the other formats are there, an older PDF is untouched."""
    broken, out = place / "lib", place / "out"
    broken.mkdir()
    out.mkdir()
    (out / "p.pdf").write_bytes(b"%PDF-older")
    for name in ("libpango-1.0-0", "libpango-1.0.so.0", "pango-1.0"):
        (broken / name).write_bytes(b"not a library\n" * 10)
    done = run_python(WITHOUT_PANGO, str(out), LD_LIBRARY_PATH=str(broken))
    assert done.returncode == 0, done.stderr
    first, notice = done.stdout.splitlines()
    assert first == "['html', 'json', 'md']"
    assert notice.startswith("No PDF: the Pango library is missing. Install it: ")
    assert notice.endswith("The PDF of an earlier run was left as it is.")
    assert names_in(out) == ["p.html", "p.json", "p.md", "p.pdf"]
    assert (out / "p.pdf").read_bytes() == b"%PDF-older"


def test_a_file_where_the_folder_should_be(place: Path) -> None:
    """A path that is a file is refused by name, and the file is left alone."""
    (place / "out").write_text("mine")
    with pytest.raises(StorageError, match="out") as caught:
        write_pack(PACK, place / "out", ("md",), "p")
    assert "--out" in caught.value.hint
    with pytest.raises(StorageError):
        write_pack(PACK, place / "out" / "deeper", ("md",), "p")
    assert (place / "out").read_text() == "mine"


DISK_FULL = """
import resource, signal, sys
from pathlib import Path
from interview_cli.errors import StorageError
from interview_cli.report.write import write_pack
from tests.report import packs
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    write_pack(packs.nurse_pack(), Path(sys.argv[1]), ("html", "md"), "p")
except StorageError as error:
    print(error, error.hint)
    sys.exit(5)
"""


def test_a_disk_that_takes_only_a_part(place: Path) -> None:
    """When a write stops half way, the file of the last run is whole and no temporary file stays."""
    (place / "p.html").write_text("the last run's")
    done = run_python(DISK_FULL, str(place), "6000")
    assert done.returncode == 5, done.stderr
    assert "Could not write" in done.stdout
    assert "p.html" in done.stdout
    assert (place / "p.html").read_text() == "the last run's"
    assert names_in(place) == ["p.html", "p.md"]


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir() or os.geteuid() != 0, reason="mounting a small disk needs root"
)
def test_a_disk_that_is_full(place: Path) -> None:
    """On a disk of 64 KB that fills up: a `StorageError`, the old file intact, nothing left over."""
    disk = place / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("this machine mounts no tmpfs")
    try:
        (disk / "p.html").write_bytes(b"old")
        (disk / "filler").write_bytes(b"x" * 40_000)
        with pytest.raises(StorageError, match="No space left") as caught:
            write_pack(packs.software_pack(), disk, ("html",), "p")
        assert "Free some space" in caught.value.hint
        assert (disk / "p.html").read_bytes() == b"old"
        assert names_in(disk) == ["filler", "p.html"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_may_not_be_written(place: Path) -> None:
    """A read-only place is an error of storage that says where."""
    if os.geteuid() == 0:
        target = Path("/proc/interview-pack")
    else:
        target = place / "closed" / "in"
        target.parent.mkdir(mode=0o500)
    with pytest.raises(StorageError, match=str(target)):
        write_pack(PACK, target, ("md",), "p")


@pytest.mark.parametrize("stem", ["", "../p", "a/b", "a\\b", ".hidden", "a\x00b", "x" * 300, "-rf"])
def test_names_that_are_none(place: Path, stem: str) -> None:
    """A name that leads elsewhere, hides, looks like an option or is too long is refused."""
    with pytest.raises(StorageError, match="Not a file name"):
        write_pack(PACK, place, ("md",), stem)
    assert names_in(place) == []


def test_what_a_killed_run_left_is_swept(place: Path) -> None:
    """Temporary files of the same target go once they are an hour old; younger ones and others' stay."""
    for name, age in ((".p.md.old.part", 7200), (".p.md.new.part", 60), (".q.md.old.part", 7200)):
        (place / name).write_text("half")
        now = (place / name).stat().st_mtime
        os.utime(place / name, (now - age, now - age))
    write_atomically(place / "p.md", b"whole")
    assert names_in(place) == [".p.md.new.part", ".q.md.old.part", "p.md"]


def test_a_link_in_the_way_is_replaced_not_followed(place: Path) -> None:
    """A symbolic link at the target does not lead the write elsewhere."""
    (place / "precious").write_text("mine")
    (place / "p.md").symlink_to(place / "precious")
    write_atomically(place / "p.md", b"pack")
    assert (place / "precious").read_text() == "mine"
    assert not (place / "p.md").is_symlink()


def test_limits_of_this_process_are_untouched() -> None:
    """Rendering limits the child's memory, never ours."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    from interview_cli.report.pdf import pdf_ready

    pdf_ready()
    assert resource.getrlimit(resource.RLIMIT_AS) == before
