"""What commands write to stdout: JSON, or text for people: coloured on a terminal, plain in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from symkin.cli.errors import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from symkin.graph.types import Symbol
    from symkin.server.answer import Answer, Item

GAP = 2
"""Blanks between columns."""

ROOM_FOR_REASONS = 16
"""In less, a reason says nothing."""

UNWRAPPED = 100_000

RELATION_STYLES = {
    "field": "cyan",
    "input": "green",
    "output": "magenta",
    "reference": "yellow",
    "use": "blue",
}


def write_json(value: Mapping[str, Any]) -> None:
    """One line of JSON; non-ASCII is escaped, so that any terminal or pipe can carry it."""
    print(json.dumps(value, separators=(", ", ": ")))


def write_answer(answer: Answer) -> None:
    """An answer for people."""
    console = console_for_stdout()
    _heading(console, answer)
    if not answer.items:
        console.print("nothing related: no edge of the graph leads from it to another symbol", style="dim")
        return
    print_table(console, _items(answer, console.width))


def console_for_stdout() -> Console:
    """Stdout; in a pipe it has no colours, and lines end where they end."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else UNWRAPPED
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def write_table(rows: Iterable[tuple[str, str]]) -> None:
    """Names and values, aligned."""
    shown = list(rows)
    width = max((len(name) for name, _ in shown), default=0)
    for name, value in shown:
        print(f"{name:<{width}}  {printable(value)}".rstrip())


def print_table(console: Console, table: Table) -> None:
    """A table, in a pipe without the blanks that rich pads the last column with, which a pipe would carry on."""
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as capture:
        console.print(table)
    for line in capture.get().splitlines():
        print(line.rstrip())


def _heading(console: Console, answer: Answer) -> None:
    from rich.text import Text

    symbol = answer.symbol
    title = Text(printable(symbol.qualified_name), style="bold")
    title.append(f"  {symbol.kind}  {_place(symbol)}", style="not bold dim")
    console.print(title)
    if symbol.signature:
        console.print(Text(printable(symbol.signature), style="italic"), no_wrap=True, overflow="ellipsis")
    console.print(Text(_how(answer), style="dim"))


def _how(answer: Answer) -> str:
    parts = [f"ranked by the {answer.ranker} in {answer.elapsed_ms:.0f} ms"]
    if answer.topic:
        parts.append(f"topic: {printable(answer.topic)}")
    if answer.freshness.stale:
        parts.append(f"stale: {answer.freshness.reason}")
    return " · ".join(parts)


def _items(answer: Answer, width: int) -> Table:
    """The items, one a line; the reasons take what room the rest leaves, or are left out."""
    from rich.table import Table

    rows = [_cells(item) for item in answer.items]
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for number in range(len(rows[0]) - 1):
        wanted = max(row[number].cell_len for row in rows)
        table.add_column(no_wrap=True, min_width=min(wanted, 2 * width // 5))
    room = width - sum(column.min_width + GAP for column in table.columns if column.min_width)
    if room >= ROOM_FOR_REASONS:
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=room)
    for row in rows:
        table.add_row(*row[: len(table.columns)])
    return table


def _cells(item: Item) -> tuple[Text, ...]:
    from rich.text import Text

    return (
        Text("*" if item.selected else " ", style="bold green"),
        Text(printable(item.symbol.qualified_name), style="bold"),
        Text(item.relation, style=RELATION_STYLES.get(item.relation, "")),
        Text(_place(item.symbol), style="" if item.confidence == "exact" else "dim"),
        Text(f"{item.score:.2f}"),
        Text(printable(item.why), style="dim"),
    )


def _place(symbol: Symbol) -> str:
    return printable(f"{symbol.path}:{symbol.line + 1}")
