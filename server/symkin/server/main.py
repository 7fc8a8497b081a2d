"""Starts the server: `serve` is what `symkin serve` calls."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

from symkin.server.handshake import Handshake, ReplayedInput, shake_hands

if TYPE_CHECKING:
    from symkin.server.app import SymkinServer


YOUNG = 10_000
"""Objects after which garbage is looked for: an answer makes thousands, nearly all of which go by themselves."""


def serve(*, tcp: bool = False, host: str = "127.0.0.1", port: int = 2087) -> int:
    """Serve one client until it says exit or goes away; the process' exit status, as LSP wants it."""
    return _serve_tcp(host, port) if tcp else _serve_stdio()


def _serve_stdio() -> int:
    stdin, stdout = _private_streams()
    handshake = shake_hands(stdin, stdout)
    server = _create()
    server.protocol.answered = handshake.answered
    server.start_io(_replayed(stdin, handshake), stdout)
    return server.exit_status


def _serve_tcp(host: str, port: int) -> int:
    server = _create()
    try:
        server.start_tcp(host, port)
    finally:
        server.shutdown()
    return server.exit_status


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """The client's pipes under new numbers: no print, library or child can write into the protocol."""
    stdin = os.fdopen(os.dup(0), "rb")
    stdout = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return stdin, stdout


def _replayed(stdin: BinaryIO, handshake: Handshake) -> BinaryIO:
    return ReplayedInput(stdin, handshake.read)  # type: ignore[return-value]  # all that pygls calls


def _create() -> SymkinServer:
    # Some 550 message classes are made here, all to stay: collecting garbage meanwhile costs 50 ms.
    gc.disable()
    from symkin.server.app import create_server

    server = create_server()
    gc.enable()
    gc.freeze()
    gc.set_threshold(YOUNG)
    _quiet_log()
    return server


def _quiet_log() -> None:
    import logging

    from symkin.server.wire import OrdinaryErrors

    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(OrdinaryErrors())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
