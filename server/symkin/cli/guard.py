"""The last resort around every command: no traceback, no noise."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from symkin.cli.errors import CliError, printable

TRACEBACK = "SYMKIN_TRACEBACK"

INTERRUPTED = 130
CLOSED_PIPE = 141
"""What a shell reports for a program that SIGINT, or SIGPIPE, has ended."""


def guarded(work: Callable[[], int]) -> int:
    """The exit status of `work`, whatever happens in it."""
    _never_fail_to_print()
    try:
        status = work()
        sys.stdout.flush()
        return status
    except CliError as error:
        tell(str(error))
        for choice in error.choices:
            print(f"  {printable(choice)}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return CLOSED_PIPE
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        tell(f"{_sentence(error)} (this is a bug or a broken machine; {TRACEBACK}=1 shows where it happened)")
        return 1


def tell(message: str) -> None:
    """One line on stderr."""
    print(f"symkin: {printable(message)}", file=sys.stderr)


def _sentence(error: Exception) -> str:
    # A full disk needs no class name to be understood; a KeyError's text means nothing without.
    return str(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"


def _never_fail_to_print() -> None:
    """A file name of undecodable bytes, or a terminal without Unicode, must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _close_stdout() -> None:
    # Python flushes stdout once more at exit, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
