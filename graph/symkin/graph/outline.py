"""The outline of a file: its definitions, parameters, imports and local bindings, built in one sweep.

Captured ranges come sorted by start, outer before inner, so the frames that are open form a stack and every detail
(`@name`, `@type`, `@doc`...) belongs to the innermost frame that takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from symkin.graph.details import Details
from symkin.graph.drafts import CLASS_LIKE, Draft, Outline
from symkin.graph.facts import MODULE, Extension
from symkin.graph.frames import Frame
from symkin.graph.receivers import MAX_ALTERNATIVES, UNKNOWN, receiver_expression
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node


def build_outline(source: Source) -> Outline:
    """The outline of a parsed file."""
    return sweep(Builder(source))


def sweep(builder: Builder, further: Iterable[Event] = ()) -> Outline:
    """What a builder makes of its source's captures, and of further events among them."""
    stack, close = builder.stack, builder.close
    for start, _, _, _, handle, node in sorted([*_events(builder.source), *further]):
        while stack and stack[-1].end <= start:
            close(stack.pop())
        handle(builder, node)
    return builder.finish()


Handler = Callable[["Builder", Any], None]
Event = tuple[int, int, int, int, Handler, Any]
"""Where something begins, and ends (negative), its rank and number among equals; who handles it, and the node."""

_RANKS = {
    "decorated": 0, "body": 1, "block": 1, "binding": 2,
    "container": 3, "definition": 4, "parameter": 5, "reference": 5,
}  # fmt: skip
_DETAIL = 6
"""Of ranges that are equal the outer kind opens first, and details come to what is open then."""


def _events(source: Source) -> list[Event]:
    """The captured ranges that make the outline, in the order of the sweep, each with who handles it.

    A running number keeps the comparison of equal ranges from ever reaching the nodes.
    """
    events: list[Event] = []
    serial = 0
    for capture, nodes in source.captures.items():
        planned = _plan(capture)
        if planned is not None:
            rank, handle = planned
            events += [
                (node.start_byte, -node.end_byte, rank, number, handle, node)
                for number, node in enumerate(nodes, serial)
            ]
            serial += len(nodes)
    return events


@cache
def _plan(capture: str) -> tuple[int, Handler] | None:
    """The rank and handler of a capture, or None for one that the outline has no use for."""
    family, _, refinement = capture.partition(".")
    if family == "definition":
        return _RANKS[family], lambda builder, node: builder.open_definition(refinement, node)
    if family == "kind":
        return _DETAIL, lambda builder, _: builder.take_kind(refinement)
    if family == "decorated":
        return _RANKS[family], Builder.take_decorated
    if family in {"binding", "parameter", "container", "block"} or (family == "reference" and refinement):
        return _RANKS[family], lambda builder, node: builder.open_frame(capture, node)
    if family in _DETAILS:
        return _RANKS.get(family, _DETAIL), getattr(Builder, f"take_{family}")
    return None


class Builder(Details):
    """The state of one sweep."""

    def finish(self) -> Outline:
        """Close what is open and give the outline."""
        while self.stack:
            self.close(self.stack.pop())
        self.outline.scopes.sort(key=lambda scope: (scope[0], -scope[1]))
        return self.outline

    # -- definitions

    def open_definition(self, kind: str, node: Node) -> None:
        """Begin a definition, at its decorators where it has any."""
        start, end = node.start_byte, node.end_byte
        scope_start = start
        if self.decorated and self.decorated[0] <= start and end <= self.decorated[1]:
            scope_start, self.decorated = self.decorated[0], None
        parent = MODULE if kind == "define" else self.scope()  # C's macros know no namespaces
        if self.source.language.open_blocks and parent != MODULE and self.outline.drafts[parent].kind == "type":
            parent = self.outline.drafts[parent].parent  # `typedef struct node {...} node_t`
        draft = Draft(kind, start, end, parent, scope_start, doc=self.comments.before(scope_start))
        draft.decorators, self.decorators = self.decorators, []
        draft.prefix = self.container()
        self.comments.clear()
        self.stack.append(Frame("definition", end, scope_start, len(self.outline.drafts)))
        self.outline.drafts.append(draft)

    def open_frame(self, kind: str, node: Node) -> None:
        """Begin a range that is no definition, or not yet."""
        start = node.start_byte
        doc = self.comments.before(start) if kind == "binding" else ""
        self.stack.append(Frame(kind, node.end_byte, start, doc=doc))

    def take_decorated(self, node: Node) -> None:
        """Remember where the decorators of the coming definition begin."""
        self.decorated = node.start_byte, node.end_byte

    def close(self, frame: Frame) -> None:
        """End a range."""
        if frame.index >= 0:
            self.close_definition(frame, frame.index)
        elif frame.kind == "parameter":
            self.close_parameter(frame)
        elif frame.kind == "binding":
            self.close_binding(frame)
        elif frame.kind == "container" and frame.name is not None:
            owner, scope = self.source.of(frame.name), self.scope()
            self.outline.extensions += [Extension(owner, base.replace("::", "."), scope) for base in frame.bases]
        elif frame.kind.startswith("reference.") and frame.name is not None:
            self.outline.tagged.append((frame.name.start_byte, frame.kind[10:]))
        for other in frame.others:
            self.close(Frame(frame.kind, frame.end, other.start_byte, name=other, annotation=frame.annotation))

    def close_definition(self, frame: Frame, index: int) -> None:
        """End a definition, whose kind and result can be told by now."""
        draft = self.outline.drafts[index]
        owner = self.outline.drafts[draft.parent] if draft.parent != MODULE else None
        if draft.kind == "function" and (draft.prefix or (owner and owner.kind in CLASS_LIKE)):
            draft.kind = _method_kind(draft, owner, self.source)
        if draft.kind == "prototype" and _method_kind(draft, owner, self.source) == "constructor":
            draft.kind = "constructor"
        self.outline.scopes.append((frame.start, frame.end, index))
        self.latest[draft.parent] = index
        self.members.setdefault((draft.parent, draft.prefix + draft.name), index)
        if draft.results and not draft.annotation:
            draft.value = _common((receiver_expression(node, self.source) for node in draft.results), self.source)


_DETAILS = frozenset(name[5:] for name in dir(Builder) if name.startswith("take_"))


def _method_kind(draft: Draft, owner: Draft | None, source: Source) -> str:
    namesake = draft.prefix.rpartition(".")[2] or (owner.name if owner else "")
    if draft.name in source.language.constructors or (source.language.named_constructors and draft.name == namesake):
        return "constructor"
    if any(decorator in source.language.property_decorators for decorator in draft.decorators):
        return "property"
    return "method"


def _common(results: Iterable[str], source: Source) -> str:
    """The expression of all that is given back, or '' where that cannot be said."""
    found: dict[str, None] = {}
    for expression in results:
        found[expression] = None
        if expression == UNKNOWN or len(found) > (MAX_ALTERNATIVES if source.language.compounds else 1):
            return ""
    return "|".join(found)
