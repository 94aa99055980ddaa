"""The way in: `interview`, or `python -m interview_cli`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; every error leaves through here, with its exit code."""
    os.umask(0o077)
    # Whatever the shell says: nothing of an interview goes to a tracing service unless the config asks for it.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
    from interview_cli.cli.program import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
