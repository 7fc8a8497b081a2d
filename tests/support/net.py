"""A small library whose documentation speaks of what its code does, and what a source of topics makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from symkin.dataset.samples import Draft
from symkin.dataset.survey import Survey

Look = Callable[..., Survey]
"""Writes files, given as text by path, and surveys them as a harvest does."""

SESSION = '''
from dataclasses import dataclass


class Wire:
    """What carries bytes."""

    speed: int


class Lost(Exception):
    """Nobody is at the other end."""


class Session:
    """Talks to somebody far away."""

    backoff: float
    attempts: int
    wire: Wire
    greeting: str
    closed: bool

    def reconnect(self) -> None:
        """Try again after some attempts when the line has gone dead."""
        for _ in range(self.attempts):
            self.wire = dial(self.backoff)

    def hang_up(self) -> None:
        """Close the line with a few parting words and leave the room."""
        self.closed = True
        part(self.greeting)

    def welcome(self) -> str:
        self.closed = False
        return self.greeting


def dial(delay: float) -> Wire:
    """Ring up the other side."""
    wait(delay)
    return Wire()


def part(words: str) -> None:
    """Let the other side know that it is over."""
    print(words)


def wait(delay: float) -> None:
    """Sit still for some seconds."""


def stay_in_touch(session: Session) -> None:
    """Keep a talk alive over a whole night."""
    session.reconnect()
    session.welcome()
    wait(session.backoff)
'''


def asked(drafts: Iterable[Draft]) -> dict[tuple[str, str], set[str]]:
    """What is selected, by the subject's qualified name and the text that the topic was made of."""
    return {(one.subject.place.qualified_name, one.topic.original): set(one.selected) for one in drafts}
