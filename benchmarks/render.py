"""CPU time and memory of rendering a 25-question pack: HTML and Markdown here, the PDF in its child process.

    python benchmarks/render.py [runs]

CPU is user plus system time. Imports are told apart: the child with `--check` imports WeasyPrint and renders nothing.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from tests.report.packs import software_pack  # noqa: E402  # the path comes first

BUDGET_CPU_SECONDS = 1.5
BUDGET_MEGABYTES = 200
CHILD = (sys.executable, "-P", "-m", "interview_cli.report.pdf_main")


def cpu_here(work: Callable[[], object]) -> float:
    """CPU seconds `work` takes in this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def cpu_of_child(page: bytes, *arguments: str) -> float:
    """CPU seconds of one child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*CHILD, *arguments], input=page, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_megabytes(who: int) -> float:
    """Peak resident memory; ru_maxrss is in kilobytes on Linux, in bytes on macOS."""
    return resource.getrusage(who).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def main() -> None:
    """Measure, print a table, and end with 1 when the budget is broken."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pack = software_pack(25)
    importing = cpu_here(lambda: __import__("jinja2"))
    from interview_cli.report.html import render_html
    from interview_cli.report.markdown import render_markdown
    from interview_cli.report.paper import on_paper

    first_html = cpu_here(lambda: render_html(pack))
    page = on_paper(render_html(pack)).encode()
    html = statistics.median(cpu_here(lambda: render_html(pack)) for _ in range(runs))
    markdown = statistics.median(cpu_here(lambda: render_markdown(pack)) for _ in range(runs))
    loading = statistics.median(cpu_of_child(b"", "--check") for _ in range(runs))
    whole = statistics.median(cpu_of_child(page) for _ in range(runs))
    over_imports = first_html + markdown + whole - loading
    parent, child = peak_megabytes(resource.RUSAGE_SELF), peak_megabytes(resource.RUSAGE_CHILDREN)
    print(f"import jinja2                {importing:6.3f} s")
    print(f"HTML, first (compiles)       {first_html:6.3f} s   then {html:.3f} s   {len(page):,} bytes")
    print(f"Markdown                     {markdown:6.3f} s")
    print(f"PDF child, imports           {loading:6.3f} s")
    print(f"PDF child, rendering         {whole - loading:6.3f} s")
    print(
        f"all rendering, no imports    {over_imports:6.3f} s   (budget of a whole prep: {BUDGET_CPU_SECONDS} s)"
    )
    print(
        f"peak memory                  {parent:6.0f} MB here, {child:.0f} MB in the child (budget: {BUDGET_MEGABYTES} MB)"
    )
    sys.exit(over_imports > BUDGET_CPU_SECONDS or max(parent, child) > BUDGET_MEGABYTES)


if __name__ == "__main__":
    main()
