"""What stands inside definitions: those nested in them, and the names that their bodies use.

A file is arranged once, so that going through all of its definitions costs no more than its text.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from symkin.graph.facts import Occurrence, Role
from symkin.graph.meanings import Def
from symkin.graph.view import File, View

FILES = 64
"""Files that are kept arranged."""

Use = tuple[int, str, Occurrence]
"""A name where it is used, behind its number among the file's, which are in the order of names."""


class _Nested(NamedTuple):
    """The definitions by the one around them, and those beside a type that are members of it, by its place and name."""

    children: dict[int, list[int]]
    members: dict[tuple[int, str], list[int]]


class Insides:
    """Over one state of a view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._nested = lru_cache(FILES)(self._nest)
        self._used = lru_cache(FILES)(self._sort)

    def of(self, target: Def) -> set[int]:
        """A definition and all that is nested in it; the members of a type that stand beside it count."""
        nested, owner = self._nested(target.file), self._view.facts(target.file).definitions[target.index]
        pending = [target.index, *nested.members.get((owner.parent, owner.qualified_name), ())]
        inside = set[int]()
        while pending:
            index = pending.pop()
            if index not in inside:
                inside.add(index)
                pending += nested.children.get(index, ())
        return inside

    def uses(self, file: File, inside: set[int]) -> list[Use]:
        """The names that some definitions of a file use, imports left out."""
        used = self._used(file)
        return sorted(use for index in inside for use in used.get(index, ()))

    def _nest(self, file: File) -> _Nested:
        nested = _Nested(defaultdict(list), defaultdict(list))
        for index, definition in enumerate(self._view.facts(file).definitions):
            owner = definition.qualified_name[: -len(definition.name) - 1]
            nested.children[definition.parent].append(index)
            nested.members[definition.parent, owner].append(index)
        return nested

    def _sort(self, file: File) -> dict[int, list[Use]]:
        used: dict[int, list[Use]] = defaultdict(list)
        every = ((name, one) for name, occurrences in self._view.all_occurrences(file) for one in occurrences)
        for number, (name, occurrence) in enumerate(every):
            if occurrence.role is not Role.IMPORT:
                used[occurrence.scope].append((number, name, occurrence))
        return used
