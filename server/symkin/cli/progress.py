"""Progress bars on stderr, for work that turns out to take a while, where a person is looking."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from symkin.cli.guard import tell

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DELAY = 0.5
"""Seconds of work before a bar appears: most runs are over by then."""


class Bar:
    """A bar that is drawn from the first report after `DELAY` on.

    Where stderr is no terminal there is none, but `note` is said in its stead, if there is one.
    """

    def __init__(self, title: str, note: str = "") -> None:
        self._title = title
        self._note = note
        self._since = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def report(self, fraction: float | None, detail: str = "") -> None:
        """Show how far the work is, 0 to 1, or None while nobody can know; `detail` is what is in hand."""
        if self._progress is None:
            if time.monotonic() - self._since < DELAY:
                return
            if not sys.stderr.isatty():
                self._say_note()
                return
            self._progress = _progress()
            self._task = self._progress.add_task(self._title, total=None, detail="")
            self._progress.start()
        assert self._task is not None
        total = None if fraction is None else 1.0
        self._progress.update(self._task, total=total, completed=fraction or 0.0, detail=detail)

    def _say_note(self) -> None:
        if self._note:
            tell(self._note)
            self._note = ""

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def bar(title: str, note: str = "") -> Iterator[Bar]:
    """A bar for the work inside `with`."""
    made = Bar(title, note)
    try:
        yield made
    finally:
        made.close()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn
    from rich.table import Column

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TaskProgressColumn(show_speed=False),
        TextColumn("{task.fields[detail]}", style="dim", markup=False, table_column=Column(no_wrap=True)),
        console=Console(stderr=True),
        transient=True,
    )
