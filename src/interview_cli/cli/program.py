"""One run of the program: errors and signals become a line on stderr and an exit code."""

from __future__ import annotations

import io
import signal
import sys
import traceback
from functools import partial
from types import FrameType
from typing import NoReturn

from interview_cli.cli.output import say
from interview_cli.errors import ExitCode, InterviewError

_SIGNALS = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}


def run(arguments: list[str]) -> int:
    """Run `interview` with `arguments`; returns the exit code."""
    from interview_cli.cli.app import make_app

    _prepare_streams()
    try:
        return _call(make_app(arguments), arguments)
    except InterviewError as error:
        say("\n".join(filter(None, (str(error), error.hint))))
        _trace(arguments)
        return error.exit_code
    except KeyboardInterrupt:
        say("Stopped. What was finished is kept; run the command again to go on.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - the one place that turns an unknown error into exit code 1
        say(f"Something went wrong that should not have: {type(error).__name__}: {error}")
        say("Nothing you had is lost. Run it again with --verbose to see where, and please report it.")
        _trace(arguments)
        return ExitCode.UNEXPECTED


def _trace(arguments: list[str]) -> None:
    if "--verbose" in arguments or "-v" in arguments:
        say(traceback.format_exc())


def _prepare_streams() -> None:
    """No character may stop a run, and a signal ends it in good order."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    for name, code in _SIGNALS.items():
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), partial(_leave, code))


def _call(app: object, arguments: list[str]) -> int:
    """Run the Typer app without its own exits, so that Ctrl-C is told from other ends."""
    import typer
    from typer._click.exceptions import ClickException

    try:
        code = app(args=arguments, prog_name="interview", standalone_mode=False)  # type: ignore[operator]
    except ClickException as error:
        from typer.rich_utils import rich_format_error

        rich_format_error(error)
        return ExitCode.USAGE
    except typer.Abort as error:
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        say("Input ended before there was an answer.")
        return ExitCode.USAGE
    return code if isinstance(code, int) else ExitCode.DONE


def _leave(code: int, _signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(code)
