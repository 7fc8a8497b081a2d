"""The model's process as its parent sees it."""

import importlib.util
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from symkin.model.base import INSTALL
from symkin.model.errors import ModelCancelled, ModelError
from symkin.model.wire import (
    Cancel,
    Failure,
    Question,
    Ready,
    Reply,
    Request,
    Response,
    receive_response,
    send,
)

_START_SECONDS = 60.0
_CANCEL_SECONDS = 1.0
_POLL_SECONDS = 0.02

# Not `-m`: that would look for packages in the current directory first, which is somebody's workspace.
_PROGRAM = """\
import sys
if sys.path[0] == "":
    del sys.path[0]
from symkin.model.worker import main
main(sys.argv[1:])
"""


class ChildDiedError(Exception):
    """The process has ended by itself; the text says how."""


class Child:
    """One running model process. Used by one thread at a time."""

    def __init__(self, model_path: Path, threads: int) -> None:
        if importlib.util.find_spec("llama_cpp") is None:
            raise ModelError(f"llama.cpp is not installed; {INSTALL}")
        if not model_path.is_file():
            raise ModelError(f"there is no model at {model_path}; make it with: symkin model prepare")
        command = [sys.executable, "-c", _PROGRAM, str(model_path.absolute()), str(threads)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._responses: queue.SimpleQueue[Response | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="symkin-model", daemon=True)
        self._reader.start()
        self._is_ready = False
        self._last_id = 0

    def ask(self, text: str, timeout: float, cancelled: threading.Event | None) -> Reply:
        """Return the answer to a rendered prompt.

        Raises ModelCancelled, ModelError, or ChildDiedError. After the last two the process may be gone.
        """
        self._await_ready(max(_START_SECONDS, timeout), cancelled)
        self._last_id += 1
        self._send(Question(self._last_id, text))
        response = self._receive(timeout, cancelled)
        if response is None:
            self._call_off()
            if cancelled is not None and cancelled.is_set():
                raise ModelCancelled("cancelled")
            raise ModelError(f"the model took longer than {timeout:g} s; the graph's ranking stands")
        if isinstance(response, Failure):
            raise ModelError(response.message)
        assert isinstance(response, Reply)
        return response

    def is_alive(self) -> bool:
        """Whether the process runs, as far as one can know."""
        return self.process.poll() is None

    def close(self) -> None:
        """End the process now."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdin is not None
        with suppress(OSError):  # a frame that was never read cannot be flushed into a closed pipe
            self.process.stdin.close()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        while response := receive_response(self.process.stdout):  # type: ignore[arg-type]
            self._responses.put(response)
        self._responses.put(None)

    def _await_ready(self, patience: float, cancelled: threading.Event | None) -> None:
        if self._is_ready:
            return
        deadline = time.monotonic() + patience
        while not (response := self._next(deadline)):
            if cancelled is not None and cancelled.is_set():
                raise ModelCancelled("cancelled")
            if time.monotonic() > deadline:
                raise ModelError(f"the model did not load within {patience:g} s")
        if isinstance(response, Failure):
            raise ModelError(response.message)
        assert isinstance(response, Ready)
        self._is_ready = True

    def _receive(self, timeout: float, cancelled: threading.Event | None) -> Reply | Failure | None:
        """Return the answer to the last question, or None when time is up or it was cancelled."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and not (cancelled is not None and cancelled.is_set()):
            response = self._next(deadline)
            if isinstance(response, (Reply, Failure)) and response.id == self._last_id:
                return response
        return None

    def _next(self, deadline: float) -> Response | None:
        """Return the next message, or None after a moment in which there was none."""
        wait = min(_POLL_SECONDS, deadline - time.monotonic())
        try:
            response = self._responses.get(timeout=max(wait, 0))
        except queue.Empty:
            return None
        if response is None:
            raise ChildDiedError(f"exit status {self.process.wait()}")
        return response

    def _call_off(self) -> None:
        """Ask the process to stop computing; end it when it does not."""
        try:
            self._send(Cancel(self._last_id))
            if self._receive(_CANCEL_SECONDS, None):
                return
        except ChildDiedError:
            pass
        self.process.kill()

    def _send(self, message: Request) -> None:
        assert self.process.stdin is not None
        try:
            send(self.process.stdin, message)  # type: ignore[arg-type]
        except OSError as error:
            raise ChildDiedError(str(error)) from error
