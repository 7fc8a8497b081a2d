"""Near kin: whom no edge joins to a symbol, but two steps, or a name.

Members of a type and what they override; what shares a callee or a field with it in the same file; the other half of a
pair (`open` and `close`); tests. They are shown, and no prompt holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from math import log
from typing import TYPE_CHECKING

from symkin.graph.counterparts import counterparts, words
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Role
from symkin.graph.groups import is_test
from symkin.graph.meanings import Def, Instance
from symkin.graph.types import Confidence, Groups, Related, Relation, Symbol
from symkin.graph.view import File

if TYPE_CHECKING:
    from symkin.graph.edges import Edges

LIMIT = 20
"""Near kin of one sort."""

MEMBERS = 60
"""The same for the methods of a type: which of them is meant, only the topic tells."""

FEWER = 8
"""The same for siblings and tests, of which there may be any number."""

SHARED = 20
"""The most users of a callee in one file: what all use joins none of them."""

TEST_FILES = 50
"""Files of tests that are looked into."""

_JOINING = FUNCTION_LIKE | {"field", "enum_member"}
"""What joins those who use it; a type or a constant of the module says little."""


def near_kin(edges: Edges, target: Def, groups: Groups) -> list[Related]:
    """The near kin of a definition, sort by sort, each sort best first; the groups' candidates are not among them."""
    kin = _Kin(edges, target, groups)
    sorts: list[tuple[Iterable[Related], int]] = [
        (kin.overridden(), LIMIT),
        (kin.overriding(), LIMIT),
        (kin.counterparts(), LIMIT),
        (kin.members(), MEMBERS),
        (kin.siblings(), FEWER),
        (kin.tests(), FEWER),
    ]
    seen = {_name_of(symbol) for symbol in (edges.symbol(target), *groups.labels) if symbol}
    found: list[Related] = []
    for sort, limit in sorts:
        fresh = list(islice(_unseen(sort, seen), limit))
        last = max(1, len(fresh) - 1)
        found += [replace(one, place=rank / last) for rank, one in enumerate(fresh)]
    return found


def _unseen(sort: Iterable[Related], seen: set[tuple[str, str]]) -> Iterator[Related]:
    for one in sort:
        if (name := _name_of(one.symbol)) not in seen:
            seen.add(name)
            yield one


def _name_of(symbol: Symbol) -> tuple[str, str]:
    """Overloads and accessors of one name are one."""
    return symbol.path, symbol.qualified_name


