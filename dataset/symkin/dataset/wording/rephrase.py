"""Words that must not be said are said otherwise, or the phrase that holds them is left out."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from symkin.dataset.wording.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    at,
    is_adverb,
    wants_more,
)
from symkin.dataset.wording.inflection import Form, forms, inflect, is_plural, plural
from symkin.dataset.wording.stems import word_stems
from symkin.dataset.wording.tables import synonyms
from symkin.dataset.wording.types import Lemma, Words

_ENDINGS = (
    (PREPOSITIONS - {"of", "to", "up", "out", "off", "down", "than", "given"})
    | (RELATIVES - {"how", "what", "why", "whether"})
    | {",", "and"}
)
"""What a phrase begins with that may be left out at the end."""
_WANTING = (
    PREPOSITIONS
    | RELATIVES
    | DETERMINERS
    | AUXILIARIES
    | CONJUNCTIONS
    | PRONOUNS
    | frozenset(
        """
    , not long soon well far much so similar equal responsible relative specific different due able available suitable
    compatible related equivalent close valid
    """.split()
    )
)
"""What must not be left at an end."""
_COMPLETING = frozenset("on onto for at over after through up out off down away".split())
"""Behind a verb they make another one of it: "look for"."""
_LEAST = 3
"""Words that are left at least when an end is cut off."""


def rephrase(words: Words, avoid: frozenset[str], seed: int) -> Words | None:
    """The words without any whose stem is to be avoided; None where one can be neither replaced nor left out.

    A word gives way to a synonym in the same inflection; else the adjective, or the closing phrase, that it is in is
    left out. The seed chooses among synonyms. None, too, where more than half
    of the words would have to change.
    """
    place, changes = 0, _most_changes(words)
    while place < len(words):
        if word_stems(words[place]).isdisjoint(avoid):
            place += 1
            continue
        other = _substitute(words, place, avoid, seed)
        shorter = None if other else _without(words, place)
        changes -= 1
        if changes < 0 or not (other or shorter):
            return None
        words, place = ((*words[:place], other, *words[place + 1 :]), place) if other else (shorter or (), 0)
    return words


def _most_changes(words: Words) -> int:
    """How many words may be changed: a third of those that carry a subject, two at most. More makes another text."""
    return max(1, min(2, sum(bool(word_stems(word)) for word in words) // 3))


def shorten(words: Words, limit: int) -> Words:
    """The words without closing phrases: as few left out as leaves about `limit` words, at least half as many."""
    if len(words) <= limit:
        return words
    ends = [place for place in range(limit // 2, len(words)) if can_end_before(words, place)]
    return words[: max((place for place in ends if place <= limit), default=min(ends, default=len(words)))]


def can_end_before(words: Words, place: int) -> bool:
    """Whether a sentence may end before a word: a clause or phrase begins there and nothing is left hanging."""
    word, former = at(words, place), at(words, place - 1)
    if word not in _ENDINGS or former in _WANTING or isinstance(words[place - 1], Lemma):
        return False
    if word == "and" and not {"between", "both"}.isdisjoint(words[:place]):
        return False
    if at(words, place - 2) in MODALS or _is_interrupted(words[:place]):
        return False
    return word == "," or not wants_more(former)


def _is_interrupted(words: Words) -> bool:
    """Whether a clause has been begun and is still to go on: "that, when connected"."""
    return any(word == "," and former in RELATIVES | CONJUNCTIONS for former, word in pairwise(words))


def _substitute(words: Words, place: int, avoid: frozenset[str], seed: int) -> str | None:
    """A synonym for a word as it stands there, none of whose stems is to be avoided."""
    others = [other for other in _others(words, place) if word_stems(other).isdisjoint(avoid)]
    if not others:
        return None
    other = others[seed % len(others)]
    return Lemma(other) if isinstance(words[place], Lemma) else other


def _others(words: Words, place: int) -> list[str]:
    """The synonyms for a word in the part of speech and the form that its neighbours tell."""
    former, word, following = at(words, place - 1), at(words, place), at(words, place + 1)
    if isinstance(words[place], Lemma):
        return [] if following in _COMPLETING else list(synonyms("verb").get(word, ()))
    if form := _verb_form(word, former):
        return [inflect(other, form) for other in synonyms("verb").get(forms()[form][word].base, ())]
    modifies = bool(following) and following not in FUNCTION_WORDS
    adjectives = [other for other in synonyms("adjective").get(word, ()) if " " not in other or not modifies]
    if adjectives and (modifies or former in AUXILIARIES or word.endswith("ly")):
        return adjectives
    return [other for other in _nouns(word) if " " not in other or not modifies]


def _verb_form(word: str, former: str) -> Form | None:
    """The form in which a word is a verb for certain, seen from the word before it."""
    known = forms()
    if former in MODALS and word in known["base"]:
        return "base"
    if former in {"that", "which", "who"} and word in known["third"]:
        return "third"
    if former in PREPOSITIONS - {"of"} and word in known["gerund"]:
        return "gerund"
    return "participle" if former in AUXILIARIES and word in known["participle"] else None


def _nouns(word: str) -> list[str]:
    known = synonyms("noun")
    if word in known:
        return list(known[word])
    single = _singular(word) if is_plural(word) else ""
    return [plural(other) for other in known.get(single, ())]


@lru_cache(maxsize=4096)
def _singular(word: str) -> str:
    known = synonyms("noun")
    return next(
        (noun for noun in (word[:-1], word[:-2], word[:-3] + "y") if noun in known and plural(noun) == word), ""
    )


def _without(words: Words, place: int) -> Words | None:
    """The words without the modifier, or the closing phrase, that a word is in."""
    if _is_modifier(words, place):
        return (*words[:place], *words[place + 1 :])
    for start in range(place, _LEAST - 1, -1):
        if can_end_before(words, start):
            comma = next((end for end in range(place + 1, len(words)) if words[end] == ","), len(words))
            return words[:start] + (words[comma:] if words[start] == "," else ())
    return None


def _is_modifier(words: Words, place: int) -> bool:
    """Whether a noun follows that does without the word: "the *default* value", "a *task* queue"."""
    if place + 1 >= len(words) or isinstance(words[place], Lemma) or isinstance(words[place + 1], Lemma):
        return False
    former, word, following = at(words, place - 1), at(words, place), at(words, place + 1)
    if not {word, following}.isdisjoint(FUNCTION_WORDS) or wants_more(following) or is_adverb(following):
        return False
    return not place or former not in AUXILIARIES | MODALS
