"""What C and C++ spread over files: prototypes and their definitions, namespaces in many blocks, members outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from symkin.graph.constness import is_constant, taken_by
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE
from symkin.graph.meanings import Def, Meaning
from symkin.graph.tables import outer_owner

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.types import Confidence
    from symkin.graph.view import File

_NAMESPACES = frozenset({"namespace", "module"})


class Blocks:
    """Look-ups over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._implementations: dict[Def, Def] = {}
        self._open: set[tuple[int, str, str]] = set()
        self._owners: dict[str, bool] = {}

    def lookup(self, file: File, scope: int, name: str, *, called: bool) -> Meaning | None:
        """What a bare name means through a namespace, or through the type that a function outside of it belongs to."""
        facts = self._resolver.view.facts(file)
        definition = facts.definitions[scope]
        if definition.kind in _NAMESPACES:
            return self._around(file, definition.qualified_name, name)
        owner = outer_owner(definition, facts) if definition.kind in FUNCTION_LIKE else ""
        if not owner:
            return None
        own = self._resolver.selves.own_class(file, scope)
        if own is not None and self._resolver.definition(own.cls).kind in CLASS_LIKE:
            member = self._resolver.members.of(own, name, file, called=called)
            namespace = self._resolver.definition(own.cls).qualified_name.rpartition(".")[0]
            return member or self._around(file, namespace, name)
        return self._around(file, owner, name)

    def _around(self, file: File, namespace: str, name: str) -> Meaning | None:
        """A name in a namespace or in those around it."""
        while namespace:
            found = self._resolver.in_module(file, f"{namespace}.{name}")
            if found is not None:
                return found
            namespace = namespace.rpartition(".")[0]
        return None

    def used(self, file: File, namespace: str, name: str) -> Meaning | None:
        """What `using namespace` brings; a namespace is not looked for in itself."""
        key = (file.id, namespace, name)
        if key in self._open or name.startswith(namespace + ".") or not self._holds(namespace, name):
            return None
        self._open.add(key)
        try:
            return self._resolver.in_module(file, f"{namespace}.{name}")
        finally:
            self._open.discard(key)

    def _holds(self, namespace: str, name: str) -> bool:
        """Whether a namespace has what a dotted name begins with.

        Of k namespaces that a file uses, each would else be looked for in all others, in k! orders.
        """
        owner = name.rpartition(".")[0]
        return not owner or self._is_defined(f"{namespace}.{owner}")

    def _is_defined(self, qualified_name: str) -> bool:
        known = self._owners.get(qualified_name)
        if known is None:
            view, bare = self._resolver.view, qualified_name.rpartition(".")[2]
            known = self._owners[qualified_name] = any(
                definition.qualified_name == qualified_name
                for file in view.defining(bare)
                for definition in view.facts(file).definitions
            )
        return known

    def implementation(self, target: Def) -> Def:
        """The definition of what a prototype announces, if the workspace holds exactly one."""
        if self._resolver.definition(target).kind != "prototype":
            return target
        known = self._implementations.get(target)
        if known is None:
            known = self._implementations[target] = self._find_implementation(target)
        return known

    def _find_implementation(self, prototype: Def) -> Def:
        announced = self._resolver.definition(prototype)
        found = [
            one
            for one in self._defined(announced.name, prototype.file)
            if _is_of(self._resolver.definition(one).qualified_name, announced.qualified_name)
            and is_constant(self._resolver.definition(one)) == is_constant(announced)
        ]
        same = [one for one in found if len(self._resolver.definition(one).parameters) == len(announced.parameters)]
        alike = [one for one in same if taken_by(self._resolver.definition(one)) == taken_by(announced)]
        if len(alike) == 1:
            return alike[0]
        here = [one for one in same or found if one.file == prototype.file]
        found = here or same or found
        return found[0] if len(found) == 1 else prototype

    def _defined(self, name: str, asking: File) -> Iterator[Def]:
        """The functions of a name that have bodies and that another file can be linked with."""
        for other in self._resolver.view.defining(name):
            if other.language.group == asking.language.group:
                for index, definition in enumerate(self._resolver.view.facts(other).definitions):
                    has_body = definition.kind in FUNCTION_LIKE and definition.kind != "prototype"
                    if definition.name == name and has_body and (definition.visible or other == asking):
                        yield Def(other, index)

    def external(self, file: File, name: str) -> tuple[Meaning, Confidence] | None:
        """A function that nothing in sight announces: the only one of that name, or none."""
        if name in file.language.common_members:
            return None
        found = list(self._defined(name, file))
        if len(found) != 1 or self._resolver.definition(found[0]).kind != "function":
            return None
        return (found[0], "likely") if self._resolver.definition(found[0]).parent == MODULE else None


def _is_of(name: str, announced: str) -> bool:
    """Whether a definition's name can be the announced one's: `using` may have left out its first parts."""
    return name == announced or ("." in name and announced.endswith("." + name))
