"""Values made of others: what lists, dictionaries and tuples hold, and what a value of several types may be.

Only languages with `unions` or `compounds` have them. Of a union's parts the one that has a member is the one that is
meant where the member is used: a program that runs has made sure of that.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import TYPE_CHECKING

from symkin.graph.meanings import NEVER, Compound, Def, Instance, Meaning, Module, Value

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

MAX_PARTS = 6
"""A union of more is nothing that anybody could say something about."""


class Compounds:
    """Look-ups over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def step(self, value: Value, mark: str, file: File, scope: int) -> Value | None:
        """What becomes of a value behind `@each`, `@NUMBER`, `@several`, `@table`, or in a standard function's call."""
        if mark == "several":
            return Compound("list", (value,))
        if mark == "table":
            return Compound("dict", (None, value))
        if mark == "each":
            return self.each(value, file)
        if mark == "slice":
            return value if isinstance(value, Compound) else self._resolver.values.indexed(value, file)
        if mark.isdecimal():
            return self._at(value, int(mark), file)
        makes = file.language.standard_calls.get(mark.rpartition(":")[2])
        return self._called(value, makes, file) if makes and self._is_standard(mark, file, scope) else None

    def _is_standard(self, name: str, file: File, scope: int) -> bool:
        first = name.partition(":")[0]
        return self._resolver.lookup(file, scope, first, called=True) is None

    def _called(self, value: Value, makes: str, file: File) -> Value | None:
        if makes == "same":
            return value
        if makes == "class":
            return value.cls if isinstance(value, Instance) else None
        each = self.each(value, file)
        if makes == "numbered":
            each = Compound("tuple", (Compound("int"), each))
        return each if makes == "each" else Compound("list", (each,))

    def each(self, value: Value | None, file: File) -> Value | None:
        """What going through a value gives, one by one."""
        if isinstance(value, Compound):
            if value.kind in {"list", "dict"}:
                return value.parts[0]
            if value.kind == "tuple":
                return union(value.parts)
            return union(self.each(part, file) for part in value.parts) if value.kind == "union" else None
        if not isinstance(value, Instance):
            return None
        iterator = self._result(value, ("__iter__", "__aiter__"), file)
        if isinstance(iterator, Instance):
            return self._result(iterator, ("__next__", "__anext__"), file)
        return self.each(iterator, file)

    def call(self, value: Compound, asking: File) -> Value | None:
        """What calling a value gives."""
        if value.kind == "union":
            return union(self._resolver.values.call(part, None, asking) for part in value.parts if part is not None)
        return value.parts[0] if value.kind == "callable" else None

    def indexed(self, value: Compound, file: File) -> Value | None:
        """What an element of a value is."""
        if value.kind == "union":
            return union(self._resolver.values.indexed(part, file) for part in value.parts if part is not None)
        if value.kind == "tuple":
            return union(value.parts)
        return value.parts[-1] if value.kind in {"list", "dict"} else None

    def _at(self, value: Value, place: int, file: File) -> Value | None:
        """What stands at a place of a value, counted from 0."""
        if isinstance(value, Compound):
            if value.kind == "tuple":
                return value.parts[place] if place < len(value.parts) else None
            return self.indexed(value, file)
        if not isinstance(value, Instance):
            return None
        return self._named_place(value.cls, place) or self._result(value, ("__getitem__",), file)

    def _named_place(self, cls: Def, place: int) -> Value | None:
        """What stands at a place of a named tuple."""
        if not any(base.rpartition(".")[2] == "NamedTuple" for base in self._resolver.definition(cls).bases):
            return None
        own = self._resolver.table(cls.file).inside.get(cls.index, {}).values()
        fields = [one for one in (Def(cls.file, index) for index in own) if self._is_field(one)]
        return self._resolver.values.of(fields[place]) if place < len(fields) else None

    def _is_field(self, target: Def) -> bool:
        return self._resolver.definition(target).kind == "field"

    def _result(self, value: Instance, methods: Iterable[str], file: File) -> Value | None:
        """What the first of some methods gives that the value has."""
        found = (self._resolver.members.of(value, method, file) for method in methods)
        method = next((one for one in found if one is not None), None)
        return self._resolver.values.call(method, value, file) if isinstance(method, Def) else None

    def read(self, value: Compound, name: str, file: File, scope: int, *, called: bool) -> Value | None:
        """What a member is worth, or what calling it gives: of a union's parts, of all those that may have it."""
        if value.kind != "union":
            return self._method(value, name, file) if called else None
        steps = [name, "()"] if called else [name]
        having = [part for part in value.parts if part is not None and self._may_have(part, name, file)]
        return union(self._resolver.inference.follow(part, steps, file, scope) for part in having) if having else None

    def _method(self, value: Compound, name: str, file: File) -> Value | None:
        gives = file.language.standard_methods.get((value.kind, name))
        if gives == "same":
            return value
        if gives == "item":
            return value.parts[-1]
        if gives == "items":
            return Compound("list", (Compound("tuple", value.parts),))
        return Compound("list", (value.parts[gives == "values"],)) if gives else None

    def member(self, value: Compound, name: str, asking: File) -> Meaning | None:
        """The member that a name means of a union: that of the only part that has one, or of all if it is the same."""
        if value.kind != "union":
            return None
        found: set[Meaning] = set()
        for part in value.parts:
            meaning = self._resolver.members.of(part, name, asking) if part is not None else None
            if meaning is not None:
                found.add(meaning)
            elif part is None or self._may_have(part, name, asking):
                return None
        return found.pop() if len(found) == 1 else None

    def _may_have(self, part: Value, name: str, asking: File) -> bool:
        """Whether a value may have a member, one that nobody in the workspace declares included."""
        if isinstance(part, Compound):
            return part.kind == "callable" or hasattr(getattr(builtins, part.kind, None), name)
        if isinstance(part, Module) or self._resolver.members.of(part, name, asking) is not None:
            return True
        if self._resolver.members.of(part, "__getattr__", asking) is not None:
            return True
        cls = part.cls if isinstance(part, Instance) else part
        return self._resolver.members.inherits_unknown(cls)


def written(kind: str) -> Value:
    """An empty list or dictionary, a text or number that is written out."""
    return Compound(kind, {"list": (NEVER,), "dict": (NEVER, NEVER)}.get(kind, ()))


def union(values: Iterable[Value | None]) -> Value | None:
    """A value that is one of these, or None where one of them is unknown."""
    parts: dict[Value, None] = {}
    for value in values:
        if value is None:
            return None
        inner = value.parts if isinstance(value, Compound) and value.kind == "union" else (value,)
        parts.update(dict.fromkeys(part for part in inner if part not in {None, NEVER}))
    if len(parts) == 1:
        return next(iter(parts))
    return Compound("union", tuple(parts)) if 1 < len(parts) <= MAX_PARTS else None
