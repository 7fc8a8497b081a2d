"""The outline of a file: its definitions, parameters, imports and local bindings, built in one sweep.

Captured ranges come sorted by start, outer before inner, so the frames that are open form a stack and every detail
(`@name`, `@type`, `@doc`...) belongs to the innermost frame that takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from symkin.graph import phrases
from symkin.graph.annotations import value_of_annotation
from symkin.graph.facts import MODULE, Binding, Definition, Facts, Import, Parameter
from symkin.graph.languages.hooks import text_of
from symkin.graph.languages.registry import Language
from symkin.graph.receivers import UNKNOWN, receiver_expression
from symkin.graph.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

CLASS_LIKE = frozenset({"class", "interface", "struct", "enum", "trait", "object", "record"})
FUNCTION_LIKE = frozenset({"function", "method", "constructor", "property"})

_MODULE_LIKE = frozenset({"module", "namespace"})
_NULLS = frozenset({"none", "null", "undefined", "nil"})


@dataclass(slots=True)
class Draft:
    """A definition being put together."""

    kind: str
    start: int
    end: int
    parent: int
    scope_start: int
    name: str = ""
    name_at: int = -1
    prefix: str = ""
    body_at: int = -1
    head: tuple[int, int] | None = None
    closed_at: int = -1
    """Where the parameters end: at the result type or the body."""
    doc: str = ""
    visible: bool | None = None
    parameters: list[Parameter] = field(default_factory=list)
    annotation: str = ""
    value: str = ""
    results: list[Node] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    decorators: list[str] = field(default_factory=list)
    method: int = -1
    """The method in which a field gets its value, and in whose scope that value is to be read; else -1."""


@dataclass(slots=True)
class _Frame:
    """An open range; `index` is the definition's for definition frames, and -1 for the others."""

    kind: str
    end: int
    start: int
    index: int = -1
    name: Node | None = None
    others: tuple[Node, ...] = ()
    """Further names that share the frame's type (`a, b int`)."""
    annotation: str = ""
    value: Node | None = None
    suffix: str = ""
    variadic: bool = False
    owner: str = ""
    doc: str = ""
    visible: bool | None = None
    promoted: bool = False


@dataclass(slots=True)
class Outline:
    """What `build_outline` found; `scopes` are (start, end, definition index) ranges sorted outer before inner."""

    source: Source
    drafts: list[Draft] = field(default_factory=list)
    scopes: list[tuple[int, int, int]] = field(default_factory=list)
    locals: dict[int, set[str]] = field(default_factory=dict)
    bindings: list[Binding] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    defining: set[int] = field(default_factory=set)
    """Bytes of the names that define something, so that they are not taken for uses."""
    tagged: list[tuple[int, str]] = field(default_factory=list)
    """Names used, with their role, from `@reference.ROLE` captures."""
    exports: list[str] | None = None
    typed: set[tuple[int, str]] = field(default_factory=set)
    """The locals (scope, name) of which some binding is known."""
    doc: str = ""
    module: str = ""

    def is_local(self, name: str, scope: int) -> bool:
        """Whether a bare name in a scope means a local variable or parameter."""
        return any(name in self.locals.get(around, ()) for around in self.parents(scope))

    def selves(self, function: int) -> tuple[str, ...]:
        """What a method calls its own object."""
        draft = self.drafts[function]
        if draft.parent == MODULE or self.drafts[draft.parent].kind not in CLASS_LIKE:
            return ()
        if self.source.language.self_parameter:
            return (draft.parameters[0].name,) if draft.parameters else ()
        return self.source.language.self_names

    def parents(self, scope: int) -> Iterable[int]:
        """The scope and those around it, innermost first, the module left out."""
        while scope != MODULE:
            yield scope
            scope = self.drafts[scope].parent

    def facts(self) -> Facts:
        """The finished facts."""
        return Facts(
            definitions=tuple(_finish(self, draft) for draft in self.drafts),
            imports=tuple(self.imports),
            bindings=tuple(self.bindings),
            module=self.module,
            doc=self.doc,
            exports=None if self.exports is None else tuple(self.exports),
        )


def build_outline(source: Source) -> Outline:
    """The outline of a parsed file."""
    builder = _Builder(source)
    for start, end, code, node in _events(source):
        builder.take(start, end, code, node)
    return builder.finish()


_RANKS = {
    "decorated": 0, "body": 1, "block": 2, "binding": 2,
    "container": 3, "definition": 4, "parameter": 5, "reference": 5,
}  # fmt: skip
_DETAILS = frozenset(
    """
    name body doc head owner return base decorator result type element value entered iterated self promoted
    comment attribute visible kind import export module
    """.split()
)