class _Kin:
    """Look-ups about one definition."""

    def __init__(self, edges: Edges, target: Def, groups: Groups) -> None:
        self._edges = edges
        self._view = edges.view
        self._resolver = edges.resolver
        self._target = target
        self._groups = groups
        self._file = target.file
        self._own = self._resolver.definition(target)
        self._owner = self._owner_of(target)
        self._members: dict[Def, dict[str, list[Def]]] = {}

    # -- inheritance

    def overridden(self) -> Iterator[Related]:
        """The member of a base that this one overrides."""
        if self._owner is not None:
            above = Instance(self._owner, above=True)
            meaning = self._resolver.members.of(above, self._own.name, self._file)
            if isinstance(meaning, Def):
                yield self._related(meaning, "base", "exact", f"overridden by {self._own.qualified_name}")

    def overriding(self) -> Iterator[Related]:
        """The members of subtypes that override this one."""
        if self._owner is not None and self._own.kind in FUNCTION_LIKE:
            for subtype in self._subtypes(self._owner):
                for member in self._named_in(subtype, self._own.name):
                    yield self._related(member, "subtype", "exact", f"overrides {self._own.qualified_name}")

    def _subtypes(self, cls: Def) -> Iterator[Def]:
        name = self._resolver.definition(cls).name
        for file in self._view.using(name):
            for occurrence in self._view.occurrences(file, name):
                if occurrence.role is Role.BASE and occurrence.scope != MODULE:
                    resolved = self._resolver.uses.resolve(file, name, occurrence)
                    if resolved is not None and resolved[0] == cls:
                        yield Def(file, occurrence.scope)
            yield from self._extended(file, cls, name)

    def _extended(self, file: File, cls: Def, name: str) -> Iterator[Def]:
        """The types to which a file gives this base outside of their definitions (Rust's `impl Trait for Type`)."""
        for extension in self._view.facts(file).extensions:
            if extension.base.replace("::", ".").rpartition(".")[2] == name:
                owner = self._resolver.lookup(file, extension.scope, extension.owner)
                if isinstance(owner, Def) and cls in self._resolver.members.bases(owner):
                    yield owner

    # -- members

    def members(self) -> Iterator[Related]:
        """The methods of a type, what others may call first."""
        if self._own.kind in CLASS_LIKE:
            found = [one for one in chain(*self._members_of(self._target).values()) if self._is_function(one)]
            for member in sorted(found, key=lambda one: not self._resolver.definition(one).visible):
                what = "constructor" if self._resolver.definition(member).kind == "constructor" else "method"
                yield self._related(member, "field", "exact", f"{what} of {self._own.name}")

    def siblings(self) -> Iterator[Related]:
        """What uses, in the same file, the same callees and fields; the rarer these, the nearer."""
        if self._own.kind not in FUNCTION_LIKE:
            return
        weights: defaultdict[int, float] = defaultdict(float)
        shared: defaultdict[int, list[str]] = defaultdict(list)
        for edge in self._groups.inputs:
            joins = edge.kind == "use" and edge.target.kind in _JOINING
            users = self._users(edge.target) if joins else set()
            if 0 < len(users) <= SHARED:
                for user in users:
                    weights[user] += 1 / log(2 + len(users))
                    shared[user].append(edge.target.name)
        for user in sorted(weights, key=lambda user: (-weights[user], user)):
            yield self._related(Def(self._file, user), "sibling", "exact", f"uses {_listed(shared[user])} too")

    def _users(self, used: Symbol) -> set[int]:
        """The functions of this file that use a definition."""
        target, found = self._edges.definition_of(used), set()
        functions = self._resolver.table(self._file).functions
        for occurrence in self._view.occurrences(self._file, used.name):
            function = functions[occurrence.scope] if occurrence.scope != MODULE else MODULE
            if function in {MODULE, self._target.index} or function in found or occurrence.role is Role.IMPORT:
                continue
            resolved = self._resolver.uses.resolve(self._file, used.name, occurrence)
            if resolved is not None and resolved[0] == target:
                found.add(function)
        return found

    # -- names

    def counterparts(self) -> Iterator[Related]:
        """The other half of a pair: beside it, or of the same name in the other half of its type."""
        for name in counterparts(self._own.name):
            for other in self._beside(self._target, name):
                yield self._related(other, "counterpart", "likely", f"counterpart of {self._own.name}")
        if self._owner is not None:
            owner = self._resolver.definition(self._owner).name
            for name in counterparts(owner):
                for other in self._beside(self._owner, name):
                    for member in self._named_in(other, self._own.name):
                        yield self._related(member, "counterpart", "likely", f"counterpart of {owner}.{self._own.name}")

    def _beside(self, target: Def, name: str) -> Iterator[Def]:
        """Definitions of a name that stand where `target` does, else the only one near it."""
        owner, kind = self._owner_of(target), self._sort_of(target)
        if owner is not None:
            yield from self._named_in(owner, name)
            return
        around = self._resolver.definition(target).parent
        here = self._resolver.table(target.file).inside.get(around, {}).get(name)
        near = [Def(target.file, here)] if here is not None else list(self._nearby(name))
        yield from (one for one in near[:1] if len(near) == 1 and self._sort_of(one) == kind)

    def _nearby(self, name: str) -> Iterator[Def]:
        for file in self._view.defining(name):
            if self._is_near(file):
                index = self._resolver.table(file).inside.get(MODULE, {}).get(name)
                if index is not None:
                    yield Def(file, index)

    def tests(self) -> Iterator[Related]:
        """Tests that name it and are named for it."""
        wanted = set(words(self._own.name))
        if self._owner is not None:
            wanted |= set(words(self._resolver.definition(self._owner).name))
        if not wanted or is_test(self._file.path) or self._own.kind not in FUNCTION_LIKE | CLASS_LIKE:
            return
        files = (file for file in self._view.using(self._own.name) if is_test(file.path))
        for file in islice(files, TEST_FILES):
            for index in self._functions_naming(file):
                test = Def(file, index)
                qualified = self._resolver.definition(test).qualified_name
                if wanted <= {*words(qualified), *words(file.tail)}:
                    yield self._related(test, "test", "likely", f"test named for {self._own.name}")

    def _functions_naming(self, file: File) -> list[int]:
        """The outermost functions in which the name occurs."""
        definitions = self._view.facts(file).definitions
        found: dict[int, None] = {}
        for occurrence in self._view.occurrences(file, self._own.name):
            function, scope = MODULE, occurrence.scope
            while scope != MODULE:
                function = scope if definitions[scope].kind in FUNCTION_LIKE else function
                scope = definitions[scope].parent
            if function != MODULE:
                found[function] = None
        return list(found)

    # -- helpers

    def _is_near(self, file: File) -> bool:
        """Whether a file is of the same package or folder, and of a language that can name what is in this one."""
        beside = file.package == self._file.package or _folder(file) == _folder(self._file)
        return beside and file.language.group == self._file.language.group

    def _owner_of(self, target: Def) -> Def | None:
        """The type that a definition is a member of."""
        definition = self._resolver.definition(target)
        definitions = self._view.facts(target.file).definitions
        if definition.parent != MODULE:
            around = definitions[definition.parent]
            return Def(target.file, definition.parent) if around.kind in CLASS_LIKE else None
        outer = definition.qualified_name[: -len(definition.name) - 1]
        index = self._resolver.table(target.file).inside.get(MODULE, {}).get(outer) if outer else None
        return Def(target.file, index) if index is not None and definitions[index].kind in CLASS_LIKE else None

    def _members_of(self, cls: Def) -> dict[str, list[Def]]:
        """The members of a type by name; asked for each name that a counterpart might have."""
        known = self._members.get(cls)
        if known is None:
            known = self._members[cls] = {}
            table, definition = self._resolver.table(cls.file), self._resolver.definition(cls)
            definitions = self._view.facts(cls.file).definitions
            for names in (table.inside.get(cls.index, {}), table.members.get(definition.qualified_name, {})):
                for index in dict.fromkeys(names.values()):
                    known.setdefault(definitions[index].name, []).append(Def(cls.file, index))
        return known

    def _named_in(self, cls: Def, name: str) -> list[Def]:
        own = self._members_of(cls).get(name)
        return own or (self._resolver.packages.outside(cls, name) if cls.file.language.extended else [])

    def _is_function(self, target: Def) -> bool:
        return self._resolver.definition(target).kind in FUNCTION_LIKE

    def _sort_of(self, target: Def) -> str:
        kind = self._resolver.definition(target).kind
        return "function" if kind in FUNCTION_LIKE else "type" if kind in CLASS_LIKE else "value"

    def _related(self, end: Def, relation: Relation, confidence: Confidence, why: str) -> Related:
        symbol = self._edges.symbol(end)
        assert symbol is not None
        return Related(symbol, relation, confidence, 0.0, "", why)


def _folder(file: File) -> str:
    return file.path.rpartition("/")[0]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names[:3]))
