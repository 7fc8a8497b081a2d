"""A query by parts finds what it finds at once; what is too deep or too wide is noticed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import tree_sitter

from symkin.graph.capturing import MAX_DEPTH, WIDE, captures_of, captures_within, is_wide
from symkin.graph.languages.language import Language
from symkin.graph.languages.registry import LANGUAGES, language_of

ROOT = Path(__file__).parent.parent / "languages"
SOURCES = sorted(path for path in ROOT.rglob("*") if path.is_file() and language_of(path.name))


def _parsed(text: bytes, language: Language) -> tree_sitter.Tree:
    return tree_sitter.Parser(language.grammar_language).parse(text)


def _places(captures: dict[str, list[tree_sitter.Node]]) -> dict[str, list[tuple[int, int]]]:
    return {name: sorted((node.start_byte, node.end_byte) for node in nodes) for name, nodes in captures.items()}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_parts_make_the_whole(path: Path) -> None:
    language = language_of(path.name)
    assert language is not None
    text = path.read_bytes()
    tree, queries = _parsed(text, language), language.queries_for(text)
    assert not is_wide(tree)
    starts = [child.start_byte for child in tree.root_node.children]
    spans = pairwise([0, *starts, tree.root_node.end_byte])
    parts = captures_within(tree, [(*span, query) for span in spans for query in queries])
    assert _places(parts) == _places(captures_of(tree, *queries))


def test_queries_of_a_text_share_no_capture() -> None:
    python = LANGUAGES["python"]
    text = b'from net import *\n__all__ = ["send"]\n\ndef send(): ...\n'
    found = [captures_of(_parsed(text, python), query) for query in python.queries_for(text)]
    assert [text[node.start_byte : node.end_byte] for node in found[1]["export"]] == [b"send"]
    assert not found[0].keys() & found[1].keys()
    assert python.queries_for(text.replace(b"__all__", b"names")) == (python.query,)


@pytest.mark.parametrize("text", [b"^ ^ " * WIDE, b"package p\ntype T struct { a" + b", a" * WIDE + b" int }"])
def test_many_siblings_are_noticed(text: bytes) -> None:
    assert is_wide(_parsed(text, LANGUAGES["go"]))


def test_what_stands_too_deep_is_left_alone() -> None:
    go = LANGUAGES["go"]
    chain = captures_of(_parsed(b"pkg . " * 5_000, go), go.query)
    assert len(chain["reference"]) <= MAX_DEPTH + 2
