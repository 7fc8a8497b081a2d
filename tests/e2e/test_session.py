"""How a session starts, ends, and goes on when the client does odd things."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities

from editors import PATIENCE, SERVER, make_client

pytestmark = pytest.mark.asyncio

Process = asyncio.subprocess.Process


async def start(environment: dict[str, str], command: list[str] = SERVER) -> Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)


def frame(message: object) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def request(number: int, method: str, params: object = None) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


INITIALIZE = request(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
SHUTDOWN = request(2, "shutdown")
EXIT = {"jsonrpc": "2.0", "method": "exit"}


async def talk(process: Process, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything that the server says until it ends."""
    out, _ = await asyncio.wait_for(process.communicate(b"".join(map(frame, messages))), PATIENCE)
    said = []
    while out:
        header, _, rest = out.partition(b"\r\n\r\n")
        length = int(header.lower().split(b"content-length:")[1].split()[0])
        said.append(json.loads(rest[:length]))
        out = rest[length:]
    return said


async def test_all_messages_at_once(environment: dict[str, str]) -> None:
    """The handshake answers the first; the rest waits in the pipe, and none of it is lost or answered twice."""
    process = await start(environment)
    said = await talk(process, INITIALIZE, {"jsonrpc": "2.0", "method": "initialized", "params": {}}, SHUTDOWN, EXIT)
    assert [one["id"] for one in said if "id" in one] == [1, 2]
    assert process.returncode == 0


async def test_leaving_without_shutdown(environment: dict[str, str]) -> None:
    process = await start(environment)
    await talk(process, INITIALIZE, EXIT)
    assert process.returncode == 1


async def test_a_client_that_begins_with_something_else(environment: dict[str, str]) -> None:
    process = await start(environment)
    said = await talk(process, request(9, "symkin/relatedSymbols", {}), INITIALIZE, SHUTDOWN, EXIT)
    errors = {one["id"]: one.get("error") for one in said if "id" in one}
    assert errors[9]
    assert not errors[1]
    assert process.returncode == 0


async def test_what_other_code_prints_does_not_reach_the_client(environment: dict[str, str]) -> None:
    program = (
        "import os, sys; from symkin.server import main\n"
        "create = main._create\n"
        "def noisy():\n"
        "    print('to stdout'); sys.stdout.flush(); os.system('echo from a child')\n"
        "    return create()\n"
        "main._create = noisy\n"
        "sys.exit(main.serve())"
    )
    process = await start(environment, [sys.executable, "-c", program])
    said = await talk(process, INITIALIZE, SHUTDOWN, EXIT)
    assert [one["id"] for one in said] == [1, 2]


async def test_tcp(environment: dict[str, str], workspace: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = await start(environment, [*SERVER[:-1], "--tcp", f"127.0.0.1:{port}"])
    client = make_client({"symkin": {"prepareModel": False}}, {})
    await connect(client, port)
    folder = types.WorkspaceFolder(workspace.as_uri(), "net")
    await client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("neovim"), workspace_folders=[folder])
    )
    uri = (workspace / "net" / "retry.py").as_uri()
    question = {"textDocument": {"uri": uri}, "position": {"line": 3, "character": 8}}
    asked = client.protocol.send_request_async("symkin/relatedSymbols", question)  # type: ignore[no-untyped-call]
    answer = await asyncio.wait_for(asked, PATIENCE)
    assert answer["symbol"]["name"] == "RetryPolicy"
    await client.shutdown_session()
    assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    await client.stop()  # type: ignore[no-untyped-call]


async def connect(client: LanguageClient, port: int) -> None:
    """The server serves one client, so nobody may knock before it to see whether it listens."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return await client.start_tcp("127.0.0.1", port)  # type: ignore[no-any-return]
        except OSError:
            assert time.monotonic() < end
            await asyncio.sleep(0.05)
