"""Extraction in a process of its own, for texts on which it may not come back."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from symkin.graph.extract import extract
from symkin.graph.facts import FileFacts
from symkin.graph.languages.language import Language
from symkin.graph.pool import process_context, receive

START_LIMIT = 20.0
"""Seconds for the process to start."""


class ExtractionTimeout(Exception):  # noqa: N818 - not an error of ours, nor of the user's
    """The process took too long, or died, and is gone."""


class Aside:
    """One such process, started when it is needed first and after it had to be killed."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def extract(self, text: bytes, language: Language, places: Sequence[tuple[int, int]], seconds: float) -> FileFacts:
        """What `extract.extract` gives; raises `ExtractionTimeout`."""
        try:
            connection = self._connection or self._start()
            connection.send((text, language, places))
            if connection.poll(seconds):
                found: FileFacts = connection.recv()
                return found
        except (EOFError, OSError):
            pass
        self.close()
        raise ExtractionTimeout

    def _start(self) -> Connection:
        context = process_context()
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        if not self._connection.poll(START_LIMIT):
            raise EOFError
        self._connection.recv()
        return self._connection

    def close(self) -> None:
        """End the process now."""
        if self._process is not None and self._connection is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = self._connection = None


def _serve(connection: Connection) -> None:
    try:
        connection.send(threading.get_native_id())  # it is up
        while True:
            text, language, places = receive(connection)
            connection.send(extract(text, language, places))
    except (EOFError, OSError, KeyboardInterrupt):
        return
