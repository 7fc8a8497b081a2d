"""Closed classes of English words, and how a sentence is cut into words and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from symkin.dataset.wording.inflection import article, forms, is_plural
from symkin.dataset.wording.types import Words

ARTICLES = frozenset({"a", "an", "the"})
POSSESSIVES = frozenset("its their our your my his her whose".split())
DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | frozenset(
        """
    this that these those each every all any some no both another either whatever one two three four several many
    multiple more most such given
    """.split()
    )
)
PRONOUNS = frozenset("it itself them themselves they us you me him her this that these those one".split())
PREPOSITIONS = frozenset(
    """
    of in on at by for with from to into onto over under through via within without between among across against after
    before during since upon about as per than like toward towards inside outside beyond behind along around
    off out up down near past despite except including using based depending according given unlike instead
    """.split()
)
CONJUNCTIONS = frozenset({"and", "or", "but", "nor", "&", "then", "and/or"})
RELATIVES = frozenset(
    """
    that which who whose whom where when whenever if unless until till because so while although though whereas once
    how why what whether
    """.split()
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
_FINITE = AUXILIARIES - {"be", "been", "being", "do"} | {"occurred", "happened", "failed", "needs"}
FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | RELATIVES | AUXILIARIES | CONJUNCTIONS | {"not", ","}

_BEGIN_CLAUSE = ARTICLES | frozenset("it we you they i this these".split())
"""Behind a noun they begin a clause that belongs to it: "the issues this check throws"."""
_ADVERBS = frozenset(
    {"also", "either", "now", "always", "never", "only", "just", "again", "too", "once", "not", "first", "then"}
)
_LIKE_ADVERBS = frozenset(
    "anomaly apply assembly comply daily early family friendly imply monthly multiply poly rely reply supply".split()
)
_WORD = re.compile(r"[^\s,]+(?:,[^\s,]+)*|,")


def words_of(text: str) -> Words:
    """The words of a sentence."""
    return tuple(_WORD.findall(text))


def sentence(words: Iterable[str]) -> str:
    """Words put together; `a` and `an` follow what comes after them."""
    found = [word for word in words if word]
    for place, word in enumerate(found[:-1]):
        if word in {"a", "an"}:
            found[place] = article(found[place + 1])
    return " ".join(found).replace(" ,", ",").strip(" ,")


def is_adverb(word: str) -> bool:
    """Whether a word in lower case is an adverb, as far as its ending tells."""
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _LIKE_ADVERBS)


def wants_more(word: str) -> bool:
    """Whether a verb in lower case is in a form that may want something behind it: "based", "depends", "waiting"."""
    known = forms()
    base = known["base"].get(word)
    return (base is not None and base.habit == "verb") or any(
        word in known[form] for form in ("participle", "past", "gerund", "third")
    )


def at(words: Words, place: int) -> str:
    """A word in lower case, "" beyond either end. One in capitals stays: SELECT is no verb, AND no conjunction."""
    if not 0 <= place < len(words):
        return ""
    word = words[place]
    return word if len(word) > 1 and word.isupper() else word.lower()


def is_clause(words: Words) -> bool:
    """Whether a finite verb stands before any relative clause: whether the words are more than a noun phrase."""
    known = forms()
    for place in range(1, len(words)):
        word, former = at(words, place), at(words, place - 1)
        if word in RELATIVES or word == "," or (word in _BEGIN_CLAUSE and former not in FUNCTION_WORDS):
            return False
        if word in _FINITE:
            return True
        verb = known["third"].get(word) or (known["base"].get(word) if is_plural(former) else None)
        if (
            verb
            and (verb.habit == "verb" or is_adverb(former))
            and former not in DETERMINERS | PREPOSITIONS | CONJUNCTIONS
        ):
            return True
    return False


def head(words: Words) -> tuple[int, str]:
    """Where the noun phrase at the beginning ends (before "of", too), and its last word: what "is" agrees with."""
    ends = (place for place in range(1, len(words)) if at(words, place) in _ENDS_PHRASE or _modifies(words, place))
    end = next(ends, len(words))
    return end, at(words, end - 1)


def _modifies(words: Words, place: int) -> bool:
    """Whether a form in -ing stands behind its noun: "an array holding the names"."""
    return place > 1 and at(words, place) in forms()["gerund"] and at(words, place + 1) in DETERMINERS


_ENDS_PHRASE = PREPOSITIONS | RELATIVES | AUXILIARIES | CONJUNCTIONS | {","}
