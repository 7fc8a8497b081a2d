"""The report written beside a data set's files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from symkin.dataset.audit.lengths import Count
from symkin.dataset.audit.measure import Audit, audit
from symkin.dataset.audit.reading import read
from symkin.dataset.report.rendering import Report, card, page

PAGE = "report.html"
CARD = "README.md"


def write_report(
    directory: Path,
    stages: Mapping[str, int],
    rejects: Mapping[tuple[str, str], int],
    *,
    seed: int = 0,
    count: Count | None = None,
    why_not: str = "",
) -> Audit:
    """Audit a finished data set, write its `report.html` and `README.md`, and return the audit.

    `stages` counts what was left after each stage of the harvest, such as `{"symbols": 9000, "pairs": 400}`, in order;
    `rejects` counts refusals by the step of the recipe and its reason; `seed` draws the samples that are shown. `count`
    gives the tokens of a sample's text; without one `why_not` says why there is none. The same data set gives the same
    bytes. Raises DatasetError and OSError.
    """
    samples = read([directory])
    found = audit(samples, count, why_not, ("language", "source", "split"))
    report = Report(directory.resolve().name, samples, found, stages, rejects, seed)
    for name, text in ((PAGE, page(report)), (CARD, card(report))):
        draft = directory / f".{name}.new"
        draft.write_text(text, encoding="utf-8")
        draft.replace(directory / name)
    return found
