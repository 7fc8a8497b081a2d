"""Members of types, by inheritance.

Look-up follows the C3 linearisation (Barrett et al., "A Monotonic Superclass Linearization for Dylan", 1996), which is
Python's; for single inheritance it is every language's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.drafts import CLASS_LIKE
from symkin.graph.facts import MODULE
from symkin.graph.meanings import Compound, Def, Instance, Meaning, Module, Value

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

_FIELDS = frozenset({"field", "property"})
MODULES = frozenset({"module", "namespace"})
_FEW = frozenset({"Iterable", "Iterator"})
"""Collections with members that no other method is called like."""
_BARE = frozenset({"object", "ABC", "Generic", "Protocol", "Exception"})
"""Bases from outside of the workspace that bring next to nothing with them."""
TYPES = CLASS_LIKE | {"type"}
"""What may have members: a type that stands for another has that one's."""


class Members:
    """Look-ups over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._orders: dict[Def, list[Def]] = {}

    def of(self, value: Value, name: str, asking: File, *, called: bool = False) -> Meaning | None:
        """What `name` means as a member of a value."""
        if isinstance(value, Module):
            return self._resolver.member_of_module(value, name, asking)
        if isinstance(value, Compound):
            return self._resolver.compounds.member(value, name, asking)
        if isinstance(value, Instance) and value.held:
            return None
        cls = value.cls if isinstance(value, Instance) else value
        offered = self._in_modules(cls, name, asking)
        if offered is None and self._resolver.definition(cls).kind in TYPES:
            above = isinstance(value, Instance) and value.above
            return self._inherited(self.order(cls)[1 if above else 0 :], name, called=called)
        return offered

    def _in_modules(self, owner: Def, name: str, asking: File) -> Meaning | None:
        """What a module within a file offers, or a namespace that makes one thing with a definition."""
        for one in self._resolver.declarations(owner):
            if self._resolver.definition(one).kind in MODULES:
                return self._resolver.in_inner_module(one, name, asking)
        return None

    def _inherited(self, owners: list[Def], name: str, *, called: bool) -> Def | None:
        for owner in owners:
            own = self._own(owner, name, called=called)
            doubtful = owner.file.language.sealed_modules and self._doubtful(owner, name)
            if own is not None or doubtful:
                return None if doubtful else own
        return None

    def order(self, cls: Def) -> list[Def]:
        """A class and those it inherits from, in the order in which members are looked up.

        Those above come first, by a stack of our own: generated classes inherit from each other in long chains.
        """
        pending, opened = [cls], dict[Def, list[Def]]()
        while pending:
            one = pending[-1]
            if one not in self._orders:
                self._orders[one] = [one]  # what a class that inherits from itself gets
                opened[one] = self.bases(one)
                pending += [base for base in opened[one] if base not in self._orders]
            elif pending.pop() in opened:
                self._orders[one] = self._linear(one, opened.pop(one))
        return self._orders[cls]

    def _linear(self, cls: Def, bases: list[Def]) -> list[Def]:
        orders = [self._orders[base] for base in bases]
        merged = orders[0] if len(bases) == 1 else _merge([*map(list, orders), bases])
        own = [one for one in self._resolver.declarations(cls) if self._resolver.definition(one).kind in TYPES]
        return [cls, *own[1:], *(other for other in merged if other not in own)]

    def bases(self, cls: Def) -> list[Def]:
        """The base classes that the workspace defines."""
        bases = [base for one in self._resolver.declarations(cls) for base in self._own_bases(one)]
        return bases + self._resolver.packages.bases_outside(cls) if cls.file.language.extended else bases

    def inherits_unknown(self, cls: Def) -> bool:
        """Whether a class inherits from one of which nobody here knows what it has."""
        for one in self.order(cls):
            bases = [base for base in self._resolver.definition(one).bases if base.rpartition(".")[2] not in _BARE]
            if len(bases) > len(self._own_bases(one)):
                return True
        return False

    def _own_bases(self, cls: Def) -> list[Def]:
        definition = self._resolver.definition(cls)
        found = (self._base(cls, definition.parent, base) for base in definition.bases)
        bases = [base for base in found if isinstance(base, Def) and self._resolver.definition(base).kind in TYPES]
        if definition.kind == "type" and definition.value:
            meant = self._resolver.inference.infer(cls.file, definition.parent, definition.value)
            bases += [meant.cls] if isinstance(meant, Instance) and meant.cls != cls else []
        return bases

    def may_inherit(self, file: File, scope: int, name: str) -> bool:
        """Whether a class may have a member from a collection above it that the workspace does not declare (Java)."""
        language, definition = file.language, self._resolver.view.facts(file).definitions[scope]
        if definition.kind not in CLASS_LIKE or name not in language.common_members or not language.declares_all:
            return False
        owners = (self._resolver.definition(one) for one in self.order(Def(file, scope)))
        names = {base.rpartition(".")[2] for owner in owners for base in owner.bases}
        kinds = {*language.containers, *language.keyed} - _FEW
        return any(name.removeprefix("Abstract") in kinds for name in names)

    def _base(self, cls: Def, scope: int, expression: str) -> Value | None:
        named = self.type_named(cls.file, scope, expression) if cls.file.language.declarations_merge else None
        return named or self._resolver.inference.infer(cls.file, scope, expression)

    def type_named(self, file: File, scope: int, name: str) -> Def | None:
        """The type that a (dotted) name means."""
        first, *rest = name.replace("::", ".").split(".")
        meaning = self._resolver.lookup(file, self.beyond_fields(file, scope, first), first)
        for part in rest:
            meaning = self.of(meaning, part, file) if meaning else None
        meaning = self._resolver.as_type(meaning) if meaning else None
        return meaning if isinstance(meaning, Def) and self._resolver.definition(meaning).kind in TYPES else None

    def beyond_fields(self, file: File, scope: int, name: str) -> int:
        """Where to look for a type in a tags-level language: a field of that name, as in C#'s `Ink Ink`, hides none."""
        while scope != MODULE and file.language.level == "tags":
            meaning = self._resolver.lookup(file, scope, name)
            if not isinstance(meaning, Def) or self._resolver.definition(meaning).kind not in _FIELDS:
                break
            scope = self._resolver.view.facts(file).definitions[scope].parent
        return scope

    def _own(self, owner: Def, name: str, *, called: bool) -> Def | None:
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


def _merge(orders: list[list[Def]]) -> list[Def]:
    merged: list[Def] = []
    while orders := [order for order in orders if order]:
        heads = (order[0] for order in orders)
        head = next((h for h in heads if not any(h in order[1:] for order in orders)), orders[0][0])
        merged.append(head)
        orders = [[other for other in order if other != head] for order in orders]
    return merged
