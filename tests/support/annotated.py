"""Annotated sources: the notation of tests/languages/README.md, and how each annotation is held against the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from symkin.graph.extract import extract
from symkin.graph.facts import MODULE, Definition, FileFacts, Import, Role
from symkin.graph.languages.registry import language_of
from symkin.graph.reading import take_out

_MARK = re.compile(r"^(?P<indent>\s*)(?:#|//|--|(?P<ml>\(\*))\s*(?P<sign>\^+|<-) (?P<claim>.+?)(?(ml) \*\))$")
_STATEMENT = re.compile(
    r"^\s*(?:#|//|--|(?P<ml>\(\*)) (?P<key>outline|module|exports|about): (?P<value>.+?)(?(ml) \*\))$"
)


@dataclass(frozen=True)
class Claim:
    """What an annotation says of the name at a place."""

    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Annotated:
    """A source without its annotations, and what they claim."""

    text: str
    claims: list[Claim]
    statements: dict[str, list[str]]


def read(path: Path) -> Annotated:
    """A source taken apart."""
    lines = path.read_text(encoding="utf-8").split("\n")
    claims: list[Claim] = []
    statements: dict[str, list[str]] = {}
    target = 0
    for number, line in enumerate(lines):
        if mark := _MARK.match(line):
            column = len(mark["indent"]) if mark["sign"] == "<-" else line.index("^")
            claims.append(Claim(target, column, mark["claim"]))
            lines[number] = ""
        elif statement := _STATEMENT.match(line):
            statements.setdefault(statement["key"], []).extend(statement["value"].split(", "))
            lines[number] = ""
        else:
            target = number
    return Annotated("\n".join(lines), claims, statements)


def mistakes(path: Path) -> list[str]:
    """Every claim of a file that does not hold, with what is found instead."""
    source = read(path)
    language = language_of(path.name)
    assert language is not None, path
    found = extract(take_out(path.name, source.text.encode()).text, language)
    wrong = [
        f"{path.name}:{claim.line + 1}:{claim.column + 1} claims {claim.text!r}, found {actual!r}"
        for claim in source.claims
        if (actual := _Place(found, source.text, claim).actual()) != claim.text
    ]
    for key, expected in source.statements.items():
        if (stated := _STATED[key](found)) != expected:
            wrong.append(f"{path.name} {key}: {', '.join(stated)}")
    return wrong


_STATED: Mapping[str, Callable[[FileFacts], list[str]]] = {
    "outline": lambda found: [d.qualified_name for d in sorted(found.facts.definitions, key=_position)],
    "module": lambda found: [found.facts.module],
    "exports": lambda found: list(found.facts.exports or ()),
    "about": lambda found: found.facts.doc.split(", "),
}


def _position(definition: Definition) -> tuple[int, int]:
    return definition.line, definition.column


class _Place:
    """One place in a source, asked what an annotation's first word asks."""

    def __init__(self, found: FileFacts, text: str, claim: Claim) -> None:
        self.found, self.claim = found, claim
        self.facts = found.facts
        name = re.match(r"[\w'$#]+|[^\w\s()]+", text.split("\n")[claim.line][claim.column :])
        self.name = name.group() if name else ""

    def actual(self) -> str:
        """What is true here, in the words of the annotation."""
        key = self.claim.text.split(" ")[0]
        if key.startswith("reference."):
            return self._reference()
        if key == "given":
            return self._given()
        if key in {"import", "local"}:
            return self._import() if key == "import" else self._local()
        definition = self._definition()
        return "no definition" if definition is None else self._describe(key, definition)

    def _here(self, line: int, column: int) -> bool:
        return (line, column) == (self.claim.line, self.claim.column)

    def _definition(self) -> Definition | None:
        return next((d for d in self.facts.definitions if self._here(d.line, d.column)), None)

    def _describe(self, key: str, found: Definition) -> str:
        if key.startswith("definition."):
            return f"definition.{found.kind} {found.qualified_name}"
        if key == "parameter":
            return self._parameter(found)
        if key == "private":
            return "public" if found.visible else "private"
        index = self.facts.definitions.index(found)
        answers: Mapping[str, str] = {
            "signature": found.signature,
            "doc": found.doc,
            "value": found.value,
            "takes": ", ".join(p.declared + "=" * p.optional or "?" for p in found.parameters),
            "gives": found.declared,
            "result": ", ".join(found.types),
            "bases": ", ".join(found.bases),
            "decorators": ", ".join(found.decorators),
            "fields": ", ".join(
                d.name
                for d in sorted(self.facts.definitions, key=_position)
                if d.parent == index and d.kind in {"field", "enum_member"}
            ),
        }
        return f"{key} {answers.get(key) or '-'}"

    def _parameter(self, found: Definition) -> str:
        described = [f"parameter {p.name or '_'}: {', '.join(p.types) or '-'}" for p in found.parameters]
        return self.claim.text if self.claim.text in described else "; ".join(described)

    def _reference(self) -> str:
        for occurrences in self.found.occurrences.values():
            for occurrence in occurrences:
                if self._here(occurrence.line, occurrence.column):
                    return self._role(occurrence.role, occurrence.receiver, occurrence.scope)
        return "reference.nothing"

    def _given(self) -> str:
        for occurrences in self.found.occurrences.values():
            for occurrence in occurrences:
                if self._here(occurrence.line, occurrence.column) and occurrence.arguments is not None:
                    return f"given {', '.join(occurrence.arguments) or '-'}"
        return "given nothing"

    def _role(self, role: Role, receiver: str, scope: int) -> str:
        text = f"reference.{role.name.lower()}"
        if receiver:
            text += f" on {receiver}"
        if " in " in self.claim.text:
            text += f" in {self._scope(scope)}"
        return text

    def _scope(self, scope: int) -> str:
        return "module" if scope == MODULE else self.facts.definitions[scope].qualified_name

    def _import(self) -> str:
        described = [_describe_import(i) for i in self.facts.imports if self._here(i.line, i.column)]
        return self.claim.text if self.claim.text in described else "; ".join(described)

    def _local(self) -> str:
        if self._definition() is not None or self._reference() != "reference.nothing":
            return "known outside"
        values = {binding.value for binding in self.facts.bindings if binding.name == self.name}
        _, _, claimed = self.claim.text.partition(" = ")
        if not claimed or claimed in values:
            return self.claim.text
        return "; ".join(f"local = {value}" for value in sorted(values)) or "local"


def _describe_import(found: Import) -> str:
    words = ["import", found.module or "here", found.name or "itself"]
    if found.alias and found.alias != found.name:
        words.append(f"as {found.alias}")
    words += ["exported"] * found.exported + ["qualified"] * found.qualified_only
    if found.hidden:
        words.append(f"hiding {', '.join(found.hidden)}")
    return " ".join(words)
