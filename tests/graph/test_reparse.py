"""An edited text gives the facts of a fresh one, whatever the edit."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symkin.graph.extract import extract, facts_in
from symkin.graph.languages.registry import LANGUAGES
from symkin.graph.reparse import Former, ParseTimeout, parse, reparse
from symkin.graph.source import Source

PYTHON = LANGUAGES["python"]
TEXT = Path(__file__).read_text(encoding="utf-8") + "\nclass Größe(Base):\n    länge: int = 3  # é\n"
PIECES = ["", "x", "\n", "def added(): ...\n", "    ", "(", ")", '"""', "é😀", "class K(Größe):\n    y = 1\n", "# "]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 60), st.sampled_from(PIECES))
def test_facts_depend_on_the_text_alone(at: int, removed: int, added: str) -> None:
    before, after = TEXT.encode(), (TEXT[:at] + added + TEXT[at + removed :]).encode()
    tree = reparse(Former(before, Source(before, PYTHON).tree), after, PYTHON)
    assert facts_in(Source(after, PYTHON, tree)) == extract(after, PYTHON)


def test_a_parse_ends_in_time() -> None:
    slow = b"a = (" + b"f(x, [1, {2: 3}]) + \\\n" * 40_000 + b"1)\n"
    with pytest.raises(ParseTimeout):
        parse(slow, PYTHON, time.monotonic() + 0.01)


def test_parsing_in_pieces_gives_the_same_tree() -> None:
    text = TEXT.encode() * 40
    assert str(parse(text, PYTHON).root_node) == str(Source(text, PYTHON).tree.root_node)
