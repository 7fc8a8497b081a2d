"""How long a warm server takes to answer, over stdio, as an editor sees it.

    python bench/related_latency.py WORKSPACE [--symbols 200] [--seed 1] [--no-model]

The workspace is indexed first. Symbols are drawn at random among its definitions; each is asked for by
its position, once of the graph alone and once of the model (with the graph's answer streamed first). As many, drawn
anew, are asked for with a topic, each of a few in turn.
The last row types one character into the workspace's longest file and asks about a symbol in it, time and again:
from the keystroke to an answer that reflects it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import JsonRPCResponseMessage, default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

SERVER = [sys.executable, "-m", "symkin.cli", "serve", "--stdio"]
RELATED = "symkin/relatedSymbols"
TOPICS = ("how is it closed for good", "where bad input is refused", "what is kept so that it need not be made again")


def main() -> None:
    """Measure and print a markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--symbols", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-model", action="store_true")
    arguments = parser.parse_args()
    root = arguments.workspace.resolve()
    asyncio.run(run(root, arguments.symbols, arguments.seed, model=not arguments.no_model))


async def run(root: Path, count: int, seed: int, *, model: bool) -> None:
    client = Client()
    await client.start(root)
    positions, others = random_definitions(root, count, (seed, seed + 1))
    rows = [("graph", [await client.ask(at, "graph") for at in positions])]
    topical = [await client.ask({**at, "topic": topic}, "graph") for at, topic in zip(others, cycle(TOPICS))]
    rows.append(("graph, with a topic", topical))
    if model:
        await client.ask(positions[0], "model")  # loads the model
        asked = [await client.ask(at, "model") for at in positions]
        rows.append(("model", [one for one in asked if one.ranker == "model"]))
        rows.append(("graph, streamed before the model's", [one for one in asked if one.partial is not None]))
    longest = max(root.rglob("*.py"), key=lambda path: path.stat().st_size)
    edited = [await client.edit_and_ask(longest, number) for number in range(count // 4)]
    rows.append((f"graph, after an edit ({len(longest.read_text().splitlines())} lines)", edited))
    print(f"resident memory: {client.memory_mb()} MB (server), with all its children {client.memory_mb(True)} MB")
    await client.stop()
    report(root, rows)


def report(root: Path, rows: list[tuple[str, list[Asked]]]) -> None:
    print(f"| answer ({root.name}) | answered | median ms | 95th percentile ms | most ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, asked in rows:
        times = sorted(one.partial if "streamed" in name and one.partial else one.seconds for one in asked)
        if times:
            quantiles = [statistics.median(times), times[int(0.95 * (len(times) - 1))], times[-1]]
            print(f"| {name} | {len(times)} | " + " | ".join(f"{1000 * one:.1f}" for one in quantiles) + " |")


class Asked:
    """One question's cost."""

    def __init__(self, seconds: float, partial: float | None, ranker: str) -> None:
        self.seconds = seconds
        self.partial = partial
        self.ranker = ranker


class Client:
    """An editor with nothing to show."""

    def __init__(self) -> None:
        converter = default_converter()  # type: ignore[no-untyped-call]
        converter.register_structure_hook(JsonRPCResponseMessage, lambda value, cls: cls(**{"result": None, **value}))
        self.client = LanguageClient(converter_factory=lambda: converter)
        self.ended = asyncio.Event()
        self.partial_at: float | None = None
        # A function, since pygls sets attributes on what it registers, and a method takes none.
        features = {**DEFAULT_CLIENT_FEATURES, types.PROGRESS: lambda params: self.progress(params)}  # noqa: PLW0108
        register_lsp_features(self.client, features)

    def progress(self, params: types.ProgressParams) -> None:
        value: Any = params.value
        if value.get("kind") == "end":
            self.ended.set()
        elif "items" in value:
            self.partial_at = time.perf_counter()

    async def start(self, root: Path) -> None:
        await self.client.start_io(*SERVER)
        folder = types.WorkspaceFolder(root.as_uri(), root.name)
        params = types.InitializeParams(capabilities=client_capabilities("neovim"), workspace_folders=[folder])
        await self.client.initialize_session(params)
        await self.ended.wait()

    async def stop(self) -> None:
        await self.client.shutdown_session()
        await self.client.stop()  # type: ignore[no-untyped-call]

    async def edit_and_ask(self, path: Path, number: int) -> Asked:
        """One keystroke at the top of the file, then a question about its first class or function."""
        uri, text = path.as_uri(), path.read_text(encoding="utf-8")
        if number == 0:
            document = types.TextDocumentItem(uri, "python", 0, text)
            self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        line = next(i for i, line in enumerate(text.splitlines()) if line.startswith(("class ", "def ")))
        at = types.Position(0, 0)
        change = types.TextDocumentContentChangePartial(types.Range(at, at), "\n")
        started = time.perf_counter()
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(number + 1, uri), [change])
        )
        position = {"line": line + number + 1, "character": 6}
        await self.ask({"textDocument": {"uri": uri}, "position": position}, "graph")
        return Asked(time.perf_counter() - started, None, "graph")

    def memory_mb(self, children: bool = False) -> int:
        """Resident megabytes by /proc; shared pages count for each process."""
        assert self.client._server is not None
        return round(resident_kb(self.client._server.pid, children) / 1024)

    async def ask(self, params: dict[str, Any], ranker: str) -> Asked:
        self.partial_at = None
        question = {**params, "ranker": ranker, "partialResultToken": "bench"}
        started = time.perf_counter()
        answer: Any = await self.client.protocol.send_request_async(RELATED, question)  # type: ignore[no-untyped-call]
        seconds = time.perf_counter() - started
        partial = None if self.partial_at is None else self.partial_at - started
        return Asked(seconds, partial, answer["ranker"] if answer else "none")


def resident_kb(pid: int, children: bool) -> int:
    process = Path("/proc", str(pid))
    own = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmRSS"))
    below = [int(child) for task in process.glob("task/*/children") for child in task.read_text().split()]
    return int(own.split()[1]) + (sum(resident_kb(child, True) for child in below) if children else 0)


def random_definitions(root: Path, count: int, seeds: Sequence[int]) -> list[list[dict[str, Any]]]:
    """Where definitions stand, by the graph itself, for each seed; the same ones for the same seed and sources."""
    from symkin.graph.workspace import Workspace

    workspace = Workspace.open(root)
    symbols = {edge.target for edge in workspace.edges(["field", "reference"])}
    workspace.close()
    ordered = sorted(symbols, key=lambda one: (one.path, one.line, one.column))
    places = [
        {
            "textDocument": {"uri": (root / one.path).as_uri()},
            "position": {"line": one.line, "character": one.column},
        }
        for one in ordered
    ]
    return [random.Random(seed).sample(places, min(count, len(places))) for seed in seeds]


if __name__ == "__main__":
    main()
