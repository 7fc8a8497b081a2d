"""What is offered and what of it is selected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from symkin.dataset.audit.sample import Sample, negatives, positives, share

RELATIONS = ("field", "input", "output", "reference", "use", "base", "subtype")

_WORD = r"(?:[^\W\d][\w$'-]*|[$@#&*~][\w$]+)[?!=]?"
_NAME = re.compile(rf"{_WORD}(?:(?:\.|::|#|/|:){_WORD})*|[\W_]{{1,5}}|operator ?\S+")


def measured(samples: Sequence[Sample]) -> dict[str, float | None]:
    """The measures of this module."""
    asked = positives(samples)
    offered, selected = offered_by_relation(asked), selected_by_relation(asked)
    return {
        "types_selected": share(_is_within(sample, sample.fields + sample.inputs + sample.output) for sample in asked),
        "all_selected": share(_is_within(sample, sample.names) for sample in asked),
        "none_selected": share(not sample.selected for sample in asked),
        "negatives_selecting": share(bool(sample.selected) for sample in negatives(samples)),
        "selected_mean": _mean([len(set(sample.selected)) for sample in asked]),
        "candidates_mean": _mean([len(sample.candidates) for sample in asked]),
        "with_fields": share(bool(sample.fields) for sample in samples),
        "with_reference_selected": share(not set(sample.references).isdisjoint(sample.selected) for sample in samples),
        "symbol_offered": share(sample.symbol in sample.candidates for sample in asked),
        "hubs": sum(sample.reference_count > len(sample.references) for sample in asked),
        "unresolved": share(not is_resolved(sample, name) for sample in asked for name in sample.candidates),
        **{f"offered_{relation}": _part(offered, relation) for relation in RELATIONS},
        **{f"selected_{relation}": _part(selected, relation) for relation in RELATIONS},
    }


def offered_by_relation(samples: Iterable[Sample]) -> Counter[str]:
    """How many candidates stand in each relation to their symbol."""
    return Counter(relation for sample in samples for relation in relations(sample).values())


def selected_by_relation(samples: Iterable[Sample]) -> Counter[str]:
    """How many selected candidates stand in each relation to their symbol."""
    return Counter(
        relation for sample in samples for name, relation in relations(sample).items() if name in sample.selected
    )


def relations(sample: Sample) -> dict[str, str]:
    """The relation of each candidate: as provenance has it, else that of the first group that it is in."""
    known = {name: relation for relation, names in reversed(sample.groups.items()) for name in names}
    if sample.origin:
        known |= {one.name: one.relation for one in sample.origin.candidates if one.name in known}
    return known


def is_resolved(sample: Sample, name: str) -> bool:
    """Whether a candidate is a symbol that provenance places; without provenance, whether it looks like a name."""
    if sample.origin:
        return any(one.name == name and one.place.line > 0 for one in sample.origin.candidates)
    return _NAME.fullmatch(name) is not None


def _is_within(sample: Sample, names: Iterable[str]) -> bool:
    """Whether all of some names, and at least one, are selected."""
    wanted = frozenset(names)
    return bool(wanted) and wanted.issubset(sample.selected)


def _part(counted: Counter[str], relation: str) -> float | None:
    return counted[relation] / counted.total() if counted else None


def _mean(numbers: Sequence[int]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
