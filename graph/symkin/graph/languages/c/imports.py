"""The ways in which C and C++ bring names into sight: `#include`, `using`, and other names for namespaces.

An include is a star of the file that it names; what names a namespace, not a file, begins with `::`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from symkin.graph.languages.hooks import ImportedName, text_of


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """What an `#include`, a `using` or a namespace's alias brings."""
    if node.type == "preproc_include":
        path = node.child_by_field_name("path")
        if path is not None and path.type in {"string_literal", "system_lib_string"}:
            yield ImportedName(text_of(path, source).strip('<>"'), "*", "", path.start_byte, exported=True)
    elif node.type == "namespace_alias_definition":
        yield from _alias(node, source)
    else:
        yield from _using(node, source)


def _using(node: Node, source: bytes) -> Iterator[ImportedName]:
    """`using namespace a::b` brings all of it, `using a::b` one name; both do so for those who include this file."""
    named = node.named_children[-1] if node.named_children else None
    if named is None:
        return
    dotted = text_of(named, source).replace("::", ".").strip(".")
    if any(child.type == "namespace" for child in node.children):
        yield ImportedName(f"::{dotted}", "*", "", named.start_byte, exported=True)
        return
    owner, _, name = dotted.rpartition(".")
    yield ImportedName(f"::{owner}", name, name, named.end_byte - len(name.encode()), exported=True)


def _alias(node: Node, source: bytes) -> Iterator[ImportedName]:
    name, target = node.child_by_field_name("name"), node.named_children[-1]
    if name is not None and target != name:
        owner, _, last = text_of(target, source).replace("::", ".").strip(".").rpartition(".")
        yield ImportedName(f"::{owner}", last, text_of(name, source), name.start_byte, exported=True)
