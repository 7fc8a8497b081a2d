"""From a keystroke in a long file to the graph's answer, with and without the functions that the edit left alone.

    python bench/edit_latency.py WORKSPACE [--lines 5000] [--edits 100]

The longest Python files of the workspace are joined until there are so many lines. A buffer of that text is laid over
the first of them, a letter or a line is typed into a random function, and the candidates of that function are asked
for: what a server does between a change and an answer, all in one process. Each edit is done twice, one after the
other: in a workspace that extracts what has changed, and in one that extracts the whole text.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

from symkin.graph import pieces
from symkin.graph.workspace import Workspace
from symkin.server.main import YOUNG

RETURN = re.compile(r" {8,}return (?=\w)")


def joined(root: Path, lines: int) -> tuple[str, str]:
    """The path of the longest file, and its text with those of the next ones behind it."""
    texts = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    longest = sorted(texts, key=lambda path: -texts[path].count("\n"))
    text = ""
    for path in longest:
        text += texts[path] + "\n"
        if text.count("\n") >= lines:
            break
    return longest[0].relative_to(root).as_posix(), text


def typed(text: str, number: int, rng: random.Random) -> tuple[str, int]:
    """The text with a line typed into a function, or a letter into one of its names, and that line's number."""
    lines = text.split("\n")
    at = rng.choice([i for i, line in enumerate(lines) if RETURN.match(line)])
    added = "\\g<0>typed\n\\g<0>" if number % 2 else "\\g<0>typed and "
    lines[at] = RETURN.sub(added, lines[at], count=1)
    return "\n".join(lines), at


def seconds(workspace: Workspace, path: str, text: str, line: int) -> float:
    """The CPU time of one edit with its answer: on a machine that has nothing else to do it is the time that passes."""
    started = time.process_time()
    workspace.set_buffer(path, text)
    symbol = workspace.symbol_at(path, line, 0)
    if symbol is not None:
        workspace.groups(symbol)
    return time.process_time() - started


def measure(root: Path, lines: int, edits: int, cache: Path) -> Iterator[tuple[str, int, list[float]]]:
    path, text = joined(root, lines)
    workspaces = {
        "what has changed": Workspace.open(root, cache_dir=cache),
        "the whole text": Workspace.open(root, cache_dir=cache),
    }
    workspaces["the whole text"].index()
    gc.freeze()  # as the server does
    gc.set_threshold(YOUNG)
    rng = random.Random(1)
    spent: dict[str, list[float]] = {name: [] for name in workspaces}
    worthwhile = pieces.WORTHWHILE
    for number in range(edits + 1):
        text, line = typed(text, number, rng)
        for name, workspace in workspaces.items():
            pieces.WORTHWHILE = worthwhile if name == "what has changed" else len(text) * 2
            spent[name].append(seconds(workspace, path, text, line))
    for name, times in spent.items():
        yield name, text.count("\n"), times[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--lines", type=int, default=5000)
    parser.add_argument("--edits", type=int, default=100)
    arguments = parser.parse_args()
    print("| extracted | lines | edits | median CPU ms | 95th percentile | most |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as cache:
        for name, lines, times in measure(arguments.workspace, arguments.lines, arguments.edits, Path(cache)):
            cuts = [1000 * cut for cut in quantiles(times, n=20)]
            print(f"| {name} | {lines} | {len(times)} | {cuts[9]:.1f} | {cuts[18]:.1f} | {1000 * max(times):.1f} |")


if __name__ == "__main__":
    main()
