"""Languages that a user or a workspace adds by configuration: a grammar wheel and a query, no code.

    [languages.zig]                        # symkin.toml; [tool.symkin.languages.zig] in pyproject.toml
    suffixes = [".zig"]
    grammar = "tree_sitter_zig"
    queries = "zig.scm"                    # beside the configuration file

A workspace comes from anywhere, so its own configuration may load grammars only (`tree_sitter_*`), and none that lies
in the workspace itself; the user's may name any module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec

from symkin.graph.languages.language import Language, ModuleRule
from symkin.graph.languages.registry import BUILT_IN, Languages

FILE = "symkin.toml"
_GRAMMAR = re.compile(r"tree_sitter_[a-z0-9_]+")
_FUNCTION = re.compile(r"language(_[a-z0-9_]+)?")
_ROW = re.compile(r"\brow (\d+), column (\d+)")
_INSTALLED = frozenset({"site-packages", "dist-packages"})


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """A language's table in a configuration file; the fields are the registry's."""

    suffixes: tuple[str, ...]
    grammar: str
    queries: str
    grammar_function: str = "language"
    module_rule: ModuleRule = "path"
    self_names: tuple[str, ...] = ()
    super_names: tuple[str, ...] = ()
    constructors: tuple[str, ...] = ()
    private_prefix: str = ""
    doc_marks: tuple[str, ...] = ()
    merged: bool = False
    bare_members: bool = False
    shared_modules: bool = False
    capital_types: bool = False
    separator: str = ""
    sigils: str = ""
    comment: Literal["#", "//", "--", "(*"] = "//"
    plumbing: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    expressions: dict[str, tuple[str, ...]] = {}


class _Settings(msgspec.Struct):
    languages: dict[str, Row] = {}


class _Tool(msgspec.Struct):
    symkin: _Settings = msgspec.field(default_factory=_Settings)


class _Project(msgspec.Struct):
    tool: _Tool = msgspec.field(default_factory=_Tool)


class Mistake(Exception):  # noqa: N818 - what is wrong with a configuration
    """`str()` is one line that names the place and says what to do."""


def languages_of(root: Path, user: Path) -> tuple[Languages, list[str]]:
    """The languages of a workspace, and one line for each that its configuration gets wrong and that is left out.

    `user` is the user's configuration directory. What the workspace says goes before what the user says.
    """
    found: dict[str, Language] = {}
    mistakes: list[str] = []
    for file, trusted in ((user / FILE, True), (root / "pyproject.toml", False), (root / FILE, False)):
        try:
            rows = _rows(file)
        except Mistake as mistake:
            mistakes.append(str(mistake))
            continue
        for name, row in rows.items():
            try:
                found[name] = _language(name, row, file, None if trusted else root)
            except Mistake as mistake:
                mistakes.append(f"{file.name}: language {name}: {mistake}")
    return (Languages(_apart(found, mistakes)) if found else BUILT_IN), mistakes


def _apart(found: Mapping[str, Language], mistakes: list[str]) -> list[Language]:
    """The languages whose suffixes are nobody else's."""
    taken: dict[str, str] = {}
    kept = []
    for language in found.values():
        twice = [f"{suffix} is {taken[suffix]}'s" for suffix in language.suffixes if suffix in taken]
        if twice:
            mistakes.append(f"language {language.name}: {twice[0]}: give each suffix to one language")
        else:
            taken.update(dict.fromkeys(language.suffixes, language.name))
            kept.append(language)
    return kept


def _rows(file: Path) -> Mapping[str, Row]:
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    try:
        if file.name == FILE:
            return msgspec.toml.decode(data, type=_Settings).languages
        return msgspec.toml.decode(data, type=_Project).tool.symkin.languages if b"symkin" in data else {}
    except msgspec.DecodeError as error:
        raise Mistake(f"{file.name}: {_line(error)}") from None


def _language(name: str, row: Row, file: Path, root: Path | None) -> Language:
    """A row as a language that works: its grammar is there and its query fits. Raises `Mistake`.

    `root` is the workspace, where the row is the workspace's own.
    """
    _check_names(name, row)
    _check_grammar(row, root)
    language = Language(
        name=name,
        query_text=_query(file.parent / row.queries),
        plumbing_words=row.plumbing,
        member_words=row.members,
        doc_marks=tuple(mark.encode() for mark in row.doc_marks),
        **{field: getattr(row, field) for field in _SAME},
    )
    _attempt(lambda: language.grammar_language, f"grammar {row.grammar} cannot be loaded")
    _attempt(lambda: language.query, f"{row.queries} does not fit the grammar")
    return language


_SAME = tuple({*Row.__struct_fields__} - {"queries", "plumbing", "members", "doc_marks"})


def _check_names(name: str, row: Row) -> None:
    if BUILT_IN.named(name) is not None:
        raise Mistake("symkin reads that language already: choose another name")
    for suffix in row.suffixes:
        if not re.fullmatch(r"\.[\w+-]+", suffix):
            raise Mistake(f"{suffix!r} is no suffix: write it like '.zig'")
        known = BUILT_IN.of("x" + suffix)
        if known is not None:
            raise Mistake(f"{suffix} is read as {known.name} already")


def _check_grammar(row: Row, root: Path | None) -> None:
    if not _FUNCTION.fullmatch(row.grammar_function):
        raise Mistake(
            f"{row.grammar_function!r} is no grammar's function: they are called 'language' or 'language_...'"
        )
    if root is not None and not _GRAMMAR.fullmatch(row.grammar):
        raise Mistake(f"grammar {row.grammar!r} is not a 'tree_sitter_...' module: only your own {FILE} may name that")
    try:
        spec = find_spec(row.grammar)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        wheel = row.grammar.partition(".")[0].replace("_", "-")
        raise Mistake(f"grammar {row.grammar} is not installed: `pip install {wheel}` beside symkin")
    if root is not None and _comes_with(root, Path(spec.origin or row.grammar)):
        raise Mistake(f"grammar {row.grammar} lies in the workspace: install it, or name it in your own {FILE}")


def _comes_with(root: Path, origin: Path) -> bool:
    """Whether a module is the workspace's own, not one installed in an environment that happens to lie there."""
    origin = origin.resolve()
    return origin.is_relative_to(root.resolve()) and not _INSTALLED.intersection(origin.parts)


def _query(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(f"cannot read the query {file.name}: {_line(error)}") from None


def _attempt(load: Callable[[], object], failure: str) -> None:
    try:
        load()
    except Exception as error:  # a foreign grammar may fail in any way
        raise Mistake(f"{failure}: {_line(error)}") from None


def _line(error: Exception) -> str:
    """An error on one line, places in a query counted from one as editors do."""
    text = " ".join(str(error).split())
    return _ROW.sub(lambda found: f"line {int(found[1]) + 1}, column {int(found[2]) + 1}", text)
