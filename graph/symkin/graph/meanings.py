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


@dataclass(frozen=True, slots=True)
class Compound:
    """A value of a standard type that is made of others.

    `list` has one part, its elements; `dict` its keys and its values; `tuple` one for each place; `callable` what
    calling gives; `union` those of which it is one; any other name is a plain standard type without parts, `never` what
    an empty list holds. None is an unknown.
    """

    kind: str
    parts: tuple[Value | None, ...] = ()


Meaning = Def | Module
"""What a name means."""

Value = Def | Module | Instance | Compound
"""What an expression is worth; a class or a function stands for itself."""

NEVER = Compound("never")
