"""The graph in other programs' formats: GraphML for graph tools, DOT for Graphviz.

Text comes piece by piece, as the edges do, so a graph of any size fits. A symbol is written where an edge first
mentions it; both formats allow that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from symkin.graph.types import Edge, EdgeKind, Symbol

COLORS: dict[EdgeKind, str] = {
    "field": "#56b4e9",
    "input": "#009e73",
    "output": "#cc79a7",
    "reference": "#e69f00",
    "use": "#e69f00",
    "base": "#0072b2",
    "subtype": "#d55e00",
}
"""Okabe and Ito's palette, which the colour-blind can tell apart too."""

_NODE_KEYS = ("name", "qualified_name", "kind", "path", "line")
_EDGE_KEYS = ("kind", "confidence", "path", "line", "column")
_NUMBERS = {"line", "column"}

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def graphml(edges: Iterable[Edge]) -> Iterator[str]:
    """A GraphML document, a piece at a time; lines and columns are 1-based.

    It is plain ASCII. What XML cannot hold (NUL and its like, half a surrogate pair) is written as Python's escape.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            kind = "int" if key in _NUMBERS else "string"
            yield f'<key id="{owner}_{key}" for="{owner}" attr.name="{key}" attr.type="{kind}"/>\n'
    yield '<graph id="symkin" edgedefault="directed">\n'
    yield from _pieces(edges, _graphml_node, _graphml_edge)
    yield "</graph>\n</graphml>\n"


def dot(edges: Iterable[Edge]) -> Iterator[str]:
    """A DOT document in UTF-8, a piece at a time; `likely` edges are dashed.

    Names are labels, never identifiers. Control characters are written as Python's escapes.
    """
    yield 'digraph symkin {\ncharset="UTF-8";\nrankdir=LR;\n'
    yield 'node [shape=box, style=rounded, fontname="sans-serif"];\nedge [fontsize=9, fontname="sans-serif"];\n'
    yield from _pieces(edges, _dot_node, _dot_edge)
    yield "}\n"


def _pieces(
    edges: Iterable[Edge], node: Callable[[int, Symbol], str], arrow: Callable[[int, int, Edge], str]
) -> Iterator[str]:
    numbers: dict[Symbol, int] = {}
    for edge in edges:
        for symbol in (edge.source, edge.target):
            if symbol not in numbers:
                numbers[symbol] = len(numbers)
                yield node(numbers[symbol], symbol)
        yield arrow(numbers[edge.source], numbers[edge.target], edge)


def _graphml_node(number: int, symbol: Symbol) -> str:
    values = (symbol.name, symbol.qualified_name, symbol.kind, symbol.path, symbol.line + 1)
    return f'<node id="n{number}">{_graphml_data("node", _NODE_KEYS, values)}</node>\n'


def _graphml_edge(source: int, target: int, edge: Edge) -> str:
    values = (edge.kind, edge.confidence, edge.site.path, edge.site.line + 1, edge.site.column + 1)
    return f'<edge source="n{source}" target="n{target}">{_graphml_data("edge", _EDGE_KEYS, values)}</edge>\n'


def _graphml_data(owner: str, keys: Iterable[str], values: Iterable[str | int]) -> str:
    pairs = zip(keys, values, strict=True)
    return "".join(f'<data key="{owner}_{key}">{_xml(str(value))}</data>' for key, value in pairs)


def _xml(text: str) -> str:
    held = escape(_NOT_XML.sub(_visible, text), quote=False)
    # A parser would read a bare carriage return as a line feed.
    return held.replace("\r", "&#13;").encode("ascii", "xmlcharrefreplace").decode()


def _dot_node(number: int, symbol: Symbol) -> str:
    place = f"{symbol.kind} {symbol.path}:{symbol.line + 1}"
    return f"n{number} [label={_quoted(symbol.qualified_name)}, tooltip={_quoted(place)}];\n"


def _dot_edge(source: int, target: int, edge: Edge) -> str:
    style = "dashed" if edge.confidence == "likely" else "solid"
    place = f"{edge.site.path}:{edge.site.line + 1}:{edge.site.column + 1}"
    attributes = f'label={edge.kind}, style={style}, color="{COLORS[edge.kind]}", tooltip={_quoted(place)}'
    return f"n{source} -> n{target} [{attributes}];\n"


def _quoted(text: str) -> str:
    r"""A string that Graphviz shows as it is: it would obey `\n`, `\N` and `&lt;` in labels."""
    shown = "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)
    escaped = _ENTITY.sub("&amp;", shown).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _visible(match: re.Match[str]) -> str:
    return ascii(match[0])[1:-1]
