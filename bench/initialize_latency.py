"""From process start to the answer of `initialize`, and to the first answered request after it.

    python bench/initialize_latency.py [--runs 20] [--client neovim]

Beside it, in turn, two floors: an interpreter that does nothing, and pygls' smallest server. The last
column is what a user notices: `initialize`, `initialized` and a first request, all sent at once, until
the answer of that request.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

BARE = "from pygls.lsp.server import LanguageServer; LanguageServer('bare', '1').start_io()"
SERVERS = {
    "`python -c pass`": ["-c", "pass"],
    "bare pygls server": ["-c", BARE],
    "`symkin serve --stdio`": ["-m", "symkin.cli", "serve", "--stdio"],
}
UNKNOWN_COMMAND = {"command": "bench.none"}
"""Every server answers it, with an error, as soon as it is ready to answer anything."""


def main() -> None:
    """Measure and print a markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--client", default="neovim", help="whose capabilities to send (pytest-lsp's profiles)")
    arguments = parser.parse_args()
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in SERVERS}
    messages = opening(arguments.client)
    for _ in range(arguments.runs):
        # In turn, so that whatever else the machine does hits all alike.
        for name, command in SERVERS.items():
            times[name].append(measure([sys.executable, *command], messages))
    print(f"| ms from process start, median of {arguments.runs} | `initialize` | first request |")
    print("| --- | ---: | ---: |")
    for name, pairs in times.items():
        print(f"| {name} | {median(pairs, 0)} | {median(pairs, 1)} |")


def median(pairs: list[tuple[float, float]], index: int) -> str:
    return f"{statistics.median(pair[index] for pair in pairs) * 1000:.0f}"


def opening(client: str) -> list[dict[str, Any]]:
    """The first messages of an editor; made here so that making them is not measured."""
    from lsprotocol import types
    from lsprotocol.converters import get_converter
    from pytest_lsp import client_capabilities

    params = get_converter().unstructure(types.InitializeParams(capabilities=client_capabilities(client)))
    return [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params},
        {"jsonrpc": "2.0", "method": "initialized", "params": {}},
        {"jsonrpc": "2.0", "id": 2, "method": "workspace/executeCommand", "params": UNKNOWN_COMMAND},
    ]


def measure(command: list[str], messages: list[dict[str, Any]]) -> tuple[float, float]:
    """Seconds until the answers 1 and 2; for a process that answers nothing, until its end."""
    started = time.perf_counter()
    with running(command) as (stdin, stdout):
        write(stdin, messages)
        first = wait_for(stdout, 1) - started
        second = wait_for(stdout, 2) - started
    return first, second


@contextmanager
def running(command: list[str]) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    with tempfile.TemporaryDirectory() as directory:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(Path(directory)),
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdin, process.stdout
        finally:
            process.kill()
            process.wait()


def environment(directory: Path) -> dict[str, str]:
    import os

    return {**os.environ, "SYMKIN_CACHE_DIR": str(directory), "SYMKIN_MODEL_DIR": str(directory)}


def write(stdin: IO[bytes], messages: list[dict[str, Any]]) -> None:
    try:
        for message in messages:
            body = json.dumps(message).encode()
            stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stdin.flush()
    except BrokenPipeError:
        pass  # `python -c pass` has ended by now


def wait_for(stdout: IO[bytes], request: int) -> float:
    """When the answer was read, or the stream ended."""
    while (message := read(stdout)) is not None:
        if message.get("id") == request and "method" not in message:
            break
    return time.perf_counter()


def read(stdout: IO[bytes]) -> dict[str, Any] | None:
    length = 0
    while header := stdout.readline().strip():
        name, _, value = header.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    message: dict[str, Any] | None = json.loads(stdout.read(length)) if length else None
    return message


if __name__ == "__main__":
    main()
