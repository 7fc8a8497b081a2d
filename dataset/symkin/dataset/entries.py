"""Drafts of all repositories in one list: what the steps that look beyond one repository work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from symkin.dataset.ordering import mixed, number
from symkin.dataset.parcel import Outcome
from symkin.dataset.records import Split
from symkin.dataset.samples import Draft, Repository

SPLITS: tuple[Split, ...] = ("train", "valid", "test")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A draft, where it comes from, the split of its repository, and the id that its pair will have."""

    id: str
    repository: Repository
    split: Split
    draft: Draft


def entries(outcomes: Iterable[tuple[Repository, Outcome]], splits: Mapping[str, Split]) -> Iterator[Entry]:
    """Every draft, in the order given; what one repository says twice of one subject counts once."""
    for repository, outcome in outcomes:
        seen: set[str] = set()
        for draft in outcome.drafts:
            one = Entry(_id(repository.name, draft), repository, splits[repository.name], draft)
            if one.id not in seen:
                seen.add(one.id)
                yield one


def split_repositories(names: Iterable[str], ratios: tuple[float, float, float], seed: int) -> dict[str, Split]:
    """Which split each repository belongs to: whole repositories, in a mixed order, by the ratios of the three."""
    ordered = mixed(sorted(names), f"split {seed}")
    shares = [sum(ratios[:place]) / sum(ratios) for place in (1, 2)]
    bounds = [round(share * len(ordered)) for share in shares]
    return {name: SPLITS[sum(place >= bound for bound in bounds)] for place, name in enumerate(ordered)}


def _id(repository: str, draft: Draft) -> str:
    place, topic = draft.subject.place, draft.topic
    parts = (place.path, place.qualified_name, place.line, draft.source, topic.original, topic.concept, topic.commit)
    return f"{number(repository, *parts):016x}"
