"""The languages, one table row each; all else about them lies in their folders as queries and word lists.

To add a tags-level language: a folder with `symbols.scm` in the capture vocabulary of `extract`, and a row here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from hashlib import blake2b
from importlib import import_module
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import tree_sitter

    from symkin.graph.languages.hooks import ImportHook, Reader

ModuleRule = Literal["package", "path", "declared", "directory", "stated", "crate"]
"""How a file gets its module name: by `__init__.py` packages, by its path, by its own header, by its directory, and
by a header that it shares with other files (a Java package), by its place in a crate."""


@dataclass(frozen=True)
class Language:
    """One row of the table.

    `expressions` maps node types that may stand as a receiver to their shape and the fields that hold their parts
    (`member` object and name, `call` and `index` what is called or indexed, `send` object and method of a call in one
    node, `inner` a transparent wrapper, `name` a plain name).
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
    merged: bool = False
    """A declaration and its definition, neighbours of the same name too, are one (Haskell's equations, overloads)."""
    open_members: bool = False
    """Fields and methods are names of the module, not only of their type (Haskell)."""
    imports_offered: bool = False
    """What a module imports, it offers to its importers (Python)."""
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
    wrappers: tuple[str, ...] = ()
    """Generic types that hold a value of their first argument, or something else (Rust's `Option`)."""
    containers: tuple[str, ...] = ()
    """Generic types that hold many values of their first argument."""
    unwrapping: tuple[str, ...] = ()
    """Methods of a wrapper or container that give what it holds."""
    elements: bool = False
    """The types of elements are followed: through arrays, wrappers and containers."""
    echoing: tuple[str, ...] = ()
    """Methods of the standard types that give their own object, a copy of it, or a wrapper of the same."""
    declares_all: bool = False
    """Every name that a file uses is declared in the workspace or comes from outside of it."""
    sealed_modules: bool = False
    """A module within a file does not see the names around it (Rust)."""
    local_calls: bool = True
    """What is called may be a local; where it is not, a local hides no method (Java)."""
    named_constructors: bool = False
    """A constructor has its class's name."""
    embedded: bool = False
    """A base is a member as well, under its own name (Go)."""
    result_lists: bool = False
    """Functions give lists of results, of which an assignment's first name takes the first (Go)."""
    separator: str = ""
    """What parts a definition's name where its owner stands before it (C++'s `Session::send`)."""
    sigils: str = ""
    """Marks around a name that are not part of it (Ruby's `@pool` and `:pool` are one field)."""
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
        """All captures of the language in one query, so that a tree is visited once."""
        import tree_sitter

        text = self.query_text or "".join(_resource(folder, "symbols.scm") for folder in self.queries or (self.name,))
        query: tree_sitter.Query = tree_sitter.Query(self.grammar_language, text)
        return query

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
        module = self.readers.get(PurePosixPath(path).suffix)
        return import_module(module).read if module else None

    @property
    def group(self) -> str:
        """The name under which mutually visible languages are stored together."""
        return self.family or self.name


_JAVASCRIPT_EXPRESSIONS: Mapping[str, tuple[str, ...]] = {
    "identifier": ("name",),
    "this": ("name",),
    "super": ("name",),
    "member_expression": ("member", "object", "property"),
    "call_expression": ("call", "function"),
    "new_expression": ("call", "constructor"),
    "subscript_expression": ("index", "object"),
    "parenthesized_expression": ("inner",),
    "non_null_expression": ("inner",),
    "await_expression": ("inner",),
}


def _ecmascript(
    name: str, suffixes: tuple[str, ...], grammar: str, queries: tuple[str, ...], function: str = "language"
) -> Language:
    return Language(
        name=name,
        suffixes=suffixes,
        grammar=grammar,
        level="full",
        queries=("ecmascript", *queries),
        grammar_function=function,
        family="typescript",
        imports="symkin.graph.languages.ecmascript.imports",
        closed=True,
        self_names=("this",),
        super_names=("super",),
        constructors=("constructor",),
        doc_marks=(b"/**",),
        merged=True,
        expressions=_JAVASCRIPT_EXPRESSIONS,
    )


