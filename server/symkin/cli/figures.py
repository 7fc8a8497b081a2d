"""An evaluation's figures as tables for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from symkin.train.evaluate.report import Figures, Report

COLUMNS = {
    "MAP": "average_precision",
    "nDCG@5": "ndcg_5",
    "hit@3": "hit_3",
    "F1": "f1",
    "negatives empty": "empty",
    "pairs right": "both",
}


def write_report(report: Report) -> None:
    """The figures of every rival, then the last one's by part, then who agrees with whom."""
    from symkin.cli.render import console_for_stdout

    console = console_for_stdout()
    rivals = {name: summary.figures for name, summary in report.rivals.items()}
    times = {name: f"{summary.milliseconds:.0f}" for name, summary in report.rivals.items()}
    console.print(_table("rival", rivals, "ms", times))
    for name, summary in report.rivals.items():
        if summary.unanswered:
            console.print(f"{name} gave no answer in {summary.unanswered} cases, which counts as nothing selected")
    last = list(report.rivals)[-1]
    summary = report.rivals[last]
    parts = (("relation", summary.by_relation), ("language", summary.by_language), ("source", summary.by_source))
    for title, part in parts:
        if len(part) > 1:
            console.print(f"\n{last}, by {title}", style="bold")
            counts = {name: str(found.ranked) for name, found in part.items()}
            console.print(_table(title, part, "ranked", counts))
    for pair, share in report.agreement.items():
        console.print(f"{pair}: {share:.1%} of selected sets are equal")


def _table(title: str, rows: Mapping[str, Figures], extra: str, values: Mapping[str, str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column(title, no_wrap=True)
    for name in (*COLUMNS, extra):
        table.add_column(name, justify="right")
    for name, figures in rows.items():
        table.add_row(name, *(_share(getattr(figures, column)) for column in COLUMNS.values()), values[name])
    return table


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
