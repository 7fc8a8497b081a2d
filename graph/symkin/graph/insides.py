"""What stands inside definitions: those nested in them, and the names that their bodies use.

Uses are arranged by definition where a file is asked about again, so that going through all of its definitions costs no
more than its text; who asks once, as an editor does after each change, does not wait for that.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from symkin.graph.facts import Occurrence, Role
from symkin.graph.meanings import Def

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

FILES = 64
"""Files whose uses are kept arranged."""

Use = tuple[str, Occurrence]
"""A name and where it is used."""


class Insides:
    """Over one state of a view."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._asked: set[File] = set()
        self._arranged = lru_cache(FILES)(self._arrange)

    def of(self, target: Def) -> set[int]:
        """A definition and all that is nested in it; the members of a type that stand beside it count."""
        table, owner = self._resolver.table(target.file), self._resolver.definition(target)
        pending = [target.index, *table.beside.get((owner.parent, owner.qualified_name), ())]
        inside: set[int] = set()
        while pending:
            index = pending.pop()
            if index not in inside:
                inside.add(index)
                pending += table.nested.get(index, ())
        return inside

    def uses(self, file: File, inside: set[int]) -> list[Use]:
        """The names that some definitions of a file use, in the order of names, imports left out."""
        if file in self._asked:
            arranged = self._arranged(file)
            return [use for _, use in sorted(one for index in inside for one in arranged.get(index, ()))]
        self._asked.add(file)
        return [
            (name, one)
            for name, occurrences in self._resolver.view.all_occurrences(file)
            for one in occurrences
            if one.scope in inside and one.role is not Role.IMPORT
        ]

    def _arrange(self, file: File) -> dict[int, list[tuple[int, Use]]]:
        """The uses by definition, each behind its number among the file's."""
        arranged: dict[int, list[tuple[int, Use]]] = defaultdict(list)
        occurrences = self._resolver.view.all_occurrences(file)
        for number, (name, one) in enumerate((name, one) for name, found in occurrences for one in found):
            if one.role is not Role.IMPORT:
                arranged[one.scope].append((number, (name, one)))
        return arranged
