"""What goes wrong at the command line, in one line that says what to do."""

from __future__ import annotations


class CliError(Exception):
    """A failure; `choices` are printed below the line, one a line."""

    status = 1

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.choices = choices


class BadUseError(CliError):
    """The command was not given what it needs."""

    status = 2


def printable(text: str) -> str:
    """`text` on one line and without control characters, which a terminal would obey."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]
