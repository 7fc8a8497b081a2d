"""An evaluation as one self-contained page: bars drawn as SVG, tables below, nothing loaded and nothing run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from symkin.train.evaluate.report import Figures, Report

MEASURES = {
    "average_precision": "MAP",
    "ndcg_5": "nDCG@5",
    "hit_3": "hit@3",
    "f1": "F1 of the selected set",
    "empty": "negatives answered with nothing",
    "both": "pairs with both sides right",
}

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="symkin">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>symkin: evaluation</title>
<style>
:root { --ink: #1c2024; --dim: #60646c; --paper: #fcfcfd; --line: #d9dbe0; --bar: #0072b2; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #edeef0; --dim: #a0a6b0; --paper: #141518; --line: #363a42; --bar: #3d9be0; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 0 2rem; }
svg { width: 100%; height: auto; } text { fill: var(--ink); font: 12px system-ui, sans-serif; }
rect { fill: var(--bar); } line { stroke: var(--line); }
table { border-collapse: collapse; } th, td { padding: .15rem .8rem .15rem 0; text-align: right; white-space: nowrap; }
th { color: var(--dim); font-weight: normal; border-bottom: 1px solid var(--line); white-space: normal; max-width: 8rem;
  vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; }
.scroll { overflow-x: auto; } p { color: var(--dim); }
</style>
</head>
<body>
"""
_ROW, _LABEL, _WIDTH, _VALUE = 22, 150, 400, 44
"""Heights and widths of a plot's parts, in the units of its view box."""


def render(report: Report) -> str:
    """The page of a report."""
    return _HEAD + "\n".join(_body(report)) + "\n</body>\n</html>\n"


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>symkin: evaluation</h1>\n<p>{report.cases:,} cases, the same for everybody.</p>"
    whole = {name: summary.figures for name, summary in report.rivals.items()}
    yield '<div class="plots">'
    for measure, title in MEASURES.items():
        yield from _plot(title, {name: getattr(figures, measure) for name, figures in whole.items()})
    yield "</div>\n<h2>Figures</h2>"
    yield _table("rival", whole)
    for name, summary in report.rivals.items():
        for part, rows in (
            ("relation", summary.by_relation),
            ("language", summary.by_language),
            ("source of the labels", summary.by_source),
        ):
            if len(rows) > 1:
                yield f"<h2>{escape(name)}, by {part}</h2>\n{_table(part, rows)}"
    if report.agreement:
        yield "<h2>Equal selected sets</h2>\n<table>"
        for pair, share in report.agreement.items():
            yield f"<tr><td>{escape(pair)}</td><td>{share:.1%}</td></tr>"
        yield "</table>"


def _plot(title: str, values: Mapping[str, float | None]) -> Iterator[str]:
    """A bar for each rival that has the figure; nothing where none has."""
    shown = {name: value for name, value in values.items() if value is not None}
    if not shown:
        return
    height = _ROW * len(shown)
    span = _WIDTH - _LABEL - _VALUE
    yield f"<figure><figcaption><h2>{escape(title)}</h2></figcaption>"
    yield f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">'
    for place, (name, value) in enumerate(shown.items()):
        top = place * _ROW
        yield f'<text x="0" y="{top + 15}">{escape(name)}</text>'
        yield f'<rect x="{_LABEL}" y="{top + 4}" width="{span * value:.1f}" height="{_ROW - 8}" rx="2"></rect>'
        yield f'<text x="{_LABEL + span * value + 6:.1f}" y="{top + 15}">{value:.3f}</text>'
    yield f'<line x1="{_LABEL}" y1="0" x2="{_LABEL}" y2="{height}"></line>\n</svg></figure>'


def _table(title: str, rows: Mapping[str, Figures]) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in (title, *MEASURES.values(), "ranked cases"))
    lines = [f"<tr>{heads}</tr>"]
    for name, figures in rows.items():
        cells = "".join(f"<td>{_share(getattr(figures, measure))}</td>" for measure in MEASURES)
        lines.append(f"<tr><td>{escape(name)}</td>{cells}<td>{figures.ranked:,}</td></tr>")
    return '<div class="scroll"><table>\n' + "\n".join(lines) + "\n</table></div>"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
