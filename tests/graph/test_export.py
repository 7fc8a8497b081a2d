"""The graph in other programs' formats, read back by other readers than its writers' author."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from itertools import count, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.graph.export import COLORS, dot, graphml
from symkin.graph.types import Edge, Site, Symbol

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
HOSTILE = (
    'quo"te', "back\\slash\\", "\\N \\l \\n", "a<b>&c;</data>", "&lt;&#60;", "]]>",
    "новый größe 名前 😀", "line\nbreak\r\t",
    "n0 -> n1 [x=y];", "/* # */ //", "", "<b>html</b>",
)  # fmt: skip
UNSPEAKABLE = ("nul\0", "bell\a\x1b[31m", "half \ud800 pair", "\ufffe\uffff", "\x85\u2028\u202e")


def symbol(name: str, line: int = 0) -> Symbol:
    return Symbol(name, f"Outer.{name}", "method", f"src/{name}.py", line, 4, line)


def edge(source: Symbol, target: Symbol, confidence: str = "exact") -> Edge:
    return Edge("reference", "likely" if confidence == "likely" else "exact", source, target, Site(source.path, 9, 2))


def around(names: tuple[str, ...]) -> list[Edge]:
    """Each name's symbol refers to the next one's."""
    symbols = [symbol(name, line) for line, name in enumerate(names)]
    return [edge(one, other) for one, other in pairwise(symbols)]


def read_graphml(text: str) -> tuple[dict[str, dict[str, str]], list[dict[str, str]]]:
    """Nodes by their number, and edges, with their data by its declared name."""
    root = ElementTree.fromstring(text)
    names = {key.attrib["id"]: key.attrib["attr.name"] for key in root.iter(f"{NAMESPACE}key")}

    def data(element: ElementTree.Element) -> dict[str, str]:
        return {names[one.attrib["key"]]: one.text or "" for one in element.iter(f"{NAMESPACE}data")}

    nodes = {element.attrib["id"]: data(element) for element in root.iter(f"{NAMESPACE}node")}
    return nodes, [{**element.attrib, **data(element)} for element in root.iter(f"{NAMESPACE}edge")]


def test_graphml_read_back_is_what_was_written() -> None:
    edges = around(HOSTILE)
    text = "".join(graphml(edges))
    assert text.isascii()
    nodes, arrows = read_graphml(text)
    assert [node["name"] for node in nodes.values()] == list(HOSTILE)
    assert nodes["n1"] == {
        "name": HOSTILE[1],
        "qualified_name": f"Outer.{HOSTILE[1]}",
        "kind": "method",
        "path": f"src/{HOSTILE[1]}.py",
        "line": "2",
    }
    assert len(arrows) == len(edges)
    assert arrows[0] == {
        **{"source": "n0", "target": "n1", "kind": "reference", "confidence": "exact"},
        **{"path": edges[0].site.path, "line": "10", "column": "3"},
    }


@given(st.text(st.characters(codec=None, categories=None), max_size=20))
def test_any_name_leaves_graphml_readable(name: str) -> None:
    nodes, _ = read_graphml("".join(graphml([edge(symbol(name), symbol("end", 1))])))
    assert len(nodes) == 2
    if all(character in "\t\n\r" or character.isprintable() for character in name):
        assert nodes["n0"]["name"] == name


def test_what_xml_cannot_hold_is_made_visible() -> None:
    nodes, _ = read_graphml("".join(graphml(around(UNSPEAKABLE))))
    names = [node["name"] for node in nodes.values()]
    assert names == ["nul\\x00", "bell\\x07\\x1b[31m", "half \\ud800 pair", "\\ufffe\\uffff", "\x85\u2028\u202e"]


def test_no_edge_is_an_empty_document() -> None:
    assert read_graphml("".join(graphml([]))) == ({}, [])
    assert read_dot("".join(dot([]))) == ({}, [])


@pytest.mark.parametrize("write", [graphml, dot])
def test_text_comes_while_edges_come(write: Callable[[Iterable[Edge]], Iterator[str]]) -> None:
    endless = (edge(symbol(f"from{number}"), symbol(f"to{number}")) for number in count())
    assert any("to7" in piece for piece in write(endless))


_DOT_STRING = r'"(?:[^"\\]|\\.)*"'
_DOT_ATTRIBUTES = rf"\[((?:\w+=(?:{_DOT_STRING}|\w+)(?:, )?)*)\]"
_DOT_LINE = re.compile(rf"(n\d+)(?: -> (n\d+))? {_DOT_ATTRIBUTES};")


def read_dot(text: str) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """Nodes and edges of a document of ours; a line that is neither must be one of the header."""
    head, *lines = text.splitlines()
    assert head == "digraph symkin {"
    assert lines.pop() == "}"
    assert all(re.fullmatch(r'(charset|rankdir)=[\w"-]+;|(node|edge) \[.*\];', line) for line in lines[:4])
    nodes, edges = {}, []
    for line in lines[4:]:
        match = _DOT_LINE.fullmatch(line)
        assert match, line
        found = re.findall(rf"(\w+)=({_DOT_STRING}|\w+)", match[3])
        attributes = {name: shown(value) for name, value in found}
        if match[2]:
            edges.append((match[1], match[2], attributes))
        else:
            nodes[match[1]] = attributes
    return nodes, edges


def shown(value: str) -> str:
    """What Graphviz would draw for a value."""
    inside = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
    return inside.replace("&amp;", "&")


def test_dot_read_back_is_what_was_written() -> None:
    nodes, edges = read_dot("".join(dot(around(HOSTILE))))
    expected = [f"Outer.{name}".replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") for name in HOSTILE]
    assert [node["label"] for node in nodes.values()] == expected
    assert edges[0][:2] == ("n0", "n1")
    assert edges[0][2]["label"] == "reference"
    assert edges[0][2]["color"] == COLORS["reference"]


@given(st.text(st.characters(codec=None, categories=None), max_size=20))
def test_no_name_breaks_out_of_dot(name: str) -> None:
    text = "".join(dot([edge(symbol(name), symbol("end", 1))]))
    text.encode()
    nodes, edges = read_dot(text)
    assert (len(nodes), len(edges)) == (2, 1)


def test_a_likely_edge_is_dashed() -> None:
    one, other = symbol("one"), symbol("other", 1)
    _, edges = read_dot("".join(dot([edge(one, other), edge(one, other, "likely")])))
    assert [attributes["style"] for _, _, attributes in edges] == ["solid", "dashed"]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not on the PATH")
def test_graphviz_shows_names_as_they_are() -> None:
    names = tuple(name for name in HOSTILE if "\n" not in name)
    done = subprocess.run(["dot", "-Tsvg"], input="".join(dot(around(names))).encode(), capture_output=True, check=True)
    assert done.stderr == b""
    svg = ElementTree.fromstring(done.stdout)
    labels = {element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")}
    # Graphviz keeps blanks by writing them as no-break spaces.
    assert {f"Outer.{name}" for name in names} <= {(label or "").replace("\xa0", " ") for label in labels}
