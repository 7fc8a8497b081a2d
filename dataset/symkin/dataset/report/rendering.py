"""The report's texts: one HTML page that loads nothing, and a data set card in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from symkin.dataset.audit.measure import Audit
from symkin.dataset.audit.sample import Sample
from symkin.dataset.audit.table import ROWS, SECTIONS, shown
from symkin.dataset.errors import DatasetError
from symkin.dataset.report import facts

if TYPE_CHECKING:
    from jinja2 import Environment

HEADLINES: Mapping[str, str] = {
    "verbatim": "of topics spell a selected name out",
    "overlap": "of topics share a word with a selected name",
    "picker_f1": "F1 of picking names that share a word with the topic",
    "topic_auc_either": "AUC of a classifier that sees topics only",
    "opening": "of topics open with the commonest three words",
    "all_selected": "of positives select every candidate",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to tell of a data set.

    `stages` counts what was left after each stage of its making, in order; `rejects` what was refused, by the step of
    the recipe and its reason. Both are empty for a data set whose making is not known.
    """

    title: str
    samples: Sequence[Sample]
    audit: Audit
    stages: Mapping[str, int] = field(default_factory=dict)
    rejects: Mapping[tuple[str, str], int] = field(default_factory=dict)
    seed: int = 0


def page(report: Report) -> str:
    """The report as one HTML page, which works from `file://`. Raises DatasetError where jinja2 is not installed."""
    return _rendered("report.html", report)


def card(report: Report) -> str:
    """The data set card, for its README.md. Raises DatasetError where jinja2 is not installed."""
    return _rendered("card.md", report)


@cache
def environment() -> Environment:
    """The templates of all pages of the data set's tools. Raises DatasetError where jinja2 is not installed."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
    except ModuleNotFoundError as error:
        raise DatasetError("jinja2 is not installed; reports need: pip install 'symkin[dataset]'") from error
    made = Environment(
        loader=PackageLoader("symkin.dataset.report"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"amount": shown, "bars": facts.bars, "cell": _cell, "counted": _counted}
    made.globals |= {"facts": facts, "ROWS": ROWS, "SECTIONS": SECTIONS, "HEADLINES": HEADLINES}
    return made


def visible(value: object) -> object:
    """A text without control characters and the like: one of them could turn a name around on the page."""
    if type(value) is not str or value.isprintable():
        return value
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in value)


def _rendered(template: str, report: Report) -> str:
    return environment().get_template(template).render(report=report, audit=report.audit, samples=report.samples)


def _cell(text: str) -> str:
    """A text that ends neither its cell nor its line in a Markdown table."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
