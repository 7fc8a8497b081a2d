"""The server's state and threads; what it does for a client is in `features`, one file a matter.

Three kinds of thread work beside the event loop, which never blocks: one for the graph, so that a question
sees every edit before it; one for the model, which answers one question at a time; one for each long work.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from symkin.server.notices import Notices
from symkin.server.protocol import NAME, VERSION
from symkin.server.roots import Roots
from symkin.server.settings import Settings
from symkin.server.wire import SymkinProtocol, converter

if TYPE_CHECKING:
    from symkin.model.scorer import Scorer

P = ParamSpec("P")
T = TypeVar("T")


GRACE = 2.0
"""Seconds that long work gets to end at shutdown."""


class SymkinServer(LanguageServer):
    """A pygls server that holds the open folders, the model and the settings."""

    protocol: SymkinProtocol

    def __init__(self) -> None:
        super().__init__(NAME, VERSION, protocol_cls=SymkinProtocol, converter_factory=converter)
        self.settings = Settings()
        self.notices = Notices()
        self.roots = Roots(self.notices)
        self.scorer: Scorer | None = None
        self.initialization_options: object = None
        self.open_texts: dict[Path, str] = {}
        """The text of each open document, newest; written by the event loop, read by the graph thread."""
        self.looked: dict[Path, float] = {}
        """When a folder was last read again because nobody watches it, by `time.monotonic`."""
        self.asked = 0.0
        """When the last question came, by `time.monotonic`."""
        self.stopping = threading.Event()
        """Set at shutdown: long work ends soon after."""
        self._graph = ThreadPoolExecutor(1, "graph")
        self._model = ThreadPoolExecutor(1, "model")
        self._long: set[threading.Thread] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def encoding(self) -> str:
        """The position encoding that was agreed on."""
        return str(self.workspace.position_encoding or "utf-16")

    @property
    def exit_status(self) -> int:
        """What LSP wants of the process: 0 after `shutdown`, else 1."""
        return 0 if self.protocol.was_shut_down else 1

    async def on_graph(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run in the graph thread, after all that was handed to it before."""
        return await asyncio.wrap_future(self._graph.submit(work, *args, **kwargs))

    async def on_model(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run in the model's thread; cancelled while it waits there, it never starts."""
        return await asyncio.wrap_future(self._model.submit(work, *args, **kwargs))

    async def in_background(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run long work beside everything else; it should watch `stopping`.

        The thread is a daemon: work that cannot be stopped (making the model) must not keep the process.
        """
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()

        def run() -> None:
            try:
                future.set_result(work(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)
            self._long.discard(thread)

        thread = threading.Thread(target=run, name="long", daemon=True)
        self._long.add(thread)
        thread.start()
        return await asyncio.wrap_future(future)

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Let a coroutine run by itself; should it fail, the user is told."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._finished(name, done))

    @contextmanager
    def cancellation(self) -> Iterator[threading.Event]:
        """An event that `$/cancelRequest` for the request in hand sets."""
        event, request = threading.Event(), self.protocol.msg_id
        self.protocol.cancellations[request] = event
        try:
            yield event
        finally:
            # Whatever ended the request, work that is still going on for it is in vain.
            event.set()
            self.protocol.cancellations.pop(request, None)

    def show_notices(self) -> None:
        """Show what has not been shown yet."""
        for message in self.notices.drain():
            self.show(message)

    def show(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        """Show a message in the editor."""
        self.window_show_message(types.ShowMessageParams(kind, message))

    def shutdown(self) -> None:
        """Stop all work and close what is open; whichever way the server ends, and only once."""
        if self.stopping.is_set():
            return
        self.stopping.set()
        for event in list(self.protocol.cancellations.values()):
            event.set()
        if self.scorer is not None:
            self.scorer.close()
        for thread in list(self._long):
            thread.join(GRACE)
        self._graph.submit(self.roots.close)
        for pool in (self._model, self._graph):
            pool.shutdown(wait=True)
        super().shutdown()  # type: ignore[no-untyped-call]

    def _finished(self, name: str, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None and not self.stopping.is_set():
            self.show(f"symkin: {name} failed: {error}", types.MessageType.Error)


def create_server() -> SymkinServer:
    """A server with every feature registered."""
    from symkin.server.features import FEATURES

    server = SymkinServer()
    for feature in FEATURES:
        feature.register(server)
    return server
