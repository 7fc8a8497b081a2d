"""Names -> definitions, when somebody asks: right or silent.

Look-up goes through scopes, imports and the members of inferred types, as the language itself would; what cannot be
followed gives nothing. Everything worked out is remembered until the view changes, and nothing is kept on disk.
"""

from __future__ import annotations

from collections.abc import Sequence

from symkin.graph import crates
from symkin.graph.blocks import Blocks
from symkin.graph.compounds import Compounds
from symkin.graph.drafts import CLASS_LIKE
from symkin.graph.facts import MODULE, Definition, Import
from symkin.graph.hints import Hints
from symkin.graph.importing import absolute_module, find_module
from symkin.graph.infer import Inference
from symkin.graph.meanings import Def, Instance, Meaning, Module
from symkin.graph.members import TYPES, Members
from symkin.graph.overloads import Overloads
from symkin.graph.packages import Packages
from symkin.graph.paths import Paths
from symkin.graph.selves import Selves
from symkin.graph.tables import Table, make_table
from symkin.graph.uses import Uses
from symkin.graph.values import Values
from symkin.graph.view import File, View

MAX_TABLES = 20_000
"""Files whose look-up tables are kept."""

_PATHS = frozenset({"stated", "crate"})
MAX_DEPTH = 24
"""How many imports or types one look-up may pass through: cycles and absurd chains end here."""


class Resolver:
    """Look-ups over one state of a view; `tables` outlives it, since a file's id never changes its meaning."""

    def __init__(self, view: View, tables: dict[int, Table] | None = None) -> None:
        self.view = view
        self._tables = tables if tables is not None else {}
        self._modules: dict[tuple[int, str], File | None] = {}
        self._in_module: dict[tuple[int, str], Meaning | None] = {}
        self._depth = 0
        self._open_imports: set[tuple[int, int, int]] = set()
        self._open_stars: set[tuple[int, int, int]] = set()
        self.inference = Inference(self)
        self.members = Members(self)
        self.values = Values(self)
        self.compounds = Compounds(self)
        self.hints = Hints(self)
        self.selves = Selves(self)
        self.uses = Uses(self)
        self.packages = Packages(self)
        self.blocks = Blocks(self)
        self.paths = Paths(self)
        self.overloads = Overloads(self)

    # -- tables

    def table(self, file: File) -> Table:
        """The look-up table of a file."""
        table = self._tables.get(file.id)
        if table is None:
            if len(self._tables) >= MAX_TABLES:
                self._tables.clear()
            table = self._tables[file.id] = make_table(self.view.facts(file), file.language)
        return table

    def definition(self, target: Def) -> Definition:
        """The facts of a definition."""
        return self.view.facts(target.file).definitions[target.index]

    def declarations(self, target: Def) -> tuple[Def, ...]:
        """A definition and those that make one thing with it."""
        others = self.table(target.file).merged.get(target.index, ())
        return (target, *(Def(target.file, index) for index in others)) if others else (target,)

    def as_type(self, meaning: Meaning) -> Meaning:
        """What a name means where a type is asked for."""
        if isinstance(meaning, Module):
            return meaning
        return next((one for one in self.declarations(meaning) if self.definition(one).kind in TYPES), meaning)

    def find_module(self, file: File, specifier: str) -> File | None:
        """The file that a specifier means in another (`find_module`), which no name that is looked for changes."""
        key = (file.id, specifier)
        if key not in self._modules:
            self._modules[key] = find_module(self.view, file, specifier)
        return self._modules[key]

    # -- names

    def lookup(self, file: File, scope: int, name: str, *, called: bool = False) -> Meaning | None:
        """What a bare name means in a scope of a file."""
        table = self.table(file)
        language, definitions = file.language, self.view.facts(file).definitions
        # where members are reached through `this` or a receiver's name, bare names never are
        inner = not (language.self_names or language.extended)
        while scope != MODULE:
            definition = definitions[scope]
            around = self._around(file, scope, name, called=called)
            if around or (called and language.bare_members and self.members.may_inherit(file, scope, name)):
                return around
            if definition.kind not in CLASS_LIKE or (inner and not language.bare_members):
                found = table.inside.get(scope, {}).get(name)
                if found is not None:
                    return Def(file, found)
                imports = self._closed(file, table.aliases.get(scope, {}).get(name, ()))
                if imports:
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
            return self.members.of(Instance(Def(file, scope)), name, file, called=called)
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
        imports = table.aliases.get(MODULE, {}).get(name, ())
        if imports and file.language.declares_all and file.language.module_rule == "stated":
            return self._imported(file, imports)  # also where that is another library's: it hides the package's
        return (
            self._imported(file, imports)
            or (self.packages.named(file, name) if file.language.shared_modules else None)
            or self._from_stars(file, table.stars, name)
            or self._submodule(file, name)
        )

    def _imported(self, file: File, imports: Sequence[Import]) -> Meaning | None:
        for found in self._closed(file, imports):
            key = (file.id, found.line, found.column)
            self._open_imports.add(key)
            try:
                meaning = self.import_target(file, found)
            finally:
                self._open_imports.discard(key)
            if meaning is not None:
                return meaning
        return None

    def _closed(self, file: File, imports: Sequence[Import]) -> list[Import]:
        """Those that are not being followed: in `use walk::walk` the first word is not what the last one binds."""
        return [one for one in imports if (file.id, one.line, one.column) not in self._open_imports]

    def import_target(self, file: File, found: Import) -> Meaning | None:
        """What an import binds its alias to."""
        if not found.module or found.module.startswith("::"):
            return self.in_module(file, f"{found.module[2:]}.{found.name}".lstrip("."))
        if found.module == crates.DECLARED:
            return self.paths.child(file, found.name)
        if file.language.module_rule in _PATHS:
            owner = self.paths.origin(file, found.scope, found.module)
            return self.members.of(owner, found.name, file) if owner and found.name else owner
        origin = self.find_module(file, found.module)
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
        module = absolute_module(file, specifier)
        return Module(module, None) if self.view.is_namespace(module) else None

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
            origin = self.find_module(file, star.module)
            if origin is None or name in star.hidden or not self._starred(origin, name):
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
        return self.members.of(owner, name, file) if owner else None

    def _starred(self, origin: File, name: str) -> bool:
        """Whether a star brings a name: one that is listed, or any public one where nothing is, or not all (Python)."""
        exports, prefix = self.view.facts(origin).exports, origin.language.private_prefix
        if not prefix:
            return True
        if exports and name in exports:
            return True
        whole = exports is not None and not any("." in export for export in exports)
        return not (whole or name.startswith(prefix))

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
        found = self.find_module(file, f".{name}")
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
        found = self.find_module(asking, dotted)
        return Module(dotted, found) if found else self._namespace(asking, dotted)
