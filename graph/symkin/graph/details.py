"""What stands inside a definition, parameter or assignment, and goes to the innermost range that takes it."""

# ruff: noqa: D102 - each `take_NAME` handles `@NAME`, which `extract` describes

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symkin.graph import phrases
from symkin.graph.bindings import Bindings
from symkin.graph.drafts import FUNCTION_LIKE, Draft
from symkin.graph.facts import MODULE, Import
from symkin.graph.frames import Frame
from symkin.graph.languages.hooks import text_of
from symkin.graph.receivers import TRIED
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

_NULLS = frozenset({"none", "null", "undefined", "nil"})
_DESCRIBED_BEHIND = frozenset({"field", "variable", "constant", "constructor"})


class Details(Bindings):
    """The captures that say something of what is open; `take_NAME` is for `@NAME`."""

    def take_name(self, node: Node) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            return
        if frame.index < 0:
            if frame.name is None:
                frame.name = node
            elif frame.kind in {"binding", "parameter"} and frame.name.start_byte != node.start_byte:
                frame.others += (node,)
            if frame.kind == "parameter":
                self.outline.defining.add(node.start_byte)
            return
        draft = self.outline.drafts[frame.index]
        if not draft.name:
            draft.name, draft.name_at = self.source.name(node), node.start_byte
            if self.source.language.separator:
                _part(draft, self.source.language.separator)
            self.outline.defining.add(draft.name_at)
            if self.source.language.merged:
                self._merge(frame, draft)

    def _merge(self, frame: Frame, draft: Draft) -> None:
        """Join the definition just begun with its declaration or its neighbour of the same name, if there is one."""
        index = self.members.get((draft.parent, draft.prefix + draft.name), -1)
        known = self.outline.drafts[index]
        if index < 0 or index >= frame.index or frame.index != len(self.outline.drafts) - 1:
            return
        joined = known.body_at < 0 or self.latest.get(draft.parent) == index
        if joined and known.kind in FUNCTION_LIKE and draft.kind in FUNCTION_LIKE:
            self.outline.drafts.pop()
            frame.index, known.end, known.closed_at = index, frame.end, -1
            known.doc = known.doc or draft.doc

    def take_body(self, node: Node) -> None:
        draft = self.definition()
        if draft is not None and draft.body_at < 0:
            draft.body_at = node.start_byte
        if draft is not None and draft.closed_at < 0:
            draft.closed_at = node.start_byte
        around = self.stack[-2] if len(self.stack) > 1 else None
        if self.source.language.open_blocks and around is not None and around.index >= 0:
            outer = self.outline.drafts[around.index]
            outer.body_at = node.start_byte if outer.kind == "type" else outer.body_at

    def take_head(self, node: Node) -> None:
        draft = self.definition()
        if draft is not None and draft.head is None and draft.body_at < 0:
            draft.head = node.start_byte, node.end_byte

    def take_owner(self, node: Node) -> None:
        draft = self.definition()
        if draft is not None:
            draft.prefix = self.source.of(node)

    def take_kind(self, kind: str) -> None:
        draft = self.definition()
        if draft is not None:
            draft.kind = kind

    def take_doc(self, node: Node) -> None:
        draft = self.definition()
        text = phrases.summary(self.source.of(node))
        if draft is None:
            self.outline.doc = self.outline.doc or text
        elif not draft.doc:
            draft.doc = text

    def take_type(self, node: Node) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.index >= 0 and self.source.language.open_blocks and _defines(node):
            frame = self.stack[-2] if len(self.stack) > 1 else None
        if frame is None:
            return
        if frame.index < 0:
            frame.annotation = _annotation(node, self.source)
        elif not self.outline.drafts[frame.index].annotation:
            self.outline.drafts[frame.index].annotation = _annotation(node, self.source)

    def take_bound(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].annotation = f"typeof {self.source.of(node)}"  # a type variable stands for a class

    def take_return(self, node: Node) -> None:
        frame = next((frame for frame in reversed(self.stack) if frame.kind != "block"), None)
        if frame is None or frame.index < 0:
            return
        draft = self.outline.drafts[frame.index]
        if draft.annotation and draft.body_at < 0 and self.source.language.result_lists:
            draft.annotation += f"; {_annotation(node, self.source)}"
        if draft.kind not in FUNCTION_LIKE or 0 <= draft.closed_at <= node.start_byte:
            return
        draft.annotation = draft.annotation or _annotation(node, self.source)
        draft.closed_at = node.start_byte

    def take_element(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "parameter":
            self.stack[-1].annotation, self.stack[-1].variadic = _annotation(node, self.source), True

    def take_base(self, node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.kind == "container":
            top.bases += (self.source.of(node),)
            return
        draft = self.definition()
        if draft is not None:
            base = self.source.of(node)
            if self.source.language.separator == "::":
                base = re.sub(r"<.*>", "", base).replace("::", ".").strip(".")
            draft.bases.append(base)

    def take_decorator(self, node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.index >= 0 and not self.outline.drafts[top.index].name:
            self.outline.drafts[top.index].decorators.append(self.source.of(node))
        elif top is None or top.kind != "parameter":
            self.decorators.append(self.source.of(node))

    def take_result(self, node: Node) -> None:
        scope = self.scope(FUNCTION_LIKE)
        expression = node.named_child(0) if node.type == "return_statement" else node
        if scope != MODULE and expression is not None and expression.type not in _NULLS:
            self.outline.drafts[scope].results.append(expression)

    def take_value(self, node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.kind == "binding" and top.value is None and node.type != "assignment":
            top.value = node  # in `one = other = value` that of both comes later

    def take_entered(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].value = node
            self.stack[-1].suffix = ".__aenter__()" if _awaited(node) else ".__enter__()"

    def take_caught(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].value, self.stack[-1].suffix = node, "()"

    def take_iterated(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].value, self.stack[-1].suffix = node, "[]"

    def take_tried(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].value, self.stack[-1].suffix = node, TRIED

    def take_promoted(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "parameter":
            self.stack[-1].promoted = True
            self.take_visible(node)

    def take_self(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].owner = self.source.of(node)

    def take_visible(self, node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None:
            target = self.outline.drafts[top.index] if top.index >= 0 else top
            target.visible = not self.source.of(node).startswith(("private", "protected", "#"))

    def take_hidden(self, _node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None:
            (self.outline.drafts[top.index] if top.index >= 0 else top).visible = False

    def take_export(self, node: Node) -> None:
        names = self.outline.exports = self.outline.exports or []
        name = " ".join(self.source.of(node).split())
        names.append(f"{names[-1]}.*" if name == ".." and names else name)

    def take_module(self, node: Node) -> None:
        self.outline.module = self.source.of(node)

    def take_import(self, node: Node) -> None:
        hook = self.source.language.import_hook
        if hook is None:
            return
        scope = self.scope()
        if self.stack and self.stack[-1].kind == "binding" and self.stack[-1].start == node.start_byte:
            self.stack[-1].kind = "imported"
        for found in hook(node, self.source.text):
            line, column = self.source.position(found.at)
            self.outline.imports.append(
                Import(
                    found.module, found.name, found.alias, scope, line, column,
                    found.qualified_only, found.hidden, found.exported,
                )
            )  # fmt: skip

    def take_comment(self, node: Node) -> None:
        marks = self.source.language.doc_marks
        if marks and not self.source.text.startswith(marks, node.start_byte):
            return
        after = self.source.text[node.start_byte : node.end_byte].lstrip(b"-{ ").startswith(b"^")
        if after or ("comment" in node.type and self._trails(node)):
            self._doc_after(node, None if after else _DESCRIBED_BEHIND)
        else:
            self.comments.add(node)

    def _trails(self, node: Node) -> bool:
        """Whether code stands before a comment on its line, so that it says nothing of the next one."""
        start = node.start_byte
        return bool(self.source.text[self.source.text.rfind(b"\n", 0, start) + 1 : start].strip())

    def _doc_after(self, node: Node, kinds: frozenset[str] | None) -> None:
        draft = self.outline.drafts[-1] if self.outline.drafts else None
        if draft is None or draft.end > node.start_byte or draft.doc:
            return
        if kinds is None or draft.kind in kinds:
            draft.doc = phrases.summary(self.source.of(node))

    def take_attribute(self, node: Node) -> None:
        self.comments.stretch(node)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.index >= 0 and not self.outline.drafts[top.index].name:
            self.outline.drafts[top.index].start = node.end_byte
        elif top is not None and top.kind == "binding" and top.name is None:
            top.start = node.end_byte


def _defines(name: Node) -> bool:
    """Whether a type's name is that of a definition on the spot: `struct point {...} origin`."""
    parent = name.parent
    named = parent is not None and parent.child_by_field_name("name") == name
    return named and parent is not None and parent.child_by_field_name("body") is not None


def _awaited(context: Node) -> bool:
    """Whether a context manager is entered by `async with`."""
    statement = context.parent
    while statement is not None and statement.type in {"as_pattern", "with_item", "with_clause"}:
        statement = statement.parent
    return statement is not None and statement.children[0].type == "async"


def _annotation(node: Node, source: Source) -> str:
    return text_of(node, source.text).removeprefix(":").strip()


def _part(draft: Draft, separator: str) -> None:
    """Take a name's owner off it: `Net::Session<T>::send` is `send` of `Net.Session`."""
    owner, found, name = draft.name.rpartition(separator)
    if found:
        draft.prefix = ".".join(part.partition("<")[0].strip() for part in owner.split(separator) if part)
        draft.name_at += len((owner + found).encode())
        draft.name = name
