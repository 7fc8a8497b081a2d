"""The table of the audit: its rows in order, with the reference data set's figures and this project's goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["count", "share", "score", "mean", "tokens"]


@dataclass(frozen=True, slots=True)
class Row:
    """A measure. `reference` is what the data set had that this project started from, `goal` the most it should be."""

    key: str
    label: str
    unit: Unit = "share"
    reference: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...]


SECTIONS = (
    Section(
        "Size",
        (
            Row("positives", "positives", "count", 396),
            Row("negatives", "negatives", "count", 396),
        ),
    ),
    Section(
        "Shortcuts",
        (
            Row("overlap", "positives whose topic shares a word with a selected name", "share", 0.947, 0.30),
            Row("verbatim", "positives whose topic spells a selected name out", "share", 0.811, 0.02),
            Row("picker_f1", "F1 of picking every name that shares a word with the topic", "score", 0.751, 0.35),
            Row("topic_auc", "topic-only classifier, positive or negative, by pair: AUC", "score", 1.0),
            Row("topic_auc_either", "by pair, or its opposite: max(AUC, 1 - AUC)", "score", 1.0, 0.60),
            Row("topic_auc_by_text", "topic-only classifier, equal topics in one fold: AUC", "score", 1.0),
            Row(
                "topic_auc_by_text_either",
                "equal topics in one fold, or opposite: max(AUC, 1 - AUC)",
                "score",
                1.0,
                0.60,
            ),
        ),
    ),
    Section(
        "Templates",
        (
            Row("opening", "positive topics with the commonest three-word opening", "share", 0.879, 0.03),
            Row("openings", "positive topics with one of the three commonest four-word openings", "share", 0.947),
            Row("negative_opening", "negative topics with the commonest three-word opening", "share", 0.553, 0.03),
            Row(
                "negative_openings",
                "negative topics with one of the three commonest four-word ones",
                "share",
                0.947,
            ),
        ),
    ),
    Section(
        "Labels",
        (
            Row("types_selected", "positives with every field, input and output selected", "share", 0.588),
            Row("all_selected", "positives with every named candidate selected", "share", 0.588),
            Row("none_selected", "positives with nothing selected", "share", 0.0),
            Row("negatives_selecting", "negatives with anything selected", "share", 0.0, 0.0),
            Row("candidates_mean", "candidates a positive", "mean", 7.7),
            Row("selected_mean", "selected of them", "mean", 2.2),
            Row("with_fields", "samples that offer any field", "share", 0.0),
            Row("with_reference_selected", "samples with any reference selected", "share", 0.0),
        ),
    ),
    Section(
        "Candidates",
        (
            Row("symbol_offered", "positives that offer the symbol itself", "share", 0.237, 0.0),
            Row("unresolved", "candidates that are no symbol", "share", 0.548, 0.0),
            Row("hubs", "positives with a hub marker", "count", 4),
            Row("offered_field", "candidates that are fields", "share", 0.0),
            Row("offered_input", "candidates that are inputs", "share", 0.162),
            Row("offered_output", "candidates that are output", "share", 0.298),
            Row("offered_reference", "candidates that are references", "share", 0.54),
            Row("offered_use", "candidates that are uses", "share", 0.0),
            Row("offered_base", "candidates that are bases", "share", 0.0),
            Row("offered_subtype", "candidates that are subtypes", "share", 0.0),
            Row("selected_field", "selected ones that are fields", "share", 0.0),
            Row("selected_input", "selected ones that are inputs", "share", 0.415),
            Row("selected_output", "selected ones that are output", "share", 0.585),
            Row("selected_reference", "selected ones that are references", "share", 0.0),
            Row("selected_use", "selected ones that are uses", "share", 0.0),
            Row("selected_base", "selected ones that are bases", "share", 0.0),
            Row("selected_subtype", "selected ones that are subtypes", "share", 0.0),
        ),
    ),
    Section(
        "Duplicates",
        (
            Row("duplicates", "positives with a duplicate in their split", "count", 140, 0),
            Row("near_duplicates", "positives with a near-duplicate in their split", "count", 140),
            Row("duplicates_across", "positives with a duplicate in another split", "count", 0, 0),
            Row("near_duplicates_across", "positives with a near-duplicate in another split", "count", 0, 0),
        ),
    ),
    Section(
        "Length",
        (
            Row("tokens_median", "tokens of a sample: median", "tokens", 226),
            Row("tokens_p95", "tokens of a sample: 95th percentile", "tokens", 369),
            Row("tokens_max", "tokens of the longest sample", "tokens", 997),
        ),
    ),
)

ROWS = {row.key: row for section in SECTIONS for row in section.rows}


def shown(value: float | None, unit: Unit) -> str:
    """A value for people; what was not measured is a dash."""
    if value is None:
        return "-"
    if unit == "share":
        return f"{100 * value:.1f} %"
    return {"score": f"{value:.2f}", "mean": f"{value:.1f}"}.get(unit, f"{value:,.0f}")
