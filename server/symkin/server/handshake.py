"""Answers `initialize` before anything heavy is imported.

Importing pygls and lsprotocol takes a third of a second: attrs compiles some 550 message classes. The
answer depends on nothing in them, so it is given first, from data, and the message then goes the usual way.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from symkin.server.protocol import NAME, VERSION, position_encoding, server_capabilities


@dataclass(slots=True)
class ReplayedInput:
    """A stream whose first bytes were read already; the two methods are those that pygls calls."""

    stream: BinaryIO
    replayed: bytes = b""

    def readline(self) -> bytes:
        """The next line, its end included; b'' at the end of the stream."""
        end = self.replayed.find(b"\n") + 1
        if not self.replayed:
            return self.stream.readline()
        return self._take(end) if end else self._take(len(self.replayed)) + self.stream.readline()

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end of the stream."""
        taken = self._take(min(size, len(self.replayed)))
        return taken if len(taken) == size else taken + self.stream.read(size - len(taken))

    def _take(self, size: int) -> bytes:
        taken, self.replayed = self.replayed[:size], self.replayed[size:]
        return taken


@dataclass(slots=True)
class Handshake:
    """What was read, to be replayed, and the id of the request that has been answered (None: none was)."""

    read: bytes = b""
    answered: int | str | None = None
    headers: dict[bytes, bytes] = field(default_factory=dict)


def shake_hands(stdin: BinaryIO, stdout: BinaryIO) -> Handshake:
    """Read one message; if it is a sound `initialize`, answer it. Anything else is left to pygls."""
    handshake = Handshake()
    while (line := stdin.readline()).strip():
        handshake.read += line
        name, _, value = line.partition(b":")
        handshake.headers[name.strip().lower()] = value.strip()
    handshake.read += line
    length = handshake.headers.get(b"content-length", b"")
    if not length.isdigit():
        return handshake
    body = stdin.read(int(length))
    handshake.read += body
    message = _message(body)
    if message.get("method") == "initialize" and isinstance(message.get("params"), dict):
        handshake.answered = message.get("id")
        _send(stdout, handshake.answered, _result(message["params"]))
    return handshake


def _message(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _result(params: dict[str, Any]) -> dict[str, Any]:
    encoding = position_encoding(params.get("capabilities"))
    return {
        "capabilities": server_capabilities(encoding),
        "serverInfo": {"name": NAME, "version": VERSION},
    }


def _send(stdout: BinaryIO, request: int | str | None, result: dict[str, Any]) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": request, "result": result}).encode()
    stdout.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    stdout.flush()
