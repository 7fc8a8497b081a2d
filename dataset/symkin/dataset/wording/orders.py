"""Sentences that begin with a verb: "Return the name", "Parses and checks a header", "Added a cache"."""

from __future__ import annotations

from collections.abc import Iterator

from symkin.dataset.wording.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    head,
    is_adverb,
)
from symkin.dataset.wording.inflection import Form, Verb, forms, is_plural
from symkin.dataset.wording.types import Lemma, Reading, Words

_GIVING = frozenset("return get retrieve obtain fetch yield".split())
"""Of "return x" only x is asked for."""
_NAMING = frozenset("represent denote specify indicate describe".split())
_SAYING = frozenset("signal indicate specify state note mean denote".split())
_COMMITTED = frozenset(
    """
    added fixed removed changed updated renamed moved improved replaced refactored implemented made introduced switched
    converted cleaned dropped simplified reworked allowed extended
    """.split()
)
"""Past forms that begin commits, not noun phrases."""
_BEHIND_NOUN = frozenset("of for in that which used to on from are is and or with passed by as".split()) | {"", ","}


def order(words: Words) -> Reading | None:
    """The reading of a sentence that begins with a verb, perhaps behind an adverb; None for others."""
    start = 0
    while start < min(2, len(words) - 1) and is_adverb(words[start].lower()):
        start += 1
    found = _leading_verb(words[start:])
    if found is None:
        return None
    (verb, form), rest = found, words[start + 1 :]
    joined = _with_joined_verbs(rest, form)
    if joined == rest and (told := _told(verb, rest)):
        return told
    return Reading("action", (*map(str.lower, words[:start]), Lemma(verb.base), *joined))


def _told(verb: Verb, rest: Words) -> Reading | None:
    """What a verb of giving, naming or saying is only the frame of."""
    first = rest[0].lower() if rest else ""
    if verb.base in _SAYING and first == "that":
        return Reading("statement", rest[1:])
    if verb.base in _GIVING | _NAMING and begins_object(rest):
        return Reading("value" if verb.base in _GIVING else "thing", rest)
    return None


def begins_object(rest: Words) -> bool:
    """Whether a noun phrase begins there."""
    first = rest[0].lower() if rest else ","
    others = PREPOSITIONS | RELATIVES | CONJUNCTIONS | PRONOUNS - DETERMINERS | {","}
    return first not in others or first == "given"


def _leading_verb(words: Words) -> tuple[Verb, Form] | None:
    """The verb that the words begin with, if a verb it is there."""
    word, following = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    known = forms()
    if verb := known["base"].get(word):
        return (verb, "base") if verb.habit == "verb" or _takes_object(words[1:], verb) else None
    if verb := known["third"].get(word):
        says = verb.base in _SAYING and following == "that"
        return (verb, "third") if verb.habit == "verb" or says or following not in _BEHIND_NOUN else None
    if verb := known["gerund"].get(word):
        return (verb, "gerund") if _is_gerund(words[1:]) else None
    if word in _COMMITTED and following not in PREPOSITIONS:
        return known["past"][word], "past"
    return None


def _takes_object(rest: Words, verb: Verb) -> bool:
    """Whether what follows a word that may be noun or verb makes it a verb: "Set the ...", "Store results"."""
    first = rest[0].lower() if rest else ""
    if first in DETERMINERS | PRONOUNS | {"whether", "if", "how", "what"} or is_adverb(first):
        return True
    closed = PREPOSITIONS | RELATIVES | AUXILIARIES | CONJUNCTIONS | {","}
    return verb.habit == "rather verb" and bool(rest) and first not in closed and is_plural(head(rest)[1])


def _is_gerund(rest: Words) -> bool:
    """Whether a form in -ing governs what follows ("parsing the header") and no main verb comes behind."""
    if len(rest) < 2 or any(word.lower() in AUXILIARIES for word in rest):
        return False
    third = forms()["third"]
    if any(word.lower() in third and third[word.lower()].habit == "verb" for word in rest):
        return False
    return rest[0].lower() in DETERMINERS or (begins_object(rest) and len(rest) > 1 and is_plural(head(rest)[1]))


def _with_joined_verbs(rest: Words, form: Form) -> Words:
    """The words with the verbs that "and" joins to the first one made lemmas: "reads and validates ..."."""
    verbs = dict(_joined_verbs(rest, form))
    return tuple(verbs.get(place, word) for place, word in enumerate(rest))


def _joined_verbs(rest: Words, form: Form) -> Iterator[tuple[int, Lemma]]:
    known, former = forms(), ""
    for place, word in enumerate(rest):
        lowered = word.lower()
        if lowered in RELATIVES:
            return  # what follows may belong to that clause
        if former in CONJUNCTIONS or former == ",":
            verb = known[form].get(lowered) or known["base"].get(lowered)
            following = rest[place + 1].lower() if place + 1 < len(rest) else ""
            if verb and form != "past" and (verb.habit == "verb" or following in DETERMINERS | PRONOUNS):
                yield place, Lemma(verb.base)
        if not is_adverb(lowered):
            former = lowered
