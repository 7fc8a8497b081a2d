"""A file's outline while it is being put together: definitions as drafts, scopes, locals, bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from symkin.graph.facts import MODULE, Binding, Extension, Import, Parameter
from symkin.graph.receivers import UNKNOWN, root_of
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

    from symkin.graph.worth import Worth

CLASS_LIKE = frozenset({"class", "interface", "struct", "enum", "trait", "object", "record"})
FUNCTION_LIKE = frozenset({"function", "method", "constructor", "property", "prototype"})


LocalKey = tuple[int, str]
"""A local by the function that it is local to, and its name."""


class Draft(msgspec.Struct, gc=False):
    """A definition being put together."""

    kind: str
    start: int
    end: int
    parent: int
    scope_start: int
    name: str = ""
    name_at: int = -1
    prefix: str = ""
    body_at: int = -1
    head: tuple[int, int] | None = None
    closed_at: int = -1
    """Where the parameters end: at the result type or the body."""
    doc: str = ""
    visible: bool | None = None
    parameters: list[Parameter] = []
    annotation: str = ""
    declared: str = ""
    value: str = ""
    results: list[Node] = []
    bases: list[str] = []
    decorators: list[str] = []
    method: int = -1
    """The method in which a field gets its value, and in whose scope that value is to be read; else -1."""


Worked = str | Callable[[], str]
"""What a local is given in one place: an expression, or who works it out if anybody asks."""

STATED, UNBOUND = -1, -1


class Local(NamedTuple):
    """One declaration of a local, which a block may leave behind."""

    seen_from: int
    """The byte from which its name means it."""
    read_at: int
    """The byte at which its value is read, `STATED` where a type stands for that."""
    value: str
    declared: str
    binding: int
    """Its number among the outline's bindings, or `UNBOUND`."""


class Sight(NamedTuple):
    """The bytes in which a local's name means one of several declarations, and what that one is called instead."""

    start: int
    end: int
    alias: str


@dataclass(slots=True)
class Outline:
    """What `build_outline` found; `scopes` are (start, end, definition index) ranges sorted outer before inner."""

    source: Source
    drafts: list[Draft] = field(default_factory=list)
    scopes: list[tuple[int, int, int]] = field(default_factory=list)
    locals: dict[int, set[str]] = field(default_factory=dict)
    bindings: list[Binding] = field(default_factory=list)
    given: dict[LocalKey, list[tuple[Worked, str]]] = field(default_factory=dict)
    """What locals are given of which not all are asked for, with their declared types."""
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Further values of fields, with their methods: which one is kept depends on what else the file says."""
    worth: Worth = field(init=False)
    """What locals are worth, once all of them are known."""
    placed: list[Binding] = field(default_factory=list)
    """Bindings in functions that are finished already."""
    imports: list[Import] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    defining: set[int] = field(default_factory=set)
    """Bytes of the names that define something, so that they are not taken for uses."""
    tagged: list[tuple[int, str]] = field(default_factory=list)
    """Names used, with their role, from `@reference.ROLE` captures."""
    exports: list[str] | None = None
    declared: dict[tuple[int, str], str] = field(default_factory=dict)
    """The declared types of locals (scope, name), '' where there are several, for languages with overloads."""
    declarations: dict[tuple[int, str], list[Local]] = field(default_factory=dict)
    """Of each local (scope, name) all of them, for languages whose blocks have locals of their own."""
    shadowed: dict[tuple[int, str], list[Sight]] = field(default_factory=dict)
    """The locals (scope, name) whose declarations differ, once they are told apart."""
    stand_ins: set[LocalKey] = field(default_factory=set)
    """The type variables of functions."""
    doc: str = ""
    module: str = ""
    _in_sight: dict[int, Mapping[str, LocalKey | None]] = field(default_factory=lambda: {MODULE: {}})

    def locals_in_sight(self, scope: int) -> Mapping[str, LocalKey | None]:
        """The local variables and parameters that a bare name in a scope may mean, once all of them are known.

        None is what a method calls its own object.
        """
        pending: list[int] = []
        while scope not in self._in_sight:
            pending.append(scope)
            scope = self.drafts[scope].parent
        found = self._in_sight[scope]
        for inner in reversed(pending):
            own = self.locals.get(inner)
            found = self._in_sight[inner] = {**found, **self._own_locals(inner, own)} if own else found
        return found

    def _own_locals(self, scope: int, names: Iterable[str]) -> Mapping[str, LocalKey | None]:
        selves = self.selves(scope)
        return {name: None if name in selves else (scope, name) for name in names}

    def at(self, expression: str, scope: int, byte: int) -> str:
        """An expression at a place, which begins with the alias of the local that its first name means there.

        It is unknown where that name is some block's, but not of one around the place.
        """
        root = root_of(expression) if self.shadowed else ""
        for around in self.parents(scope) if root else ():
            sights = self.shadowed.get((around, root))
            if sights is not None:
                meant = next((one for one in reversed(sights) if one.start <= byte < one.end), None)
                return meant.alias + expression[len(root) :] if meant else UNKNOWN
            if root in self.locals.get(around, ()):
                break
        return expression

    def selves(self, function: int) -> tuple[str, ...]:
        """What a method calls its own object."""
        draft = self.drafts[function]
        if draft.parent == MODULE or self.drafts[draft.parent].kind not in CLASS_LIKE:
            return ()
        if self.source.language.self_parameter:
            return (draft.parameters[0].name,) if draft.parameters else ()
        return self.source.language.self_names

    def parents(self, scope: int) -> Iterable[int]:
        """The scope and those around it, innermost first, the module left out."""
        while scope != MODULE:
            yield scope
            scope = self.drafts[scope].parent
