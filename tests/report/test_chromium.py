from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview_cli.models import Pack
from interview_cli.report.html import render_html

from . import packs
from .loopback import counting_server

CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    None,
)
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
)  # fmt: skip
CHECK = (Path(__file__).parent / "check_page.js").read_text()


def run_chromium(profile: Path, *arguments: str) -> tuple[str, list[str]]:
    """What Chromium printed, and the lines of its console (page errors, refused loads)."""
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def look(page: str, folder: Path, width: int, scheme: str) -> dict[str, Any]:
    """Open `page`, `width` pixels wide, in a "light" or "dark" scheme, and report what `check_page.js` finds.

    It stands in a frame, since a window of headless Chromium is at least 500 wide. The page's own policy would forbid
    the check to run, so it is taken out for this look only.
    """
    checked = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    checked = html.escape(checked.replace("</body>", f"<script>{CHECK}</script></body>"))
    path = folder / "frame.html"
    path.write_text(
        f'<body><iframe width="{width}" height="900" style="border:0" srcdoc="{checked}"></iframe>'
    )
    blink = f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"
    dom, console = run_chromium(
        folder / "profile", "--window-size=1600,1000", blink, "--dump-dom", path.as_uri()
    )
    found = re.search(r'<pre id="findings">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None, console
    findings: dict[str, Any] = json.loads(html.unescape(found[1]))
    return findings


@pytest.mark.parametrize(
    ("make", "width", "scheme"),
    [
        (packs.software_pack, 1280, "light"),
        (packs.software_pack, 390, "dark"),
        (packs.long_pack, 390, "light"),
        (packs.long_pack, 1280, "dark"),
        (packs.world_pack, 390, "dark"),
        (packs.empty_pack, 390, "light"),
    ],
)
def test_the_page_can_be_read(tmp_path: Path, make: Callable[[], Pack], width: int, scheme: str) -> None:
    """Every text has a contrast of 4.5 or more, nothing runs off the side, all that needs a name has one."""
    found = look(render_html(make()), tmp_path, width, scheme)
    assert found["problems"] == []
    assert found["lowest"] >= 4.5
    assert found["dark"] == (scheme == "dark")
    assert found["background"] == ("rgb(18, 25, 28)" if scheme == "dark" else "rgb(255, 255, 255)")
    assert width - 20 <= found["width"] <= width


def test_a_page_as_it_is_loads_in_silence(tmp_path: Path) -> None:
    """With its own policy in place a pack loads its style and its logo, and the console stays empty."""
    path = tmp_path / "pack.html"
    path.write_text(render_html(packs.software_pack(5)))
    dom, console = run_chromium(tmp_path / "profile", "--dump-dom", path.as_uri())
    assert console == []
    assert "Senior Backend Engineer" in dom
    assert look(path.read_text(), tmp_path, 1280, "light")["pictures"] == [96]


def test_the_style_is_let_in_by_its_own_policy(tmp_path: Path) -> None:
    """The picture of a styled page differs from that of the same page with its style refused."""
    from PIL import Image

    sizes = []
    page = render_html(packs.empty_pack())
    for name, text in (("styled", page), ("bare", page.replace("sha256-", "sha256-x"))):
        path = tmp_path / f"{name}.html"
        path.write_text(text)
        shot = tmp_path / f"{name}.png"
        run_chromium(
            tmp_path / "profile",
            "--window-size=800,600",
            "--hide-scrollbars",
            f"--screenshot={shot}",
            path.as_uri(),
        )
        with Image.open(shot) as image:
            sizes.append(len(image.convert("RGB").getcolors(1 << 20) or ()))
            accent = [
                image.convert("RGB").getpixel((x, y)) for x in range(0, 800, 8) for y in range(600)
            ].count((11, 80, 105))
        assert (accent > 0) == (name == "styled")


def test_a_hostile_pack_does_nothing(tmp_path: Path) -> None:
    """A pack whose every text attacks loads without a request, an alert or a word on the console."""
    with counting_server() as (host, asked):
        path = tmp_path / "pack.html"
        path.write_text(render_html(packs.hostile_pack(host)))
        dom, console = run_chromium(
            tmp_path / "profile", "--virtual-time-budget=3000", "--dump-dom", path.as_uri()
        )
        assert asked == []
    assert console == []
    assert "<script" not in dom
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', dom))


def test_a_hostile_page_on_a_phone_stays_in_its_column(tmp_path: Path) -> None:
    """Words of four thousand letters wrap."""
    assert look(render_html(packs.hostile_pack("127.0.0.1:9")), tmp_path, 390, "light")["problems"] == []
