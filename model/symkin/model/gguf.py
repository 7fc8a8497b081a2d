"""GGUF files: read the header, change it, write it back with the tensors' bytes.

The `gguf` package does this too, but takes ten seconds and 400 MB for a vocabulary of 262,144 entries.
Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, version 3, little-endian.
"""

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

_MAGIC = b"GGUF"
_STRING, _ARRAY = 8, 9
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "B", 10: "Q", 11: "q", 12: "d"}
_ALIGNMENT_KEY = "general.alignment"
_ALIGNMENTS = {1 << power for power in range(13)}


class GgufError(ValueError):
    """The file is not a whole GGUF file of version 3."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number or truth value, with its GGUF type code."""

    type: int
    value: float


if TYPE_CHECKING:
    Numbers: TypeAlias = array[float]
else:
    Numbers = array  # not to be subscripted before Python 3.12
Value = Scalar | bytes | Sequence[bytes] | tuple[int, Numbers]
"""Metadata: a scalar, a string, a list of strings, or (type code, numbers)."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: its shape as GGUF writes it (row length first), its type code, and its bytes."""

    name: str
    shape: tuple[int, ...]
    type: int
    data: memoryview | list[memoryview]

    @property
    def size(self) -> int:
        """Bytes of data."""
        parts = self.data if isinstance(self.data, list) else [self.data]
        return sum(len(part) for part in parts)

    def with_rows(self, rows: Sequence[int]) -> "Tensor":
        """Return the tensor with only these rows (ascending) of its last dimension."""
        assert isinstance(self.data, memoryview)
        width = len(self.data) // self.shape[-1]
        parts = [self.data[start * width : stop * width] for start, stop in _runs(rows)]
        return Tensor(self.name, (*self.shape[:-1], len(rows)), self.type, parts)


@dataclass(frozen=True, slots=True)
class Gguf:
    """A GGUF file's content; the tensors' bytes stay on disk until somebody reads them."""

    metadata: dict[str, Value]
    tensors: list[Tensor]


def read(path: Path) -> Gguf:
    """Read `path`. Raises GgufError when it is not a whole GGUF file, OSError when it cannot be read."""
    if sys.byteorder != "little":
        raise GgufError("GGUF files can be changed on little-endian machines only")
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            raise GgufError(f"{path} is not a GGUF file")
        view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    try:
        return _Reader(view).read()
    except (struct.error, IndexError, UnicodeDecodeError, ValueError, KeyError) as error:
        raise GgufError(f"{path} is damaged or cut short: {error}") from error


def write(content: Gguf, file: BinaryIO) -> None:
    """Write `content` to `file`. Raises OSError, on a full disk for one."""
    alignment = _alignment(content.metadata)
    file.write(_MAGIC + struct.pack("<IQQ", 3, len(content.tensors), len(content.metadata)))
    for key, value in content.metadata.items():
        file.write(_string(key.encode()) + _encode(value))
    offset = 0
    for tensor in content.tensors:
        shape = struct.pack(f"<I{len(tensor.shape)}Q", len(tensor.shape), *tensor.shape)
        file.write(_string(tensor.name.encode()) + shape + struct.pack("<IQ", tensor.type, offset))
        offset += tensor.size + -tensor.size % alignment
    file.write(bytes(-file.tell() % alignment))
    for tensor in content.tensors:
        for part in tensor.data if isinstance(tensor.data, list) else [tensor.data]:
            file.write(part)
        file.write(bytes(-tensor.size % alignment))


class _Reader:
    def __init__(self, view: memoryview) -> None:
        self.view = view
        self.at = 4

    def read(self) -> Gguf:
        version, tensors, keys = self.unpack("IQQ")
        if version != 3:
            raise ValueError(f"version {version}, not 3")
        metadata = {self.string().decode(): self.value(self.unpack("I")[0]) for _ in range(keys)}
        infos = [self.tensor_info() for _ in range(tensors)]
        self.at += -self.at % _alignment(metadata)
        return Gguf(metadata, [self.tensor(*info) for info in infos])

    def unpack(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from(f"<{layout}", self.view, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return found

    def string(self) -> bytes:
        (length,) = self.unpack("Q")
        return self.raw(length).tobytes()

    def raw(self, length: int) -> memoryview:
        if length > len(self.view) - self.at:
            raise ValueError("the file ends too early")
        self.at += length
        return self.view[self.at - length : self.at]

    def value(self, kind: int) -> Value:
        if kind == _STRING:
            return self.string()
        if kind != _ARRAY:
            return Scalar(kind, self.unpack(_SCALARS[kind])[0])
        item, count = self.unpack("IQ")
        if item == _STRING:
            return [self.string() for _ in range(count)]
        numbers: Numbers = array(_SCALARS[item])
        numbers.frombytes(self.raw(count * numbers.itemsize))
        return item, numbers

    def tensor_info(self) -> tuple[str, tuple[int, ...], int, int]:
        name = self.string().decode()
        shape = self.unpack(f"{self.unpack('I')[0]}Q")
        return name, shape, *self.unpack("IQ")  # type: ignore[return-value]

    def tensor(self, name: str, shape: tuple[int, ...], kind: int, offset: int) -> Tensor:
        start = self.at + offset
        end = start + _row_bytes(kind, shape[0]) * prod(shape[1:])
        if end > len(self.view):
            raise ValueError(f"the file ends before tensor {name} does")
        return Tensor(name, shape, kind, self.view[start:end])


# Type code: (elements in a block, bytes of a block), for the types that a Gemma file may hold.
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 30: (1, 2),
    2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 20: (32, 18),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 23: (256, 136),
}  # fmt: skip


def _row_bytes(kind: int, elements: int) -> int:
    per_block, size = _BLOCKS[kind]
    return elements // per_block * size


def _alignment(metadata: dict[str, Value]) -> int:
    value = metadata.get(_ALIGNMENT_KEY)
    if value is None:
        return 32
    if not isinstance(value, Scalar) or value.value not in _ALIGNMENTS:
        raise ValueError("its alignment is no power of two up to 4096")
    return int(value.value)


def _string(data: bytes) -> bytes:
    return struct.pack("<Q", len(data)) + data


def _encode(value: Value) -> bytes:
    """Return the type code of `value` and its bytes."""
    if isinstance(value, Scalar):
        return struct.pack(f"<I{_SCALARS[value.type]}", value.type, value.value)
    if isinstance(value, bytes):
        return struct.pack("<I", _STRING) + _string(value)
    if isinstance(value, tuple) and isinstance(value[1], array):
        return struct.pack("<IIQ", _ARRAY, value[0], len(value[1])) + value[1].tobytes()
    strings: Iterable[bytes] = value  # type: ignore[assignment]
    items = [_string(item) for item in strings]
    return struct.pack("<IIQ", _ARRAY, _STRING, len(items)) + b"".join(items)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return ascending numbers as half-open runs of neighbours."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row:
            runs[-1] = (runs[-1][0], row + 1)
        else:
            runs.append((row, row + 1))
    return runs
