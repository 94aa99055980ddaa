"""What `interview --help` takes beside a bare typer + rich hello world (limit: 1.5 times)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15
BARE = """
import typer, rich.console
app = typer.Typer(rich_markup_mode=None)
@app.callback()
def main() -> None: "A bare program."
@app.command()
def hello() -> None: rich.console.Console().print("hello")
app(["hello"])
"""


def best(command: list[str]) -> float:
    """The least wall time of several runs, in seconds: what the machine can do when nothing disturbs it."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run(command, env=env, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return min(times[1:])


def main() -> None:
    """Print both times and their ratio."""
    interview = str(Path(sys.executable).with_name("interview"))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE)
        bare = best([sys.executable, str(script)])
        helped = best([interview, "--help"])
    print(f"bare typer + rich hello    {bare * 1000:6.1f} ms")
    print(f"interview --help           {helped * 1000:6.1f} ms, {helped / bare:4.2f} x (limit 1.5)")


if __name__ == "__main__":
    main()
