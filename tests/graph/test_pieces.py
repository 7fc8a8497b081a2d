"""What an edit left alone is put together to the facts of a fresh text, whatever the edit."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symkin.graph import pieces
from symkin.graph.extract import extract, facts_in
from symkin.graph.languages.registry import LANGUAGES, language_of
from symkin.graph.pieces import Entangled, extract_again, facts_by_pieces
from symkin.graph.reading import take_out
from symkin.graph.reparse import Former, reparse
from symkin.graph.source import Source

ROOT = Path(__file__).parent.parent / "languages"
SOURCES = sorted(
    path
    for path in ROOT.rglob("*")
    if (language := language_of(path.name)) and language.units and path.suffix != ".ipynb"
)
PYTHON = LANGUAGES["python"]
MODULES = [
    Path(pieces.__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("bindings.py", "pool.py", "store.py", "view.py", "workspace.py")
]
ADDED = ["", "x", "\n", "def added(): ...\n", "    ", "(", ")", '"""', "é😀", "class K(Größe):\n    y = 1\n", "# "]
ADDED += ["self.z = 1", "\n    @property\n    def z(self) -> Pool: ...\n", "import os", "; "]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_pieces_make_the_whole(path: Path) -> None:
    language = language_of(path.name)
    assert language is not None
    text = take_out(path.name, path.read_bytes()).text
    source = Source(text, language)
    try:
        found, known = facts_by_pieces(source, {})
    except Entangled:
        assert language.merged
        return
    assert found == facts_in(source)
    assert list(found.occurrences) == list(facts_in(source).occurrences)
    moved = Source(b"\n" + text, language)
    again, same = facts_by_pieces(moved, known)
    assert again == facts_in(moved)
    assert [same[key] is piece for key, piece in known.items()] == [True] * len(known)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MODULES), st.integers(0, 20_000), st.integers(0, 60), st.sampled_from(ADDED))
def test_an_edit_changes_what_it_should(text: str, at: int, removed: int, added: str) -> None:
    at %= len(text)
    before, after = text.encode(), (text[:at] + added + text[at + removed :]).encode()
    former = Source(before, PYTHON)
    _, known = facts_by_pieces(former, {})
    source = Source(after, PYTHON, reparse(Former(before, former.tree), after, PYTHON))
    with suppress(Entangled):
        assert facts_by_pieces(source, known)[0] == extract(after, PYTHON)


CASES = {
    "a field typed later": "    def one(self):\n        self.b = 1\n    def two(self):\n        self.b: P = x",
    "a field of two methods": "    def one(self):\n        self.b = Pool()\n    def two(self):\n        self.b = None",
    "a field with a method's name": "    def run(self):\n        self.run = 1\n    def other(self): ...",
    "a field of the class": "    def one(self, a):\n        self.a = a\n    def two(self):\n        self.a = Pool()",
    "a class in a method": "    def one(self):\n        class A:\n            def a(self): self.x = 1\n"
    "            def b(self): self.x = Pool()",
    "a mere local": "    def one(self):\n        self.a = b = c()\n    def two(self, d):\n        self.a = d",
}


@pytest.mark.parametrize("body", CASES.values(), ids=CASES)
def test_methods_of_one_class_share_its_fields(body: str) -> None:
    source = Source(f"class Session:\n    a = None\n{body}\nsession = Session()\n".encode(), PYTHON)
    assert facts_by_pieces(source, {})[0] == facts_in(source)


def test_what_a_function_holds_stays_in_it_behind_a_broken_statement() -> None:
    source = Source(b"x.\ndef bounded[T: Pool](value: T):\n    value.take()\n", PYTHON)
    assert facts_by_pieces(source, {})[0] == facts_in(source)


def test_what_depends_on_its_neighbours_is_extracted_as_a_whole() -> None:
    text = "export function a(x: A): B;\nexport function b() {}\nexport function a(x: any) {}\n"
    source = Source((text + "// long enough\n" * 1_000).encode(), LANGUAGES["typescript"])
    with pytest.raises(Entangled):
        facts_by_pieces(source, {})
    assert extract_again(source, {}) == (facts_in(source), {})
