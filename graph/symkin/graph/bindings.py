"""Parameters and assignments: locals of functions, fields of classes, variables of modules."""

from __future__ import annotations

from symkin.graph.annotations import value_of_annotation
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE, Draft
from symkin.graph.facts import MODULE, Binding, Parameter
from symkin.graph.finish import type_names
from symkin.graph.frames import Frame, Frames
from symkin.graph.receivers import UNKNOWN, receiver_expression

_MODULE_LIKE = frozenset({"module", "namespace"})
_NULLS = frozenset({"none", "null", "undefined", "nil"})


class Bindings(Frames):
    """What happens when a parameter's or an assignment's range ends."""

    def close_parameter(self, frame: Frame) -> None:
        """End a parameter: the function takes it, and it is local to it."""
        scope = self.scope()
        if scope == MODULE or self.outline.drafts[scope].kind not in FUNCTION_LIKE:
            self._keep_local(frame)
            return
        name = self.source.name(frame.name) if frame.name else ""
        types = type_names(frame.annotation, self.source.language) if frame.annotation else ()
        if (name or types) and self._takes(frame, scope, name):
            self.outline.drafts[scope].parameters.append(Parameter(name, types))
        if frame.promoted:
            self._promote(frame, name, scope)
        if not name:
            return
        self.outline.locals.setdefault(scope, set()).add(name)
        if frame.annotation and not frame.variadic:
            self._bind(scope, name, value_of_annotation(frame.annotation, self.source.language))

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
        if frame.owner:
            self._set_attribute(frame, name)
        elif self.in_block() and (scope == MODULE or self.outline.drafts[scope].kind not in FUNCTION_LIKE):
            self.outline.defining.add(frame.name.start_byte)
            self._keep_local(frame)
        elif scope != MODULE and self.outline.drafts[scope].kind in FUNCTION_LIKE:
            self.outline.defining.add(frame.name.start_byte)
            self.outline.locals.setdefault(scope, set()).add(name)
            self._bind(scope, name, self._value_of(frame))
        else:
            self._add_variable(frame, name, scope)

    def _bind(self, scope: int, name: str, value: str) -> None:
        if value:
            self.outline.bindings.append(Binding(scope, name, value))

    def _value_of(self, frame: Frame) -> str:
        if frame.annotation:
            return value_of_annotation(frame.annotation, self.source.language)
        if frame.value is None:
            return ""
        value = receiver_expression(frame.value, self.source)
        return value + frame.suffix if value != UNKNOWN else value

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
        value = self._value_of(frame)
        prefix = self.container()
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
