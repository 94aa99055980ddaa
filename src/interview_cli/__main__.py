"""The way in: `interview`, or `python -m interview_cli`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line; every error leaves through here, with its exit code."""
    os.umask(0o077)
    gc.set_threshold(500_000)  # a run is over before rubbish matters; one look for it takes 16 ms
    os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nothing installed beside us gets a look at the data
    try:
        from interview_cli.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command began: there is nothing to tell
        sys.exit(130)
    gc.freeze()  # the last look for rubbish would take 50 ms, and the process is gone right after it
    sys.exit(code)


if __name__ == "__main__":
    main()
