"""Modules that several files make up together, and types whose members several files define."""

from __future__ import annotations

from collections import defaultdict
from posixpath import dirname
from typing import TYPE_CHECKING

from symkin.graph.facts import MODULE
from symkin.graph.importing import nearest
from symkin.graph.meanings import Def

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

Key = tuple[str, str, str]


class Packages:
    """Look-ups by name over one state of a view, each index built when it is first asked for."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._names: dict[Key, dict[str, list[Def]]] = {}
        self._outside: dict[tuple[str, str], dict[str, list[Def]]] = {}

    def named(self, file: File, name: str) -> Def | None:
        """What the files of a file's package define under a name; of several the nearest, if one is."""
        found = self._index(file).get(name)
        if not found:
            return None
        if file.language.module_rule == "directory" and len(found) > len({dirname(one.file.path) for one in found}):
            return None  # each for another configuration (Go's build tags)
        best = nearest([definition.file for definition in found], file)
        return next((definition for definition in found if definition.file is best), None)

    def key(self, file: File) -> Key:
        """What the files of one package have in common: Go's directories hold a package and its outer tests."""
        return file.language.group, file.module, self._resolver.view.facts(file).module

    def _index(self, file: File) -> dict[str, list[Def]]:
        key = self.key(file)
        known = self._names.get(key)
        if known is None:
            known = self._names[key] = defaultdict(list)
            for other in self._resolver.view.of_module(file.module):
                if self.key(other) == key:
                    for name, index in self._resolver.table(other).inside.get(MODULE, {}).items():
                        known[name].append(Def(other, index))
        return known

    def outside(self, owner: Def, name: str) -> list[Def]:
        """The members that other files than its own give to a type (Go's methods, Rust's `impl`)."""
        group, type_name = owner.file.language.group, self._resolver.definition(owner).name
        return [
            member
            for member in self._members(group, name).get(type_name, ())
            if member.file != owner.file and self._owner(member, type_name) == owner
        ]

    def bases_outside(self, owner: Def) -> list[Def]:
        """The bases that other places than its own definition give to a type (Rust's `impl Trait for Type`)."""
        view, name = self._resolver.view, self._resolver.definition(owner).name
        found: dict[Def, None] = {}
        for file in view.using(name) if owner.file.language.sealed_modules else ():
            for extension in view.facts(file).extensions:
                if extension.owner == name and self._resolver.lookup(file, extension.scope, name) == owner:
                    base = self._resolver.inference.infer(file, extension.scope, extension.base)
                    if isinstance(base, Def):
                        found[base] = None
        return list(found)

    def _owner(self, member: Def, type_name: str) -> object:
        return self._resolver.lookup(member.file, self._resolver.definition(member).parent, type_name)

    def _members(self, group: str, name: str) -> dict[str, list[Def]]:
        """The definitions of a name that stand outside of their types, by the types' names."""
        known = self._outside.get((group, name))
        if known is None:
            known = self._outside[group, name] = defaultdict(list)
            for file in self._resolver.view.defining(name):
                if file.language.group == group:
                    for owner, names in self._resolver.table(file).members.items():
                        if name in names:
                            known[owner.rpartition(".")[2]].append(Def(file, names[name]))
        return known
