"""A query by parts finds what it finds at once, and ends in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import tree_sitter

from symkin.graph import capturing
from symkin.graph.capturing import MAX_DEPTH, QueryTimeout, captures_of
from symkin.graph.languages.language import Language
from symkin.graph.languages.registry import LANGUAGES, language_of

ROOT = Path(__file__).parent.parent / "languages"
SOURCES = sorted(path for path in ROOT.rglob("*") if path.is_file() and language_of(path.name))


def _parsed(text: bytes, language: Language) -> tree_sitter.Tree:
    return tree_sitter.Parser(language.grammar_language).parse(text)


def _places(captures: dict[str, list[tree_sitter.Node]]) -> dict[str, list[tuple[int, int]]]:
    return {name: sorted((node.start_byte, node.end_byte) for node in nodes) for name, nodes in captures.items()}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize("wide", [1, 3])
def test_parts_make_the_whole(path: Path, wide: int, monkeypatch: pytest.MonkeyPatch) -> None:
    language = language_of(path.name)
    assert language is not None
    tree = _parsed(path.read_bytes(), language)
    whole = tree_sitter.QueryCursor(language.query).captures(tree.root_node)
    monkeypatch.setattr(capturing, "WIDE", wide)
    monkeypatch.setattr(capturing, "_WIDE_BYTES", 2)
    assert _places(captures_of(tree, language.query)) == _places(whole)


@pytest.mark.parametrize(("language", "piece"), [("go", b"^ ^ "), ("ruby", b"that is kept\n"), ("c", b"x; ")])
def test_broken_siblings_end_in_time(language: str, piece: bytes) -> None:
    tree = _parsed(piece * 10_000, LANGUAGES[language])
    with pytest.raises(QueryTimeout):
        captures_of(tree, LANGUAGES[language].query, time.monotonic() + 0.01)


def test_what_stands_too_deep_is_left_alone() -> None:
    go = LANGUAGES["go"]
    chain = captures_of(_parsed(b"pkg . " * 5_000, go), go.query)
    assert len(chain["reference"]) <= MAX_DEPTH + 2
