"""The captures of a language's query in a tree, whole or in parts.

tree-sitter keeps every match that has begun and may still go on, and compares each with all others: its time grows with
the square of a tree's depth and with the cube of its widest node's children. Names deeper than `MAX_DEPTH` are left
alone; of a tree with a node that has very many children (a table of data, a text that is no source at all) the query
may not come back, and nothing can stop it but killing its process: see `aside`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Query, QueryCursor, Tree

MAX_DEPTH = 1_000
"""Nodes that stand deeper are not looked at."""

WIDE = 1_000
"""Children of one node that are no cause for worry yet."""


def captures_of(tree: Tree, *queries: Query) -> dict[str, list[Node]]:
    """The nodes by capture."""
    found: dict[str, list[Node]] = {}
    for query in queries:
        found |= _cursor(query).captures(tree.root_node)
    return found


def captures_within(tree: Tree, asked: Iterable[tuple[int, int, Query]]) -> dict[str, list[Node]]:
    """The nodes of what overlaps ranges of bytes, each with a query for it, by capture, each once."""
    found: dict[str, dict[tuple[int, int], Node]] = {}
    root, cursor_of = tree.root_node, cache(_cursor)
    for start, end, query in asked:
        cursor = cursor_of(query)
        cursor.set_byte_range(start, end)
        for name, nodes in cursor.captures(root).items():
            found.setdefault(name, {}).update(((node.start_byte, node.id), node) for node in nodes)
    return {name: list(nodes.values()) for name, nodes in found.items()}


def is_wide(tree: Tree) -> bool:
    """Whether some node has so many children that a query may take very long."""
    pending = [tree.root_node]
    while pending:
        node = pending.pop()
        children = node.children
        if len(children) > WIDE:
            return True
        pending += [child for child in children if child.end_byte - child.start_byte > WIDE]
    return False


def _cursor(query: Query) -> QueryCursor:
    import tree_sitter

    cursor = tree_sitter.QueryCursor(query)
    cursor.set_max_start_depth(MAX_DEPTH)
    return cursor
