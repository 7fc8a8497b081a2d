"""`symkin index`: bring a workspace's symbols up to date, and say what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from symkin.graph.types import IndexReport

SKIPS_SHOWN = 10
"""Files; `--json` lists more."""


def index(
    root: Annotated[
        Path | None, typer.Argument(help="The workspace; by default the repository here.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> int:
    """Index a workspace: read what is new or changed since the last time."""
    from symkin.cli.render import write_json, write_table
    from symkin.cli.roots import chosen_root
    from symkin.cli.workspaces import index as run
    from symkin.cli.workspaces import opened

    with opened(chosen_root(root)) as workspace:
        report = run(workspace)
    if as_json:
        write_json(to_json(report))
    else:
        write_table(to_text(report))
    return 0


def to_json(report: IndexReport) -> dict[str, Any]:
    """The JSON object of a report."""
    return {
        "files": report.files,
        "symbols": report.symbols,
        "occurrences": report.occurrences,
        "indexed": report.indexed,
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
        "peak_rss_mb": round(report.peak_rss_mb, 1),
        "languages": dict(report.languages),
        "skipped": dict(report.skipped),
        "skipped_files": [{"path": path, "reason": reason} for path, reason in report.skipped_files],
    }


def to_text(report: IndexReport) -> Iterator[tuple[str, str]]:
    """The same for people."""
    yield "files", f"{report.files:,} ({report.indexed:,} read now, {report.removed:,} gone)"
    yield "symbols", f"{report.symbols:,}"
    yield "occurrences", f"{report.occurrences:,}"
    yield "languages", _counts(report.languages) or "none that symkin reads"
    yield "skipped", _counts(report.skipped) or "none"
    for path, reason in report.skipped_files[:SKIPS_SHOWN]:
        yield f"  {reason}", path
    yield "took", f"{report.seconds:.2f} s, {report.peak_rss_mb:.0f} MB at the peak"


def _counts(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered)
