"""Haskell's import declarations."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from symkin.graph.languages.hooks import ImportedName, text_of


def imports(node: Node, source: bytes) -> Iterator[ImportedName]:
    """The module under its qualifier, then what comes into sight bare: everything ('*') or the items of the list.

    `Type(..)` brings the type and, as `Type.*`, all its members. An item of a qualified import has no alias.
    """
    found = node.child_by_field_name("module")
    if found is None:
        return
    module = text_of(found, source)
    qualifier = node.child_by_field_name("alias")
    qualified = any(child.type == "qualified" for child in node.children)
    alias = text_of(qualifier, source) if qualifier else module
    yield ImportedName(module, "", alias, found.start_byte, qualified_only=qualified)
    listed = node.child_by_field_name("names")
    items = [] if listed is None else list(_items(listed, source))
    hiding = any(child.type == "hiding" for child in node.children)
    if (listed is None or hiding) and not qualified:
        hidden = tuple(name for name, _ in items)
        yield ImportedName(module, "*", "", found.start_byte, hidden=hidden)
    if hiding:
        return
    for name, at in items:
        bare = "" if qualified or name.endswith(".*") else name
        yield ImportedName(module, name, bare, at, qualified_only=qualified)


def _items(listed: Node, source: bytes) -> Iterator[tuple[str, int]]:
    for item in listed.named_children:
        name = next((child for child in item.named_children if child.type != "children"), None)
        if name is None:
            continue
        text = text_of(name, source).strip("()")
        yield text, name.start_byte
        for children in item.named_children:
            if children.type == "children":
                yield from _children(text, children, source)


def _children(owner: str, children: Node, source: bytes) -> Iterator[tuple[str, int]]:
    for child in children.named_children:
        if child.type == "all_names":
            yield f"{owner}.*", child.start_byte
        else:
            yield text_of(child, source), child.start_byte
