"""Word vectors: read with doubt, and compared."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

import msgspec
import pytest

from symkin.model.errors import ModelError
from symkin.model.fuse import words
from symkin.model.meaning import nearness, read

WORDS = "close\nopen\nshut"
VECTORS = (10, 0, 0, 10, 8, 6)  # shut lies between, nearer to close


def file(path: Path, *, text: str = WORDS, vectors: Sequence[int] = VECTORS, counts: int = 3, kind: str = "I8") -> Path:
    tensors = {
        "words": ("U8", text.encode()),
        "vectors": (kind, struct.pack(f"{len(vectors)}b", *vectors)),
        "topic": ("F32", struct.pack(f"<{counts}f", *[1.0] * counts)),
        "name": ("F32", struct.pack(f"<{counts}f", *[2.0] * counts)),
    }
    header, data = {}, b""
    for name, (dtype, held) in tensors.items():
        header[name] = {"dtype": dtype, "shape": [len(held)], "data_offsets": [len(data), len(data) + len(held)]}
        data += held
    encoded = msgspec.json.encode(header)
    path.write_bytes(struct.pack("<Q", len(encoded)) + encoded + data)
    return path


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ({"close"}, (1.0, 0.0)),
        ({"open"}, (0.0, 1.0)),
        ({"shut"}, (0.8, 0.6)),
        ({"close", "open"}, (sqrt(0.5), sqrt(0.5))),
        ({"close", "stranger"}, (1.0, 0.0)),
        ({"stranger"}, (0.0, 0.0)),
        (set(), (0.0, 0.0)),
    ],
)
def test_a_text_points_where_its_words_do(tmp_path: Path, text: set[str], direction: tuple[float, float]) -> None:
    found = read(file(tmp_path / "words"))
    assert list(found.topic(text)) == list(found.name(text)) == pytest.approx(direction)


@pytest.mark.parametrize(
    "wrong",
    [
        {"vectors": VECTORS[:-1]},  # no whole rows
        {"text": WORDS + "\nmore"},  # a word without a row
        {"counts": 2},
        {"kind": "F32"},
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(ModelError, match="no file of word vectors"):
        read(file(tmp_path / "words", **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize("cut", [0, 7, 8, 100, -1])
def test_a_cut_file_is_refused(tmp_path: Path, cut: int) -> None:
    whole = file(tmp_path / "words")
    whole.write_bytes(whole.read_bytes()[:cut])
    with pytest.raises(ModelError, match="no file of word vectors"):
        read(whole)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot read .*nowhere"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("topic", "near", "far"),
    [
        ("shutting the connection down", "close", "open"),
        ("turning objects into text", "serialize", "validate"),
        ("getting rid of old entries", "remove", "append"),
        ("look something up by its key", "find", "write"),
    ],
)
def test_the_shipped_vectors_know_what_goes_with_what(topic: str, near: str, far: str) -> None:
    assert nearness(words(topic), words(near)) > nearness(words(topic), words(far)) + 0.1


def test_what_else_tells_of_a_name_counts_beside_it() -> None:
    topic, name, context = words("shutting the connection down"), words("run"), words("Closer closer (connection)")
    assert nearness(topic, name, context) > nearness(topic, name) + 0.1
    assert nearness(topic, context, context) == pytest.approx(nearness(topic, context))
    assert nearness(topic, name, context) != nearness(topic, name | context, context)  # a word that stands twice


def test_words_that_nobody_knows_are_near_to_nothing() -> None:
    assert nearness(words("zxqv wkrt"), words("close")) == nearness(words("close"), words("")) == 0.0
