"""Orders and choices that look random, and are the same on every machine and for every number of workers."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

_T = TypeVar("_T")


def number(*parts: object) -> int:
    """A 64-bit number that depends on nothing but the parts' texts."""
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def mixed(items: Iterable[_T], key: str) -> list[_T]:
    """The items in an order of their own for each key."""
    listed = list(items)
    return sorted(listed, key=lambda item: number(key, item))
