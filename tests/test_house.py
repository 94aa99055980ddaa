"""The rules of the house, proven on the source: arrows point down, one file knows a library, nothing is broad."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "interview_cli"
FILES = sorted(SOURCE.rglob("*.py"))

# What each part may import of ours; parts not named are free to be used by all: models, errors, ports, untrusted.
FREE = {"vocabulary", "models", "errors", "ports", "untrusted", "__init__", "__version__"}
ALLOWED = {
    "vocabulary": set(),
    "models": set(),
    "errors": set(),
    "untrusted": set(),
    "ports": set(),
    "store": {"store"},
    "llm": {"llm", "store", "recording"},
    "posting": {"posting"},
    "cv": {"cv"},
    "research": {"research", "posting", "store"},
    "coach": {"coach", "llm", "store", "recording", "research", "cv"},
    "recording": {"recording"},
    "report": {"report", "store", "coach"},
    "prep": {"prep", "report", "coach", "research", "cv", "posting", "store", "recording", "config"},
    "interview": {"interview", "coach", "llm", "store", "recording", "prep", "report", "cv", "posting"},
}


def part_of(module: str) -> str:
    """`interview_cli.posting.boards.lever` is of `posting`."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> list[tuple[str, bool]]:
    """Our modules that a file imports, and whether only for types."""
    tree = ast.parse(path.read_text())
    typed = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    found = []
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [node.module]
                if node.module != "interview_cli"
                else [f"interview_cli.{a.name}" for a in node.names]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found += [(name, id(node) in typed) for name in names]
    return found


def test_arrows_point_down():
    """A part imports only from parts below it; types may be named from anywhere."""
    wrong = []
    for path in FILES:
        part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        allowed = ALLOWED.get(part)
        if allowed is None:
            continue
        for module, for_types in imports(path):
            if module.startswith("interview_cli") and not for_types and part_of(module) not in FREE | allowed:
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert wrong == []


def test_only_the_settings_read_the_environment():
    """os.environ and os.getenv stand in config.py, in the way in, and in children that are given theirs."""
    readers = sorted(
        str(path.relative_to(SOURCE))
        for path in FILES
        if re.search(r"os\.(environ|getenv)", path.read_text())
    )
    assert set(readers) <= {"__main__.py", "config.py", "report/pdf_main.py", "cv/worker_main.py"}


def test_catching_everything_happens_in_one_place():
    """A broad `except` stands where an unknown error becomes exit code 1, and where a thread hands its error over."""
    broad = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler):
                names = ast.unparse(node.type) if node.type else "everything"
                raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                if names in ("Exception", "BaseException", "everything") and not raises:
                    broad.append(str(path.relative_to(SOURCE)))
    assert broad == ["cli/program.py", "research/daemons.py"]


@pytest.mark.parametrize(
    "library",
    [
        "langgraph",
        "openai",
        "weasyprint",
        "praw",
        "diskcache",
        "jinja2",
        "pypdfium2",
        "rapidfuzz",
        "rtoml",
        "tomlkit",
        "PIL",
    ],
)
def test_few_files_know_a_library(library: str):
    """Swapping a library touches a file or two of one part."""
    knowing = [
        path.relative_to(SOURCE)
        for path in FILES
        if re.search(rf"^\s*(?:import {library}\b|from {library}\b)", path.read_text(), re.MULTILINE)
    ]
    assert len({path.parts[0] for path in knowing} - {"wiring.py"}) <= 2, knowing
    assert len(knowing) <= 6, knowing


def test_what_is_imported_is_declared():
    """Every library of others that the source imports stands in pyproject.toml, and the other way round."""
    import tomllib

    known = {"PIL": "pillow", "yaml": "pyyaml"}
    declared = {
        re.split(r"[<>=!\[; ]", line)[0].lower().replace("_", "-")
        for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    }
    used = set()
    for path in FILES:
        for module, for_types in imports(path):
            top = module.split(".")[0]
            if top not in sys.stdlib_module_names and top != "interview_cli" and not for_types:
                used.add(known.get(top, top).lower().replace("_", "-"))
    transitive = {
        "httpcore",
        "anyio",
        "certifi",
        "httpx2",
        "prawcore",
        "pydantic-core",
        "jiter",
        "markupsafe",
        "ormsgpack",
        "keyring",
        "requests",
        "aiosqlite",
        "langsmith",
    }
    assert used - declared - transitive == set()


def test_text_for_people_says_nothing_of_machines():
    """No paths of one machine, no hosts of registries, in any file of the repository."""
    import subprocess

    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    here = re.escape(str(ROOT.parent)) if len(ROOT.parts) > 2 else "(?!)"
    machine = rf"{here}/|\.\./shared\b|/home/[a-z]+/|/Users/[a-z]+/|files\.pythonhosted|pypi\.org/simple|registry\.npmjs"
    wrong = []
    for name in tracked:
        path = ROOT / name
        if (
            path.is_file()
            and not path.is_symlink()
            and path.stat().st_size < 600_000
            and name != "tests/test_house.py"
        ):
            try:
                text = path.read_text()
            except UnicodeDecodeError:
                continue
            if re.search(machine, text):
                wrong.append(name)
    assert wrong == []
