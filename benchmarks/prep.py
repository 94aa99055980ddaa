"""What `interview prep` costs: processor time over importing its libraries, memory, and the second run.

Run it with the environment's own Python: .venv/bin/python benchmarks/prep.py
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What a fresh prep with a PDF imports of other people's code, in the program and in the child that makes the PDF.
LIBRARIES = "import rtoml, platformdirs, langgraph.graph, rich.console, rich.live, typer, pydantic, diskcache, jinja2, rapidfuzz.fuzz, sqlite3, asyncio"
CHILD = "import weasyprint"
RUNS = 5


def cpu(command: list[str], home: Path) -> tuple[float, float, float]:
    """Processor seconds (children included), wall seconds, and the largest process in MB, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    env = {**os.environ, "INTERVIEW_HOME": str(home), "NO_COLOR": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        ["/usr/bin/env", "time", "-f", "%M", *command], env=env, capture_output=True, text=True, check=True
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, wall, int(done.stderr.strip().splitlines()[-1]) / 1024


def best(command: list[str], *, fresh: bool) -> tuple[float, float, float]:
    """The least of several runs, which is what the machine can do undisturbed; each fresh one in an empty home."""
    rows = []
    with tempfile.TemporaryDirectory() as kept:
        for _ in range(RUNS + 1):
            if fresh:
                with tempfile.TemporaryDirectory() as folder:
                    rows.append(cpu([part.replace("{home}", folder) for part in command], Path(folder)))
            else:
                rows.append(cpu([part.replace("{home}", kept) for part in command], Path(kept)))
    columns = list(zip(*rows[1:], strict=True))
    return min(columns[0]), min(columns[1]), max(columns[2])


def main() -> None:
    """Print each figure beside its limit."""
    interview = str(Path(sys.executable).with_name("interview"))
    prep = [
        interview,
        "prep",
        str(ROOT / "examples/backend-engineer.md"),
        "--cv",
        str(ROOT / "examples/cv.md"),
        "--out",
        "{home}/out",
    ]
    imports = (
        best([sys.executable, "-c", LIBRARIES], fresh=False)[0]
        + best([sys.executable, "-c", CHILD], fresh=False)[0]
    )
    spent, wall, memory = best(prep, fresh=True)
    help_wall = best([interview, "--help"], fresh=False)[1]
    again_cpu, again_wall, _ = best(prep, fresh=False)
    print(f"libraries alone            {imports:6.2f} s CPU")
    print(
        f"fresh prep, PDF included   {spent:6.2f} s CPU, {wall:5.2f} s wall, largest process {memory:4.0f} MB (limit 200)"
    )
    print(f"  over its libraries       {spent - imports:6.2f} s CPU (limit 1.50)")
    print(f"interview --help           {help_wall:6.3f} s wall")
    print(
        f"repeated prep              {again_wall:6.3f} s wall, {again_cpu:.3f} s CPU; {again_wall / help_wall:4.2f} x --help (limit 3)"
    )


if __name__ == "__main__":
    main()
