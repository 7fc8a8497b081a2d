"""What the user should be told, each thing once a process."""

from __future__ import annotations

import threading


class Notices:
    """Collects sentences for the rims to show; a kind that was told is not told again. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: set[str] = set()
        self._waiting: list[str] = []

    def tell(self, kind: str, message: str) -> None:
        """Queue `message`, unless something of this kind was told before."""
        with self._lock:
            if kind not in self._told:
                self._told.add(kind)
                self._waiting.append(message)

    def drain(self) -> list[str]:
        """What has not been shown yet; the caller shows it."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            return waiting
