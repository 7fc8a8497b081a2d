"""C++'s pairs of members, one for objects that may be changed and one for those that may not: told apart by receiver.

After the C++ standard, [over.match.funcs] and [over.ics.rank]: a const object has const members only, another one
prefers the other of the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from symkin.graph.declared import CONST, VARIADIC
from symkin.graph.drafts import CLASS_LIKE, FUNCTION_LIKE
from symkin.graph.facts import MODULE, Definition
from symkin.graph.meanings import Def, Instance
from symkin.graph.receivers import steps
from symkin.graph.tables import method_around

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

_CONST_METHOD = re.compile(r"\)\s*const\b")


class Constness:
    """Look-ups over one state of a view; a part of `Overloads`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def suited(self, functions: Sequence[Def], file: File, scope: int, receiver: str) -> list[Def]:
        """The functions without those whose const or other counterpart is meant on such a receiver."""
        shapes = [(taken_by(one), is_constant(one)) for one in map(self._resolver.definition, functions)]
        paired = [(taken, not constant) in shapes for taken, constant in shapes]
        constant = self.of(file, scope, receiver) if any(paired) else None
        return [
            function
            for function, (_, own), has_pair in zip(functions, shapes, paired, strict=True)
            if constant is None or not has_pair or own == constant
        ]

    def of(self, file: File, scope: int, expression: str) -> bool | None:
        """Whether the object that an expression gives may not be changed through it; None where that is open."""
        if expression in {"", "this"}:
            return self._own(file, scope)
        if not steps(expression):
            return None
        value = self._resolver.inference.infer(file, scope, expression)
        if not isinstance(value, Instance) or value.held:
            return None
        name = self._resolver.definition(value.cls).name
        found = {self._of_type(one, name, file, scope, expression) for one in self._declared(file, scope, expression)}
        return found.pop() if len(found) == 1 else None

    def _of_type(self, declared: str, name: str, file: File, scope: int, expression: str) -> bool | None:
        """The same for one type of that class's name: a pointer that is a class, or another name of a type, is open."""
        bare = declared.removeprefix(CONST).removesuffix("[]").rstrip("*")
        if not declared or last(bare) != name:
            return None
        if declared.startswith(CONST):
            return True
        return False if declared.endswith(("*", "*[]")) else self._of_value(file, scope, expression)

    def _own(self, file: File, scope: int) -> bool | None:
        """Whether a method may not change its own object."""
        facts = self._resolver.view.facts(file)
        if (method := method_around(facts, scope)) != MODULE:
            return is_constant(facts.definitions[method])
        while scope != MODULE and facts.definitions[scope].kind not in FUNCTION_LIKE:
            scope = facts.definitions[scope].parent
        return is_constant(facts.definitions[scope]) if scope != MODULE else None

    def _declared(self, file: File, scope: int, expression: str) -> set[str]:
        """The types that a local, a field or a function's result is declared to be of; none where that is open."""
        if expression.endswith("[]"):
            declared = self._declared(file, scope, expression[:-2])
            return {one if one.endswith(("[]", "*")) else "" for one in declared}
        if (local := self._local(file, scope, expression)) is not None:
            return local
        called = expression.endswith("()")
        owner, _, name = (expression[:-2] if called else expression).rpartition(".")
        meaning = self._resolver.overloads.member(file, scope, owner, name, called=called)
        if not isinstance(meaning, Def):
            return set()
        definition = self._resolver.definition(meaning)
        if called and definition.kind in CLASS_LIKE:
            return {definition.name}
        if called != (definition.kind in FUNCTION_LIKE):
            return set()
        given = self.suited(self._resolver.overloads.family(meaning), file, scope, owner) if called else [meaning]
        return {self._resolver.definition(one).declared for one in given}

    def _local(self, file: File, scope: int, name: str) -> set[str] | None:
        """The declared types of a local variable, None where the name is no local's."""
        facts, table = self._resolver.view.facts(file), self._resolver.table(file)
        while scope != MODULE:
            if (scope, name) in table.declared:
                return table.declared[scope, name]
            scope = facts.definitions[scope].parent
        return None

    def _of_value(self, file: File, scope: int, expression: str) -> bool | None:
        """Whether what is no pointer may not be changed: a field of a const object may not, unless it refers."""
        if expression.endswith("()") or self._local(file, scope, expression.removesuffix("[]")) is not None:
            return False
        owner, _, name = expression.removesuffix("[]").rpartition(".")
        meaning = self._resolver.overloads.member(file, scope, owner, name, called=False)
        if isinstance(meaning, Def) and self._resolver.definition(meaning).kind != "field":
            return False
        return False if self.of(file, scope, owner) is False else None


def is_constant(function: Definition) -> bool:
    """Whether a function is a method for objects that may not be changed (C++)."""
    return _CONST_METHOD.search(function.signature) is not None


def taken_by(function: Definition) -> tuple[str, ...]:
    """The bare types of a function's parameters, without the namespaces that they are in."""
    return tuple(
        CONST + last(parameter.declared.removeprefix(CONST))
        if parameter.declared.startswith(CONST)
        else last(parameter.declared)
        for parameter in function.parameters
    )


def last(name: str) -> str:
    """The last part of a dotted name."""
    return name.replace("::", ".").removesuffix(VARIADIC).rpartition(".")[2] + (
        VARIADIC if name.endswith(VARIADIC) else ""
    )
