"""Topics from usage: what a documented function says that it does is asked of the symbols around it.

These are the type that it is a member of, what it touches, and what touches it. Selected are the candidates that its
body touches and its doc comment speaks of, and the function itself where it is one of them. What nearly everybody
touches, or every neighbour of a symbol, says nothing about this topic, so it is not selected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from symkin.dataset.records import Evidence, Topic
from symkin.dataset.samples import Draft
from symkin.dataset.survey import FUNCTIONS, TYPES, Offer, Survey, place_of
from symkin.dataset.topics.drafting import draft, prove
from symkin.dataset.wording import clean
from symkin.dataset.wording.stems import stems, stems_of
from symkin.graph.groups import is_test
from symkin.graph.types import Symbol

SUBJECTS = 4
"""The most subjects that one function's doc comment is asked of."""

FEWEST = 2
"""Candidates that a function must touch before it says something about a symbol that does not offer the function."""

COMMON = 0.5
"""What more than this share of a symbol's neighbours touches is plumbing to them."""

_FEW_NEIGHBOURS = 4
_MOST_USERS = 8


def drafts(survey: Survey) -> Iterator[Draft]:
    """A draft for each documented function and the symbols that its body is about."""
    common = _Common(survey)
    for function in survey.subjects():
        text = clean(function.doc) if function.kind in FUNCTIONS and function.doc else None
        if text is None:
            continue
        topic = Topic(text, function.doc, place_of(function))
        for offer, selected in _subjects(survey, function, common):
            made = draft(survey, offer, "usage", topic, _evidence(survey, offer, function, selected))
            if made is not None:
                yield made


def _subjects(survey: Survey, function: Symbol, common: _Common) -> Iterator[tuple[Offer, list[Symbol]]]:
    """The symbols that a function tells most about, with what it touches of each."""
    touched = survey.touched(function)
    found = []
    for subject in _around(survey, function, touched):
        offer = survey.offer(subject)
        selected = _selected(function, offer, touched, common) if offer else []
        if offer and selected:
            found.append((offer, sorted(selected, key=lambda one: (one != function, -touched[one]))))
    found.sort(key=lambda pair: (pair[0].symbol.kind not in TYPES, -len(pair[1]), len(pair[0].names)))
    return iter(found[:SUBJECTS])


def _selected(function: Symbol, offer: Offer, touched: Collection[Symbol], common: _Common) -> list[Symbol]:
    """Of what is offered the function itself, and with it what it touches and its doc comment speaks of.

    Where the function is not offered, all that it touches, if that is several and the doc comment speaks of any.
    """
    mine = [one for one in offer.names if one in touched and one != function and one not in common.of(offer)]
    said = stems(function.doc)
    spoken = [one for one in mine if not said.isdisjoint(stems_of((one.name, one.doc)))]
    if function in offer.names:
        return [function, *spoken]
    return mine if len(mine) >= FEWEST and spoken else []


def _around(survey: Survey, function: Symbol, touched: Iterable[Symbol]) -> Iterator[Symbol]:
    """The type that a function is a member of, then the types and functions that it touches or that touch it."""
    owner = function.qualified_name.rpartition(".")[0]
    for symbol in survey.workspace.find_in_file(function.path, owner) if owner else ():
        if symbol.kind in TYPES:
            yield symbol
    for symbol in dict.fromkeys((*touched, *survey.users.get(function, ())[:_MOST_USERS])):
        if symbol.kind in TYPES | FUNCTIONS and symbol.qualified_name != owner and not is_test(symbol.path):
            yield symbol


def _evidence(survey: Survey, offer: Offer, function: Symbol, selected: Iterable[Symbol]) -> dict[Symbol, Evidence]:
    """Why each was selected: the place at which the function touches it."""
    sites = {edge.target: edge.site for edge in reversed(survey.uses.get(function, ()))}
    touched = f"touched by {function.qualified_name}"
    return {
        one: prove(offer, one, touched, sites[one]) if one in sites else prove(offer, one, "does what the topic says")
        for one in selected
    }


class _Common:
    """What everybody touches, and most neighbours of a symbol: of a type its members, of anything what uses it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._known: dict[Symbol, frozenset[Symbol]] = {}
        self._members: dict[tuple[str, str], list[Symbol]] = {}
        for symbol in survey.symbols:
            owner = symbol.qualified_name.rpartition(".")[0]
            if owner and symbol.kind in FUNCTIONS:
                self._members.setdefault((symbol.path, owner), []).append(symbol)

    def of(self, offer: Offer) -> frozenset[Symbol]:
        known = self._known.get(offer.symbol)
        if known is None:
            known = self._known[offer.symbol] = self._count(offer)
        return known

    def _count(self, offer: Offer) -> frozenset[Symbol]:
        members = self._members.get((offer.symbol.path, offer.symbol.qualified_name), [])
        neighbours = {*members, *(one for one, edge in offer.edges.items() if edge.kind == "reference")}
        counts = Counter(one for neighbour in neighbours for one in self._survey.touched(neighbour))
        if len(neighbours) < _FEW_NEIGHBOURS:
            return self._survey.plumbing
        return self._survey.plumbing.union(one for one, count in counts.items() if count > COMMON * len(neighbours))
