"""The pages pass axe, the accessibility checker of Deque, in a real headless Chromium."""

from __future__ import annotations

import html
import importlib.resources
import json
import re
from pathlib import Path
from typing import Any

import pytest

from interview_cli.report.html import render_html
from interview_cli.report.session_html import render_session_html

from . import packs
from .test_chromium import CHROMIUM, run_chromium
from .test_session_html import series, unfinished

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
RUN = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then(found => {
  const told = found.violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.target.join(" ")).slice(0, 3)}));
  const out = document.createElement("pre");
  out.id = "axe";
  out.textContent = JSON.stringify({violations: told, passed: found.passes.length});
  document.body.append(out);
});
"""


def check(page: str, folder: Path, scheme: str) -> dict[str, Any]:
    """What axe finds on `page`. The page's own policy forbids scripts, so it is taken out for this look only."""
    axe = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    path = folder / "page.html"
    path.write_text(open_page.replace("</body>", f"<script>{axe}</script><script>{RUN}</script></body>"))
    blink = f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}"
    dom, console = run_chromium(
        folder / "profile",
        "--window-size=1280,1000",
        blink,
        "--virtual-time-budget=20000",
        "--dump-dom",
        path.as_uri(),
    )
    found = re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None, console
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["pack", "series", "unfinished"])
def test_axe_finds_nothing(kind: str, scheme: str, tmp_path: Path):
    """No violation of WCAG 2.1 A and AA that axe can see, on a pack and on reports, light and dark."""
    folder = tmp_path / "look"
    folder.mkdir()
    if kind == "pack":
        page = render_html(packs.software_pack())
    else:
        page = render_session_html((series if kind == "series" else unfinished)(tmp_path))
    found = check(page, folder, scheme)
    assert found["violations"] == []
    assert found["passed"] >= 10
