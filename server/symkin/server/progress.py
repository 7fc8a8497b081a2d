"""Progress bars in the editor; where it has none, the work goes on without."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types

from symkin.server.params import Token

if TYPE_CHECKING:
    from symkin.server.app import SymkinServer

T = TypeVar("T")

INTERVAL = 0.1
"""Seconds between two reports: more often, the client does nothing but paint."""

_numbers = itertools.count(1)


class Bar:
    """One bar. `report` and `cancelled` may be called from any thread, whether it is shown or not."""

    def __init__(self, ls: SymkinServer, title: str) -> None:
        self._ls = ls
        self._title = title
        self._token: Token = f"symkin/{next(_numbers)}"
        self._loop = asyncio.get_running_loop()
        self._next_report = 0.0
        self._shown = False
        self._over = False

    def report(self, fraction: float, message: str) -> None:
        """How far the work is (0 to 1)."""
        now = time.monotonic()
        if now >= self._next_report and not self._loop.is_closed():
            self._next_report = now + INTERVAL
            self._loop.call_soon_threadsafe(self._send, fraction, message)

    def cancelled(self) -> bool:
        """Whether the user or the end of the server stops the work."""
        future = self._ls.work_done_progress.tokens.get(self._token)
        return self._ls.stopping.is_set() or (future is not None and future.cancelled())

    async def show(self) -> None:
        """Ask the client for a bar. It may come late: one whose work is over by then is shown to end."""
        window = self._ls.client_capabilities.window
        if window is not None and window.work_done_progress:
            await self._ls.work_done_progress.create_async(self._token)
            begin = types.WorkDoneProgressBegin(title=self._title, cancellable=True, percentage=0)
            self._ls.work_done_progress.begin(self._token, begin)
            self._shown = True
            if self._over:
                self._end()

    def close(self) -> None:
        """Take the bar away."""
        self._over = True
        if self._shown:
            self._end()

    def _end(self) -> None:
        self._shown = False
        self._ls.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
        self._ls.work_done_progress.tokens.pop(self._token, None)

    def _send(self, fraction: float, message: str) -> None:
        if self._shown:
            percentage = round(100 * min(max(fraction, 0.0), 1.0))
            report = types.WorkDoneProgressReport(message=message, percentage=percentage)
            self._ls.work_done_progress.report(self._token, report)


async def run_with_bar(ls: SymkinServer, title: str, work: Callable[[Bar], T]) -> T:
    """Do long work in the background under a bar; the work does not wait for the bar."""
    bar = Bar(ls, title)
    ls.start("showing progress", bar.show())
    try:
        return await ls.in_background(work, bar)
    finally:
        bar.close()


@contextmanager
def report_work(ls: SymkinServer, token: Token | None, title: str) -> Iterator[None]:
    """Begin and end on the token that a request brought along, if it did."""
    if token is None:
        yield
        return
    ls.work_done_progress.begin(token, types.WorkDoneProgressBegin(title=title))
    try:
        yield
    finally:
        ls.work_done_progress.end(token, types.WorkDoneProgressEnd())
        ls.work_done_progress.tokens.pop(token, None)
