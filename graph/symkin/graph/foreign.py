"""Receivers whose type other libraries declare: of their members nothing in the workspace is the one that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.facts import MODULE
from symkin.graph.meanings import Def, Meaning, Value
from symkin.graph.receivers import UNKNOWN, root_of, steps

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

MAX_BINDINGS = 16
"""How many locals are followed to where a receiver comes from."""


def is_foreign(resolver: Resolver, file: File, scope: int, expression: str) -> bool:
    """Whether an expression comes to what no file of the workspace declares: another library's type or package.

    Only of languages can that be said in which every name has a declaration that is read.
    """
    if not file.language.declares_all:
        return False
    table = resolver.table(file)
    for _ in range(MAX_BINDINGS):
        root = root_of(expression)
        if root in {UNKNOWN, "", *file.language.super_names}:
            return False
        inner = scope
        while inner != MODULE and (inner, root) not in table.bindings:
            inner = resolver.view.facts(file).definitions[inner].parent
        if inner == MODULE:
            return _ends_outside(resolver, file, scope, expression)
        expression, scope = table.bindings[inner, root][0] + expression[len(root) :], inner
    return False


def _ends_outside(resolver: Resolver, file: File, scope: int, expression: str) -> bool:
    """Whether the first thing on an expression's way that has no value here is one that has a type, or no home."""
    parts = steps(expression)
    known: Value | None = None
    for at, part in enumerate(parts):
        value = resolver.inference.infer(file, scope, _written(parts[: at + 1]))
        if value is not None:
            known = value
            continue
        if part[0] in "[@":
            return False
        found: Meaning | None
        called = parts[at + 1 : at + 2] == ["()"]
        if part == "()":
            found = known if isinstance(known, Def) else None
        elif known is not None:
            found = resolver.members.of(known, part, file, called=called)
        else:
            found = resolver.lookup(file, scope, part, called=called) or resolver.paths.crate(part)
        return found is None or (isinstance(found, Def) and bool(resolver.definition(found).value))
    return False


def _written(parts: list[str]) -> str:
    """Steps put together again."""
    return "".join(part if part in {"()", "[]"} else f".{part}" for part in parts).removeprefix(".")
