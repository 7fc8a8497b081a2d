"""Words that must not be said are said otherwise, or the phrase that holds them is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from symkin.dataset.wording.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_verb_form,
)
from symkin.dataset.wording.inflection import Form, forms, inflect, is_plural, plural
from symkin.dataset.wording.stems import stems
from symkin.dataset.wording.tables import lines
from symkin.dataset.wording.types import Lemma

Words = tuple[str, ...]

_CLAUSE_STARTS = (PREPOSITIONS - {"of", "to", "up", "out", "off", "down", "than", "given"}) | (
    RELATIVES - {"how", "what", "why", "that", "whether"}
)
_WANTING = (
    PREPOSITIONS
    | RELATIVES
    | DETERMINERS
    | AUXILIARIES
    | CONJUNCTIONS
    | frozenset(
        "not similar equal responsible relative specific different due able available suitable compatible related equivalent close".split()
    )
)


@cache
def _synonyms(part: str) -> Mapping[str, Words]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines(f"{part}_synonyms.txt"):
        shown, _, replaced = line.partition("|")
        group = [word.strip() for word in shown.split(",")]
        for word in (*group, *filter(None, map(str.strip, replaced.split(",")))):
            found[word].extend(other for other in group if other != word and other not in found[word])
    return {word: tuple(others) for word, others in found.items()}


def rephrase(words: Words, avoid: frozenset[str], seed: int) -> Words | None:
    """The words without any whose stem is to be avoided; None where nothing of worth would be left.

    A word gives way to a synonym in the same inflection; else the adjective, or the phrase, that it is in is dropped.
    """
    place = 0
    while place < len(words):
        if not stems(words[place]) & avoid:
            place += 1
            continue
        other = substitute(words, place, avoid, seed)
        shorter = None if other else _without(words, place)
        if other:
            words = (*words[:place], other, *words[place + 1 :])
        elif shorter:
            words, place = shorter, 0
        else:
            return None
    return words


def substitute(words: Words, place: int, avoid: frozenset[str], seed: int) -> str | None:
    """A synonym for a word as it stands there, none of whose stems is to be avoided."""
    word = words[place]
    others = [other for other in _others(words, place) if not stems(other) & avoid]
    if not others:
        return None
    other = others[seed % len(others)]
    return Lemma(other) if isinstance(word, Lemma) else other


def _others(words: Words, place: int) -> list[str]:
    word = words[place].lower()
    if isinstance(words[place], Lemma):
        return list(_synonyms("verb").get(word, ()))
    former = words[place - 1].lower() if place else ""
    if former in MODALS and word in forms()["base"]:
        return _verb_others(word, "base")
    if former in {"that", "which", "who"} and word in forms()["third"]:
        return _verb_others(word, "third")
    if former in PREPOSITIONS - {"of"} and word in forms()["gerund"]:
        return _verb_others(word, "gerund")
    adjectives = _synonyms("adjective").get(word, ())
    following = words[place + 1].lower() if place + 1 < len(words) else ""
    modifies = bool(following) and following not in FUNCTION_WORDS
    if adjectives and (modifies or former in AUXILIARIES or word.endswith("ly")):
        return [other for other in adjectives if " " not in other or not modifies]
    if word in forms()["participle"] and word.endswith("ed"):
        return [other for other in _verb_others(word, "participle") if not modifies or " " not in other]
    return _noun_others(word) or list(adjectives)


def _verb_others(word: str, form: Form) -> list[str]:
    base = forms()[form][word].base
    return [inflect(other, form) for other in _synonyms("verb").get(base, ())]


def _noun_others(word: str) -> list[str]:
    nouns = _synonyms("noun")
    if word in nouns:
        return list(nouns[word])
    single = _singular(word)
    return [plural(other) for other in nouns.get(single, ())] if is_plural(word) else []


def _singular(word: str) -> str:
    return _singulars().get(word, word)


@lru_cache(maxsize=1)
def _singulars() -> Mapping[str, str]:
    return {plural(noun): noun for noun in _synonyms("noun")} | {"indexes": "index"}


def _without(words: Words, place: int) -> Words | None:
    """The words without the modifier or the closing phrase that a word is in."""
    if _is_modifier(words, place):
        return (*words[:place], *words[place + 1 :])
    for start in range(place, 1, -1):
        if can_end_before(words, start):
            end = next((i for i in range(place + 1, len(words)) if words[i] == ","), len(words))
            return words[:start] + (words[end:] if words[start] == "," and end < len(words) else ())
    return None


def _is_modifier(words: Words, place: int) -> bool:
    if isinstance(words[place], Lemma) or place + 1 >= len(words):
        return False
    following, former = words[place + 1], words[place - 1].lower() if place else ""
    if following.lower() in FUNCTION_WORDS or isinstance(following, Lemma) or words[place].lower() in FUNCTION_WORDS:
        return False
    return (
        former in DETERMINERS | PREPOSITIONS | CONJUNCTIONS or isinstance(words[place - 1], Lemma) if place else False
    )


def can_end_before(words: Words, place: int) -> bool:
    """Whether a sentence may end before a word: a clause or phrase begins there and nothing is left hanging."""
    word, former = words[place].lower(), words[place - 1].lower()
    if (
        isinstance(words[place - 1], Lemma)
        or (former in _WANTING - ARTICLES - {"that"}
        and former in _WANTING)
        or former in ARTICLES
    ):
        return False
    if word == ",":
        return True
    if (
        word not in _CLAUSE_STARTS
        and not (word == "that" and former not in {"so", "such"})
        and not (word == "and" and "between" not in words[:place])
    ):
        return False
    return not is_verb_form(former) and former not in PRONOUNS


def shorten(words: Words, limit: int) -> Words:
    """The words without closing phrases, so that no more than `limit` are left where that can be had."""
    while len(words) > limit:
        ends = [place for place in range(3, len(words)) if can_end_before(words, place)]
        if not ends:
            break
        words = (
            words[: min((place for place in ends if place > limit // 2), default=ends[-1])]
            if ends[-1] > limit
            else words[: ends[-1]]
        )
    return words
