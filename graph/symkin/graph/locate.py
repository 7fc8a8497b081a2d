"""The symbol under a cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symkin.graph.facts import Occurrence
from symkin.graph.meanings import Def
from symkin.graph.types import Symbol
from symkin.graph.view import File

if TYPE_CHECKING:
    from symkin.graph.edges import Edges


def symbol_at(edges: Edges, file: File, line: int, column: int) -> Symbol | None:
    """What the name at a position is or means; else the innermost definition around it; else None."""
    definitions = edges.view.facts(file).definitions
    for index, definition in enumerate(definitions):
        if definition.line == line and definition.column <= column <= definition.column + len(definition.name):
            return edges.symbol(Def(file, index))
    found = _occurrence_at(edges, file, line, column)
    if found is not None:
        resolved = edges.resolver.uses.resolve(file, *found)
        if resolved is not None and (symbol := edges.symbol(resolved[0])) is not None:
            return symbol
    around = [
        (definition.end_line - definition.start_line, -definition.start_line, index)
        for index, definition in enumerate(definitions)
        if definition.start_line <= line <= definition.end_line
    ]
    return edges.symbol(Def(file, min(around)[2])) if around else None


def _occurrence_at(edges: Edges, file: File, line: int, column: int) -> tuple[str, Occurrence] | None:
    for name, occurrences in edges.view.all_occurrences(file):
        for occurrence in occurrences:
            if occurrence.line == line and occurrence.column <= column <= occurrence.column + len(name):
                return name, occurrence
    return None
