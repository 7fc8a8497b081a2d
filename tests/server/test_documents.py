"""Edits land where the client means them, whatever the text holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.server.convert import character_of, column_of, columns, units
from symkin.server.documents import Change, apply, lines_of

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
texts = st.text(alphabet=st.sampled_from("ab é→\U0001d4b3😀\n\r\f\u2028\t"), max_size=40)


def test_an_edit_after_a_form_feed_and_a_line_separator() -> None:
    """`str.splitlines` would count three lines here, LSP counts one."""
    text = "a\fb\u2028c\nend"
    assert apply(text, [Change("X", (1, 0, 1, 3))], columns("utf-16")) == "a\fb\u2028c\nX"


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)], ids=ENCODINGS)
def test_an_edit_after_an_astral_character(encoding: str, character: int) -> None:
    assert apply("😀x", [Change("y", (0, character, 0, character + 1))], columns(encoding)) == "😀y"


def test_changes_are_applied_one_after_the_other() -> None:
    changes = [Change("one\ntwo"), Change("2", (1, 0, 1, 3)), Change("\n3", (1, 1, 1, 1))]
    assert apply("zero", changes, columns("utf-16")) == "one\n2\n3"


@pytest.mark.parametrize("span", [(9, 9, 9, 9), (1, 99, 1, 99), (1, 3, 9, 0)])
def test_positions_past_the_end_mean_the_end(span: tuple[int, int, int, int]) -> None:
    assert apply("one\ntwo", [Change("!", span)], columns("utf-16")) == "one\ntwo!"


def test_a_range_that_ends_before_it_starts_deletes_nothing() -> None:
    assert apply("abc", [Change("!", (0, 2, 0, 1))], columns("utf-16")) == "ab!c"


@given(texts, texts, st.data(), st.sampled_from(ENCODINGS))
def test_an_edit_is_a_splice_of_the_encoded_text(text: str, new: str, data: st.DataObject, encoding: str) -> None:
    """Computed the other way round: offsets in the encoded document, as a client would keep it."""
    bounds = st.integers(0, len(text))
    start, end = sorted([data.draw(bounds), data.draw(bounds)])
    # Between \r and \n there is no position: LSP has none for it.
    if any(0 < at < len(text) and text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
        return
    span = (*_position(text, start, encoding), *_position(text, end, encoding))
    assert apply(text, [Change(new, span)], columns(encoding)) == text[:start] + new + text[end:]


def _position(text: str, offset: int, encoding: str) -> tuple[int, int]:
    before = re.split(r"\r\n|\n|\r", text[:offset])
    codec, size = CODECS[encoding]
    return len(before) - 1, len(before[-1].encode(codec)) // size


@given(texts.filter(lambda text: len(lines_of(text)) == 1), st.data(), st.sampled_from(ENCODINGS))
def test_columns_and_characters_are_inverse(line: str, data: st.DataObject, encoding: str) -> None:
    column = data.draw(st.integers(0, len(line)))
    codec, size = CODECS[encoding]
    character = character_of(line, column, encoding)
    assert character == len(line[:column].encode(codec)) // size
    assert column_of(line, character, encoding) == column


def test_inside_a_character_is_its_start() -> None:
    assert column_of("a😀b", 2, "utf-16") == 1
    assert column_of("a😀b", 3, "utf-8") == 1


def test_units_of_a_name() -> None:
    assert [units("größe😀", encoding) for encoding in ENCODINGS] == [11, 7, 6]
