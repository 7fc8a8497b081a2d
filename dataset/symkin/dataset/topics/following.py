"""Samples without a topic: what to read next, by centrality in the repository's own graph of uses.

A definition's weight is what one of its users passes to it: much in the hands of few leads on, little in the hands of
everybody is plumbing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symkin.dataset.records import Topic
from symkin.dataset.samples import Draft
from symkin.dataset.survey import Survey
from symkin.dataset.topics.drafting import prove
from symkin.graph.groups import is_test
from symkin.graph.types import Edge, Symbol

FEWEST = 8
"""Candidates that there must be before it is a question what to read first."""

SHARE = 0.25
"""How many of the candidates are selected."""

DAMPING = 0.85
ROUNDS = 20


def drafts(survey: Survey) -> Iterator[Draft]:
    """A draft for each symbol with many candidates."""
    rank = page_rank(survey.uses)
    for symbol in survey.subjects():
        offer = survey.offer(symbol)
        if offer is None or len(offer.names) < FEWEST:
            continue
        central = [one for one in offer.names if one in rank and one not in survey.plumbing and not is_test(one.path)]
        if len(central) < 2:
            continue
        weight = {one: rank[one] / max(1, len(survey.users.get(one, ()))) for one in central}
        best = sorted(central, key=lambda one: (-weight[one], one.path, one.line))[: int(len(offer.names) * SHARE)]
        names = tuple(offer.names[one] for one in best)
        evidence = tuple(prove(offer, one, "central in the graph of uses") for one in best)
        yield Draft(offer.subject, "next", Topic(None), names, evidence)


def page_rank(uses: Mapping[Symbol, Sequence[Edge]]) -> dict[Symbol, float]:
    """Each definition's PageRank (Page et al. 1999) over uses; a definition passes its weight to what it touches."""
    ends = {source: dict.fromkeys(edge.target for edge in edges) for source, edges in uses.items()}
    nodes = list(dict.fromkeys([*ends, *(target for targets in ends.values() for target in targets)]))
    places = {node: place for place, node in enumerate(nodes)}
    arrows = [(places[source], [places[target] for target in targets]) for source, targets in ends.items()]
    weight = [1.0] * len(nodes)
    for _ in range(ROUNDS):
        passed = [0.0] * len(nodes)
        for source, targets in arrows:
            share = weight[source] / len(targets)
            for target in targets:
                passed[target] += share
        weight = [1 - DAMPING + DAMPING * one for one in passed]
    return dict(zip(nodes, weight, strict=True))
