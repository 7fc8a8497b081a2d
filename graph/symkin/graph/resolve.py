"""Names -> definitions, when somebody asks: right or silent.

Look-up goes through scopes, imports and the members of inferred types, as the language itself would; what cannot be
followed gives nothing. Everything worked out is remembered until the view changes, and nothing is kept on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symkin.graph import crates
from symkin.graph.blocks import Blocks
from symkin.graph.drafts import CLASS_LIKE
from symkin.graph.facts import MODULE, Definition, Import, Occurrence, Role
from symkin.graph.foreign import is_foreign
from symkin.graph.importing import absolute_module, find_module
from symkin.graph.infer import Inference, Instance, Value
from symkin.graph.packages import Packages
from symkin.graph.paths import Paths
from symkin.graph.receivers import UNKNOWN
from symkin.graph.tables import Table, make_table
from symkin.graph.types import Confidence
from symkin.graph.view import File, View

MAX_TABLES = 20_000
"""Files whose look-up tables are kept."""

_PATHS = frozenset({"stated", "crate"})
MAX_DEPTH = 24
"""How many imports or types one look-up may pass through: cycles and absurd chains end here."""


@dataclass(frozen=True, slots=True)
class Def:
    """A definition in a file."""

    file: File
    index: int


@dataclass(frozen=True, slots=True)
class Module:
    """A module; `file` is None for a namespace package, which has none."""

    name: str
    file: File | None


Meaning = Def | Module


class Resolver:
    """Look-ups over one state of a view; `tables` outlives it, since a file's id never changes its meaning."""

    def __init__(self, view: View, tables: dict[int, Table] | None = None) -> None:
        self.view = view
        self._tables = tables if tables is not None else {}
        self._in_module: dict[tuple[int, str], Meaning | None] = {}
        self._depth = 0
        self._open_stars: set[tuple[int, int, int]] = set()
        self._prefixes: set[str] | None = None
        self.inference = Inference(self)
        self.packages = Packages(self)
        self.blocks = Blocks(self)
        self.paths = Paths(self)

    # -- tables

    def table(self, file: File) -> Table:
        """The look-up table of a file."""
        table = self._tables.get(file.id)
        if table is None:
            if len(self._tables) >= MAX_TABLES:
                self._tables.clear()
            table = self._tables[file.id] = make_table(
                self.view.facts(file),
                open_members=file.language.open_members,
                called_apart=file.language.called_apart,
                open_blocks=file.language.open_blocks,
            )
        return table

    def definition(self, target: Def) -> Definition:
        """The facts of a definition."""
        return self.view.facts(target.file).definitions[target.index]

    # -- names

    def lookup(self, file: File, scope: int, name: str, *, called: bool = False) -> Meaning | None:
        """What a bare name means in a scope of a file."""
        table = self.table(file)
        language, definitions = file.language, self.view.facts(file).definitions
        # where members are reached through `this` or a receiver's name, bare names never are
        inner = not (language.self_names or language.extended)
        while scope != MODULE:
            definition = definitions[scope]
            if around := self._around(file, scope, name, called=called):
                return around
            if definition.kind not in CLASS_LIKE or (inner and not language.bare_members):
                found = table.inside.get(scope, {}).get(name)
                if found is not None:
                    return Def(file, found)
                if imports := table.aliases.get(scope, {}).get(name):
                    return self._imported(file, imports)
                if table.stars and (star := self._from_stars(file, table.stars, name, scope)):
                    return star
                if language.sealed_modules and definition.kind == "module":
                    return None
            inner = inner and definition.kind not in CLASS_LIKE and not self._is_function(definition)
            scope = definition.parent
        return self.in_module(file, name)

    def _around(self, file: File, scope: int, name: str, *, called: bool) -> Meaning | None:
        """What a bare name means as a member of the class, or of the namespace in all its blocks, that a scope is."""
        language = file.language
        if language.open_blocks and (opened := self.blocks.lookup(file, scope, name, called=called)):
            return opened
        if language.bare_members and self.view.facts(file).definitions[scope].kind in CLASS_LIKE:
            return self.inference.member(Instance(Def(file, scope)), name, file, called=called)
        return None

    @staticmethod
    def _is_function(definition: Definition) -> bool:
        return definition.kind in {"function", "method", "constructor", "property"}

    def in_module(self, file: File, name: str) -> Meaning | None:
        """What a module offers under a name: its own definition, an import, a star's, a submodule."""
        key = (file.id, name)
        if key in self._in_module:
            return self._in_module[key]
        if self._depth > MAX_DEPTH:
            return None
        self._depth += 1
        self._in_module[key] = None  # a cycle of imports finds nothing new
        try:
            found = self._find_in_module(file, name)
        finally:
            self._depth -= 1
        self._in_module[key] = found
        return found

    def _find_in_module(self, file: File, name: str) -> Meaning | None:
        table = self.table(file)
        own = table.inside.get(MODULE, {}).get(name)
        if own is not None:
            return Def(file, own)
        return (
            self._imported(file, table.aliases.get(MODULE, {}).get(name, ()))
            or (self.packages.named(file, name) if file.language.shared_modules else None)
            or self._from_stars(file, table.stars, name)
            or self._submodule(file, name)
        )

    def _imported(self, file: File, imports: list[Import] | tuple[()]) -> Meaning | None:
        for found in imports:
            meaning = self.import_target(file, found)
            if meaning is not None:
                return meaning
        return None

    def import_target(self, file: File, found: Import) -> Meaning | None:
        """What an import binds its alias to."""
        if not found.module or found.module.startswith("::"):
            return self.in_module(file, f"{found.module[2:]}.{found.name}".lstrip("."))
        if found.module == crates.DECLARED:
            return self.paths.child(file, found.name)
        if file.language.module_rule in _PATHS:
            owner = self.paths.origin(file, found.scope, found.module)
            return self.inference.member(owner, found.name, file) if owner and found.name else owner
        origin = find_module(self.view, file, found.module)
        if not found.name:
            return (
                Module(absolute_module(file, found.module), origin) if origin else self._namespace(file, found.module)
            )
        if origin is None:
            return self._member_of_namespace(file, found)
        return self.offered(origin, found.name)

    def _member_of_namespace(self, file: File, found: Import) -> Meaning | None:
        namespace = self._namespace(file, found.module)
        return self.member_of_module(namespace, found.name, file) if namespace else None

    def _namespace(self, file: File, specifier: str) -> Module | None:
        if file.language.module_rule != "package":
            return None
        if self._prefixes is None:
            self._prefixes = {
                ".".join(parts[:size])
                for parts in (known.module.split(".") for known in self.view.files())
                for size in range(1, len(parts))
            }
        module = absolute_module(file, specifier)
        return Module(module, None) if module in self._prefixes else None

    def _from_stars(self, file: File, stars: list[Import], name: str, scope: int = MODULE) -> Meaning | None:
        for star in stars:
            if star.scope != scope:
                continue
            if file.language.module_rule in _PATHS:
                if meaning := self._from_path(file, star, name):
                    return meaning
                continue
            if star.module.startswith("::"):
                if named := self.blocks.used(file, star.module[2:], name):
                    return named
                continue
            origin = find_module(self.view, file, star.module)
            if origin is None or name in star.hidden or not _public(origin, name):
                continue
            meaning = self.offered(origin, name)
            if meaning is not None and (star.name == "*" or self._belongs(meaning, star.name[:-2])):
                return meaning
        return None

    def _from_path(self, file: File, star: Import, name: str) -> Meaning | None:
        """A name that a star over a path brings; the path itself is not looked for through the same star."""
        key = (file.id, star.line, star.column)
        if key in self._open_stars:
            return None
        self._open_stars.add(key)
        try:
            owner = self.paths.origin(file, star.scope, star.module)
        finally:
            self._open_stars.discard(key)
        return self.inference.member(owner, name, file) if owner else None

    def _belongs(self, meaning: Meaning, owner: str) -> bool:
        return isinstance(meaning, Def) and self.definition(meaning).qualified_name.startswith(owner + ".")

    def offered(self, origin: File, name: str) -> Meaning | None:
        """What a module offers its importers under a name: where it says so, less or other than what it sees."""
        exports = self.view.facts(origin).exports
        if origin.language.imports_offered:
            return self.in_module(origin, name)
        if origin.language.shared_modules:
            return self.packages.named(origin, name)
        table = self.table(origin)
        exported = [found for found in table.aliases.get(MODULE, {}).get(name, ()) if found.exported]
        if exported:
            return self._imported(origin, exported)
        meaning = self.in_module(origin, name)
        own = isinstance(meaning, Def) and meaning.file == origin
        if exports is None:
            return meaning if own else self._from_stars(origin, [star for star in table.stars if star.exported], name)
        return meaning if meaning is not None and self._exports(exports, meaning, name, own=own) else None

    def _exports(self, exports: tuple[str, ...], meaning: Meaning, name: str, *, own: bool) -> bool:
        """Whether an export list names something: itself, all members of its type, or the module it comes from."""
        if name in exports or (not own and any(export.startswith("module ") for export in exports)):
            return True
        return any(export.endswith(".*") and self._belongs(meaning, export[:-2]) for export in exports)

    def _submodule(self, file: File, name: str) -> Module | None:
        if not file.path.endswith(("/__init__.py", "/__init__.pyi")):
            return None
        found = find_module(self.view, file, f".{name}")
        return Module(f"{file.module}.{name}", found) if found else None

    def in_inner_module(self, module: Def, name: str, asking: File) -> Meaning | None:
        """What a module within a file offers under a name."""
        if asking.language.open_blocks:
            return self.in_module(asking, f"{self.definition(module).qualified_name}.{name}")
        table = self.table(module.file)
        own = table.inside.get(module.index, {}).get(name)
        if own is not None:
            return Def(module.file, own)
        imported = self._imported(module.file, table.aliases.get(module.index, {}).get(name, ()))
        return imported or self._from_stars(module.file, table.stars, name, module.index)

    def member_of_module(self, module: Module, name: str, asking: File) -> Meaning | None:
        """`name` as a member of a module."""
        if module.file is not None:
            return self.offered(module.file, name)
        dotted = f"{module.name}.{name}"
        found = find_module(self.view, asking, dotted)
        return Module(dotted, found) if found else self._namespace(asking, dotted)

    # -- occurrences

    def resolve(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        """What an occurrence means, or None where that cannot be proved."""
        found = self._resolve(file, name, occurrence)
        if found is None or not isinstance(found[0], Def):
            return found
        target = found[0] if occurrence.arity < 0 else self.packages.overload(found[0], occurrence.arity)
        return self.blocks.implementation(target), found[1]

    def _resolve(self, file: File, name: str, occurrence: Occurrence) -> tuple[Meaning, Confidence] | None:
        if occurrence.role is Role.IMPORT:
            return _exact(self._import_at(file, name, occurrence))
        scope = self.scope_of(file, occurrence)
        called = occurrence.role is Role.CALL
        if not occurrence.receiver:
            meaning = self.lookup(file, scope, name, called=called)
            return _exact(meaning) if meaning is not None else self._unseen(file, name, occurrence)
        if occurrence.receiver == UNKNOWN:
            return self._only_one(file, name, occurrence)
        value = self.inference.infer(file, scope, occurrence.receiver)
        if value is None:
            foreign = is_foreign(self, file, scope, occurrence.receiver)
            return None if foreign else self._only_one(file, name, occurrence)
        return _exact(self.inference.member(value, name, file, called=called))

    def scope_of(self, file: File, occurrence: Occurrence) -> int:
        """Where the look-up starts: a base or decorator is read outside the definition that it belongs to."""
        if occurrence.role in (Role.BASE, Role.DECORATOR) and occurrence.scope != MODULE:
            return self.view.facts(file).definitions[occurrence.scope].parent
        return occurrence.scope

    def _import_at(self, file: File, name: str, occurrence: Occurrence) -> Meaning | None:
        for found in self.view.facts(file).imports:
            if found.name == name and (found.line, found.column) == (occurrence.line, occurrence.column):
                return self.import_target(file, found)
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
        if found is None or (self.definition(found).kind in {"method", "property", "field"}) != member:
            return None
        return (found, "likely") if self._sees(file, found.file) else None

    def _delegates(self, file: File, name: str, scope: int) -> bool:
        """Whether a definition of that very name is around: it hands on to another object's, not to itself."""
        definitions = self.view.facts(file).definitions
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
            return self.blocks.external(file, name)
        macros = occurrence.role is Role.CALL and file.language.module_rule == "crate"
        imported = any(found.alias == name for found in self.view.facts(file).imports)
        return self._macro(file, name) if macros and not imported else None

    def _macro(self, file: File, name: str) -> tuple[Meaning, Confidence] | None:
        """The crate's only macro of a name: where a macro can be seen depends on the order of the text."""
        found = [one for one in self._defined(name, file) if self.definition(one).kind == "macro"]
        return (found[0], "likely") if len(found) == 1 and found[0].file.package == file.package else None

    def _defined(self, name: str, file: File) -> Iterator[Def]:
        for other in self.view.defining(name):
            if other.language.group == file.language.group:
                for index, definition in enumerate(self.view.facts(other).definitions):
                    if definition.name == name:
                        yield Def(other, index)

    def _sees(self, file: File, other: File) -> bool:
        if file == other or file.language.level == "tags":
            return True
        if file.language.shared_modules and file.module == other.module:
            return True
        modules = {found.module for found in self.view.facts(file).imports}
        if file.language.shared_modules:
            return other.module in modules
        return any(find_module(self.view, file, module) == other for module in modules)


def _public(origin: File, name: str) -> bool:
    prefix = origin.language.private_prefix
    return not (prefix and name.startswith(prefix))


def _exact(meaning: Meaning | None) -> tuple[Meaning, Confidence] | None:
    return (meaning, "exact") if meaning is not None else None


__all__ = ["Def", "Instance", "Meaning", "Module", "Resolver", "Value"]
