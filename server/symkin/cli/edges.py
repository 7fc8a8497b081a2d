"""`symkin edges`: the whole graph of a workspace, for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from symkin.graph.types import Edge, Symbol


class Kind(str, Enum):
    """The kinds of edges, as `symkin.graph.types.EdgeKind` has them."""

    FIELD = "field"
    INPUT = "input"
    OUTPUT = "output"
    REFERENCE = "reference"
    USE = "use"
    BASE = "base"
    SUBTYPE = "subtype"


class Format(str, Enum):
    """What other programs read."""

    JSONL = "jsonl"
    GRAPHML = "graphml"
    DOT = "dot"


def edges(
    root: Annotated[
        Path | None, typer.Argument(help="The workspace; by default the repository here.", show_default=False)
    ] = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            help="Only this kind (repeatable). Without it: all but use and subtype, which are others reversed.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="JSON lines, GraphML for graph tools, or DOT for Graphviz.")
    ] = Format.JSONL,
) -> int:
    """Write every edge of a workspace's symbol graph, one JSON object a line or as a graph's document."""
    from symkin.cli.roots import chosen_root
    from symkin.cli.workspaces import index, opened

    with opened(chosen_root(root)) as workspace:
        index(workspace)
        for piece in written(workspace.edges({one.value for one in kind} if kind else None), form):
            sys.stdout.write(piece)
    return 0


def written(edges: Iterable[Edge], form: Format) -> Iterator[str]:
    """The edges in a format, piece by piece. All but DOT are ASCII, and DOT is UTF-8 whatever the terminal is."""
    from symkin.graph.export import dot, graphml

    if form is Format.GRAPHML:
        return graphml(edges)
    if form is Format.DOT:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
        return dot(edges)
    return (json.dumps(to_json(edge)) + "\n" for edge in edges)


def to_json(edge: Edge) -> dict[str, Any]:
    """The JSON object of an edge; lines and columns are 1-based."""
    return {
        "kind": edge.kind,
        "confidence": edge.confidence,
        "source": _symbol(edge.source),
        "target": _symbol(edge.target),
        "site": {"path": edge.site.path, "line": edge.site.line + 1, "column": edge.site.column + 1},
    }


def _symbol(symbol: Symbol) -> dict[str, Any]:
    return {
        "name": symbol.name,
        "qualified_name": symbol.qualified_name,
        "path": symbol.path,
        "line": symbol.line + 1,
    }
