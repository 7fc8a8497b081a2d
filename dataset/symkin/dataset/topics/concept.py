"""Topics from the concept book: a symbol that is one side of a concept is asked about that side.

The selected candidates are those that are the same side by cues of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symkin.dataset.concepts.book import Book, Side
from symkin.dataset.ordering import mixed
from symkin.dataset.records import Evidence, Topic
from symkin.dataset.samples import Draft, opposite
from symkin.dataset.survey import Offer, Survey
from symkin.dataset.topics.drafting import prove, sides_of_text
from symkin.dataset.wording import shared_words, spells_out
from symkin.graph.types import Symbol


def drafts(survey: Survey, book: Book) -> Iterator[Draft]:
    """A draft for each side that a symbol and some of its candidates are."""
    sides = {f"{concept.id}.{name}": concept.side(name) for concept in book.concepts for name in ("left", "right")}
    for symbol in survey.subjects():
        offer = survey.offer(symbol)
        if offer is None:
            continue
        for side in offer.subject.sides:
            evidence = _evidence(survey, offer, side)
            if evidence and opposite(side) not in offer.subject.near_sides:
                made = _draft(survey, offer, side, sides[side], evidence)
                if made is not None:
                    yield made


def _draft(survey: Survey, offer: Offer, side: str, said: Side, evidence: Mapping[Symbol, Evidence]) -> Draft | None:
    names = [offer.names[one] for one in evidence]
    phrasings = mixed(said.phrasings, f"{offer.symbol.path} {offer.symbol.qualified_name} {side}")
    fair = [text for text in phrasings if not spells_out(text, names)]
    if not fair:
        return None
    text = next((text for text in fair if not shared_words(text, names)), fair[0])
    topic = Topic(text, said.means, concept=side)
    overlaps = bool(shared_words(text, names))
    sides = sides_of_text(survey, topic)
    return Draft(offer.subject, "concept", topic, tuple(names), tuple(evidence.values()), sides, overlaps)


def _evidence(survey: Survey, offer: Offer, side: str) -> dict[Symbol, Evidence]:
    return {
        one: prove(offer, one, f"is {side} by a cue of its own") for one in offer.names if side in survey.sides(one)
    }
