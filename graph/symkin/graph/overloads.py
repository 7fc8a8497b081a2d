"""Functions of one name, told apart by what they are given: the one that fits best, or none where that is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symkin.graph.constness import Constness, is_constant, last, taken_by
from symkin.graph.conversions import Fit, fit_cpp, fit_java, is_final, is_variable
from symkin.graph.declared import CONST, LAMBDA, NULL, TYPE, VARIADIC
from symkin.graph.drafts import FUNCTION_LIKE
from symkin.graph.facts import MODULE, Definition, Parameter
from symkin.graph.meanings import Def, Instance, Meaning, Value
from symkin.graph.receivers import HELD, MANY, UNKNOWN, steps

if TYPE_CHECKING:
    from symkin.graph.resolve import Resolver
    from symkin.graph.view import File

_MARKS = frozenset({NULL, LAMBDA})
_ENUM = {"Enum", "Comparable", "Serializable"}
"""What every enumeration is below of (Java)."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type by its bare name, and its definition where the workspace has it."""

    name: str
    definition: Def | None = None


class Overloads:
    """Look-ups over one state of a view; a part of `Resolver`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._families: dict[Def, tuple[Def, ...]] = {}
        self._agreeing: dict[Def, bool] = {}
        self._constness = Constness(resolver)

    def choose(
        self, found: Def, arguments: Sequence[str], file: File, scope: int, receiver: str = UNKNOWN
    ) -> Def | None:
        """Of the functions that share a name with the one that was found, the one that a call means."""
        definition = self._resolver.definition(found)
        if not file.language.overloads or definition.kind not in FUNCTION_LIKE:
            return found
        if file.language.open_blocks and self._may_be_macro(found):
            return None
        family = self.family(found)
        if len(family) == 1:
            return found if file.language.open_blocks or self._accepts(found, arguments) else None
        taking = [one for one in family if self._accepts(one, arguments)]
        if len(taking) > 1 and file.language.open_blocks:
            taking = self._constness.suited(taking, file, scope, receiver)
        if len(taking) <= 1:
            return taking[0] if taking else None
        types = [self.type_of(file, scope, argument) for argument in arguments]
        return self._best(taking, types)

    def agree(self, function: Def) -> bool:
        """Whether all functions of that name give the same, so that no matter which is called."""
        known = self._agreeing.get(function)
        if known is None:
            results = {self._resolver.definition(one).value for one in self.family(function)}
            known = self._agreeing[function] = len(results) == 1
        return known

    def _may_be_macro(self, function: Def) -> bool:
        """Whether a branch that the preprocessor may take makes a macro of a function's name."""
        name = self._resolver.definition(function).name
        others = self._resolver.view.facts(function.file).definitions
        return any(one.name == name and one.signature.startswith("#define") for one in others)

    def is_only(self, found: Def) -> bool:
        """Whether what was found shares its name with no other function that it could stand for."""
        return self._resolver.definition(found).kind not in FUNCTION_LIKE or len(self.family(found)) == 1

    def family(self, function: Def) -> tuple[Def, ...]:
        """The functions that a call of one may mean, nearest first; what is overridden is left out."""
        known = self._families.get(function)
        if known is None:
            known = self._families[function] = tuple(self._apart(list(self._namesakes(function))))
        return known

    def _namesakes(self, function: Def) -> Iterator[Def]:
        definition = self._resolver.definition(function)
        yield function
        if function.file.language.open_blocks:
            yield from self._everywhere(function, definition)
        elif definition.parent != MODULE:
            for owner in self._resolver.members.order(Def(function.file, definition.parent)):
                for index, other in enumerate(self._resolver.view.facts(owner.file).definitions):
                    if other.parent == owner.index and other.name == definition.name and other.kind in FUNCTION_LIKE:
                        yield Def(owner.file, index)

    def _everywhere(self, function: Def, definition: Definition) -> Iterator[Def]:
        """The functions of one full name, which many headers may add to (C++)."""
        for file in self._resolver.view.defining(definition.name):
            if file.language.group == function.file.language.group:
                for index, other in enumerate(self._resolver.view.facts(file).definitions):
                    same = other.qualified_name == definition.qualified_name and other.kind in FUNCTION_LIKE
                    if same and (other.visible or file == function.file):
                        yield Def(file, index)

    def _apart(self, functions: Sequence[Def]) -> Iterator[Def]:
        """Those that take something else than any before them: the others are overridden, or announced."""
        seen: list[tuple[Def | None, tuple[str, ...]]] = []
        for one in functions:
            owner, definition = self._owner(one), self._resolver.definition(one)
            taken = taken_by(definition)
            if one.file.language.open_blocks:
                taken = (*taken, CONST if is_constant(definition) else "")
            if not any(_same(before, taken, beside=owner is not None and owner == other) for other, before in seen):
                seen.append((owner, taken))
                yield one

    def _owner(self, function: Def) -> Def | None:
        """The class whose functions of one name are all told apart (Java); elsewhere one may announce another."""
        parent = self._resolver.definition(function).parent
        return Def(function.file, parent) if parent != MODULE and not function.file.language.open_blocks else None

    def _accepts(self, function: Def, arguments: Sequence[str]) -> bool:
        parameters = self._resolver.definition(function).parameters
        needed = sum(not parameter.optional for parameter in parameters)
        if self._is_variadic(function):
            return len(arguments) >= needed - 1
        return needed <= len(arguments) <= len(parameters)

    def _best(self, taking: list[Def], types: Sequence[Type | None]) -> Def | None:
        rows = {one: self._fits(one, types) for one in taking}
        fitting = [one for one in taking if Fit.NEVER not in rows[one]]
        if len(fitting) == 1:
            return fitting[0]
        fixed = [one for one in fitting if not self._spreads(one, types)]
        telling = fixed if fixed and any(Fit.UNKNOWN not in rows[one] for one in fixed) else fitting
        best = [
            one for one in telling if all(self._beats(one, other, rows, types) for other in telling if other != one)
        ]
        return best[0] if len(best) == 1 else None

    def _beats(self, one: Def, other: Def, rows: dict[Def, list[Fit]], types: Sequence[Type | None]) -> bool:
        """Whether a function fits better in some argument and worse in none; unknown ones must be taken alike."""
        mine, others = self._taken(one, types), self._taken(other, types)
        better = False
        for (fit, than), (taken, elsewhere) in zip(
            zip(rows[one], rows[other], strict=True), zip(mine, others, strict=True), strict=True
        ):
            if taken == elsewhere:
                continue
            if fit is Fit.UNKNOWN or (than is Fit.UNKNOWN and fit is not Fit.SAME):
                return False
            if fit > than or (fit == than and not self._narrower(one, taken, other, elsewhere)):
                return False
            better = True
        return better

    def _narrower(self, one: Def, taken: str, other: Def, elsewhere: str) -> bool:
        """Whether one parameter's type is below the other's: of two that fit alike it is meant (JLS 15.12.2.5)."""
        below, above = self._named(one, taken), self._named(other, elsewhere)
        return self._fit(below, above, one.file) in {Fit.NEAR, Fit.ANY}

    def _fits(self, function: Def, types: Sequence[Type | None]) -> list[Fit]:
        taken = self._taken(function, types)
        return [
            self._fit(given, self._named(function, name), function.file) if given else Fit.UNKNOWN
            for given, name in zip(types, taken, strict=True)
        ]

    def _taken(self, function: Def, types: Sequence[Type | None]) -> list[str]:
        """The types that a function takes in a call with such arguments."""
        parameters: tuple[Parameter, ...] = self._resolver.definition(function).parameters
        names = [parameter.declared for parameter in parameters]
        if self._spreads(function, types):
            names = names[:-1] + [names[-1].removesuffix(VARIADIC)] * (len(types) - len(names) + 1)
        elif self._is_variadic(function):
            names[-1] = names[-1].removesuffix(VARIADIC) + "[]"
        return names[: len(types)]

    def _spreads(self, function: Def, types: Sequence[Type | None]) -> bool:
        """Whether a call gives the last parameter's elements, not an array of them (JLS 15.12.2.4)."""
        parameters = self._resolver.definition(function).parameters
        if not self._is_variadic(function):
            return False
        last_given = types[-1] if types and len(types) == len(parameters) else None
        if last_given is None or not last_given.name.endswith("[]"):
            return True
        return fit_java(last_given.name, parameters[-1].declared.removesuffix(VARIADIC) + "[]") is Fit.NEVER

    def _is_variadic(self, function: Def) -> bool:
        parameters = self._resolver.definition(function).parameters
        return bool(parameters) and parameters[-1].declared.endswith(VARIADIC)

    def _fit(self, given: Type, taken: Type, file: File) -> Fit:
        if not taken.name or not given.name:
            return Fit.UNKNOWN
        cpp = file.language.open_blocks
        if given.definition is None and taken.definition is None:
            if is_variable(taken.name) or is_variable(given.name):
                return self._fit_variable(given, taken, cpp=cpp)
            return (fit_cpp if cpp else fit_java)(given.name, taken.name)
        if given.definition is not None and given.definition == taken.definition:
            return Fit.SAME
        return Fit.UNKNOWN if cpp else self._fit_defined(given, taken)

    @staticmethod
    def _fit_variable(given: Type, taken: Type, *, cpp: bool) -> Fit:
        if given.name == taken.name:
            return Fit.SAME
        takes_all = taken.name == "Object" or (is_variable(taken.name) and not cpp)
        return Fit.ANY if takes_all else Fit.UNKNOWN

    def _fit_defined(self, given: Type, taken: Type) -> Fit:
        """How an argument fits where the workspace defines one of the two types."""
        if taken.name == "Object" or is_variable(taken.name):
            return Fit.ANY
        if is_variable(given.name):
            return Fit.UNKNOWN
        if given.definition is None:
            return self._fit_outside(given, taken)
        order = self._resolver.members.order(given.definition)
        if taken.definition is not None:
            return Fit.NEAR if taken.definition in order else Fit.NEVER
        bases = {last(base) for one in order for base in self._resolver.definition(one).bases}
        if self._resolver.definition(given.definition).kind == "enum":
            bases |= _ENUM
        if taken.name in bases:
            return Fit.NEAR
        closed = bases <= _ENUM | {self._resolver.definition(one).name for one in order}
        return Fit.NEVER if closed or is_final(taken.name) else Fit.UNKNOWN

    def _fit_outside(self, given: Type, taken: Type) -> Fit:
        """No type from elsewhere is below one of the workspace; null fits all, a lambda its interfaces."""
        if TYPE + given.name == NULL:
            return Fit.NEAR
        if TYPE + given.name == LAMBDA:
            interface = taken.definition and self._resolver.definition(taken.definition).kind == "interface"
            return Fit.UNKNOWN if interface else Fit.NEVER
        return Fit.NEVER

    # -- what an argument is

    def type_of(self, file: File, scope: int, argument: str) -> Type | None:
        """The type of an argument, or None."""
        if argument == UNKNOWN:
            return None
        if argument in _MARKS:
            return Type(argument.removeprefix(TYPE))
        if argument.startswith(TYPE):
            return self._type_named(file, scope, argument.removeprefix(TYPE))
        if file.language.open_blocks and argument != "this":
            return self._type_declared(file, scope, argument)
        value = self._resolver.inference.infer(file, scope, argument)
        if isinstance(value, Instance):
            return None if value.held else Type(self._resolver.definition(value.cls).name, value.cls)
        return self._type_declared(file, scope, argument)

    def _type_declared(self, file: File, scope: int, expression: str) -> Type | None:
        """What the definition that an expression ends with is declared to be, or to give."""
        called, indexed = expression.endswith("()"), expression.endswith("[]")
        path = expression[:-2] if called or indexed else expression
        if HELD in path or MANY in path or not steps(path):
            return None
        owner, _, name = path.rpartition(".")
        meaning = self.member(file, scope, owner, name, called=called)
        if not isinstance(meaning, Def):
            return None
        definition = self._resolver.definition(meaning)
        if called != (definition.kind in FUNCTION_LIKE) or (called and not self._declare_alike(meaning)):
            return None
        declared = definition.declared.removeprefix(CONST)
        if indexed:
            declared = declared[:-2] if declared.endswith("[]") else ""
        return self._type_named(meaning.file, definition.parent, declared) if declared else None

    def _declare_alike(self, function: Def) -> bool:
        return len({self._resolver.definition(one).declared.removeprefix(CONST) for one in self.family(function)}) == 1

    def member(self, file: File, scope: int, owner: str, name: str, *, called: bool) -> Meaning | None:
        """What a name means in a scope, or behind an expression."""
        if not owner:
            return self._resolver.lookup(file, scope, name, called=called)
        value: Value | None = self._resolver.inference.infer(file, scope, owner)
        return self._resolver.members.of(value, name, file, called=called) if value is not None else None

    def _named(self, function: Def, declared: str) -> Type:
        return self._type_named(function.file, self._resolver.definition(function).parent, declared)

    def _type_named(self, file: File, scope: int, declared: str) -> Type:
        declared = declared.removeprefix(CONST)
        if declared.endswith(("[]", "*")):
            return Type(last(declared))
        return Type(last(declared), self._resolver.members.type_named(file, scope, declared))


def _same(before: Sequence[str], taken: Sequence[str], *, beside: bool) -> bool:
    """Whether what is above takes the same, but for type variables that are something below; beside it, all alike."""
    return len(before) == len(taken) and all(
        below == above or (is_variable(above) and bool(below) and not beside)
        for below, above in zip(before, taken, strict=True)
    )
