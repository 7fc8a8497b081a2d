"""What all sources share: a topic put into words, and the draft around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symkin.dataset.ordering import number
from symkin.dataset.records import Evidence, Source, Topic
from symkin.dataset.samples import Draft
from symkin.dataset.survey import Offer, Survey
from symkin.dataset.wording import spells_out, word
from symkin.graph.types import Site, Symbol

NATURAL = 12
"""The percentage of texts that keep the words that they share with names."""


def draft(
    survey: Survey, offer: Offer, source: Source, topic: Topic, evidence: Mapping[Symbol, Evidence]
) -> Draft | None:
    """A draft whose topic is put into words that do not give the answer away; None where there are no such words.

    `evidence` holds the selected symbols, best first.
    """
    names = [offer.names[symbol] for symbol in evidence]
    said = topic.text
    if said is not None:
        said = say(said, [symbol.name for symbol in evidence], key=f"{offer.symbol.path}:{offer.symbol.qualified_name}")
        if said is None:
            return None
        topic = Topic(said, topic.original, topic.place, topic.commit, topic.concept)
    return Draft(
        subject=offer.subject,
        source=source,
        topic=topic,
        selected=tuple(names),
        evidence=tuple(evidence.values()),
        sides=sides_of_topic(survey, topic),
        spoken=spoken(survey, topic),
    )


def prove(offer: Offer, symbol: Symbol, because: str, site: Site | None = None) -> Evidence:
    """Why a candidate is selected, and the place that shows it: the candidate's own unless a site is given."""
    path, line = (site.path, site.line) if site else (symbol.path, symbol.line)
    return Evidence(offer.names[symbol], because, path, line + 1)


def say(text: str, avoid: Sequence[str], key: str) -> str | None:
    """A clean text as somebody would type it: mostly without the names' words if it can be, never with the names.

    People do use a word of the thing that they look for now and then, so some topics do too.
    """
    worded = word(text, avoid=avoid, key=key) if number("words", key, text) % 100 >= NATURAL else None
    if worded is not None:
        return worded.text
    plain = word(text, avoid=(), key=key)
    return plain.text if plain is not None and not spells_out(plain.text, avoid) else None


def spoken(survey: Survey, topic: Topic) -> tuple[str, ...]:
    """The sides of concepts that a topic speaks of in its own words."""
    found = {match.id for match in survey.matcher.match_text(topic.text or "")}
    return tuple(sorted(found | {topic.concept} - {""}))


def sides_of_topic(survey: Survey, topic: Topic) -> tuple[str, ...]:
    """Those, and the sides that it spoke of in the words that it was made of."""
    found = {match.id for match in survey.matcher.match_text(topic.original)}
    return tuple(sorted(found.union(spoken(survey, topic))))
