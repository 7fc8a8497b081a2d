"""What the names that a file uses mean, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from symkin.graph.facts import MODULE, Occurrence, Role
from symkin.graph.foreign import is_foreign
from symkin.graph.meanings import Def, Meaning
from symkin.graph.members import TYPES
from symkin.graph.receivers import UNKNOWN, root_of
from symkin.graph.types import Confidence
from symkin.graph.view import File

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver

REMEMBERED = 100_000
"""Occurrences whose meaning is kept: questions about neighbours meet the same ones."""

_CONSTRUCTORS = frozenset({"constructor"})
_MEMBERS = frozenset({"method", "property", "field"})
_TYPE_ROLES = frozenset({Role.TYPE, Role.BASE})
_VALUE_ROLES = frozenset({Role.READ, Role.CALL})


class Uses:
    """Look-ups over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._resolve)

    def resolve(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        """What an occurrence means, or None where that cannot be proved."""
        return self._remembered(file, name, occurrence)

    def _resolve(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        found = self._meaning(file, name, occurrence)
        if found is None or not isinstance(found[0], Def):
            return found
        if file.language.declarations_merge and occurrence.role in _TYPE_ROLES:
            return self._resolver.as_type(found[0]), found[1]
        target: Def | None = found[0]
        if file.language.open_members and occurrence.role is not Role.IMPORT:
            target = self._in_position(found[0], is_type=occurrence.role in _TYPE_ROLES)
        if occurrence.arguments is not None:
            scope = self.scope_of(file, occurrence)
            choose = self._resolver.overloads.choose
            target = choose(found[0], occurrence.arguments, file, scope, occurrence.receiver)
        elif file.language.overloads and not file.language.open_blocks and occurrence.role in _VALUE_ROLES:
            target = found[0] if self._resolver.overloads.is_only(found[0]) else None
        return (self._resolver.blocks.implementation(target), found[1]) if target is not None else None

    def _in_position(self, found: Def, *, is_type: bool) -> Def | None:
        """Of a type and a constructor that share a name, the one that can stand there (Haskell)."""
        definition = self._resolver.definition(found)
        if definition.kind not in TYPES | {"constructor"} or (definition.kind in TYPES) == is_type:
            return found
        for index, other in enumerate(self._resolver.view.facts(found.file).definitions):
            wanted = TYPES if is_type else _CONSTRUCTORS
            if other.name == definition.name and other.kind in wanted:
                return Def(found.file, index)
        return None

    def _meaning(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        if occurrence.role is Role.IMPORT:
            return _exact(self._import_at(file, name, occurrence))
        scope = self.scope_of(file, occurrence)
        called = occurrence.role is Role.CALL
        if not occurrence.receiver:
            if occurrence.role in _TYPE_ROLES:
                scope = self._resolver.members.beyond_fields(file, scope, name)
            meaning = self._resolver.lookup(file, scope, name, called=called)
            return _exact(meaning) if meaning is not None else self._unseen(file, name, occurrence)
        if occurrence.receiver == UNKNOWN:
            return self._only_one(file, name, occurrence)
        if file.language.declarations_merge and occurrence.role in _TYPE_ROLES:
            return _exact(self._resolver.members.type_named(file, scope, f"{occurrence.receiver}.{name}"))
        value = self._resolver.inference.infer(file, scope, occurrence.receiver)
        if value is None:
            outside = self._is_outside(file, scope, occurrence.receiver)
            return (
                None
                if outside or is_foreign(self._resolver, file, scope, occurrence.receiver)
                else self._only_one(file, name, occurrence)
            )
        return _exact(self._resolver.members.of(value, name, file, called=called))

    def _is_outside(self, file: File, scope: int, receiver: str) -> bool:
        """Whether a receiver is a module or a namespace from outside of the workspace."""
        root, found = root_of(receiver), self._resolver.table(file).aliases
        if file.language.open_blocks and root not in file.language.self_names:
            bound, _ = self._resolver.inference.local(file, scope, root)
            return not bound and self._resolver.lookup(file, scope, root) is None
        imports = found.get(MODULE, {}).get(root, []) + (found.get(scope, {}).get(root, []) if scope != MODULE else [])
        return any(not one.name and self._resolver.import_target(file, one) is None for one in imports)

    def scope_of(self, file: File, occurrence: Occurrence) -> int:
        """Where the look-up starts: a base or decorator is read outside the definition that it belongs to."""
        if occurrence.role in (Role.BASE, Role.DECORATOR) and occurrence.scope != MODULE:
            return self._resolver.view.facts(file).definitions[occurrence.scope].parent
        return occurrence.scope

    def _import_at(self, file: File, name: str, occurrence: Occurrence) -> Meaning | None:
        for found in self._resolver.view.facts(file).imports:
            if found.name == name and (found.line, found.column) == (occurrence.line, occurrence.column):
                return self._resolver.import_target(file, found)
        return None

    def _only_one(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        """The only definition of that name that the file can see, if it is of the sort that is asked for."""
        if name in file.language.common_members or occurrence.role is not Role.CALL:
            return None
        member = bool(occurrence.receiver)
        if member and self._delegates(file, name, occurrence.scope):
            return None
        found = None
        for candidate in self._defined(name, file):
            if found is not None:
                return None
            found = candidate
        if found is None or (self._resolver.definition(found).kind in _MEMBERS) != member:
            return None
        if file.language.called_apart and self._resolver.definition(found).kind == "field":
            return None
        return (found, "likely") if self._sees(file, found.file) else None

    def _delegates(self, file: File, name: str, scope: int) -> bool:
        """Whether a definition of that very name is around: it hands on to another object's, not to itself."""
        definitions = self._resolver.view.facts(file).definitions
        while scope != MODULE:
            if definitions[scope].name == name:
                return True
            scope = definitions[scope].parent
        return False

    def _unseen(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        """A bare name that no scope knows: where scopes are not read, or a macro, its only definition."""
        if file.language.level == "tags":
            return self._only_one(file, name, occurrence)
        if file.language.open_blocks and occurrence.role is Role.CALL:
            return self._resolver.blocks.external(file, name)
        macros = occurrence.role is Role.CALL and file.language.module_rule == "crate"
        imported = any(found.alias == name for found in self._resolver.view.facts(file).imports)
        return self._macro(file, name) if macros and not imported else None

    def _macro(self, file: File, name: str) -> tuple[Meaning, Confidence] | None:
        """The crate's only macro of a name: where a macro can be seen depends on the order of the text."""
        found = [one for one in self._defined(name, file) if self._resolver.definition(one).kind == "macro"]
        return (found[0], "likely") if len(found) == 1 and found[0].file.package == file.package else None

    def _defined(self, name: str, file: File) -> Iterator[Def]:
        for other in self._resolver.view.defining(name):
            if other.language.group == file.language.group:
                for index, definition in enumerate(self._resolver.view.facts(other).definitions):
                    if definition.name == name:
                        yield Def(other, index)

    def _sees(self, file: File, other: File) -> bool:
        if file == other or file.language.level == "tags":
            return True
        if file.language.shared_modules and file.module == other.module:
            return True
        modules = {found.module for found in self._resolver.view.facts(file).imports}
        if file.language.shared_modules:
            return other.module in modules
        return any(self._resolver.find_module(file, module) == other for module in modules)


def _exact(meaning: Meaning | None) -> tuple[Meaning, Confidence] | None:
    return (meaning, "exact") if meaning is not None else None
