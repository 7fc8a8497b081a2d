"""The questions of an evaluation, each with the answer that is held to be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from symkin.dataset.errors import DatasetError
from symkin.dataset.records import Candidate as Recorded
from symkin.dataset.records import Pair, Place, Provenance, Side, read_pairs
from symkin.model.fuse import Candidate, beside, context_of, of_prompt
from symkin.model.prompt import Prompt, parse


@dataclass(frozen=True, slots=True)
class Case:
    """A question: its candidates stand in the order of `prompt.candidates`; `truth` is empty for a negative.

    The two sides of a pair have the same `id`.
    """

    id: str
    side: Side
    prompt: Prompt
    truth: frozenset[str]
    candidates: tuple[Candidate, ...]
    language: str = ""
    source: str = ""

    @property
    def is_ranked(self) -> bool:
        """Whether there is a right order to be found: something right, and something wrong."""
        return 0 < len(self.truth) < len(self.candidates)


def read_cases(directory: Path) -> Iterator[Case]:
    """The cases of a data set, both sides of a pair one after the other. Raises DatasetError."""
    for number, pair in enumerate(read_pairs(directory), 1):
        yield from _sides(f"{directory.name}:{number}", pair)


def of_relation(case: Case, relation: str) -> Case:
    """The case as if there were only the candidates of one relation."""
    kept = tuple(candidate for candidate in case.candidates if candidate.relation == relation)
    return replace(case, candidates=kept, truth=case.truth & {candidate.name for candidate in kept})


def some(cases: Iterable[Case], limit: int | None) -> list[Case]:
    """At most `limit` of the cases, evenly spread over all of them; both sides of a pair stay together."""
    sides: dict[str, list[Case]] = {}
    for case in cases:
        sides.setdefault(case.id, []).append(case)
    pairs = list(sides.values())
    wanted = (
        len(pairs) if limit is None else min(len(pairs), max(1, limit * len(pairs) // max(1, sum(map(len, pairs)))))
    )
    return [case for place in range(wanted) for case in pairs[place * len(pairs) // wanted]]


def _sides(name: str, pair: Pair) -> Iterator[Case]:
    origin = pair.provenance
    sides: tuple[tuple[Side, str], ...] = (("positive", pair.positive), ("negative", pair.negative))
    for side, text in sides:
        try:
            example = parse(text)
        except ValueError as error:
            raise DatasetError(f"{name}, {side}: {error}") from error
        yield Case(
            id=origin.id if origin else name,
            side=side,
            prompt=example.prompt,
            truth=frozenset(example.selected or ()),
            candidates=_known(example.prompt, origin),
            language=origin.language if origin else "",
            source=origin.source if origin else "",
        )


def _known(prompt: Prompt, origin: Provenance | None) -> tuple[Candidate, ...]:
    """The candidates with what their provenance adds to the prompt."""
    if origin is None:
        return of_prompt(prompt)
    recorded = {one.name: one for one in reversed(origin.candidates)}
    return tuple(
        _placed(candidate, recorded[candidate.name], origin.symbol) if candidate.name in recorded else candidate
        for candidate in of_prompt(prompt)
    )


def _placed(candidate: Candidate, recorded: Recorded, symbol: Place) -> Candidate:
    place = recorded.place
    known = replace(
        candidate,
        relation=recorded.relation,
        context=context_of(place.qualified_name, place.path, recorded.signature),
        kind=place.kind,
        symbol_kind=symbol.kind,
        is_test=recorded.is_test,
    )
    return beside(known, place.path, place.line, symbol.path, symbol.line)
