"""The names that a file uses, each with its role, its place, its enclosing definition and its receiver."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from symkin.graph.facts import Occurrence, Occurrences, Role
from symkin.graph.locals import known_root, scopes_of
from symkin.graph.outline import Outline
from symkin.graph.receivers import UNKNOWN, receiver_expression
from symkin.graph.regions import Regions
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

_ROLES = {"call": Role.CALL, "type": Role.TYPE, "class": Role.TYPE, "implementation": Role.BASE}
_LINKS = frozenset({b".", b"?.", b"->", b"::", b"!.", b".?"})


def collect_occurrences(source: Source, outline: Outline) -> Occurrences:
    """All names that may mean a definition of this or another file; locals of functions are left out."""
    occurrences: Occurrences = {}
    names = _Names(source, outline)
    for start, text, scope in names.used():
        receiver = names.receiver(start, scope)
        if not receiver and not names.may_be_defined(text, scope):
            continue
        line, column = source.position(start)
        occurrence = Occurrence(names.role(start, start + len(text.encode())), line, column, scope, receiver)
        occurrences.setdefault(text, []).append(occurrence)
    _add_imports(outline, occurrences)
    return occurrences


class _Names:
    """The captures of one file, arranged for questions by byte."""

    def __init__(self, source: Source, outline: Outline) -> None:
        captures = source.captures
        self.source, self.outline = source, outline
        tagged = dict(outline.tagged)
        self.tags = tagged
        self.spans = sorted(
            {(node.start_byte, node.end_byte) for node in captures.get("reference", ())}
            | {(node.start_byte, node.end_byte) for node in captures.get("name", ()) if node.start_byte in tagged}
        )
        self.starts = [start for start, _ in self.spans]
        self.calls = {node.start_byte for node in captures.get("call", ())}
        self.bases = {node.end_byte for node in captures.get("base", ())}
        self.decorators = {node.end_byte for node in captures.get("decorator", ())}
        self.annotations = Regions((n.start_byte, n.end_byte) for n in captures.get("annotation", ()))
        self.receivers = self._pair_receivers()
        self.visible = self._visible_names()

    def used(self) -> Iterator[tuple[int, str, int]]:
        """Start, text and scope of every name that is used rather than defined."""
        captures = self.source.captures
        ignored = {node.start_byte for name in ("local", "ignore", "global") for node in captures.get(name, ())}
        ignored |= self.outline.defining
        imports = Regions((n.start_byte, n.end_byte) for n in captures.get("import", ()))
        spans = [span for span in self.spans if span[0] not in ignored and not imports.contain(span[0])]
        text = self.source.text
        for (start, end), scope in zip(spans, scopes_of([s for s, _ in spans], self.outline), strict=True):
            yield start, text[start:end].decode("utf-8", "replace"), scope

    def role(self, start: int, end: int) -> Role:
        """What the name does."""
        if start in self.tags:
            return _ROLES.get(self.tags[start], Role.READ)
        if end in self.decorators:
            return Role.DECORATOR
        if end in self.bases:
            return Role.BASE
        if start in self.calls:
            return Role.CALL
        return Role.TYPE if self.annotations.contain(start) else Role.READ

    def receiver(self, start: int, scope: int) -> str:
        """The expression whose member the name is, '' for a bare name, '?' where it starts at an untyped local."""
        node = self.receivers.get(start)
        if node is None:
            return ""
        expression = receiver_expression(node, self.source)
        return expression if known_root(expression, scope, self.outline) else UNKNOWN

    def may_be_defined(self, name: str, scope: int) -> bool:
        """Whether a bare name can mean a definition rather than a local variable or a built-in."""
        if self.visible is not None and name not in self.visible:
            return False
        return not self.outline.is_local(name, scope)

    def _pair_receivers(self) -> dict[int, Node]:
        pairs: dict[int, Node] = {}
        text = self.source.text
        for node in self.source.captures.get("receiver", ()):
            end = node.end_byte
            at = bisect_left(self.starts, end)
            if at == len(self.starts):
                continue
            start = self.starts[at]
            if start == end + 1 or b"".join(text[end:start].split()) in _LINKS:
                pairs[start] = node
        return pairs

    def _visible_names(self) -> set[str] | None:
        if not self.source.language.closed or any(
            found.name == "*" and not found.exported for found in self.outline.imports
        ):
            return None
        names = {draft.name for draft in self.outline.drafts}
        return names.union(found.alias for found in self.outline.imports)


def _add_imports(outline: Outline, occurrences: Occurrences) -> None:
    for found in outline.imports:
        if found.name and not found.name.endswith("*"):
            occurrence = Occurrence(Role.IMPORT, found.line, found.column, found.scope, "")
            occurrences.setdefault(found.name, []).append(occurrence)
