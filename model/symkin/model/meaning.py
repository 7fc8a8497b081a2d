"""How near the words of a name come to those of a topic, as a training set taught: `shutdown` to "closing for good".

Every word has a vector, and two numbers that say how much it counts in a topic and how much in a name, or in what else
tells of a candidate. A text is the weighted sum of its words, and two texts are as near as the cosine of the angle
between their sums: a bi-encoder of bags of words, like StarSpace (Wu et al. 2018). `runs/words.py` teaches the vectors,
from those of the base model's tokens.

Reading takes no library, so that the graph's own ranking has them too, where no model is installed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from math import sqrt
from operator import mul
from pathlib import Path

import msgspec

from symkin.model.errors import ModelError

SHIPPED = Path(__file__).parent / "adapter" / "words.safetensors"

_MOST_BYTES = 32 << 20
_UNREADABLE = "{} is no file of word vectors; make one with runs/words.py"


class _Tensor(msgspec.Struct, frozen=True):
    dtype: str
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Vectors:
    """A vector of `size` signed bytes for each word, row after row, and what it counts in a topic and in a name."""

    places: Mapping[str, int]
    size: int
    rows: Sequence[int]
    in_topic: Sequence[float]
    in_name: Sequence[float]

    def topic(self, words: Iterable[str]) -> array[float]:
        """The direction in which a topic of these words points: [size], of length 1, or 0 if none of them is known."""
        return self._direction(words, self.in_topic)

    def name(self, words: Iterable[str]) -> array[float]:
        """The same of a name."""
        return self._direction(words, self.in_name)

    def _direction(self, words: Iterable[str], counts: Sequence[float]) -> array[float]:
        total = [0.0] * self.size
        for place in sorted(self.places[word] for word in words if word in self.places):
            row, count = self.rows[place * self.size : (place + 1) * self.size], counts[place]
            total = [before + count * value for before, value in zip(total, row, strict=True)]
        length = sqrt(sum(map(mul, total, total))) or 1.0
        return array("f", [value / length for value in total])


def nearness(topic: frozenset[str], *texts: frozenset[str]) -> float:
    """How near the words of some texts are to a topic's by the vectors of this version: from -1 to 1, unknown 0.

    A word that stands in two of the texts, a name and a signature, counts twice.
    """
    return float(sum(map(mul, _of_topic(topic), _of_texts(texts))))


@lru_cache(64)
def _of_topic(words: frozenset[str]) -> array[float]:
    return shipped().topic(words)


@lru_cache(10_000)
def _of_texts(texts: tuple[frozenset[str], ...]) -> array[float]:
    return shipped().name(chain.from_iterable(texts))


@cache
def shipped() -> Vectors:
    """The vectors that came with this version."""
    return read(SHIPPED)


def read(path: Path) -> Vectors:
    """Vectors of a safetensors file: `words` (UTF-8, one a line), `vectors` (I8), `topic` and `name` (F32).

    Raises ModelError for anything else: the file may come from a stranger.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
        length = int.from_bytes(data[:8], "little")
        header = msgspec.json.decode(data[8 : 8 + length], type=dict[str, msgspec.Raw])
        return _vectors(header, memoryview(data)[8 + length :])
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, KeyError) as error:
        raise ModelError(_UNREADABLE.format(path)) from error


def _vectors(header: Mapping[str, msgspec.Raw], data: memoryview) -> Vectors:
    words = bytes(_tensor(header, data, "words", "U8")).decode().split("\n")
    in_topic, in_name = (array("f", bytes(_tensor(header, data, name, "F32"))) for name in ("topic", "name"))
    rows = array("b", bytes(_tensor(header, data, "vectors", "I8")))
    size, left = divmod(len(rows), len(words))
    if left or not len(words) == len(in_topic) == len(in_name):
        raise ValueError("the tensors do not fit each other")
    return Vectors({word: place for place, word in enumerate(words)}, size, rows, in_topic, in_name)


def _tensor(header: Mapping[str, msgspec.Raw], data: memoryview, name: str, dtype: str) -> memoryview:
    found = msgspec.json.decode(header[name], type=_Tensor)
    start, end = found.data_offsets
    if found.dtype != dtype or not 0 <= start <= end <= len(data):
        raise ValueError(f"{name} is not what it should be")
    return data[start:end]
