"""The first answer, given before pygls is imported, is the one that pygls would give."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import client_capabilities

from symkin.server.app import create_server
from symkin.server.handshake import ReplayedInput, shake_hands
from symkin.server.protocol import VERSION, position_encoding

CLIENTS = ["neovim", "emacs", "visual-studio-code"]
NOTHING = types.ClientCapabilities()


def frame(message: object) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def initialize(capabilities: types.ClientCapabilities) -> dict[str, Any]:
    params = get_converter().unstructure(types.InitializeParams(capabilities=capabilities))
    return {"jsonrpc": "2.0", "id": 7, "method": "initialize", "params": params}


def answered(stdin: bytes) -> tuple[dict[str, Any] | None, bytes]:
    out = io.BytesIO()
    handshake = shake_hands(io.BytesIO(stdin), out)
    body = out.getvalue().partition(b"\r\n\r\n")[2]
    return (json.loads(body) if body else None), handshake.read


def pygls_answer(message: dict[str, Any]) -> dict[str, Any]:
    server = create_server()
    written = io.BytesIO()
    server.protocol.set_writer(written)  # type: ignore[arg-type]
    request: Any = server.protocol.structure_message(message)
    server.protocol.handle_message(request)
    server.shutdown()
    result: dict[str, Any] = json.loads(written.getvalue().partition(b"\r\n\r\n")[2])["result"]
    sync = result["capabilities"]["textDocumentSync"]
    for name in ("willSave", "willSaveWaitUntil"):
        # pygls writes these out where a client knows them; LSP: absent is false.
        assert sync.pop(name, False) is False
    return result


@pytest.mark.parametrize("capabilities", [NOTHING, *map(client_capabilities, CLIENTS)], ids=["nothing", *CLIENTS])
def test_it_is_what_pygls_answers(capabilities: types.ClientCapabilities) -> None:
    message = initialize(capabilities)
    answer, read = answered(frame(message) + b"rest")
    assert answer is not None
    assert answer["id"] == 7
    assert read == frame(message)
    assert answer["result"] == pygls_answer(message)


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-7", "utf-32"], "utf-32"),
        ([], "utf-16"),
        (["utf-7"], "utf-16"),
        (None, "utf-16"),
    ],
)
def test_the_clients_first_choice_of_encoding(offered: list[str] | None, chosen: str) -> None:
    assert position_encoding({"general": {"positionEncodings": offered}}) == chosen


@pytest.mark.parametrize(
    "stdin",
    [
        b"",
        b"\r\n",
        b"nonsense\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 3\r\n\r\n{]}",
        frame({"jsonrpc": "2.0", "id": 1, "method": "shutdown"}),
        frame({"jsonrpc": "2.0", "id": 1, "method": "initialize"}),
    ],
)
def test_anything_else_is_left_to_pygls_unread(stdin: bytes) -> None:
    answer, read = answered(stdin)
    assert answer is None
    assert stdin.startswith(read)


@given(st.binary(max_size=60), st.integers(0, 60), st.lists(st.integers(0, 20), max_size=8))
def test_a_replayed_stream_reads_like_the_stream(data: bytes, cut: int, sizes: list[int]) -> None:
    plain, replayed = io.BytesIO(data), ReplayedInput(io.BytesIO(data[cut:]), data[:cut])
    for size in sizes:
        assert replayed.read(size) == plain.read(size)
        assert replayed.readline() == plain.readline()


def test_the_version_is_the_packages() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    assert f'\nversion = "{VERSION}"\n' in pyproject.read_text()
