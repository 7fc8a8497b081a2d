"""Parameters and assignments: locals of functions, fields of classes, variables of modules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from symkin.graph.annotations import hint, value_of_annotation
from symkin.graph.assignments import says_something, value_of
from symkin.graph.callbacks import handed, parameters_of, taken, taker_of
from symkin.graph.declared import CONST, declared_type
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE, STATED, UNBOUND, Draft, Local, Worked
from symkin.graph.facts import MODULE, Binding, Parameter
from symkin.graph.finish import type_names
from symkin.graph.frames import Frame, Frames
from symkin.graph.receivers import UNKNOWN
from symkin.graph.sharing import attribute_given
from symkin.graph.unpacking import unpacked

if TYPE_CHECKING:
    from tree_sitter import Node

_MODULE_LIKE = frozenset({"module", "namespace"})
_TYPE_LIKE = frozenset({"interface", "type", "namespace"})


class Bindings(Frames):
    """What happens when a parameter's or an assignment's range ends."""

    def close_parameter(self, frame: Frame) -> None:
        """End a parameter: the function takes it, and it is local to it."""
        scope = self.scope()
        if self.source.language.callbacks:
            self._bind_taken(frame, scope)
        if scope == MODULE or self.outline.drafts[scope].kind not in FUNCTION_LIKE:
            self._keep_local(frame)
            return
        name = self.source.name(frame.name) if frame.name else ""
        types = type_names(frame.annotation, self.source.language) if frame.annotation else ()
        declared = self._declared(frame)
        if (name or types or declared) and self._takes(frame, scope, name):
            optional = bool(declared) and b"=" in self.source.text[frame.start : frame.end]
            self.outline.drafts[scope].parameters.append(Parameter(name, types, declared, optional))
        if frame.promoted:
            self._promote(frame, name, scope)
        if not name:
            return
        self.outline.locals.setdefault(scope, set()).add(name)
        self._bind_local(frame, scope, name, self._parameter_value(frame), declared)

    def take_bare(self, name: Node) -> None:
        """Enter a parameter that is nothing but its name."""
        self.outline.defining.add(name.start_byte)
        self.close_parameter(Frame("parameter", name.end_byte, name.start_byte, name=name))

    def _bind_taken(self, frame: Frame, scope: int) -> None:
        """Note what a function is given that a parameter or a type stands for: `then(0)` is what `then` is given."""
        holder = self.stack[-1] if self.stack else None
        if holder is None or scope == MODULE:
            return
        name = self.source.name(frame.name) if frame.name else ""
        named = holder.kind == "parameter" and holder.name is not None
        if name == "this" or not (named or self.outline.drafts[scope].kind == "type"):
            return
        taker = self.source.name(holder.name) if holder.name is not None else ""
        if frame.annotation:
            self._bind(scope, taken(taker, holder.takes), value_of_annotation(frame.annotation, self.source.language))
        holder.takes += 1

    def take_callback(self, function: Node) -> None:
        """Bind the parameters of a function that is handed over to what the one who takes it is said to give it."""
        scope = self.scope()
        expression, position = taker_of(function, self.source)
        if scope == MODULE or not expression:
            return
        for number, name in parameters_of(function):
            self._bind(scope, self.source.of(name), handed(expression, position, number))

    def take_parts(self, parts: Node) -> None:
        """Bind the places of a tuple-like type, in its scope, to what it keeps there."""
        scope = self.scope()
        for place, part in enumerate(parts.children_by_field_name("type") if scope != MODULE else ()):
            self._bind(scope, str(place), value_of_annotation(self.source.of(part), self.source.language))

    def take_unpacked(self, pattern: Node) -> None:
        """Bind the names in a pattern to parts of the type that it names."""
        scope = self.scope()
        if scope != MODULE and self.outline.drafts[scope].kind in FUNCTION_LIKE:
            for name, value in unpacked(pattern, self.source):
                self._bind(scope, name, value)

    def _keep_local(self, frame: Frame) -> None:
        """A name bound by code without a name, outside any function: local to the value that this code is part of."""
        if frame.name is not None:
            self.source.captures.setdefault("local", []).append(frame.name)

    def _takes(self, frame: Frame, scope: int, name: str) -> bool:
        """Whether a parameter is the definition's own: those of functions inside its head or body are not."""
        draft = self.outline.drafts[scope]
        if self.stack[-1].kind == "parameter" or 0 <= draft.closed_at <= frame.start:
            return False
        if name and self.source.language.merged:
            return all(parameter.name != name for parameter in draft.parameters)
        return True

    def _promote(self, frame: Frame, name: str, method: int) -> None:
        owner = self.outline.drafts[method].parent
        if name and owner != MODULE and self.outline.drafts[owner].kind in CLASS_LIKE:
            self.add(frame, name, owner, "field", method=method)

    def close_binding(self, frame: Frame) -> None:
        """End an assignment: what it binds depends on where it stands."""
        if frame.name is None or frame.name.start_byte in self.outline.defining:
            return
        if self.stack and self.stack[-1].kind == "imported":
            return
        scope = self.scope()
        if scope != MODULE and self.outline.drafts[scope].kind == "constructor":
            scope = self.outline.drafts[scope].parent
        name = self.source.name(frame.name)
        if not name:
            return  # a parser makes one up where it misses one
        if frame.owner:
            self._set_attribute(frame, name)
        elif self.in_block() and (scope == MODULE or self.outline.drafts[scope].kind not in FUNCTION_LIKE):
            self.outline.defining.add(frame.name.start_byte)
            self._keep_local(frame)
        elif scope != MODULE and self.outline.drafts[scope].kind in FUNCTION_LIKE:
            self.outline.defining.add(frame.name.start_byte)
            self.outline.locals.setdefault(scope, set()).add(name)
            value = self._lazily(partial(value_of, frame, self.source)) if says_something(frame, self.source) else ""
            self._bind_local(frame, scope, name, value, self._declared(frame))
        else:
            self._add_variable(frame, name, scope)

    def _declared(self, frame: Frame) -> str:
        """The bare type that stands before the name in a range, where overloads are told apart by that."""
        if not self.source.language.overloads:
            return ""
        until = frame.name.start_byte if frame.name is not None else frame.end
        behind = self.source.slice(frame.name.end_byte, frame.end).lstrip() if frame.name is not None else ""
        before = self.source.slice(frame.start, until)
        return declared_type(before if frame.name is not None else before.partition("=")[0], behind)

    def _declare(self, scope: int, name: str, declared: str) -> None:
        if self.source.language.overloads:
            known = self.outline.declared.setdefault((scope, name), declared)
            if known != declared:
                self.outline.declared[scope, name] = ""

    def _bind_local(self, frame: Frame, scope: int, name: str, value: Worked, declared: str) -> None:
        """Bind a local, and note where it comes into sight if it may be but one block's."""
        if self.local_scopes and frame.name is not None and isinstance(value, str):
            read_at = STATED if frame.annotation else frame.start
            binding = len(self.outline.bindings) if value else UNBOUND
            local = Local(frame.name.end_byte, read_at, value or UNKNOWN, declared, binding)
            self.outline.declarations.setdefault((scope, name), []).append(local)
        self._bind(scope, name, value, declared)
        self._declare(scope, name, declared.removeprefix(CONST))

    def _lazily(self, work: Callable[[], str]) -> Worked:
        """Who works out what a local is worth if anybody asks; where all are asked for, what that comes to."""
        return work if self.source.language.compounds else work()

    def _parameter_value(self, frame: Frame) -> Worked:
        """What a parameter's annotation says that it is worth."""
        annotation, language = frame.annotation, self.source.language
        if not annotation:
            return ""
        if not frame.variadic:
            return self._lazily(partial(value_of_annotation, annotation, language))
        if not language.compounds:
            return ""
        keyed = self.source.text[frame.start : frame.start + 2] == b"**"
        return partial(hint, f"dict[str, {annotation}]" if keyed else f"tuple[{annotation}, ...]", language)

    def _bind(self, scope: int, name: str, value: Worked, declared: str = "") -> None:
        if isinstance(value, str):
            if value:
                kept = declared if self.source.language.open_blocks else ""
                self.outline.bindings.append(Binding(scope, name, value, kept))
        else:
            self.outline.given.setdefault((scope, name), []).append((value, declared))

    def _set_attribute(self, frame: Frame, name: str) -> None:
        method = self.scope(FUNCTION_LIKE)
        if method == MODULE or frame.owner not in self.outline.selves(method):
            return
        owner = self.outline.drafts[method].parent
        if owner != MODULE and self.outline.drafts[owner].kind in CLASS_LIKE:
            self.add(frame, name, owner, "field", method=method)

    def _add_variable(self, frame: Frame, name: str, scope: int) -> None:
        if scope == MODULE:
            self.add(frame, name, MODULE, "constant" if name.isupper() else "variable")
        elif self.outline.drafts[scope].kind in CLASS_LIKE:
            self.add(frame, name, scope, "field")
        elif self.outline.drafts[scope].kind in _MODULE_LIKE:
            self.add(frame, name, scope, "constant" if name.isupper() else "variable")

    def add(self, frame: Frame, name: str, parent: int, kind: str, method: int = -1) -> None:
        """Enter a field or variable, once for each owner and name."""
        assert frame.name is not None
        self.outline.defining.add(frame.name.start_byte)
        value = self._field_value(frame, frame.name)
        prefix = self.container()
        known = self.members.get((parent, prefix + name))
        if known is not None and not self._merges(known):
            self.outline.asked.append((value, method))
            self._add_value(known, kind, frame.annotation, value, method)
            return
        self.members[parent, prefix + name] = len(self.outline.drafts)
        if method < 0:
            self.outline.scopes.append((frame.start, frame.end, len(self.outline.drafts)))
        self.outline.drafts.append(
            Draft(
                kind, frame.start, frame.end, parent, frame.start, name=name, name_at=frame.name.start_byte,
                annotation=frame.annotation, value=value, doc=frame.doc, method=method, prefix=prefix,
                visible=frame.visible, decorators=self.decorators, declared=self._declared(frame),
            )
        )  # fmt: skip
        self.decorators = []
        if frame.doc:
            self.comments.clear()

    def _field_value(self, frame: Frame, name: Node) -> str:
        if says_something(frame, self.source):
            return value_of(frame, self.source)
        shared = frame.value is None and frame.owner and self.source.language.compounds
        return attribute_given(name, self.source) if shared else ""

    def _merges(self, known: int) -> bool:
        """Whether a value stands beside what has its name already: a mere type, of which it is no second mention."""
        return self.source.language.declarations_merge and self.outline.drafts[known].kind in _TYPE_LIKE

    def _add_value(self, known: int, kind: str, annotation: str, value: str, method: int) -> None:
        draft = self.outline.drafts[known]
        if draft.kind == kind and not draft.annotation and not draft.value:
            draft.annotation, draft.value, draft.method = annotation, value, method
