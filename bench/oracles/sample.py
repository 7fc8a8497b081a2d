"""Random edges of a source tree, with the lines that they join, for somebody to read and to judge.

    python bench/oracles/sample.py SOURCE --language c [--edges 100] [--seed 1]

Prints for each edge where it starts and where it leads, and both lines. Verdicts go to `verdicts/LANGUAGE.jsonl`, those
of a later source to `verdicts/LANGUAGE_SOURCE.jsonl`, a line an edge: its place (`site`), `ok` or `wrong`, and why
where it is wrong; no text of the sources.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from judging import REFERENCES, sites

from symkin.graph.types import Edge
from symkin.graph.workspace import Workspace


def edges(root: Path, language: str, cache: Path) -> list[Edge]:
    """The calls, decorators and base classes of a language that have an edge."""
    workspace = Workspace.open(root, cache_dir=cache)
    workspace.index()
    places = {(site.path, site.line, site.column) for site in sites(workspace)}
    found = [edge for edge in workspace.edges(REFERENCES) if edge.target.language == language]
    workspace.close()
    return [edge for edge in found if (edge.site.path, edge.site.line, edge.site.column) in places]


def shown(root: Path, edge: Edge) -> Iterator[str]:
    site, target = edge.site, edge.target
    yield f"{site.path}:{site.line + 1}:{site.column + 1} {edge.confidence} {target.kind} {target.qualified_name}"
    for path, line in ((site.path, site.line), (target.path, target.line)):
        text = (root / path).read_text(encoding="utf-8", errors="replace").split("\n")[line]
        yield f"    {path}:{line + 1}: {text.strip()[:150]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--language", required=True)
    parser.add_argument("--edges", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        found = edges(arguments.source.resolve(), arguments.language, Path(cache))
    for edge in random.Random(arguments.seed).sample(found, min(len(found), arguments.edges)):
        print("\n".join(shown(arguments.source, edge)))


if __name__ == "__main__":
    main()
