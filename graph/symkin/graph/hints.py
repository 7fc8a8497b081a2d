"""Type hints with brackets or alternatives, read when somebody asks: what is a value of such a type.

Extraction keeps their text (`annotations.TYPED`), since what its names mean depends on other files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.annotations import split, without_quotes
from symkin.graph.compounds import union
from symkin.graph.meanings import Compound, Def, Instance, Value
from symkin.graph.members import TYPES

if TYPE_CHECKING:
    from symkin.graph.languages.language import Language
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

MAX_NESTING = 6
_PLAIN = frozenset({"str", "bytes", "int", "float", "bool", "complex", "object", "bytearray"})
_TUPLES = frozenset({"tuple", "Tuple"})
_CLASSES = frozenset({"type", "Type"})
_NOTHING = frozenset({"None", "NoReturn", "Never"})


class Hints:
    """Types over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def value(self, file: File, scope: int, text: str, depth: int = 0) -> Value | None:
        """A value of the type that a text names, or None."""
        text = without_quotes(text)
        if depth > MAX_NESTING:
            return None
        name, bracket, inner = text.partition("[")
        alternatives = split(text, "|") if "|" in text else [text]
        if len(alternatives) == 1 and bracket:
            arguments = split(inner[:-1], ",")
            if name.rpartition(".")[2] != "Union":
                return self._generic(file, scope, name.strip(), arguments, depth + 1)
            alternatives = arguments
        elif len(alternatives) == 1:
            return self._named(file, scope, text)
        return union(self.value(file, scope, one, depth + 1) for one in alternatives if one not in _NOTHING)

    def _named(self, file: File, scope: int, name: str) -> Value | None:
        if name in _PLAIN:
            return Compound(name)
        if name == "Self":
            return self._resolver.selves.own_class(file, scope)
        value = self._resolver.inference.infer(file, scope, name)
        is_type = isinstance(value, Def) and self._resolver.definition(value).kind in TYPES
        return self._resolver.values.call(value, None, file) if value is not None and is_type else None

    def _generic(self, file: File, scope: int, dotted: str, arguments: list[str], depth: int) -> Value | None:
        """A value of a type with arguments: the workspace's own, or a standard one made of theirs."""
        language, name = file.language, dotted.rpartition(".")[2]
        if own := self._named(file, scope, dotted):
            return own
        if name in language.transparent:
            return self.value(file, scope, arguments[0], depth)
        parts = [self.value(file, scope, one, depth) for one in arguments]
        if name in _CLASSES:
            return parts[0].cls if isinstance(parts[0], Instance) else None
        if name == "Coroutine":
            return parts[-1]
        kind = self._kind(name, arguments, language)
        if kind == "list":
            return Compound(kind, (parts[0],))
        return Compound(kind, (parts[-1],) if kind == "callable" else tuple(parts)) if kind else None

    def _kind(self, name: str, arguments: list[str], language: Language) -> str:
        """What sort of compound a standard type makes, or ''."""
        if name == "Callable":
            return "callable"
        if name in _TUPLES:
            return "list" if arguments[-1] == "..." else "tuple"
        if name in language.containers:
            return "list"
        return "dict" if name in language.keyed and len(arguments) == 2 else ""
