"""What definitions are worth when they are read or called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.callbacks import HANDED, places_of, taken
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Definition
from symkin.graph.meanings import Compound, Def, Instance, Meaning, Module, Value
from symkin.graph.members import MODULES, TYPES
from symkin.graph.receivers import GIVEN, HELD, MANY

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

_THEMSELVES = TYPES | MODULES | (FUNCTION_LIKE - {"property"})
"""Definitions that stand for themselves when they are read."""


_HELD = frozenset({"", HELD[1:], MANY[1:]})


class Values:
    """Values over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def of(self, meaning: Meaning, receiver: Value | None = None, *, called: bool = False) -> Value | None:
        """The value that a definition stands for when it is read, or called."""
        if isinstance(meaning, Module):
            return meaning
        twin = self._resolver.as_type(meaning) if called and meaning.file.language.declarations_merge else meaning
        if twin != meaning:
            return self._merged_type(meaning, twin, receiver)
        definition = self._resolver.definition(meaning)
        if definition.kind == "property":
            return self._result(meaning, definition, receiver)
        if definition.kind == "enum_member":
            return self._enumeration(meaning)
        return self._read(meaning, definition)

    def _read(self, target: Def, definition: Definition) -> Value | None:
        typed = definition.kind == "object" and definition.value  # `const routes: Routes = {...}`
        if definition.kind in _THEMSELVES and not typed:
            return target
        if not definition.value:
            return None
        scope = definition.method if definition.method != MODULE else definition.parent
        return self._resolver.inference.infer(target.file, scope, definition.value) or (target if typed else None)

    def _merged_type(self, value: Def, twin: Meaning, receiver: Value | None) -> Value | None:
        """The type behind `name()` where the name is a value's as well: what calling that gives must not be another."""
        definition = self._resolver.definition(value)
        result = self._result(value, definition, receiver) if definition.kind in FUNCTION_LIKE else None
        return twin if result is None or (isinstance(result, Instance) and result.cls == twin) else None

    def _enumeration(self, member: Def) -> Instance:
        return Instance(Def(member.file, self._resolver.definition(member).parent))

    def call(self, value: Value, receiver: Value | None, asking: File, given: Value | None = None) -> Value | None:
        """The value that calling a value gives, with `given` as its first argument."""
        if isinstance(value, Compound):
            return self._resolver.compounds.call(value, asking)
        if isinstance(value, Def):
            return self._call_definition(value, self._resolver.definition(value), receiver, given)
        if isinstance(value, Instance) and asking.language.called_apart:
            return value  # a record's component: reading it is a call
        if isinstance(value, Instance):
            called = self._resolver.members.of(value, "__call__", asking)
            return self.call(called, value, asking) if isinstance(called, Def) else None
        return None

    def _call_definition(
        self, target: Def, definition: Definition, receiver: Value | None, given: Value | None
    ) -> Value | None:
        if definition.kind in TYPES:
            return Instance(target)
        if definition.kind == "enum_member":
            return self._enumeration(target)
        if definition.kind not in FUNCTION_LIKE or not self._sure(target):
            return None
        return given if definition.value == GIVEN else self._result(target, definition, receiver)

    def _sure(self, function: Def) -> bool:
        """Whether it does not matter which function of that name is called."""
        return not function.file.language.overloads or self._resolver.overloads.agree(function)

    def _result(self, function: Def, definition: Definition, receiver: Value | None) -> Value | None:
        if not definition.value:
            return None
        parameters = definition.parameters
        own = (parameters[0].name if parameters else "") if function.file.language.self_parameter else "this"
        kind, _, held = definition.value.partition(".")
        if kind in {own, "self", "this"} and held in _HELD and isinstance(receiver, Instance):
            return Instance(receiver.cls, held=held)
        return self._resolver.inference.infer(function.file, function.index, definition.value)

    def indexed(self, value: Value, file: File) -> Value | None:
        """What a pointer points at (C), unless its class says otherwise; what a class of one's own gives (Python)."""
        if isinstance(value, Compound):
            return self._resolver.compounds.indexed(value, file)
        if file.language.self_parameter:
            item = self._resolver.members.of(value, "__getitem__", file) if isinstance(value, Instance) else None
            return self.call(item, value, file) if isinstance(item, Def) else None
        pointer = file.language.open_blocks and isinstance(value, Instance) and not value.held
        return value if pointer and self._resolver.members.of(value, "operator[]", file) is None else None

    def standard(self, value: Value, method: str, file: File, following: str) -> Value | None:
        """What a method that every type has, or every wrapper, gives when it is called."""
        if not isinstance(value, Instance):
            return None
        if method == "__class__" and file.language.compounds:
            return value.cls
        if value.held and following.startswith(HANDED):
            return value if "reduce" not in method else None
        if value.held and method in file.language.unwrapping:
            return Instance(value.cls)
        return value if method in file.language.echoing else None

    def handed(self, taker: Value, step: str) -> Value | None:
        """What a function that somebody takes is given: of a list its members, else what the taker's parameter says."""
        position, number = places_of(step)
        if isinstance(taker, Instance):
            return out_of(taker, MANY) if (position, number) == (0, 0) else None
        function = self._constructor(taker) if isinstance(taker, Def) else None
        parameters = self._resolver.definition(function).parameters if function else ()
        if function is None or position >= len(parameters):
            return None
        return self._given_to(function, parameters[position].name, number)

    def _given_to(self, function: Def, parameter: str, number: int) -> Value | None:
        """What the function that is a parameter of another is given, by its own type or by the type that has a name."""
        local = self._resolver.inference.local
        bound, value = local(function.file, function.index, taken(parameter, number))
        if bound:
            return value
        _, kind = local(function.file, function.index, parameter)
        return local(kind.cls.file, kind.cls.index, taken("", number))[1] if isinstance(kind, Instance) else None

    def _constructor(self, called: Def) -> Def | None:
        """The function that calling a function or a class runs."""
        definition = self._resolver.definition(called)
        if definition.kind not in CLASS_LIKE:
            return called
        own = self._resolver.table(called.file).inside.get(called.index, {})
        names = [name for name in called.file.language.constructors if name in own]
        return Def(called.file, own[names[0]]) if names else None


def hold(value: Value, how: str) -> Value | None:
    """A value in a wrapper or a list."""
    return Instance(value.cls, held=how) if isinstance(value, Instance) and not value.held else None


def out_of(value: Value, holder: str) -> Value | None:
    """What a wrapper or a list holds."""
    return Instance(value.cls) if isinstance(value, Instance) and value.held == holder[1:] else None
