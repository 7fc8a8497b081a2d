"""A symbol's groups as a tree: drawn on a terminal, indented in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symkin.cli.errors import printable
from symkin.cli.render import console_for_stdout

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from symkin.graph.neighbourhood import Relation
    from symkin.graph.types import Edge, Groups, Symbol

GROUP_STYLES = {
    "bases": "blue",
    "fields": "cyan",
    "inputs": "green",
    "output": "magenta",
    "references": "yellow",
    "subtypes": "red",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One neighbour."""

    symbol: Symbol
    is_likely: bool
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The neighbours of one sort; `total` counts those beyond the listed ones too."""

    relation: Relation
    total: int
    rows: tuple[Row, ...]


def grow(
    symbol: Symbol, ask: Callable[[Symbol], Groups], depth: int, above: tuple[Symbol, ...] = ()
) -> tuple[Group, ...]:
    """The groups of a symbol, and of its neighbours, `depth` steps deep; who is above in the tree is not repeated."""
    from symkin.graph.groups import candidate_of
    from symkin.graph.neighbourhood import by_relation

    groups, path = ask(symbol), (*above, symbol)

    def row(edge: Edge) -> Row:
        neighbour = candidate_of(edge)
        below = grow(neighbour, ask, depth - 1, path) if depth > 1 else ()
        return Row(neighbour, edge.confidence == "likely", below)

    unlisted = groups.reference_count - len(groups.references)
    return tuple(
        Group(relation, len(edges) + (unlisted if relation == "references" else 0), rows)
        for relation, edges in by_relation(groups).items()
        if (rows := tuple(row(edge) for edge in edges if candidate_of(edge) not in above))
    )


def write_tree(symbol: Symbol, groups: tuple[Group, ...]) -> None:
    """Write the tree to stdout."""
    console = console_for_stdout()
    if not console.is_terminal:
        print("\n".join([*map(str, _heading(symbol)), *_lines(groups, 1)]))
    else:
        from rich.text import Text
        from rich.tree import Tree

        heading = Text("\n", no_wrap=True, overflow="ellipsis").join(_heading(symbol))
        tree = Tree(heading, guide_style="dim")
        _draw(tree, groups)
        console.print(tree)
    if not groups:
        console.print("nothing related: no edge of the graph leads from it to another symbol", style="dim")


def _heading(symbol: Symbol) -> list[Text]:
    from rich.text import Text

    title = Text(printable(symbol.qualified_name), style="bold")
    title.append(f"  {symbol.kind}  {_place(symbol)}", style="not bold dim")
    about = ((symbol.signature, "italic"), (" ".join(symbol.doc.split()), "dim"))
    return [title, *(Text(printable(text), style=style) for text, style in about if text)]


def _draw(tree: Tree, groups: Iterable[Group]) -> None:
    for group in groups:
        branch = tree.add(_title(group))
        for row in group.rows:
            _draw(branch.add(_row(row)), row.groups)


def _lines(groups: Iterable[Group], level: int) -> list[str]:
    lines = []
    for group in groups:
        lines.append("  " * level + str(_title(group)))
        for row in group.rows:
            lines += ["  " * (level + 1) + str(_row(row)), *_lines(row.groups, level + 2)]
    return lines


def _title(group: Group) -> Text:
    from rich.text import Text

    count = f"{len(group.rows)} of {group.total}" if group.total > len(group.rows) else f"{group.total}"
    return Text(f"{group.relation} ({count})", style=GROUP_STYLES[group.relation])


def _row(row: Row) -> Text:
    from rich.text import Text

    text = Text(printable(row.symbol.qualified_name), style="bold", no_wrap=True, overflow="ellipsis")
    text.append(f"  {row.symbol.kind}  {_place(row.symbol)}", style="not bold dim")
    if row.is_likely:
        text.append("  likely", style="not bold italic")
    return text


def _place(symbol: Symbol) -> str:
    return printable(f"{symbol.path}:{symbol.line + 1}")
