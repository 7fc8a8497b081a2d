"""The edges of the graph: of one symbol, or of the whole workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Occurrence, Role
from symkin.graph.insides import Insides
from symkin.graph.meanings import Def, Instance, Meaning, Module
from symkin.graph.resolve import Resolver
from symkin.graph.types import Confidence, Edge, EdgeKind, Site, Symbol
from symkin.graph.view import File

FIELD_KINDS = frozenset({"field", "property", "constant", "variable", "enum_member"})


class Edges:
    """Edges over one state of a view."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.view = resolver.view
        self._insides = Insides(resolver)
        self._symbols: dict[Meaning, Symbol] = {}

    # -- symbols

    def symbol(self, meaning: Meaning) -> Symbol | None:
        """A definition or module as a symbol; None for a namespace package, which is nowhere."""
        known = self._symbols.get(meaning)
        if known is None:
            made = self._module_symbol(meaning.file) if isinstance(meaning, Module) else self._make(meaning)
            if made is None:
                return None
            known = self._symbols[meaning] = made
        return known

    def _make(self, target: Def) -> Symbol:
        definition, file = self.resolver.definition(target), target.file
        return Symbol(
            definition.name, definition.qualified_name, definition.kind, file.path, definition.line, definition.column,
            definition.end_line, file.module, file.package, definition.signature, definition.doc, file.language.name,
        )  # fmt: skip

    def _module_symbol(self, file: File | None) -> Symbol | None:
        if file is None:
            return None
        doc = self.view.facts(file).doc
        return Symbol(
            file.tail,
            file.module,
            "module",
            file.path,
            0,
            0,
            0,
            file.module,
            file.package,
            "",
            doc,
            file.language.name,
        )

    def definition_of(self, symbol: Symbol) -> Def | None:
        """Where a symbol stands now, also after an edit has moved it."""
        file = self.view.file(symbol.path)
        if file is None:
            return None
        same = [
            index
            for index, definition in enumerate(self.view.facts(file).definitions)
            if definition.qualified_name == symbol.qualified_name
        ]
        here = [i for i in same if self.view.facts(file).definitions[i].line == symbol.line]
        return Def(file, (here or same)[0]) if same else None

    def implementation(self, prototype: Symbol) -> Symbol | None:
        """What a prototype announces, if that is known."""
        announced = self.definition_of(prototype)
        found = self.resolver.blocks.implementation(announced) if announced else None
        return self.symbol(found) if found is not None and found != announced else None

    # -- of one module

    def contents(self, module: Module) -> Iterator[Edge]:
        """What a module defines at its top, as fields; what is private comes last."""
        if module.file is None:
            return
        definitions = self.view.facts(module.file).definitions
        tops = [index for index, definition in enumerate(definitions) if definition.parent == MODULE]
        for index in sorted(tops, key=lambda index: not definitions[index].visible):
            target = Def(module.file, index)
            yield self._edge("field", "exact", module, target, definitions[index].line, definitions[index].column)

    # -- of one definition

    def fields(self, target: Def) -> Iterator[Edge]:
        """A type's own fields."""
        if self.resolver.definition(target).kind not in CLASS_LIKE:
            return
        table = self.resolver.table(target.file)
        for index in table.inside.get(target.index, {}).values():
            definition = self.view.facts(target.file).definitions[index]
            if definition.kind in FIELD_KINDS and definition.parent == target.index:
                yield self._edge("field", "exact", target, Def(target.file, index), definition.line, definition.column)

    def inputs(self, target: Def) -> Iterator[Edge]:
        """The types of a function's parameters, a class's constructor's included."""
        for function in self._constructors(target):
            definition = self.resolver.definition(function)
            for parameter in definition.parameters:
                yield from self._types("input", target, function, parameter.types)

    def outputs(self, target: Def) -> Iterator[Edge]:
        """A function's result types, as annotated or as its body proves; the type of a field or variable."""
        definition = self.resolver.definition(target)
        if definition.kind in CLASS_LIKE:
            return
        yield from self._types("output", target, target, definition.types)
        if not definition.types and definition.value:
            scope = target.index if definition.kind in FUNCTION_LIKE else max(definition.method, definition.parent)
            value = self.resolver.inference.infer(target.file, scope, definition.value)
            if isinstance(value, Instance):
                yield self._edge("output", "exact", target, value.cls, definition.line, definition.column)

    def bases(self, target: Def) -> Iterator[Edge]:
        """A class's base classes; another name of a type inherits nothing."""
        if self.resolver.definition(target).kind not in CLASS_LIKE:
            return
        for base in self.resolver.members.bases(target):
            site = self._site(target, self.resolver.definition(base).name, Role.BASE)
            yield self._edge("base", "exact", target, base, *site)

    def uses(self, target: Def) -> Iterator[Edge]:
        """What the body of a definition, nested ones included, calls, constructs and reads."""
        inside = self._insides.of(target)
        for name, occurrence in self._insides.uses(target.file, inside):
            yield from self._use(target, name, occurrence, inside)

    def _use(self, target: Def, name: str, occurrence: Occurrence, inside: set[int]) -> Iterator[Edge]:
        resolved = self.resolver.uses.resolve(target.file, name, occurrence)
        if resolved is None:
            return
        meaning, confidence = resolved
        if isinstance(meaning, Def) and (meaning.file != target.file or meaning.index not in inside):
            yield self._edge("use", confidence, target, meaning, occurrence.line, occurrence.column)

    def references(self, target: Def) -> Iterator[tuple[Edge, Role]]:
        """Where other definitions use this one, with what they do; imports are not uses."""
        inside = self._insides.of(target)
        for file, name in self._mentions(target):
            for occurrence in self.view.occurrences(file, name):
                if occurrence.role is Role.IMPORT or (file == target.file and occurrence.scope in inside):
                    continue
                resolved = self.resolver.uses.resolve(file, name, occurrence)
                if resolved is not None and resolved[0] == target:
                    yield self._reference(file, target, occurrence, resolved[1]), occurrence.role

    def _mentions(self, target: Def) -> Iterator[tuple[File, str]]:
        """The files in which the definition may be meant, and the name that it has there."""
        name = self.resolver.definition(target).name
        for file in self.view.using(name):
            if file.language.group != target.file.language.group:
                continue
            yield file, name
            for found in self.view.facts(file).imports:
                if found.name == name and found.alias and found.alias != name:
                    yield file, found.alias

    def _reference(self, file: File, target: Def, occurrence: Occurrence, confidence: Confidence) -> Edge:
        source: Meaning = Module(file.module, file)
        if occurrence.scope != MODULE:
            source = Def(file, occurrence.scope)
        kind: EdgeKind = "subtype" if occurrence.role is Role.BASE else "reference"
        return self._edge(kind, confidence, source, target, occurrence.line, occurrence.column, file)

    # -- of the workspace

    def all(self, kinds: Collection[EdgeKind]) -> Iterator[Edge]:
        """Every edge of these kinds; `reference` comes once for each site, `use` and `subtype` are its reverse."""
        for file in sorted(self.view.files(), key=lambda file: file.path):
            yield from self._declared(file, kinds)
            if not {"reference", "use", "subtype"}.isdisjoint(kinds):
                yield from self._sites(file, kinds)

    def _declared(self, file: File, kinds: Collection[EdgeKind]) -> Iterator[Edge]:
        for index in range(len(self.view.facts(file).definitions)):
            target = Def(file, index)
            if "field" in kinds:
                yield from self.fields(target)
            if "input" in kinds and self.resolver.definition(target).kind in FUNCTION_LIKE:
                yield from self.inputs(target)
            if "output" in kinds:
                yield from self.outputs(target)
            if "base" in kinds:
                yield from self.bases(target)

    def _sites(self, file: File, kinds: Collection[EdgeKind]) -> Iterator[Edge]:
        for name, occurrences in self.view.all_occurrences(file):
            for occurrence in occurrences:
                if occurrence.role is Role.IMPORT:
                    continue
                resolved = self.resolver.uses.resolve(file, name, occurrence)
                if resolved is None or not isinstance(resolved[0], Def):
                    continue
                edge = self._reference(file, resolved[0], occurrence, resolved[1])
                if edge.kind in kinds:
                    yield edge
                if "use" in kinds:
                    yield Edge("use", edge.confidence, edge.source, edge.target, edge.site)
                if edge.kind == "subtype" and "reference" in kinds:
                    yield Edge("reference", edge.confidence, edge.source, edge.target, edge.site)

    # -- helpers

    def _constructors(self, target: Def) -> Iterator[Def]:
        if self.resolver.definition(target).kind not in CLASS_LIKE:
            yield target
            return
        definitions = self.view.facts(target.file).definitions
        for index in self.resolver.table(target.file).inside.get(target.index, {}).values():
            if definitions[index].kind == "constructor":
                yield Def(target.file, index)

    def _types(self, kind: EdgeKind, source: Def, scope: Def, names: Collection[str]) -> Iterator[Edge]:
        for name in names:
            found = self.type_named(scope, name)
            if found is not None:
                yield self._edge(kind, "exact", source, found, *self._site(scope, name, Role.TYPE))

    def _site(self, scope: Def, name: str, role: Role) -> tuple[int, int]:
        """Where a definition's head names a type; the definition's own place where that cannot be seen."""
        last = name.replace("::", ".").rpartition(".")[2]
        for occurrence in self.view.occurrences(scope.file, last):
            if occurrence.scope == scope.index and occurrence.role is role:
                return occurrence.line, occurrence.column
        definition = self.resolver.definition(scope)
        return definition.line, definition.column

    def type_named(self, scope: Def, name: str) -> Def | None:
        """The type that a (dotted) name in an annotation means."""
        return self.resolver.members.type_named(scope.file, scope.index, name)

    def _edge(
        self, kind: EdgeKind, confidence: Confidence, source: Meaning, target: Meaning, line: int, column: int,
        file: File | None = None,
    ) -> Edge:  # fmt: skip
        origin, end = self.symbol(source), self.symbol(target)
        assert origin is not None
        assert end is not None
        return Edge(kind, confidence, origin, end, Site(file.path if file else origin.path, line, column))
