"""What names mean and expressions are worth."""

from __future__ import annotations

from dataclasses import dataclass

from symkin.graph.view import File


@dataclass(frozen=True, slots=True)
class Def:
    """A definition in a file."""

    file: File
    index: int


@dataclass(frozen=True, slots=True)
class Module:
    """A module; `file` is None for a namespace package, which has none."""

    name: str
    file: File | None


@dataclass(frozen=True, slots=True)
class Instance:
    """A value of a class; with `above`, as `super()` sees it: only what the classes above define."""

    cls: Def
    above: bool = False
    held: str = ""
    """`@held` in a wrapper out of which it must be taken first (Rust's `Option`), `@many` in a list or array."""


Meaning = Def | Module
"""What a name means."""

Value = Def | Module | Instance
"""What an expression is worth; a class or a function stands for itself."""
