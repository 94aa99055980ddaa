"""One run of the program: errors and signals become a line on stderr and an exit code."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
import traceback
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn

from interview_cli.cli.output import say
from interview_cli.errors import ExitCode, InterviewError

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException

# How many words follow each option that every command takes.
_EVERYWHERE: Final = {
    "--config": 1, "--offline": 0, "--local": 0, "--verbose": 0, "-v": 0, "--quiet": 0, "-q": 0,
}  # fmt: skip
_SIGNALS = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}


def run(arguments: list[str]) -> int:
    """Run `interview` with `arguments`; returns the exit code."""
    _prepare_streams()
    try:
        return _call(arguments)
    except InterviewError as error:
        say("\n".join(filter(None, (str(error), error.hint))))
        _trace(arguments)
        return error.exit_code
    except BrokenPipeError:
        return ExitCode.PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - the one place that turns an unknown error into exit code 1
        return _unexpected(error, arguments)


def _unexpected(error: Exception, arguments: list[str]) -> int:
    """Tell of an error that no part of the program expected; a full disk can strike anywhere, and has its own code."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        say("No space is left where something had to be written.\nFree some and run the command again.")
        _trace(arguments)
        return ExitCode.STORAGE
    say(f"Something went wrong that should not have: {type(error).__name__}: {error}")
    say("Nothing you had is lost. Run it again with --verbose to see where, and please report it.")
    _trace(arguments)
    return ExitCode.UNEXPECTED


def _trace(arguments: list[str]) -> None:
    if "--verbose" in arguments or "-v" in arguments:
        say(traceback.format_exc())


def _prepare_streams() -> None:
    """No character may stop a run, and a signal ends it in good order."""
    _stand_in_for_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    for name, code in _SIGNALS.items():
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), partial(_leave, code))


def _stand_in_for_closed() -> None:
    """Where the shell closed a stream: an empty input, an output that refuses, and silence for the rest.

    Left closed, its number would go to the next file that is opened, and output into that file.
    """
    for name, way in (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, way)
            setattr(sys, name, open(handle, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _call(arguments: list[str]) -> int:
    """Run the Typer app without its own exits, so that Ctrl-C is told from other ends."""
    import typer
    from typer._click.exceptions import ClickException, NoSuchOption

    from interview_cli.cli.app import make_app

    try:
        code = make_app(arguments)(args=arguments, prog_name="interview", standalone_mode=False)
    except ClickException as error:
        # Raised while options are read, so nothing has been done yet.
        if isinstance(error, NoSuchOption) and (moved := bring_forward(arguments, error.option_name)):
            return _call(moved)
        _tell_usage(error)
        return ExitCode.USAGE
    except typer.Abort:
        say("Input ended before there was an answer.")
        return ExitCode.USAGE
    except SystemExit as error:
        # The library leaves with 1 when its help goes into a pipe that is closed.
        if isinstance(error.__context__, BrokenPipeError):
            raise SystemExit(ExitCode.PIPE_CLOSED) from None
        raise
    return code if isinstance(code, int) else ExitCode.DONE


def bring_forward(arguments: list[str], option: str) -> list[str] | None:
    """`arguments` with `option`, which stands after the command, before it; None when it is none for every command."""
    from interview_cli.cli.app import COMMANDS

    takes = _EVERYWHERE.get(option)
    command = next((at for at, word in enumerate(arguments) if word in COMMANDS), len(arguments))
    for at in range(len(arguments) - 1, command, -1):
        if takes is not None and arguments[at].partition("=")[0] == option:
            end = at + 1 + (takes if arguments[at] == option else 0)
            return [*arguments[at:end], *arguments[:at], *arguments[end:]] if end <= len(arguments) else None
    return None


def _tell_usage(error: ClickException) -> None:
    """What was wrong with the command line; a command without its own is answered with its help."""
    from typer._click.exceptions import NoArgsIsHelpError
    from typer.rich_utils import rich_format_error

    if isinstance(error, NoArgsIsHelpError):
        say(error.format_message())
        return
    error.message = error.message.replace("Value error, ", "", 1)
    with contextlib.suppress(OSError):
        rich_format_error(error)


def _leave(code: int, _signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(code)