_TABLE = (
    Language(
        name="python",
        suffixes=(".py", ".pyi", ".ipynb"),
        readers={".ipynb": "symkin.graph.languages.python.notebooks"},
        grammar="tree_sitter_python",
        level="full",
        module_rule="package",
        imports="symkin.graph.languages.python.imports",
        closed=True,
        imports_offered=True,
        self_parameter=True,
        super_names=("super()",),
        constructors=("__init__", "__new__"),
        property_decorators=("property", "cached_property", "functools.cached_property", "abstractproperty"),
        private_prefix="_",
        doc_before=False,
        comment="#",
        expressions={
            "identifier": ("name",),
            "attribute": ("member", "object", "attribute"),
            "call": ("call", "function"),
            "subscript": ("index", "value"),
            "await": ("inner",),
            "parenthesized_expression": ("inner",),
        },
    ),
    _ecmascript("javascript", (".js", ".mjs", ".cjs", ".jsx"), "tree_sitter_javascript", ("javascript", "jsx")),
    _ecmascript(
        "typescript",
        (".ts", ".mts", ".cts"),
        "tree_sitter_typescript",
        ("typescript",),
        "language_typescript",
    ),
    _ecmascript("tsx", (".tsx",), "tree_sitter_typescript", ("typescript", "jsx"), "language_tsx"),
    Language(
        name="haskell",
        suffixes=(".hs",),
        grammar="tree_sitter_haskell",
        level="full",
        module_rule="declared",
        imports="symkin.graph.languages.haskell.imports",
        doc_gap=1,
        merged=True,
        capital_types=True,
        open_members=True,
        comment="--",
        expressions={"variable": ("name",), "module": ("name",), "parens": ("inner",)},
    ),
    Language(
        name="rust",
        suffixes=(".rs",),
        grammar="tree_sitter_rust",
        level="full",
        module_rule="crate",
        imports="symkin.graph.languages.rust.imports",
        imports_offered=True,
        self_names=("self",),
        extended=True,
        called_apart=True,
        sealed_modules=True,
        declares_all=True,
        transparent=("Box", "Rc", "Arc", "Cow", "Pin"),
        wrappers=("Option", "Result"),
        containers=("Vec", "VecDeque"),
        elements=True,
        unwrapping=("unwrap", "expect", "unwrap_or", "unwrap_or_else", "unwrap_or_default"),
        echoing=(
            "clone",
            "to_owned",
            "as_ref",
            "as_mut",
            "borrow",
            "borrow_mut",
            "ok",
            "map_err",
            "take",
            "cloned",
            "iter",
            "iter_mut",
            "into_iter",
            "to_vec",
            "as_slice",
            "rev",
        ),
        expressions={
            "identifier": ("name",),
            "type_identifier": ("name",),
            "self": ("name",),
            "crate": ("name",),
            "super": ("name",),
            "scoped_identifier": ("member", "path", "name"),
            "scoped_type_identifier": ("member", "path", "name"),
            "field_expression": ("member", "value", "field"),
            "call_expression": ("call", "function"),
            "struct_expression": ("call", "name"),
            "generic_function": ("inner", "function"),
            "generic_type": ("inner", "type"),
            "type_cast_expression": ("call", "type"),
            "index_expression": ("index",),
            "try_expression": ("try",),
            "reference_expression": ("inner", "value"),
            "unary_expression": ("inner",),
            "await_expression": ("inner",),
            "parenthesized_expression": ("inner",),
        },
    ),
    Language(
        name="java",
        suffixes=(".java",),
        grammar="tree_sitter_java",
        level="full",
        module_rule="stated",
        imports="symkin.graph.languages.java.imports",
        self_names=("this",),
        super_names=("super",),
        shared_modules=True,
        bare_members=True,
        called_apart=True,
        local_calls=False,
        declares_all=True,
        named_constructors=True,
        elements=True,
        wrappers=("Optional",),
        containers=(
            "List",
            "ArrayList",
            "LinkedList",
            "Set",
            "HashSet",
            "LinkedHashSet",
            "Collection",
            "Iterable",
            "Iterator",
            "Queue",
            "Deque",
            "ArrayDeque",
        ),
        unwrapping=(
            "get",
            "orElse",
            "orElseThrow",
            "orElseGet",
            "getFirst",
            "getLast",
            "removeFirst",
            "removeLast",
            "peek",
            "poll",
            "pop",
            "next",
        ),
        echoing=("iterator", "stream", "toList"),
        doc_marks=(b"/**",),
        expressions={
            "identifier": ("name",),
            "type_identifier": ("name",),
            "this": ("name",),
            "super": ("name",),
            "field_access": ("member", "object", "field"),
            "scoped_type_identifier": ("member",),
            "method_invocation": ("send", "object", "name"),
            "object_creation_expression": ("call", "type"),
            "cast_expression": ("call", "type"),
            "array_access": ("index", "array"),
            "generic_type": ("first",),
            "parenthesized_expression": ("inner",),
        },
    ),
    Language(
        name="go",
        suffixes=(".go",),
        grammar="tree_sitter_go",
        level="full",
        module_rule="directory",
        imports="symkin.graph.languages.go.imports",
        shared_modules=True,
        extended=True,
        embedded=True,
        elements=True,
        declares_all=True,
        result_lists=True,
        capital_public=True,
        expressions={
            "identifier": ("name",),
            "type_identifier": ("name",),
            "selector_expression": ("member", "operand", "field"),
            "qualified_type": ("member", "package", "name"),
            "package_identifier": ("name",),
            "call_expression": ("call", "function"),
            "composite_literal": ("call", "type"),
            "type_assertion_expression": ("call", "type"),
            "index_expression": ("index", "operand"),
            "generic_type": ("inner", "type"),
            "pointer_type": ("inner",),
            "unary_expression": ("inner", "operand"),
            "parenthesized_expression": ("inner",),
        },
    ),
    Language(
        name="csharp",
        suffixes=(".cs",),
        grammar="tree_sitter_c_sharp",
        module_rule="stated",
        self_names=("this",),
        super_names=("base",),
        shared_modules=True,
        bare_members=True,
        expressions={
            "identifier": ("name",),
            "this": ("name",),
            "base": ("name",),
            "member_access_expression": ("member", "expression", "name"),
            "invocation_expression": ("call", "function"),
            "object_creation_expression": ("call", "type"),
            "element_access_expression": ("index", "expression"),
            "parenthesized_expression": ("inner",),
            "await_expression": ("inner",),
        },
    ),
    Language(
        name="kotlin",
        suffixes=(".kt", ".kts"),
        grammar="tree_sitter_kotlin",
        module_rule="stated",
        self_names=("this",),
        super_names=("super",),
        shared_modules=True,
        bare_members=True,
        expressions={
            "identifier": ("name",),
            "this_expression": ("name",),
            "super_expression": ("name",),
            "navigation_expression": ("member",),
            "call_expression": ("call",),
        },
    ),
    Language(
        name="scala",
        suffixes=(".scala", ".sc"),
        grammar="tree_sitter_scala",
        module_rule="stated",
        self_names=("this",),
        super_names=("super",),
        shared_modules=True,
        bare_members=True,
        expressions={
            "identifier": ("name",),
            "field_expression": ("member", "value", "field"),
            "call_expression": ("call", "function"),
            "instance_expression": ("call",),
            "type_identifier": ("name",),
        },
    ),
    Language(
        name="ruby",
        suffixes=(".rb", ".rake", ".gemspec"),
        grammar="tree_sitter_ruby",
        self_names=("self",),
        super_names=("super",),
        constructors=("initialize",),
        sigils=":@",
        comment="#",
        bare_members=True,
        expressions={
            "identifier": ("name",),
            "constant": ("name",),
            "self": ("name",),
            "instance_variable": ("name",),
            "call": ("send", "receiver", "method"),
            "scope_resolution": ("member", "scope", "name"),
        },
    ),
    Language(
        name="php",
        suffixes=(".php",),
        grammar="tree_sitter_php",
        grammar_function="language_php",
        module_rule="declared",
        self_names=("this", "self", "static"),
        super_names=("parent",),
        constructors=("__construct",),
        doc_marks=(b"/**",),
        expressions={
            "name": ("name",),
            "relative_scope": ("name",),
            "variable_name": ("inner",),
            "member_access_expression": ("member", "object", "name"),
            "nullsafe_member_access_expression": ("member", "object", "name"),
            "function_call_expression": ("call", "function"),
            "object_creation_expression": ("call",),
            "member_call_expression": ("send", "object", "name"),
            "nullsafe_member_call_expression": ("send", "object", "name"),
            "scoped_call_expression": ("send", "scope", "name"),
            "parenthesized_expression": ("inner",),
        },
    ),
    Language(
        name="swift",
        suffixes=(".swift",),
        grammar="tree_sitter_swift",
        self_names=("self",),
        super_names=("super",),
        doc_marks=(b"///", b"/**"),
        bare_members=True,
        extended=True,
        expressions={
            "simple_identifier": ("name",),
            "self_expression": ("name",),
            "super_expression": ("name",),
            "navigation_expression": ("member",),
            "call_expression": ("call",),
        },
    ),
    Language(
        name="lua",
        suffixes=(".lua",),
        grammar="tree_sitter_lua",
        self_names=("self",),
        comment="--",
        expressions={
            "identifier": ("name",),
            "dot_index_expression": ("member", "table", "field"),
            "method_index_expression": ("member", "table", "method"),
            "function_call": ("call", "name"),
        },
    ),
    Language(
        name="ocaml",
        suffixes=(".ml",),
        grammar="tree_sitter_ocaml",
        grammar_function="language_ocaml",
        doc_marks=(b"(**",),
        comment="(*",
        expressions={"value_path": ("name",), "module_path": ("name",), "extended_module_path": ("name",)},
    ),
    Language(
        name="elixir",
        separator=".",
        suffixes=(".ex", ".exs"),
        grammar="tree_sitter_elixir",
        merged=True,
        sigils=": ",
        comment="#",
        bare_members=True,
        expressions={"identifier": ("name",), "alias": ("name",)},
    ),
    Language(
        name="bash",
        suffixes=(".sh", ".bash"),
        grammar="tree_sitter_bash",
        comment="#",
    ),
)

LANGUAGES: Mapping[str, Language] = {language.name: language for language in _TABLE}


class Languages:
    """The languages of a workspace: ours, and those that configuration adds."""

    def __init__(self, added: Sequence[Language] = ()) -> None:
        self.added = tuple(added)
        self._by_name = {**LANGUAGES, **{language.name: language for language in added}}
        self._by_suffix = {suffix: one for one in self._by_name.values() for suffix in one.suffixes}

    def named(self, name: str) -> Language | None:
        """The language of that name."""
        return self._by_name.get(name)

    def of(self, path: str) -> Language | None:
        """The language of a file by its suffix, or None where it is not ours to read."""
        return self._by_suffix.get(PurePosixPath(path).suffix)


BUILT_IN = Languages()
language_of = BUILT_IN.of


@cache
def _words(folders: tuple[str, ...], file: str) -> frozenset[str]:
    text = "\n".join(_resource(folder, file) for folder in folders)
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _resource(folder: str, file: str) -> str:
    resource = files("symkin.graph") / "languages" / folder / file
    return resource.read_text(encoding="utf-8") if resource.is_file() else ""
