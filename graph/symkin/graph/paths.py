"""Import paths that may lead through types and through modules in a file: Java's and Rust's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph import crates
from symkin.graph.facts import MODULE
from symkin.graph.meanings import Def, Meaning, Module

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

MAX_PARTS = 32
"""Longer dotted paths mean nothing to anybody."""


class Paths:
    """What paths mean, over one state of a view."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._view = resolver.view

    def origin(self, file: File, scope: int, path: str) -> Meaning | None:
        """What the path before an imported name means: a module, or a type."""
        if file.language.module_rule == "crate":
            return self._from_root(file, scope, path.split("::"))
        return self._from_package(file, path)

    def _from_package(self, file: File, path: str) -> Meaning | None:
        """A dotted path from the outermost package in."""
        found = self._resolver.find_module(file, path)
        if found is not None:
            return Module(path, found)
        head, _, last = path.rpartition(".")
        if head.count(".") > MAX_PARTS:
            return None
        owner = self._from_package(file, head) if head else None
        return self._resolver.members.of(owner, last, file) if owner else None

    def _from_root(self, file: File, scope: int, parts: list[str]) -> Meaning | None:
        first, *rest = parts
        if first == crates.DECLARED:
            return self.module(file)
        meaning = self.root(file, scope, first) or self._resolver.lookup(file, scope, first) or self.crate(first)
        for part in rest:
            if meaning is None:
                return None
            meaning = self.above(meaning) if part == "super" else self._resolver.members.of(meaning, part, file)
        return meaning

    # -- Rust's roots

    def root(self, file: File, scope: int, word: str) -> Meaning | None:
        """The module that `crate`, `self` or `super` means in a scope."""
        if word == "crate":
            found = crates.root_of(self._view, file)
            return self.module(found) if found else None
        if word == "self":
            return self._around(file, scope)
        return self.above(self._around(file, scope)) if word == "super" else None

    def crate(self, name: str) -> Meaning | None:
        """A crate of the workspace."""
        found = crates.crate_named(self._view, name)
        return self.module(found) if found else None

    def module(self, file: File) -> Meaning:
        """The module that a file is."""
        return Module(file.module, file)

    def child(self, file: File, name: str) -> Meaning | None:
        """The module that `mod name;` declares."""
        found = crates.child_of(self._view, file, name)
        return self.module(found) if found else None

    def _around(self, file: File, scope: int) -> Meaning:
        definitions = self._view.facts(file).definitions
        while scope != MODULE and definitions[scope].kind != "module":
            scope = definitions[scope].parent
        return Def(file, scope) if scope != MODULE else self.module(file)

    def above(self, module: Meaning) -> Meaning | None:
        """The module around a module."""
        if isinstance(module, Def):
            return self._around(module.file, self._resolver.definition(module).parent)
        found = crates.parent_of(self._view, module.file) if module.file else None
        return self.module(found) if found else None
