"""Topics from the concept book: a symbol that is one side of a concept is asked about that side.

The selected candidates are those that are the same side by cues of their own. A scene is asked for where the symbol or
its candidates speak of what it names; elsewhere one of the phrasings that hold of all code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from symkin.dataset.concepts.book import Book, Side
from symkin.dataset.ordering import mixed
from symkin.dataset.records import Evidence, Topic
from symkin.dataset.samples import Draft, opposite
from symkin.dataset.survey import Offer, Survey
from symkin.dataset.topics.drafting import prove, sides_of_topic, spoken
from symkin.dataset.wording import shared_words, spells_out
from symkin.dataset.wording.stems import stems, stems_of
from symkin.graph.groups import is_test
from symkin.graph.types import Symbol

COMMON = 0.02
"""The share of docs that a word must be in to be too common to tell anything."""
SCENE = 2
"""How many words of a scene the code must say itself."""


def drafts(survey: Survey, book: Book) -> Iterator[Draft]:
    """A draft for each side that a symbol and some of its candidates are."""
    sides = {f"{concept.id}.{name}": concept.side(name) for concept in book.concepts for name in ("left", "right")}
    common = common_words([symbol.doc for symbol in survey.symbols if symbol.doc])
    for symbol in survey.subjects():
        offer = survey.offer(symbol)
        if offer is None:
            continue
        for side in survey.firm_sides(symbol):
            evidence = _evidence(survey, offer, side)
            if evidence and opposite(side) not in offer.subject.near_sides:
                made = _draft(survey, offer, side, sides[side], evidence, common)
                if made is not None:
                    yield made


def _draft(
    survey: Survey, offer: Offer, side: str, said: Side, evidence: Mapping[Symbol, Evidence], common: frozenset[str]
) -> Draft | None:
    names = [offer.names[one] for one in evidence]
    text = phrasing(said, _said(offer) - common, names, f"{offer.symbol.path} {offer.symbol.qualified_name} {side}")
    if text is None:
        return None
    topic = Topic(text, said.means, concept=side)
    sides, said_again = sides_of_topic(survey, topic), spoken(survey, topic)
    return Draft(offer.subject, "concept", topic, tuple(names), tuple(evidence.values()), sides, said_again)


def phrasing(said: Side, words: frozenset[str], names: Sequence[str], key: str) -> str | None:
    """The phrasing with most of the words, best without a word of the names; `key` chooses among equals.

    A scene needs `SCENE` of the words, and then goes before the others.
    """
    scenes = [text for text in said.scenes if len(stems(text) & words) >= SCENE]
    fair = [text for text in mixed((*said.phrasings, *scenes), key) if not spells_out(text, names)]
    return max(fair, key=lambda text: (not shared_words(text, names), len(stems(text) & words)), default=None)


def common_words(docs: Sequence[str]) -> frozenset[str]:
    """The stems that so many of a repository's docs have that they tell none of them from another."""
    counts = Counter(stem for doc in docs for stem in stems(doc))
    return frozenset(stem for stem, count in counts.items() if count > max(3, COMMON * len(docs)))


def _said(offer: Offer) -> frozenset[str]:
    """The stems of what a symbol and its candidates say of themselves."""
    return stems_of((offer.symbol.signature, offer.symbol.doc, *(one.doc for one in offer.names)))


def _evidence(survey: Survey, offer: Offer, side: str) -> dict[Symbol, Evidence]:
    return {
        one: prove(offer, one, f"is {side} by a cue of its own")
        for one in offer.names
        if side in survey.sides(one) and one.kind != "constant" and not is_test(one.path)
    }
