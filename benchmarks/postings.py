"""What is read of the postings in a folder: title, company, place, and whether every requirement stands in the text.

.venv/bin/python benchmarks/postings.py FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from interview_cli.cli.screen.progress import PlainScreen
from interview_cli.config import load_settings
from interview_cli.errors import BadInput
from interview_cli.prep.request import Request
from interview_cli.wiring import build_app, inspect_posting


def main() -> None:
    """A line a file, then the sums."""
    read = asked = reworded = untitled = nameless = 0
    with tempfile.TemporaryDirectory() as home:
        for file in sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix):
            app = build_app(load_settings({"INTERVIEW_HOME": home}), PlainScreen(quiet=True))
            try:
                posting = inspect_posting(app, Request(str(file), None, 0))
            except BadInput as error:
                print(f"{file.name:<40} refused: {error}")
                continue
            read += 1
            asked += len(posting.requirements)
            reworded += sum(requirement.text not in posting.text for requirement in posting.requirements)
            untitled += not posting.title
            nameless += not posting.company
            print(
                f"{file.name:<40} {posting.title} | {posting.company} | {posting.location} | {len(posting.requirements)} requirements"
            )
    print(
        f"{read} read, {untitled} without a title, {nameless} without a company; {asked} requirements, {reworded} not in the text"
    )


if __name__ == "__main__":
    main()
