"""Unsaved texts: parsed again with what the last parse knows, within a time, when the next question comes."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from symkin.graph.aside import Aside, ExtractionTimeout
from symkin.graph.capturing import is_wide
from symkin.graph.facts import FileFacts
from symkin.graph.languages.hooks import Skip
from symkin.graph.languages.language import Language
from symkin.graph.languages.registry import Languages
from symkin.graph.pieces import Key, Piece, extract_again
from symkin.graph.reading import digest, take_out
from symkin.graph.reparse import TIME_LIMIT, Former, ParseTimeout, parse, reparse
from symkin.graph.source import Source

PATIENCE = 10.0
"""Seconds in which a buffer that took too long is not tried again."""


@dataclass(frozen=True, slots=True)
class Change:
    """A buffer's new facts, None where the file's own word stands again."""

    path: str
    language: Language
    digest: bytes
    found: FileFacts | None


class Buffers:
    """The buffers of one workspace. `set` may be called from any thread, `changes` from one at a time."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self._unread: dict[str, str | None] = {}
        self._lock = threading.Lock()
        self._former: dict[str, Former] = {}
        self._pieces: dict[str, dict[Key, Piece]] = {}
        self._late: dict[str, float] = {}
        self._aside = Aside()
        self.late: list[str] = []
        """The paths of buffers that took too long, each once."""

    def set(self, path: str, text: str | None) -> None:
        """Keep a text until it is asked for: of fast typing only the last state is read."""
        with self._lock:
            self._unread[path] = text

    def close(self) -> None:
        """End the process that reads what is dangerous."""
        self._aside.close()

    def changes(self) -> Iterator[Change]:
        """What has been typed since the last time."""
        with self._lock:
            unread, self._unread = self._unread, {}
        for path, text in unread.items():
            language = self._languages.of(path)
            if language is None:
                continue
            if text is None:
                self._former.pop(path, None)
                self._pieces.pop(path, None)
                self._late.pop(path, None)
                yield Change(path, language, b"", None)
            elif time.monotonic() < self._late.get(path, 0.0):
                self._put_off(path, text)
            elif change := self._read(path, text, language):
                yield change

    def _read(self, path: str, text: str, language: Language) -> Change | None:
        """None for a text that says nothing yet: what the file was before still stands."""
        data, deadline = text.encode("utf-8", "replace"), time.monotonic() + TIME_LIMIT
        try:
            reading = take_out(path, data)
            former, new = self._former.get(path), reading.text
            tree = reparse(former, new, language, deadline) if former else parse(new, language, deadline)
            source = Source(new, language, tree, reading.places)
            with _uncollected():
                found = self._extract(path, source)
        except Skip:
            return None  # a notebook between two states
        except (ParseTimeout, ExtractionTimeout):
            self._give_up(path, text)
            return None
        self._former[path] = Former(new, source.tree)
        return Change(path, language, digest(data), found)

    def _extract(self, path: str, source: Source) -> FileFacts:
        if is_wide(source.tree):
            return self._aside.extract(source.text, source.language, source.places, TIME_LIMIT)
        found, self._pieces[path] = extract_again(source, self._pieces.get(path, {}))
        return found

    def _give_up(self, path: str, text: str) -> None:
        if path not in self.late:
            self.late.append(path)
        self._late[path] = time.monotonic() + PATIENCE
        self._put_off(path, text)

    def _put_off(self, path: str, text: str) -> None:
        """Keep a text for later, unless a newer one has come."""
        with self._lock:
            self._unread.setdefault(path, text)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection within: extraction leaves no cycles behind, and what it holds would all be gone through."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
