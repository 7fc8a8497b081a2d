"""What locals are worth: worked out where somebody asks for it, since most of them are only handed on.

A local that is given something that starts at an unknown local is itself unknown there, and so on; one that is given
nothing known is unknown altogether.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from symkin.graph.annotations import TYPED
from symkin.graph.drafts import FUNCTION_LIKE, LocalKey, Outline, Worked
from symkin.graph.facts import MODULE, Binding
from symkin.graph.receivers import UNKNOWN, argument_of, root_of
from symkin.graph.sharing import head_of, shared_out

if TYPE_CHECKING:
    from tree_sitter import Node

_STANDARD = re.compile(r"\.@([a-z]\w*)")
_WORD = re.compile(r"[^\W\d]\w*")

_Value = tuple[str, "list[LocalKey] | None", str]
"""An expression, the locals that it starts at (None where nothing could make it known), and a declared type."""


class Worth:
    """What the locals of an outline are worth.

    The outline is handed in each time: kept here it would make a cycle, which only a collection of garbage frees.
    """

    def __init__(self, outline: Outline, shared: Iterable[tuple[Node, int]]) -> None:
        """`shared` are what shares values out, each with the scope that it stands in."""
        self._given: dict[LocalKey, list[tuple[Worked, str]]] = outline.given
        for binding in outline.bindings:
            self._given.setdefault((binding.scope, binding.name), []).append((binding.value, binding.declared))
        self._shared: dict[int, list[tuple[bytes, Node]]] = {}
        """By scope what shares values out, with the text that holds the names."""
        for node, scope in shared:
            if scope != MODULE and outline.drafts[scope].kind in FUNCTION_LIKE:
                self._shared.setdefault(scope, []).append((head_of(node, outline.source), node))
        self._settled: dict[LocalKey, Sequence[Binding]] = {}
        """Of each local that somebody asked for what it is given, nothing where that is unknown."""

    def is_known(self, local: LocalKey, outline: Outline) -> bool:
        """Whether anybody knows what a local stands for."""
        found = self._settled.get(local)
        if found is None:
            self._settle({local: self._values(local, outline)}, outline)
            found = self._settled[local]
        return bool(found)

    def settle_all(self, outline: Outline) -> None:
        """Ask for all locals."""
        for scope in [*self._shared]:
            self._share_out(scope, b"", outline)
        self._settle({local: self._values(local, outline) for local in self._given}, outline)

    def bindings(self) -> Iterator[Binding]:
        """What the locals are given that somebody asked for, as far as they are known."""
        for local in self._given:
            yield from self._settled.get(local, ())

    def _settle(self, values: dict[LocalKey, list[_Value]], outline: Outline) -> None:
        """Find out about locals, of which the values are known, and all others that these need."""
        settled, pending = self._settled, [*values]
        while pending:
            for _, needed, _ in values[pending.pop()]:
                for local in needed or ():
                    if local not in settled and local not in values:
                        values[local] = self._values(local, outline)
                        pending.append(local)
        hopeful = self._hopeful(values) if len(values) > 1 else values
        for local, found in values.items():
            settled[local] = self._kept(local, found, hopeful) if local in hopeful else ()

    def _kept(self, local: LocalKey, found: Sequence[_Value], hopeful: Container[LocalKey]) -> Sequence[Binding]:
        """The bindings of a local, unknown where they start at an unknown one; none if all are."""
        holding = [self._holds(needed, hopeful) for _, needed, _ in found]
        if True not in holding:
            return ()
        return [
            Binding(*local, value if holds else UNKNOWN, declared)
            for (value, _, declared), holds in zip(found, holding, strict=True)
        ]

    def _hopeful(self, values: dict[LocalKey, list[_Value]]) -> set[LocalKey]:
        """The locals that are given something known."""
        hopeful = {local for local, found in values.items() if any(needed is not None for _, needed, _ in found)}
        before = -1
        while len(hopeful) != before:
            before = len(hopeful)
            for local in reversed(values):  # what others need comes behind them
                if local in hopeful and not any(self._holds(needed, hopeful) for _, needed, _ in values[local]):
                    hopeful.remove(local)
        return hopeful

    def _holds(self, needed: Sequence[LocalKey] | None, hopeful: Container[LocalKey]) -> bool:
        if not needed:
            return needed is not None
        return all(local in hopeful or bool(self._settled.get(local)) for local in needed)

    def _values(self, local: LocalKey, outline: Outline) -> list[_Value]:
        scope, name = local
        if scope in self._shared:
            self._share_out(scope, name.encode(), outline)
        found: list[_Value] = []
        for given, declared in self._given.get(local, ()):
            value = given if isinstance(given, str) else given()
            if value:
                needed = None if value == UNKNOWN else needed_by(value, scope, outline)
                found.append((value, needed, declared))
        return found

    def _share_out(self, scope: int, name: bytes, outline: Outline) -> None:
        """Enter what is given to its locals by those loops and patterns of a scope that have a name in them."""
        left: list[tuple[bytes, Node]] = []
        for head, node in self._shared.pop(scope):
            if name not in head:
                left.append((head, node))
                continue
            for target, value in shared_out(node, outline.source):
                self._given.setdefault((scope, target), []).append((value, ""))
        if left:
            self._shared[scope] = left


def needed_by(expression: str, scope: int, outline: Outline) -> list[LocalKey] | None:
    """The locals that an expression starts at; None where something local hides what it means."""
    in_sight = outline.locals_in_sight(scope)
    if "@" not in expression and "|" not in expression:
        local = in_sight.get(root_of(expression))
        needed = [local] if local else []
        given = argument_of(expression) if expression.endswith(")") else ""
        return [*needed, other] if given and (other := in_sight.get(root_of(given))) else needed
    if outline.source.language.compounds and _shadowed(expression, in_sight, outline):
        return None
    if expression.startswith(TYPED):
        return []
    roots = [root_of(one) for one in expression.split("|")]
    if given := argument_of(expression):
        roots.append(root_of(given))
    return [local for root in roots if (local := in_sight.get(root))]


def _shadowed(expression: str, in_sight: Mapping[str, object], outline: Outline) -> bool:
    """Whether a standard function, or a name in a type, that an expression goes by is a local here."""
    if expression.startswith(TYPED):
        names = _WORD.findall(expression)
    else:
        standard = outline.source.language.standard_calls
        names = [name for name in _STANDARD.findall(expression) if name in standard]
    return not in_sight.keys().isdisjoint(names)
