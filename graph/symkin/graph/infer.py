"""The types of receivers: what an expression such as `self.pool.take()` is a value of.

Annotations, constructor calls, assigned attributes, returned expressions and inheritance count; everything else is
unknown. Member look-up follows the C3 linearisation (Barrett et al., "A Monotonic Superclass Linearization for
Dylan", 1996), which is Python's; for single inheritance it is every language's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Definition
from symkin.graph.receivers import HELD, MANY, TRIED, UNKNOWN, steps
from symkin.graph.tables import method_around, outer_owner

if TYPE_CHECKING:
    from symkin.graph.resolve import Def, Meaning, Module, Resolver
    from symkin.graph.view import File

MAX_DEPTH = 16
MODULES = frozenset({"module", "namespace"})
TYPES = CLASS_LIKE | {"type"}
"""What may have members: a type that stands for another has that one's."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A value of a class; with `above`, as `super()` sees it: only what the classes above define."""

    cls: Def
    above: bool = False
    held: str = ""
    """`@held` in a wrapper out of which it must be taken first (Rust's `Option`), `@many` in a list or array."""


Value = Union["Def", "Module", Instance]


class Inference:
    """Types over one state of a view; the other half of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[tuple[int, int, str], Value | None] = {}
        self._orders: dict[Def, list[Def]] = {}
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

    def member(self, value: Value, name: str, asking: File, *, called: bool = False) -> Meaning | None:
        """What `name` means as a member of a value."""
        from symkin.graph.resolve import Module

        if isinstance(value, Module):
            return self._resolver.member_of_module(value, name, asking)
        if isinstance(value, Instance) and value.held:
            return None
        cls = value.cls if isinstance(value, Instance) else value
        definition = self._resolver.definition(cls)
        if definition.kind in MODULES:
            return self._resolver.in_inner_module(cls, name, asking)
        if definition.kind not in TYPES:
            return None
        above = isinstance(value, Instance) and value.above
        for owner in self.order(cls)[1 if above else 0 :]:
            found = self._own_member(owner, name, called=called)
            doubtful = owner.file.language.sealed_modules and self._doubtful(owner, name)
            if found is not None or doubtful:
                return None if doubtful else found
        return None

    def order(self, cls: Def) -> list[Def]:
        """A class and those it inherits from, in the order in which members are looked up."""
        known = self._orders.get(cls)
        if known is not None:
            return known
        self._orders[cls] = [cls]  # what a class that inherits from itself gets
        bases = self.bases(cls)
        merged = _merge([*(list(self.order(base)) for base in bases), list(bases)])
        self._orders[cls] = [cls, *(other for other in merged if other != cls)]
        return self._orders[cls]

    def bases(self, cls: Def) -> list[Def]:
        """The base classes that the workspace defines."""
        from symkin.graph.resolve import Def

        definition = self._resolver.definition(cls)
        found = (self.infer(cls.file, definition.parent, base) for base in definition.bases)
        bases = [base for base in found if isinstance(base, Def) and self._resolver.definition(base).kind in TYPES]
        if definition.kind == "type" and definition.value:
            meant = self.infer(cls.file, definition.parent, definition.value)
            bases += [meant.cls] if isinstance(meant, Instance) and meant.cls != cls else []
        return bases + self._resolver.packages.bases_outside(cls) if cls.file.language.extended else bases

    def _own_member(self, owner: Def, name: str, *, called: bool) -> Def | None:
        from symkin.graph.resolve import Def

        table, definition = self._resolver.table(owner.file), self._resolver.definition(owner)
        language = owner.file.language
        for names in (table.inside.get(owner.index, {}), table.members.get(definition.qualified_name, {})):
            found = names.get(f"{name}()") if called else None
            found = names.get(name) if found is None else found
            if found is not None and (not called or self._callable(owner, found)):
                return Def(owner.file, found)
        others = self._resolver.packages.outside(owner, name) if language.extended else []
        if language.embedded and not others:
            others = [base for base in self.bases(owner) if self._resolver.definition(base).name == name]
        return others[0] if len(others) == 1 else None

    def _doubtful(self, owner: Def, name: str) -> bool:
        return (self._resolver.definition(owner).qualified_name, name) in self._resolver.table(owner.file).doubtful

    def _callable(self, owner: Def, member: int) -> bool:
        """Whether a call may mean a member: where calls are named apart no field is one, but a record's component."""
        definition = self._resolver.view.facts(owner.file).definitions[member]
        apart = owner.file.language.called_apart and definition.kind in {"field", "variable", "constant"}
        return not apart or self._resolver.definition(owner).kind == "record"

    def value_of(self, meaning: Meaning, receiver: Value | None = None) -> Value | None:
        """The value that a definition stands for when it is read."""
        from symkin.graph.resolve import Module

        if isinstance(meaning, Module):
            return meaning
        definition = self._resolver.definition(meaning)
        if definition.kind in TYPES | MODULES or (definition.kind in FUNCTION_LIKE and definition.kind != "property"):
            return meaning
        if definition.kind == "property":
            return self._result(meaning, definition, receiver)
        if definition.kind == "enum_member":
            return self._enumeration(meaning)
        if not definition.value:
            return None
        scope = definition.method if definition.method != MODULE else definition.parent
        return self.infer(meaning.file, scope, definition.value)

    def _enumeration(self, member: Def) -> Instance:
        from symkin.graph.resolve import Def

        return Instance(Def(member.file, self._resolver.definition(member).parent))

    def call(self, value: Value, receiver: Value | None, asking: File) -> Value | None:
        """The value that calling a value gives."""
        from symkin.graph.resolve import Def

        if isinstance(value, Def):
            definition = self._resolver.definition(value)
            if definition.kind in TYPES:
                return Instance(value)
            if definition.kind == "enum_member":
                return self._enumeration(value)
            return self._result(value, definition, receiver) if definition.kind in FUNCTION_LIKE else None
        if isinstance(value, Instance) and asking.language.called_apart:
            return value  # a record's component: reading it is a call
        if isinstance(value, Instance):
            called = self.member(value, "__call__", asking)
            return self.call(called, value, asking) if isinstance(called, Def) else None
        return None

    def _result(self, function: Def, definition: Definition, receiver: Value | None) -> Value | None:
        if not definition.value:
            return None
        parameters = definition.parameters
        own = (parameters[0].name if parameters else "") if function.file.language.self_parameter else "this"
        kind = definition.value.partition(".@")[0]
        if kind in {own, "self", "this"} and isinstance(receiver, Instance):
            return Instance(receiver.cls, held=definition.value[len(kind) + 1 :])
        return self.infer(function.file, function.index, definition.value)

    # -- expressions

    def _evaluate(self, file: File, scope: int, expression: str) -> Value | None:
        from symkin.graph.resolve import Def

        parts = steps(expression)
        if not parts:
            return None
        value, parts = self._root(file, scope, parts)
        receiver: Value | None = None
        for part, following in zip(parts, [*parts[1:], ""], strict=False):
            if value is None:
                return None
            if part == "[]":
                value, receiver = _out_of(value, MANY) or self._indexed(value, file), None
            elif part == "()":
                value, receiver = self.call(value, receiver, file), None
            elif part.startswith("@"):
                value, receiver = _out_of(value, HELD) if part == TRIED[1:] else _held(value, part), None
            elif part == "super" and file.language.sealed_modules and not isinstance(value, Instance):
                value, receiver = self._resolver.paths.above(value), None
            elif part in file.language.self_names and isinstance(value, Def):
                value, receiver = Instance(value), None
            else:
                meaning = self.member(value, part, file, called=following == "()")
                known = self.value_of(meaning, value) if meaning else self._standard(value, part, file)
                value, receiver = known, value
        return value

    def _indexed(self, value: Value, file: File) -> Value | None:
        """What a pointer points at (C), unless its class says otherwise."""
        pointer = file.language.open_blocks and isinstance(value, Instance) and not value.held
        return value if pointer and self.member(value, "operator[]", file) is None else None

    def _standard(self, value: Value, method: str, file: File) -> Value | None:
        """What a method that every type has, or every wrapper, gives; calling it again gives the same."""
        if not isinstance(value, Instance):
            return None
        if value.held and method in file.language.unwrapping:
            return Instance(value.cls)
        return value if method in file.language.echoing else None

    def _root(self, file: File, scope: int, parts: list[str]) -> tuple[Value | None, list[str]]:
        language = file.language
        name = parts[0]
        for form in language.super_names:
            call = form.endswith("()")
            if name == form.removesuffix("()") and (not call or parts[1:2] == ["()"]):
                return self.own_class(file, scope, above=True), parts[2 if call else 1 :]
        if not language.self_parameter and name in language.self_names:
            own = self.own_class(file, scope)
            return own or self._outer_module(file, scope, name), parts[1:]
        if language.sealed_modules and name in {"Self", "crate", "super"}:
            own = self.own_class(file, scope) if name == "Self" else None
            return own.cls if own else self._outer_module(file, scope, name), parts[1:]
        if language.self_parameter and self._is_self(file, scope, name):
            return self._self_value(file, scope, name), parts[1:]
        bound, value = self._local(file, scope, name)
        if bound:
            return value, parts[1:]
        meaning = self._resolver.lookup(file, scope, name, called=parts[1:2] == ["()"])
        if meaning is None and language.module_rule == "crate":
            meaning = self._resolver.paths.crate(name)
        return (self.value_of(meaning) if meaning is not None else None), parts[1:]

    def own_class(self, file: File, scope: int, *, above: bool = False) -> Instance | None:
        """An object of the class that a scope belongs to; with `above`, as the classes above define it."""
        from symkin.graph.resolve import Def

        facts = self._resolver.view.facts(file)
        method = method_around(facts, scope)
        if method != MODULE:
            return Instance(Def(file, facts.definitions[method].parent), above)
        if not file.language.extended:
            return None
        while scope != MODULE:
            definition = facts.definitions[scope]
            if owner := outer_owner(definition, facts):
                cls = self._resolver.in_module(file, owner) if file.language.open_blocks else None
                cls = cls or self._resolver.lookup(file, definition.parent, owner.rpartition(".")[2])
                return Instance(cls, above) if isinstance(cls, Def) else None
            scope = definition.parent
        return None

    def _outer_module(self, file: File, scope: int, name: str) -> Value | None:
        """What `crate`, `super` and `self` mean where they are modules (Rust)."""
        return self._resolver.paths.root(file, scope, name) if file.language.module_rule == "crate" else None

    def _is_self(self, file: File, scope: int, name: str) -> bool:
        facts = self._resolver.view.facts(file)
        method = method_around(facts, scope)
        if method == MODULE:
            return False
        parameters = facts.definitions[method].parameters
        return bool(parameters) and (parameters[0].name == name or name == "self")

    def _self_value(self, file: File, scope: int, name: str) -> Value | None:
        from symkin.graph.resolve import Def

        facts = self._resolver.view.facts(file)
        method = facts.definitions[method_around(facts, scope)]
        if "staticmethod" in method.decorators:
            return None
        cls = Def(file, method.parent)
        is_class = "classmethod" in method.decorators or method.name in {
            "__new__",
            "__init_subclass__",
            "__class_getitem__",
        }
        return cls if is_class and name == method.parameters[0].name else Instance(cls)

    def _local(self, file: File, scope: int, name: str) -> tuple[bool, Value | None]:
        """Whether a name is a typed local of the functions around, and its value if all its bindings agree."""
        facts, table = self._resolver.view.facts(file), self._resolver.table(file)
        while scope != MODULE:
            expressions = table.bindings.get((scope, name))
            if expressions is not None:
                return True, self._agreed(file, scope, name, expressions)
            scope = facts.definitions[scope].parent
        return False, None

    def _agreed(self, file: File, scope: int, name: str, expressions: list[str]) -> Value | None:
        values = set()
        for expression in dict.fromkeys(expressions):
            if expression == f"{name}()" and file.language.open_blocks:  # `struct pool *pool`
                meaning = self._resolver.lookup(file, scope, name)
                values.add(self.call(meaning, None, file) if meaning is not None else None)
                continue
            if steps(expression)[:1] == [name]:
                # `x = x.narrowed()`: the value before is that of the other bindings.
                if expression.endswith("()"):
                    return None
                continue
            values.add(self.infer(file, scope, expression) if expression != UNKNOWN else None)
        return values.pop() if len(values) == 1 else None


def _held(value: Value, how: str) -> Value | None:
    return Instance(value.cls, held=how) if isinstance(value, Instance) and not value.held else None


def _out_of(value: Value, holder: str) -> Value | None:
    """What a wrapper or a list holds."""
    return Instance(value.cls) if isinstance(value, Instance) and value.held == holder[1:] else None


def _merge(orders: list[list[Def]]) -> list[Def]:
    merged: list[Def] = []
    while orders := [order for order in orders if order]:
        heads = (order[0] for order in orders)
        head = next((h for h in heads if not any(h in order[1:] for order in orders)), orders[0][0])
        merged.append(head)
        orders = [[other for other in order if other != head] for order in orders]
    return merged
