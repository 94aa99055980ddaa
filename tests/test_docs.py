"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import interview

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()


def commands() -> list[str]:
    """The commands `interview --help` lists."""
    listed = interview("--help").out.split("Commands:")[1]
    return re.findall(r"^  (\w+) ", listed, re.MULTILINE)


def test_every_command_stands_in_the_readme():
    """A command that is not in the README does not exist for most people."""
    missing = [name for name in commands() if f"interview {name}" not in README]
    assert missing == []


def test_every_option_the_readme_names_is_there():
    """Long options in the README's examples are options of the command they stand behind."""
    wrong = []
    for line in re.findall(r"^    interview .*$", README, re.MULTILINE):
        words = line.split("#")[0].split()
        command = [word for word in words[1:3] if re.fullmatch(r"[a-z]+", word)]
        helped = interview(*command[:1], "--help").out + interview("--help").out
        if command[:1] == ["inspect"] and len(command) > 1:
            helped += interview(*command, "--help").out
        wrong += [
            f"{' '.join(command)} {option}"
            for option in re.findall(r"--[a-z-]+", line)
            if option not in helped
        ]
    assert wrong == []


def test_the_readme_names_what_sets_up_and_tests():
    """The two commands that do everything."""
    assert "make demo" in README
    assert "make test" in README


@pytest.mark.parametrize(
    "name", ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "config.example.toml", "docs/decisions.md"]
)
def test_the_usual_documents_are_there(name: str):
    """What a person looks for in a repository."""
    assert (ROOT / name).read_text().strip()


def test_the_tree_in_the_readme_is_the_tree():
    """Every part of the source stands in the README's annotated tree."""
    parts = {
        p.name
        for p in (ROOT / "src" / "interview_cli").iterdir()
        if p.suffix == ".py" or (p.is_dir() and p.name[0] != "_")
    }
    missing = [
        p
        for p in parts
        if p != "__init__.py" and not re.search(rf"^\s+{re.escape(p)}/?\s", README, re.MULTILINE)
    ]
    assert missing == []
