"""The types of receivers: what an expression such as `self.pool.take()` is a value of.

Annotations, constructor calls, assigned attributes, returned expressions and inheritance count; everything else is
unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from symkin.graph.annotations import TYPED
from symkin.graph.callbacks import HANDED
from symkin.graph.compounds import union, written
from symkin.graph.facts import MODULE
from symkin.graph.meanings import Compound, Def, Instance, Meaning, Module, Value
from symkin.graph.receivers import ALIAS, HELD, MANY, TRIED, UNKNOWN, steps
from symkin.graph.unpacking import PART
from symkin.graph.values import hold, out_of

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

MAX_DEPTH = 16


class Inference:
    """Types over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[tuple[int, int, str], Value | None] = {}
        self._depth = 0

    def infer(self, file: File, scope: int, expression: str) -> Value | None:
        """The value of an expression in a scope, or None."""
        function = self._resolver.table(file).functions[scope] if scope != MODULE else MODULE
        key = (file.id, scope if function == MODULE else function, expression)
        if key in self._known:
            return self._known[key]
        if self._depth > MAX_DEPTH:
            return None
        self._known[key] = None
        self._depth += 1
        try:
            found = self._evaluate(file, key[1], expression)
        finally:
            self._depth -= 1
        self._known[key] = found
        return found

    def _evaluate(self, file: File, scope: int, expression: str) -> Value | None:
        if file.language.unions:
            if expression.startswith(TYPED):
                return self._resolver.hints.value(file, scope, expression[len(TYPED) :])
            if "|" in expression:
                return union(self.infer(file, scope, one) for one in expression.split("|"))
        parts = steps(expression)
        if not parts:
            return None
        value, parts = self._begin(file, scope, parts)
        return self.follow(value, parts, file, scope)

    def follow(self, value: Value | None, parts: Sequence[str], file: File, scope: int) -> Value | None:
        """What some steps lead to from a value."""
        receiver: Value | None = None
        at = 0
        while at < len(parts) and value is not None:
            part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
            at += 1
            if part[0] in "([@":
                value, receiver = self._apply(value, part, receiver, file, scope), None
            elif isinstance(value, Compound):
                called = following[:1] == "("
                value, receiver = self._resolver.compounds.read(value, part, file, scope, called=called), None
                at += called
            elif part == "super" and file.language.sealed_modules and not isinstance(value, Instance):
                value, receiver = self._resolver.paths.above(value), None
            elif part.isdecimal():
                value, receiver = self._part(value, part), None
            elif part in file.language.self_names and isinstance(value, Def):
                value, receiver = Instance(value), None
            elif meaning := self._resolver.members.of(value, part, file, called=following[:1] == "("):
                value, receiver = self._read(meaning, value, following), value
            else:
                value, receiver = self._resolver.values.standard(value, part, file, following), None
                at += following[:1] == "("  # what calling gives is known already
        return value

    def _apply(self, value: Value, mark: str, receiver: Value | None, file: File, scope: int) -> Value | None:
        """What becomes of a value that is called, indexed or taken apart."""
        values = self._resolver.values
        if mark.startswith(PART):
            return self._part(value, mark.removeprefix(PART))
        if mark[0] == "(":
            given = self.infer(file, scope, f"{mark[1:-1]}()") if len(mark) > 2 else None
            return values.call(value, receiver, file, given)
        if mark == "[]":
            return out_of(value, MANY) or values.indexed(value, file)
        if file.language.compounds:
            return self._resolver.compounds.step(value, mark[1:], file, scope)
        if mark.startswith(HANDED):
            return values.handed(value, mark)
        return out_of(value, HELD) if mark == TRIED[1:] else hold(value, mark)

    def _begin(self, file: File, scope: int, parts: list[str]) -> tuple[Value | None, list[str]]:
        """What an expression's first name is worth, and the steps that are left."""
        own = self._resolver.selves.begin(file, scope, parts)
        if own is not None:
            return own
        if file.language.module_rule == "declared":
            parts = [".".join(parts)]  # `Data.Map.empty`: a module's name, whole
        name, following = parts[0], parts[1] if len(parts) > 1 else ""
        if name[0] == "@":
            return written(name[1:]), parts[1:]
        bound, value = self.local(file, scope, name)
        if bound:
            return value, parts[1:]
        meaning = self._resolver.lookup(file, scope, name, called=following[:1] == "(")
        if meaning is None and file.language.module_rule == "crate":
            meaning = self._resolver.paths.crate(name)
        if meaning is None and file.language.module_rule == "stated":
            return self._package(file, parts)
        return (self._read(meaning, None, following) if meaning is not None else None), parts[1:]

    def _package(self, file: File, parts: list[str]) -> tuple[Value | None, list[str]]:
        """The package that an expression spells out (`net.app` of `net.app.Session`), and the steps that are left."""
        size = next((at for at, part in enumerate(parts) if not part[0].islower()), len(parts))
        name = ".".join(parts[:size])
        origin = self._resolver.find_module(file, name) if size else None
        return (Module(name, origin) if origin is not None else None), parts[size:]

    def _part(self, value: Value, place: str) -> Value | None:
        """What a tuple-like type keeps in a place."""
        kind = value.cls if isinstance(value, Instance) and not value.held else value
        return self.local(kind.file, kind.index, place)[1] if isinstance(kind, Def) else None

    def _read(self, meaning: Meaning, receiver: Value | None, following: str) -> Value | None:
        if following.startswith(PART):
            return meaning
        return self._resolver.values.of(meaning, receiver, called=following[:1] == "(")

    def local(self, file: File, scope: int, name: str) -> tuple[bool, Value | None]:
        """Whether a name is a typed local of the functions around, and its value if all its bindings agree."""
        facts, table = self._resolver.view.facts(file), self._resolver.table(file)
        while scope != MODULE:
            expressions = table.bindings.get((scope, name))
            if expressions is not None:
                return True, self._agreed(file, scope, name, expressions)
            scope = facts.definitions[scope].parent
        return False, None

    def _agreed(self, file: File, scope: int, name: str, expressions: list[str]) -> Value | None:
        values: dict[Value | None, None] = {}
        spelt = name.partition(ALIAS)[0]
        for expression in dict.fromkeys(_alternatives(expressions, file)):
            if expression == f"{spelt}()" and file.language.open_blocks:  # `struct pool *pool`
                meaning = self._resolver.lookup(file, scope, spelt)
                values[self._resolver.values.call(meaning, None, file) if meaning is not None else None] = None
                continue
            if steps(expression)[:1] == [name]:
                # `x = x.narrowed()`: the value before is that of the other bindings.
                if expression.endswith("()"):
                    return None
                continue
            values[self.infer(file, scope, expression) if expression != UNKNOWN else None] = None
        if file.language.unions:
            return union(values)
        return next(iter(values)) if len(values) == 1 else None


def _alternatives(expressions: Sequence[str], file: File) -> Iterable[str]:
    """Bindings, those that are one of several things taken apart."""
    if not file.language.unions:
        return expressions
    return (
        one
        for expression in expressions
        for one in ([expression] if expression.startswith(TYPED) else expression.split("|"))
    )
