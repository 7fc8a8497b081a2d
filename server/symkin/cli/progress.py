"""Progress bars on stderr, for work that turns out to take a while, where a person is looking."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DELAY = 0.5
"""Seconds of work before a bar appears: most runs are over by then."""


class Bar:
    """A bar that is drawn from the first report after `DELAY` on, and never when stderr is no terminal."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._since = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def report(self, fraction: float | None, detail: str = "") -> None:
        """Show how far the work is, 0 to 1, or None while nobody can know; `detail` is what is in hand."""
        if self._progress is None:
            if time.monotonic() - self._since < DELAY or not sys.stderr.isatty():
                return
            self._progress = _progress()
            self._task = self._progress.add_task(self._title, total=None, detail="")
            self._progress.start()
        assert self._task is not None
        total = None if fraction is None else 1.0
        self._progress.update(self._task, total=total, completed=fraction or 0.0, detail=detail)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def bar(title: str) -> Iterator[Bar]:
    """A bar for the work inside `with`."""
    made = Bar(title)
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
