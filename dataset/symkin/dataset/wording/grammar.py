"""Closed classes of English words, and how a sentence is cut into words and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from symkin.dataset.wording.inflection import article, forms

DETERMINERS = frozenset(
    """
    the a an this that these those each every all any some no its their our your my his both another either whatever
    one two three four several many multiple more most such given
    """.split()
)
ARTICLES = frozenset({"a", "an", "the"})
PRONOUNS = frozenset("it itself them themselves they us you me him her this that these those one".split())
PREPOSITIONS = frozenset(
    """
    of in on at by for with from to into onto over under through via within without between among across against after
    before during until till since upon about as per than toward towards inside outside beyond behind along around off
    out up down near past despite except including using based depending according given like unlike instead
    """.split()
)
RELATIVES = frozenset(
    "that which who whose whom where when whenever if unless because so while although though since once until how why what whether".split()
)
AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had do does did can could will would shall should may might must cannot
    isn't aren't wasn't weren't doesn't don't didn't can't won't hasn't haven't shouldn't
    """.split()
)
MODALS = frozenset(
    "to can could will would shall should may might must cannot don't doesn't didn't can't won't not".split()
)
CONJUNCTIONS = frozenset({"and", "or", "but", "nor", "&", "then", "and/or"})
FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | RELATIVES | AUXILIARIES | CONJUNCTIONS | {"not", ","}
ADVERBS = frozenset(
    {"also", "now", "always", "never", "only", "just", "again", "too", "instead", "once", "not", "first", "then"}
)
_NO_ADVERBS = frozenset(
    {
        "apply",
        "reply",
        "supply",
        "multiply",
        "family",
        "assembly",
        "imply",
        "comply",
        "only",
        "friendly",
        "early",
        "anomaly",
        "poly",
        "rely",
    }
)

_WORD = re.compile(r"[^\s,]+|,(?=\s|$)|,")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a sentence; a comma is a word of its own."""
    return tuple(_WORD.findall(text))


def sentence(words: Iterable[str]) -> str:
    """Words put together; `a` and `an` follow what comes after them."""
    found = [word for word in words if word]
    for place, word in enumerate(found[:-1]):
        if word in {"a", "an"}:
            found[place] = article(found[place + 1])
    return " ".join(found).replace(" ,", ",").strip(" ,")


def is_adverb(word: str) -> bool:
    """Whether a word, in lower case, is an adverb as far as its ending tells."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)


def is_verb_form(word: str) -> bool:
    """Whether a word is an inflected verb that may want something behind it: "based", "depends", "waiting"."""
    known = forms()
    return word in known["participle"] or word in known["past"] or word in known["gerund"] or word in known["third"]


def head(words: Sequence[str]) -> tuple[int, str]:
    """Where the noun phrase that the words begin with ends (before "of", too), and its last word: what "is" agrees with."""
    for place, word in enumerate(words):
        lowered = word.lower()
        if place and (
            lowered in PREPOSITIONS
            or lowered in RELATIVES
            or word == ","
            or lowered in AUXILIARIES
            or lowered in CONJUNCTIONS
        ):
            return place, words[place - 1].lower()
    return len(words), words[-1].lower() if words else ""
