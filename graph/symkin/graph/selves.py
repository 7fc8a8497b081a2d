"""The object that a method is about: `self`, `this`, `super`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.facts import MODULE
from symkin.graph.meanings import Def, Instance, Value
from symkin.graph.tables import method_around, outer_owner

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

_OF_THE_CLASS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
"""Python's methods that are the class's without saying so."""


class Selves:
    """Look-ups over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def begin(self, file: File, scope: int, parts: list[str]) -> tuple[Value | None, list[str]] | None:
        """What an expression that begins at the object itself begins with, and its further steps; None for others."""
        language, name = file.language, parts[0]
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
        return None

    def own_class(self, file: File, scope: int, *, above: bool = False) -> Instance | None:
        """An object of the class that a scope belongs to; with `above`, as the classes above define it."""
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
        facts = self._resolver.view.facts(file)
        method = facts.definitions[method_around(facts, scope)]
        if "staticmethod" in method.decorators:
            return None
        cls = Def(file, method.parent)
        is_class = "classmethod" in method.decorators or method.name in _OF_THE_CLASS
        return cls if is_class and name == method.parameters[0].name else Instance(cls)
