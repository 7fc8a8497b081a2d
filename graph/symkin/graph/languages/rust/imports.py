"""Rust's `use` trees, `mod` declarations and `extern crate`."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from symkin.graph.crates import DECLARED
from symkin.graph.languages.hooks import ImportedName, text_of


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """One import for each leaf of a tree: `use a::{b::C as D, e::*}` takes `C` of `a::b` and all of `a::e`."""
    name = node.child_by_field_name("name")
    if node.type == "mod_item" and name is not None:
        yield ImportedName(DECLARED, text_of(name, source), text_of(name, source), name.start_byte)
    elif node.type == "extern_crate_declaration" and name is not None:
        alias = node.child_by_field_name("alias") or name
        yield ImportedName(text_of(name, source), "", text_of(alias, source), name.start_byte)
    elif node.type == "use_declaration":
        exported = any(child.type == "visibility_modifier" for child in node.children)
        argument = node.child_by_field_name("argument")
        if argument is not None:
            yield from _leaves(argument, source, exported=exported)


def _leaves(tree: Node, source: bytes, *, exported: bool) -> Iterator[ImportedName]:
    """A use tree has no depth to speak of, but the stack is ours all the same."""
    stack = [(tree, "")]
    while stack:
        node, prefix = stack.pop()
        if node.type in {"use_list", "scoped_use_list"}:
            path = node.child_by_field_name("path")
            listed = node.child_by_field_name("list") if node.type == "scoped_use_list" else node
            inner = _joined(prefix, path, source)
            stack += [(child, inner) for child in reversed(listed.named_children if listed else [])]
        elif node.type == "use_wildcard":
            path = node.named_child(0) if node.named_child_count else None
            yield ImportedName(_joined(prefix, path, source), "*", "", node.start_byte, exported=exported)
        else:
            found = _leaf(node, prefix, source, exported=exported)
            if found is not None:
                yield found


def _leaf(node: Node, prefix: str, source: bytes, *, exported: bool) -> ImportedName | None:
    alias = node.child_by_field_name("alias")
    path = node.child_by_field_name("path") if node.type == "use_as_clause" else node
    if path is None or path.type not in {"identifier", "scoped_identifier", "self", "crate", "super"}:
        return None
    last = path.child_by_field_name("name") if path.type == "scoped_identifier" else path
    module, _, name = _joined(prefix, path, source).rpartition("::")
    if last is None:
        return None
    if name == "self" and module:
        name = ""
    elif not module:
        module, name = name, ""
    bound = text_of(alias, source) if alias else (name or module.rpartition("::")[2])
    bound = "" if bound in {"_", "self", "crate", "super"} else bound
    return ImportedName(module, name, bound, last.start_byte, exported=exported)


def _joined(prefix: str, path: Node | None, source: bytes) -> str:
    text = "".join(text_of(path, source).split()) if path is not None else ""
    return f"{prefix}::{text}" if prefix and text else (prefix or text).removeprefix("::")
