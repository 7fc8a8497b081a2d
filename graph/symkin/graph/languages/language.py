"""What a row of the table of languages says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from hashlib import blake2b
from importlib import import_module
from importlib.resources import files
from posixpath import splitext
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import tree_sitter

    from symkin.graph.languages.hooks import ImportHook, Reader

ModuleRule = Literal["package", "path", "declared", "directory", "stated", "crate", "include"]
"""How a file gets its module name: by `__init__.py` packages, by its path, by its own header, by its directory, and
by a header that it shares with other files (a Java package), by its place in a crate, by nothing: others include it."""


@dataclass(frozen=True)
class Language:
    """One row of the table.

    `expressions` maps node types that may stand as a receiver to their shape and the fields that hold their parts
    (`member` object and name, `call` and `index` what is called or indexed, `send` object and method of a call in one
    node, `inner` a transparent wrapper, `first` one that holds more than what counts, `else` an operator with an
    alternative, `cast` a type named last, `try` what is taken out of a wrapper, `name` a plain name).
    """

    name: str
    suffixes: tuple[str, ...]
    grammar: str
    level: Literal["full", "tags"] = "tags"
    module_rule: ModuleRule = "path"
    queries: tuple[str, ...] = ()
    grammar_function: str = "language"
    family: str = ""
    """Languages of one family see each other's definitions (TypeScript and JavaScript)."""
    imports: str = ""
    """The module with the `imports` hook, for full-level languages."""
    export_list: str = ""
    """The name that lists what a module exports: where a text has it, `exports.scm` is asked as well (Python)."""
    readers: Mapping[str, str] = field(default_factory=dict)
    """By suffix, the module whose `read` takes the language out of files that wrap it."""
    closed: bool = False
    """Every bare name is bound in its own file (by a definition or an import), stars aside."""
    self_names: tuple[str, ...] = ()
    """Names of the receiver inside a method; empty where it is the first parameter."""
    self_parameter: bool = False
    super_names: tuple[str, ...] = ()
    constructors: tuple[str, ...] = ()
    property_decorators: tuple[str, ...] = ()
    private_prefix: str = ""
    capital_public: bool = False
    """Names that begin with a capital are for others, the rest is private (Go)."""
    doc_before: bool = True
    """Documentation stands in comments before the definition, not inside it."""
    doc_marks: tuple[bytes, ...] = ()
    """How a comment must begin to be documentation; empty where any will do."""
    doc_gap: int = 0
    """Empty lines that may stand between documentation and what it documents."""
    declarations_merge: bool = False
    """A type and a value may share a name, and all declarations of one name make one thing (TypeScript)."""
    merged: bool = False
    """A declaration and its definition, neighbours of the same name too, are one (Haskell's equations, overloads)."""
    open_members: bool = False
    """Fields and methods are names of the module, not only of their type (Haskell)."""
    imports_offered: bool = False
    """What a module imports, it offers to its importers (Python)."""
    quoted: Literal["", "literal", "lifetime"] = ""
    """What a quote begins in a type, where that is not a type's name, written before it is defined (Python)."""
    capital_types: bool = False
    """Type names begin with a capital; the others are type variables."""
    shared_modules: bool = False
    """Files of the same module see each other's names (Go, Java)."""
    extended: bool = False
    """Methods may stand outside of their type, in other files too (Go, Rust)."""
    bare_members: bool = False
    """In a class a bare name may mean a member, inherited ones too (Java)."""
    called_apart: bool = False
    """What is called and what is read are named apart: a field and a method may share a name (Java, Rust)."""
    transparent: tuple[str, ...] = ()
    """Generic types whose members are those of their first argument (Rust's `Box`)."""
    stating: tuple[str, ...] = ()
    """Functions that give, or give in something transparent, what their first template argument says (C++'s casts)."""
    wrappers: tuple[str, ...] = ()
    """Generic types that hold a value of their first argument, or something else (Rust's `Option`)."""
    containers: tuple[str, ...] = ()
    """Generic types that hold many values of their first argument."""
    keyed: tuple[str, ...] = ()
    """Generic types that hold many values of their second argument (maps)."""
    homonyms: tuple[str, ...] = ()
    """Standard types whose names libraries give to types of their own as well (Java's `Predicate`)."""
    unwrapping: tuple[str, ...] = ()
    """Methods of a wrapper or container that give what it holds."""
    elements: bool = False
    """The types of elements are followed: through arrays, wrappers and containers."""
    unions: bool = False
    """What is one of several types is known as such (Python, TypeScript)."""
    compounds: bool = False
    """What standard types hold is worked out when somebody asks (Python)."""
    standard_calls: Mapping[str, str] = field(default_factory=dict)
    """What standard functions make of their first argument (see `compounds`)."""
    standard_methods: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What methods of standard types give, by type and name (see `compounds`)."""
    echoing: tuple[str, ...] = ()
    """Methods of the standard types that give their own object, a copy of it, or a wrapper of the same."""
    declares_all: bool = False
    """Every name that a file uses is declared in the workspace or comes from outside of it."""
    sealed_modules: bool = False
    """A module within a file does not see the names around it (Rust)."""
    local_calls: bool = True
    """What is called may be a local; where it is not, a local hides no method (Java)."""
    types_apart: bool = False
    """Locals hide no types, unless they are type variables: `struct pool *pool`, `pool *pool`, `pool: Pool`."""
    open_blocks: bool = False
    """All blocks of a namespace that are in sight make one, and an enumeration's members stand beside it (C++, C)."""
    named_constructors: bool = False
    """A constructor has its class's name."""
    embedded: bool = False
    """A base is a member as well, under its own name (Go)."""
    result_lists: bool = False
    """Functions give lists of results, of which an assignment's first name takes the first (Go)."""
    separator: str = ""
    """What parts a definition's name where its owner stands before it (C++'s `Session::send`)."""
    overloads: bool = False
    """Functions of one name are told apart by what they take (Java, C++)."""
    literals: Mapping[str, str] = field(default_factory=dict)
    """The types of literals by node type, with `declared.TYPE` before them."""
    adds_texts: bool = False
    """What is added to a text makes a text (Java)."""
    well_known: Mapping[str, str] = field(default_factory=dict)
    """The result types of methods that mean the same wherever they are."""
    callbacks: bool = False
    """A function that is handed over is told its parameters' types by the one who takes it (TypeScript)."""
    units: tuple[str, ...] = ()
    """Nodes of functions, which are extracted by themselves where an edit left them alone."""
    unit_holders: tuple[str, ...] = ()
    """Nodes that may hold such functions, directly or in one another."""
    unit_wrappers: Mapping[str, str] = field(default_factory=dict)
    """Nodes around a function or a holder that are part of it, and the fields in which it is (decorators, `export`)."""
    unit_leads: tuple[str, ...] = ("comment",)
    """Nodes before a function that are about it."""
    new_node: str = ""
    """The node that makes an object: as an argument it tells what a function gives that gives its argument back."""
    sigils: str = ""
    """Marks around a name that are not part of it (Ruby's `@pool` and `:pool` are one field)."""
    blanked: str = ""
    """What is blanked before parsing (the group found): macros that a grammar takes for something else."""
    separated: str = ""
    """A space (the group found) that becomes a `;` where something ends before it, and only a new line says so."""
    comment: str = "//"
    expressions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    query_text: str = ""
    """The query, for a language that has no folder here."""
    plumbing_words: tuple[str, ...] = ()
    member_words: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """Grammars and queries cannot be sent to a worker; it makes its own."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever the row or its query does."""
        return blake2b(repr(self).encode(), digest_size=8).hexdigest()

    @cached_property
    def grammar_language(self) -> tree_sitter.Language:
        """The compiled grammar; ImportError when its wheel is not installed."""
        import tree_sitter

        return tree_sitter.Language(getattr(import_module(self.grammar), self.grammar_function)())

    @cached_property
    def query(self) -> tree_sitter.Query:
        """All captures of the language, the list of exports aside, in one query, so that a tree is visited once."""
        import tree_sitter

        text = self.query_text or "".join(_resource(folder, "symbols.scm") for folder in self.queries or (self.name,))
        query: tree_sitter.Query = tree_sitter.Query(self.grammar_language, text)
        return query

    @cached_property
    def export_query(self) -> tree_sitter.Query:
        """What few texts have and every tree would be searched for."""
        import tree_sitter

        query: tree_sitter.Query = tree_sitter.Query(self.grammar_language, _resource(self.name, "exports.scm"))
        return query

    def queries_for(self, text: bytes) -> tuple[tree_sitter.Query, ...]:
        """What is to be asked of a text; no two of these share a capture."""
        if self.export_list and self.export_list.encode() in text:
            return self.query, self.export_query
        return (self.query,)

    @cached_property
    def plumbing(self) -> frozenset[str]:
        """Type names that are no news to anybody: primitives, containers, typing constructs."""
        return frozenset(self.plumbing_words) or _words(self.queries or (self.name,), "plumbing.txt")

    @cached_property
    def common_members(self) -> frozenset[str]:
        """Member names of the standard types: never bound without knowing the receiver."""
        return frozenset(self.member_words) or _words(self.queries or (self.name,), "members.txt")

    @cached_property
    def import_hook(self) -> ImportHook | None:
        """Reads an import statement's node, or None for tags-level languages."""
        return import_module(self.imports).imports if self.imports else None

    def reader(self, path: str) -> Reader | None:
        """What takes the language out of a file, or None where the file is the language's own text."""
        module = self.readers.get(splitext(path)[1])
        return import_module(module).read if module else None

    @property
    def group(self) -> str:
        """The name under which mutually visible languages are stored together."""
        return self.family or self.name


@cache
def _words(folders: tuple[str, ...], file: str) -> frozenset[str]:
    text = "\n".join(_resource(folder, file) for folder in folders)
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _resource(folder: str, file: str) -> str:
    resource = files("symkin.graph") / "languages" / folder / file
    return resource.read_text(encoding="utf-8") if resource.is_file() else ""
