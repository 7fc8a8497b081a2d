"""Negatives: each sample gets the topic of another, which is after the opposite of what its symbol is.

Two samples are coupled over a concept: the topic of one speaks of its left side, that of the other of its right side.
They swap topics: each topic is then once a positive's and once a negative's, so its words alone tell nobody which it
is. A swap is sound where neither symbol, nor any of its candidates, is anything that the other's topic speaks of, and
no word of the topic is in one of their names. Samples that find nobody to swap with, and those without a topic, borrow:
their negative is a topic that others have too, up to so many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from symkin.dataset.entries import Entry
from symkin.dataset.ordering import number
from symkin.dataset.records import Source
from symkin.dataset.samples import opposite
from symkin.dataset.wording import shared_words

TRIES = 60
"""Partners that one sample is held against before it is left alone."""


@dataclass(frozen=True, slots=True)
class Paired:
    """A sample, and the sample whose topic is its negative: a topic that is after the opposite of `side`."""

    entry: Entry
    other: Entry
    side: str
    is_borrowed: bool = False


LENT = 3
"""How many negatives one topic may be."""

Couple = tuple[Paired, ...]
"""What is taken or left together: two samples that swap topics, or one that borrows."""


def couples(entries: Sequence[Entry], seed: int) -> list[Couple]:
    """All couples of one split, each entry in one at most, in a mixed order.

    Concepts with the fewest entries on their scarcer side choose first, or the common ones would leave them nothing.
    """
    swapped: list[Couple] = []
    for kind in (_is_book, _is_prose):
        swapped += _swaps([one for one in entries if kind(one)], seed)
    borrowed = _borrowers(entries, swapped, seed)
    return _interleaved(sorted([*swapped, *borrowed], key=lambda couple: number(seed, couple[0].entry.id)))


WEIGHTS: Mapping[Source, float] = {"concept": 0.2, "next": 0.1}
"""How often a source's couples come in the order, beside 1 for the others: who wants some pairs only wants the best."""


def _interleaved(couples: Iterable[Couple]) -> list[Couple]:
    places: Counter[Source] = Counter()
    ranked = []
    for couple in couples:
        source = couple[0].entry.draft.source
        places[source] += 1
        ranked.append((places[source] / WEIGHTS.get(source, 1.0), couple))
    return [couple for _, couple in sorted(ranked, key=lambda pair: pair[0])]


def _is_book(entry: Entry) -> bool:
    return entry.draft.source == "concept"


def _is_prose(entry: Entry) -> bool:
    return entry.draft.source not in {"concept", "next"}


def _swaps(entries: Sequence[Entry], seed: int) -> list[Couple]:
    sides = _by_side(entries)
    concepts = {side.rpartition(".")[0] for side in sides}
    scarcity = {one: min(len(sides[f"{one}.left"]), len(sides[f"{one}.right"])) for one in concepts}
    taken: set[str] = set()
    found: list[Couple] = []
    for concept in sorted(concepts, key=lambda one: (scarcity[one], one)):
        lefts, rights = (_free(sides[side], taken, seed, side) for side in (f"{concept}.left", f"{concept}.right"))
        for left, right in _matched(lefts, rights):
            taken |= {left.id, right.id}
            found.append((Paired(left, right, f"{concept}.left"), Paired(right, left, f"{concept}.right")))
    return found


def _by_side(entries: Iterable[Entry]) -> defaultdict[str, list[Entry]]:
    """The entries whose topic speaks of each side; first those that do in the topic's own words.

    Who speaks of both sides of a concept is after neither.
    """
    sides: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for side in entry.draft.sides:
            if opposite(side) not in entry.draft.sides:
                sides[side].append(entry)
    return defaultdict(list, {side: sorted(found, key=_is_hidden(side)) for side, found in sides.items()})


def _is_hidden(side: str) -> Callable[[Entry], bool]:
    return lambda entry: side not in entry.draft.spoken