def _events(source: Source) -> list[tuple[int, int, str, Node]]:
    events: list[tuple[int, int, int, int, str, Node]] = []
    for capture, nodes in source.captures.items():
        family, _, refinement = capture.partition(".")
        if family == "reference" and not refinement:
            continue
        rank = _RANKS.get(family, 6 if family in _DETAILS else -1)
        if rank >= 0:
            events += [
                (node.start_byte, -node.end_byte, rank, serial, capture, node) for serial, node in enumerate(nodes)
            ]
    events.sort(key=itemgetter(0, 1, 2))
    return [(start, -end, capture, node) for start, end, _, _, capture, node in events]


class _Builder:
    """The state of one sweep."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.outline = Outline(source)
        self.stack: list[_Frame] = []
        self.members: dict[tuple[int, str], int] = {}
        self.decorated: tuple[int, int] | None = None
        self.decorators: list[str] = []
        self.comments: list[Node] = []
        self.comment_end = -2
        self.blocks = "block" in source.captures
        self.latest: dict[int, int] = {}
        """The definition that was closed last, by parent."""

    def take(self, start: int, end: int, capture: str, node: Node) -> None:
        """Handle one captured range."""
        while self.stack and self.stack[-1].end <= start:
            self._close(self.stack.pop())
        detail = _HANDLERS.get(capture)
        if detail is not None:
            detail(self, node)
        elif capture == "decorated":
            self.decorated = (start, end)
        elif capture.startswith("definition."):
            self._open_definition(capture[11:], start, end)
        elif capture.startswith("kind."):
            self._kind(capture[5:])
        else:
            doc = self._comment_doc(start) if capture == "binding" and self.comments else ""
            self.stack.append(_Frame(capture, end, start, doc=doc))

    def finish(self) -> Outline:
        """Close what is open and give the outline."""
        while self.stack:
            self._close(self.stack.pop())
        self.outline.scopes.sort(key=lambda scope: (scope[0], -scope[1]))
        return self.outline

    # -- definitions

    def _scope(self, kinds: frozenset[str] | None = None) -> int:
        for frame in reversed(self.stack):
            if frame.index >= 0 and (kinds is None or self.outline.drafts[frame.index].kind in kinds):
                return frame.index
        return MODULE

    def _open_definition(self, kind: str, start: int, end: int) -> None:
        scope_start = start
        if self.decorated and self.decorated[0] <= start and end <= self.decorated[1]:
            scope_start, self.decorated = self.decorated[0], None
        draft = Draft(kind, start, end, self._scope(), scope_start, doc=self._comment_doc(scope_start))
        draft.decorators, self.decorators = self.decorators, []
        draft.prefix, self.comments = self._container(), []
        self.stack.append(_Frame("definition", end, scope_start, len(self.outline.drafts)))
        self.outline.drafts.append(draft)

    def _container(self) -> str:
        frame = self.stack[-1] if self.stack else None
        return self.source.of(frame.name) if frame and frame.kind == "container" and frame.name else ""

    def _close(self, frame: _Frame) -> None:
        if frame.index >= 0:
            self._close_definition(frame, frame.index)
        elif frame.kind == "parameter":
            self._close_parameter(frame)
        elif frame.kind == "binding":
            self._close_binding(frame)
        elif frame.kind.startswith("reference.") and frame.name is not None:
            self.outline.tagged.append((frame.name.start_byte, frame.kind[10:]))
        for other in frame.others:
            self._close(_Frame(frame.kind, frame.end, other.start_byte, name=other, annotation=frame.annotation))

    def _close_definition(self, frame: _Frame, index: int) -> None:
        draft = self.outline.drafts[index]
        owner = self.outline.drafts[draft.parent] if draft.parent != MODULE else None
        if draft.kind == "function" and (draft.prefix or (owner and owner.kind in CLASS_LIKE)):
            draft.kind = _method_kind(draft, self.source)
        self.outline.scopes.append((frame.start, frame.end, index))
        self.latest[draft.parent] = index
        self.members.setdefault((draft.parent, draft.prefix + draft.name), index)
        if draft.results and not draft.annotation:
            draft.value = _common_result(draft.results, self.source)

    def _close_parameter(self, frame: _Frame) -> None:
        scope = self._scope()
        if scope == MODULE or self.outline.drafts[scope].kind not in FUNCTION_LIKE:
            return
        name = self.source.of(frame.name) if frame.name else ""
        types = type_names(frame.annotation, self.source.language) if frame.annotation else ()
        if (name or types) and self._takes(frame, scope, name):
            self.outline.drafts[scope].parameters.append(Parameter(name, types))
        if frame.promoted:
            self._promote(frame, name, scope)
        if not name:
            return
        self.outline.locals.setdefault(scope, set()).add(name)
        if frame.annotation and not frame.variadic:
            self._bind(scope, name, value_of_annotation(frame.annotation, self.source.language.plumbing))

    def _takes(self, frame: _Frame, scope: int, name: str) -> bool:
        """Whether a parameter is the definition's own: those of functions inside its head or body are not."""
        draft = self.outline.drafts[scope]
        if self.stack[-1].kind == "parameter" or 0 <= draft.closed_at <= frame.start:
            return False
        if name and self.source.language.merged:
            return all(parameter.name != name for parameter in draft.parameters)
        return True

    def _promote(self, frame: _Frame, name: str, method: int) -> None:
        owner = self.outline.drafts[method].parent
        if name and owner != MODULE and self.outline.drafts[owner].kind in CLASS_LIKE:
            self._add(frame, name, owner, "field", method=method)

    # -- bindings

    def _close_binding(self, frame: _Frame) -> None:
        if frame.name is None or frame.name.start_byte in self.outline.defining:
            return
        if self.stack and self.stack[-1].kind == "imported":
            return
        scope = self._scope()
        if scope != MODULE and self.outline.drafts[scope].kind == "constructor":
            scope = self.outline.drafts[scope].parent
        name = self.source.of(frame.name)
        if frame.owner:
            self._set_attribute(frame, name)
        elif self._in_block() and (scope == MODULE or self.outline.drafts[scope].kind not in FUNCTION_LIKE):
            self.outline.defining.add(frame.name.start_byte)
        elif scope != MODULE and self.outline.drafts[scope].kind in FUNCTION_LIKE:
            self.outline.defining.add(frame.name.start_byte)
            self.outline.locals.setdefault(scope, set()).add(name)
            self._bind(scope, name, self._value_of(frame))
        else:
            self._add_variable(frame, name, scope)

    def _bind(self, scope: int, name: str, value: str) -> None:
        if value:
            self.outline.bindings.append(Binding(scope, name, value))

    def _value_of(self, frame: _Frame) -> str:
        if frame.annotation:
            return value_of_annotation(frame.annotation, self.source.language.plumbing)
        if frame.value is None:
            return ""
        value = receiver_expression(frame.value, self.source)
        return value + frame.suffix if value != UNKNOWN else value

    def _in_block(self) -> bool:
        """Whether code without a name of its own stands between here and the definition around."""
        if not self.blocks:
            return False
        for frame in reversed(self.stack):
            if frame.index >= 0 or frame.kind == "block":
                return frame.index < 0
        return False

    def _set_attribute(self, frame: _Frame, name: str) -> None:
        method = self._scope(FUNCTION_LIKE)
        if method == MODULE or frame.owner not in self.outline.selves(method):
            return
        owner = self.outline.drafts[method].parent
        if owner != MODULE and self.outline.drafts[owner].kind in CLASS_LIKE:
            self._add(frame, name, owner, "field", method=method)

    def _add_variable(self, frame: _Frame, name: str, scope: int) -> None:
        if scope == MODULE:
            self._add(frame, name, MODULE, "constant" if name.isupper() else "variable")
        elif self.outline.drafts[scope].kind in CLASS_LIKE:
            self._add(frame, name, scope, "field")
        elif self.outline.drafts[scope].kind in _MODULE_LIKE:
            self._add(frame, name, scope, "constant" if name.isupper() else "variable")

    def _add(self, frame: _Frame, name: str, parent: int, kind: str, method: int = -1) -> None:
        assert frame.name is not None
        self.outline.defining.add(frame.name.start_byte)
        value = self._value_of(frame)
        prefix = self._container()
        known = self.members.get((parent, prefix + name))
        if known is not None:
            self._add_value(self.outline.drafts[known], kind, frame.annotation, value, method)
            return
        self.members[parent, prefix + name] = len(self.outline.drafts)
        if method < 0:
            self.outline.scopes.append((frame.start, frame.end, len(self.outline.drafts)))
        self.outline.drafts.append(
            Draft(
                kind, frame.start, frame.end, parent, frame.start, name=name, name_at=frame.name.start_byte,
                annotation=frame.annotation, value=value, doc=frame.doc, method=method, prefix=prefix,
                visible=frame.visible, decorators=self.decorators,
            )
        )  # fmt: skip
        self.decorators = []

    def _add_value(self, draft: Draft, kind: str, annotation: str, value: str, method: int) -> None:
        if draft.kind == kind and not draft.annotation and not draft.value:
            draft.annotation, draft.value, draft.method = annotation, value, method

    # -- details

    def _name(self, node: Node) -> None:
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
            draft.name, draft.name_at = self.source.of(node), node.start_byte
            self.outline.defining.add(node.start_byte)
            if self.source.language.merged:
                self._merge(frame, draft)

    def _merge(self, frame: _Frame, draft: Draft) -> None:
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

    def _definition(self) -> Draft | None:
        for frame in reversed(self.stack):
            if frame.index >= 0:
                return self.outline.drafts[frame.index]
        return None

    def _body(self, node: Node) -> None:
        draft = self._definition()
        if draft is not None and draft.body_at < 0:
            draft.body_at = node.start_byte
        if draft is not None and draft.closed_at < 0:
            draft.closed_at = node.start_byte

    def _head(self, node: Node) -> None:
        draft = self._definition()
        if draft is not None and draft.head is None and draft.body_at < 0:
            draft.head = node.start_byte, node.end_byte

    def _owner(self, node: Node) -> None:
        draft = self._definition()
        if draft is not None:
            draft.prefix = self.source.of(node)

    def _kind(self, kind: str) -> None:
        draft = self._definition()
        if draft is not None:
            draft.kind = kind

    def _doc(self, node: Node) -> None:
        draft = self._definition()
        text = phrases.summary(self.source.of(node))
        if draft is None:
            self.outline.doc = self.outline.doc or text
        elif not draft.doc:
            draft.doc = text

    def _type(self, node: Node) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            return
        if frame.index < 0:
            frame.annotation = _annotation(node, self.source)
        elif not self.outline.drafts[frame.index].annotation:
            self.outline.drafts[frame.index].annotation = _annotation(node, self.source)

    def _return(self, node: Node) -> None:
        draft = self.outline.drafts[self.stack[-1].index] if self.stack and self.stack[-1].index >= 0 else None
        if draft is None or draft.kind not in FUNCTION_LIKE or 0 <= draft.closed_at <= node.start_byte:
            return
        draft.annotation = draft.annotation or _annotation(node, self.source)
        draft.closed_at = node.start_byte

    def _element(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "parameter":
            self.stack[-1].annotation, self.stack[-1].variadic = _annotation(node, self.source), True

    def _base(self, node: Node) -> None:
        draft = self._definition()
        if draft is not None:
            draft.bases.append(self.source.of(node))

    def _decorator(self, node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.index >= 0 and not self.outline.drafts[top.index].name:
            self.outline.drafts[top.index].decorators.append(self.source.of(node))
        elif top is None or top.kind != "parameter":
            self.decorators.append(self.source.of(node))

    def _result(self, node: Node) -> None:
        scope = self._scope(FUNCTION_LIKE)
        expression = node.named_child(0) if node.type == "return_statement" else node
        if scope != MODULE and expression is not None and expression.type not in _NULLS:
            self.outline.drafts[scope].results.append(expression)

    def _value(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding" and self.stack[-1].value is None:
            self.stack[-1].value = node

    def _entered(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].value, self.stack[-1].suffix = node, ".__enter__()"

    def _iterated(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].value, self.stack[-1].suffix = node, "[]"

    def _promoted(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "parameter":
            self.stack[-1].promoted = True
            self._visible(node)

    def _self(self, node: Node) -> None:
        if self.stack and self.stack[-1].kind == "binding":
            self.stack[-1].owner = self.source.of(node)

    def _visible(self, node: Node) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None:
            target = self.outline.drafts[top.index] if top.index >= 0 else top
            target.visible = not self.source.of(node).startswith(("private", "protected", "#"))

    def _export(self, node: Node) -> None:
        names = self.outline.exports = self.outline.exports or []
        name = " ".join(self.source.of(node).split())
        names.append(f"{names[-1]}.*" if name == ".." and names else name)

    def _module(self, node: Node) -> None:
        self.outline.module = self.source.of(node)

    def _import(self, node: Node) -> None:
        hook = self.source.language.import_hook
        if hook is None:
            return
        scope = self._scope()
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

    # -- documentation in comments

    def _comment(self, node: Node) -> None:
        line = self.source.line(node.start_byte)
        marks = self.source.language.doc_marks
        if marks and not self.source.text.startswith(marks, node.start_byte):
            return
        if self.source.text[node.start_byte : node.end_byte].lstrip(b"-{ ").startswith(b"^"):
            self._doc_after(node)
            return
        if line > self.comment_end + 1:
            self.comments = []
        self.comments.append(node)
        self.comment_end = self.source.line(max(node.start_byte, node.end_byte - 1))

    def _attribute(self, node: Node) -> None:
        if self.comments and self.source.line(node.start_byte) <= self.comment_end + 1:
            self.comment_end = self.source.line(node.end_byte - 1)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.index >= 0 and not self.outline.drafts[top.index].name:
            self.outline.drafts[top.index].start = node.end_byte
        elif top is not None and top.kind == "binding" and top.name is None:
            top.start = node.end_byte

    def _doc_after(self, node: Node) -> None:
        draft = self.outline.drafts[-1] if self.outline.drafts else None
        if draft is not None and draft.end <= node.start_byte and not draft.doc:
            draft.doc = phrases.summary(self.source.of(node))

    def _comment_doc(self, start: int) -> str:
        if not self.comments or not self.source.language.doc_before:
            return ""
        if self.source.line(start) > self.comment_end + 1:
            return ""
        return phrases.summary("\n".join(self.source.of(node) for node in self.comments))


_HANDLERS: dict[str, Callable[[_Builder, Node], None]] = {
    name: getattr(_Builder, f"_{name}") for name in _DETAILS if name != "kind"
}


def type_names(annotation: str, language: Language) -> tuple[str, ...]:
    """The types that an annotation mentions, plumbing and type variables left out."""
    names = phrases.type_names(annotation, language.plumbing)
    if language.capital_types:
        return tuple(name for name in names if name.rpartition(".")[2][:1].isupper())
    return names


def _annotation(node: Node, source: Source) -> str:
    return text_of(node, source.text).removeprefix(":").strip()


def _method_kind(draft: Draft, source: Source) -> str:
    if draft.name in source.language.constructors:
        return "constructor"
    if any(decorator in source.language.property_decorators for decorator in draft.decorators):
        return "property"
    return "method"


def _common_result(results: list[Node], source: Source) -> str:
    """The expression that all `return`s give, or '' where they differ or cannot be said."""
    first = receiver_expression(results[0], source)
    if first == UNKNOWN or any(receiver_expression(node, source) != first for node in results[1:]):
        return ""
    return first


def _finish(outline: Outline, draft: Draft) -> Definition:
    source, language = outline.source, outline.source.language
    line, column = source.position(max(draft.name_at, 0))
    value = draft.value
    if draft.annotation:
        value = value_of_annotation(draft.annotation, language.plumbing)
        value = "" if language.capital_types and not value.rpartition(".")[2][:1].isupper() else value
    return Definition(
        name=draft.name,
        kind=draft.kind,
        qualified_name=_qualified_name(outline, draft),
        parent=draft.parent,
        line=line,
        column=column,
        start_line=source.line(draft.scope_start),
        end_line=source.line(max(draft.start, draft.end - 1)),
        signature=_signature(source, draft),
        doc=draft.doc,
        visible=draft.visible if draft.visible is not None else _is_public(draft.name, language.private_prefix),
        parameters=tuple(draft.parameters),
        types=type_names(draft.annotation, language) if draft.annotation else (),
        value="" if value == UNKNOWN else value,
        bases=tuple(draft.bases),
        decorators=tuple(draft.decorators),
        method=draft.method,
    )


def _is_public(name: str, private_prefix: str) -> bool:
    return not private_prefix or not name.startswith(private_prefix) or name.endswith("__")


def _qualified_name(outline: Outline, draft: Draft) -> str:
    names = [draft.name]
    if draft.prefix:
        names.append(draft.prefix)
    for scope in outline.parents(draft.parent):
        parent = outline.drafts[scope]
        names += [parent.name, parent.prefix] if parent.prefix else [parent.name]
    return ".".join(reversed(names))


def _signature(source: Source, draft: Draft) -> str:
    if draft.head is not None:
        return phrases.clean_signature(source.slice(*draft.head), source.language.comment)
    if draft.kind in {"field", "variable", "constant"}:
        return _value_signature(source, draft)
    end = draft.body_at if draft.body_at >= 0 else _line_end(source, draft)
    return phrases.clean_signature(source.slice(draft.start, end), source.language.comment)


def _value_signature(source: Source, draft: Draft) -> str:
    if draft.annotation:
        return phrases.clean_signature(f"{draft.name}: {draft.annotation}", source.language.comment)
    text = source.slice(draft.start, _line_end(source, draft))
    return phrases.clean_signature(text, source.language.comment) if len(text) <= 80 else draft.name


def _line_end(source: Source, draft: Draft) -> int:
    at = source.text.find(b"\n", draft.start, draft.end)
    return at if at >= 0 else draft.end
