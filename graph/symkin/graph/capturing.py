"""The captures of a language's query in a tree, in a time that grows with the tree and no faster.

tree-sitter keeps every match that has begun and may still go on, so its time grows with the square of a tree's depth
and of its widest node's children. Hence names deeper than `MAX_DEPTH` are left alone, and a node that has very many
children (a table of data, a text that is no source at all) is gone through some of them at a time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Query, QueryCursor, Tree

MAX_DEPTH = 1_000
"""Nodes that stand deeper are not looked at."""

WIDE = 2_000
"""Children at a time. A match that needs two of one node further apart than that is not found."""

_WIDE_BYTES = 2 * WIDE
"""Smaller nodes cannot have so many children that mean anything."""


class QueryTimeout(Exception):  # noqa: N818 - not an error of ours, nor of the user's
    """The query was given up."""


def captures_of(tree: Tree, query: Query, deadline: float = float("inf")) -> dict[str, list[Node]]:
    """The nodes by capture; raises `QueryTimeout` when `time.monotonic()` is past the deadline."""
    starts = sorted(set(_pauses(tree.root_node)))
    if not starts:
        return _cursor(query).captures(tree.root_node)
    return captures_within(tree, query, pairwise([0, *starts, tree.root_node.end_byte]), deadline)


def captures_within(
    tree: Tree, query: Query, ranges: Iterable[tuple[int, int]], deadline: float = float("inf")
) -> dict[str, list[Node]]:
    """The nodes of what overlaps these ranges of bytes, in their order and each once. Raises `QueryTimeout`."""
    cursor = _cursor(query)
    found: dict[str, dict[tuple[int, int], Node]] = {}
    for start, end in ranges:
        if time.monotonic() > deadline:
            raise QueryTimeout
        cursor.set_byte_range(start, end)
        for name, nodes in cursor.captures(tree.root_node).items():
            found.setdefault(name, {}).update(((node.start_byte, node.id), node) for node in nodes)
    return {name: list(nodes.values()) for name, nodes in found.items()}


def _cursor(query: Query) -> QueryCursor:
    import tree_sitter

    cursor = tree_sitter.QueryCursor(query)
    cursor.set_max_start_depth(MAX_DEPTH)
    return cursor


def _pauses(root: Node) -> Iterator[int]:
    """Where to begin anew: at every so manieth child of the nodes that have very many."""
    pending = [root]
    while pending:
        node = pending.pop()
        children = node.children
        if len(children) > WIDE:
            yield from (child.start_byte for child in children[WIDE::WIDE])
        pending += [child for child in children if child.end_byte - child.start_byte > _WIDE_BYTES]