def _free(entries: Iterable[Entry], taken: Collection[str], seed: int, side: str) -> list[Entry]:
    """Those that are not taken; first where the symbol itself, and not only its topic, is that side."""
    free = [one for one in _mixed(entries, seed) if one.id not in taken]
    return sorted(free, key=lambda one: (side not in one.draft.spoken) + (side not in one.draft.subject.sides))


def _matched(lefts: Sequence[Entry], rights: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of which each is sound both ways, first come, first served."""
    free = dict.fromkeys(rights)
    for left in lefts:
        tried = _nearest(left, free)
        right = next((one for one in tried if is_sound(left, one) and is_sound(one, left)), None)
        if right is not None:
            del free[right]
            yield left, right


def _nearest(entry: Entry, others: Iterable[Entry]) -> list[Entry]:
    """Those to try, of the same repository first, then of the same language: what is near is hard to tell apart."""
    name, language = entry.repository.name, entry.draft.subject.language
    listed = list(others)
    near = [one for one in listed if one.repository.name == name]
    like = [one for one in islice(listed, TRIES) if one.repository.name != name]
    return near[:TRIES] + sorted(like, key=lambda one: one.draft.subject.language != language)


def is_sound(entry: Entry, other: Entry) -> bool:
    """Whether the other's topic has no answer among this one's candidates."""
    subject, topic = entry.draft.subject, other.draft.topic.text
    if topic is None or topic == entry.draft.topic.text:
        return False
    if not {*subject.sides, *subject.near_sides}.isdisjoint(other.draft.sides):
        return False
    if entry.repository.name == other.repository.name and not answers(other).isdisjoint(offered(entry)):
        return False
    return not shared_words(topic, (subject.name, *entry.draft.names))


def answers(entry: Entry) -> frozenset[tuple[str, str]]:
    """The symbols that answer a topic, and the one that it was made of, by path and name."""
    draft = entry.draft
    places = [one.place for one in draft.subject.candidates if one.name in draft.selected]
    places += [draft.topic.place] if draft.topic.place else []
    return frozenset((place.path, place.qualified_name) for place in places)


def offered(entry: Entry) -> frozenset[tuple[str, str]]:
    """A subject and its candidates, by path and name."""
    subject = entry.draft.subject
    places = (subject.place, *(one.place for one in subject.candidates))
    return frozenset((place.path, place.qualified_name) for place in places)


def _borrowers(entries: Sequence[Entry], swapped: Iterable[Couple], seed: int) -> Iterator[Couple]:
    """The entries that no swap took, each with a topic that is after the opposite of its symbol or of its own topic."""
    mixed = _mixed(entries, seed)
    speaking = {kind: _by_side(one for one in mixed if _is_book(one) is kind) for kind in (True, False)}
    lent = Counter(paired.other.id for couple in swapped for paired in couple)
    waiting = [one for one in mixed if not lent[one.id]]
    served: set[str] = set()
    for wishes in (_symbol_sides, _topic_sides):
        for entry in waiting:
            paired = _borrow(entry, wishes(entry), speaking[_is_book(entry)], lent) if entry.id not in served else None
            if paired is not None:
                lent[paired.other.id] += 1
                served.add(entry.id)
                yield (paired,)


def _symbol_sides(entry: Entry) -> tuple[str, ...]:
    return entry.draft.subject.sides


def _topic_sides(entry: Entry) -> tuple[str, ...]:
    return entry.draft.sides


def _borrow(
    entry: Entry, sides: Iterable[str], speaking: Mapping[str, Sequence[Entry]], lent: Counter[str]
) -> Paired | None:
    """The entry with the nearest topic that is after the opposite of one of the sides."""
    for side in sides:
        topics = [one for one in speaking.get(opposite(side), ()) if lent[one.id] < LENT]
        other = next((one for one in _nearest(entry, topics) if is_sound(entry, one)), None)
        if other is not None:
            return Paired(entry, other, side, is_borrowed=True)
    return None


def _mixed(entries: Iterable[Entry], seed: int) -> list[Entry]:
    return sorted(entries, key=lambda one: number(seed, one.id))
