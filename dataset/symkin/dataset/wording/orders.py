"""Sentences that begin with a verb: "Return the name", "Parses and checks a header", "Added a cache"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symkin.dataset.wording.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    at,
    head,
    is_adverb,
    is_clause,
)
from symkin.dataset.wording.inflection import Form, Verb, forms, is_plural, regular
from symkin.dataset.wording.types import Lemma, Reading, Words

_GIVING = frozenset("return get retrieve obtain fetch yield".split())
"""Of "return x" only x is asked for."""
_NAMING = frozenset("represent denote specify indicate describe contain hold".split())
_SAYING = frozenset("signal indicate specify state note mean denote".split())
_BARE = frozenset("true false none null self itself".split())
_COMMITTED = frozenset(
    """
    added fixed removed changed updated renamed moved improved replaced refactored implemented made introduced switched
    converted cleaned dropped simplified reworked allowed extended
    """.split()
)
"""Past forms that begin commits, not noun phrases."""
_PARTICLES = frozenset({"up", "out", "down", "off", "away", "together"})
_BEHIND_OBJECT = frozenset("to from into as with when if before after by via using against".split())
"""What tells, behind "store state" and the like, that a verb is at the beginning."""
_NO_OBJECT = (PREPOSITIONS - {"given"}) | RELATIVES | CONJUNCTIONS | (PRONOUNS - DETERMINERS) | {","}
_OBJECTS = ((DETERMINERS | PRONOUNS) - {"that"}) | {"whether", "if", "how", "what"}
_CLOSED = PREPOSITIONS | RELATIVES | AUXILIARIES | CONJUNCTIONS | {","}
_BEHIND_NOUN = frozenset("of for in that which used to on from are is and or with passed by as".split()) | {"", ","}


def order(words: Words) -> Reading | None:
    """The reading of a sentence that begins with a verb, perhaps behind an adverb; None for others."""
    words = words[at(words, 0) == "will" :]
    start = 0
    while start < min(2, len(words) - 1) and is_adverb(at(words, start)):
        start += 1
    found = _leading_verb(words[start:])
    if found is None:
        return None
    (verb, form), rest = found, words[start + 1 :]
    lemma, rest = _with_particle(verb, rest)
    joined = _with_joined_verbs(rest, form)
    if not any(isinstance(word, Lemma) for word in joined) and (told := _told(verb, rest)):
        return told
    return Reading("action", (*map(str.lower, words[:start]), lemma, *joined))


def _with_particle(verb: Verb, rest: Words) -> tuple[Lemma, Words]:
    """The verb and what is behind it; "set up" is one verb."""
    particle = at(rest, 0) if len(rest) > 1 else ""
    return (Lemma(f"{verb.base} {particle}"), rest[1:]) if particle in _PARTICLES else (Lemma(verb.base), rest)


def _told(verb: Verb, rest: Words) -> Reading | None:
    """What a verb of giving, naming or saying is only the frame of."""
    if verb.base in _SAYING and at(rest, 0) == "that":
        return Reading("statement", rest[1:])
    if verb.base not in _GIVING | _NAMING or not begins_object(rest) or at(rest, 0) in _BARE:
        return None
    return Reading("value" if verb.base in _GIVING else "statement" if is_clause(rest) else "thing", rest)


def begins_object(rest: Words) -> bool:
    """Whether a noun phrase begins there."""
    return bool(rest) and at(rest, 0) not in _NO_OBJECT


def _leading_verb(words: Words) -> tuple[Verb, Form] | None:
    """The verb that the words begin with, if a verb it is there."""
    word, following = at(words, 0), at(words, 1)
    known = forms()
    if verb := known["base"].get(word):
        return (verb, "base") if _takes_object(words[1:], verb) else None
    if verb := known["third"].get(word):
        says = verb.base in _SAYING and following == "that"
        named = verb.habit != "verb" and following in _BEHIND_NOUN | AUXILIARIES | known["third"].keys()
        return (verb, "third") if says or not named else None
    if verb := known["gerund"].get(word):
        return (verb, "gerund") if _is_gerund(words[1:]) else None
    if word in _COMMITTED and following not in PREPOSITIONS:
        return known["past"][word], "past"
    governs = following in ARTICLES | _PARTICLES and word not in FUNCTION_WORDS
    return _unknown_verb(word) if governs and word.isalpha() else None


def _unknown_verb(word: str) -> tuple[Verb, Form]:
    """What stands before an article at the beginning is a verb, though no table has it: "Flashes a message"."""
    if not is_plural(word):
        return regular(word), "base"
    return regular(word[:-3] + "y" if word.endswith("ies") else re.sub(r"(?<=s|x|z|h)es$|s$", "", word)), "third"


def _takes_object(rest: Words, verb: Verb) -> bool:
    """Whether what follows a word that may be noun or verb makes it a verb: "Set the ...", "Store results"."""
    first = at(rest, 0)
    if verb.habit == "verb" or first in _OBJECTS or is_adverb(first):
        return first != "of"
    if verb.habit == "noun" or not rest or first in _CLOSED - _PARTICLES:
        return False
    end, last = head(rest)
    return first in _PARTICLES | forms()["gerund"].keys() or is_plural(last) or at(rest, end) in _BEHIND_OBJECT


def _is_gerund(rest: Words) -> bool:
    """Whether a form in -ing governs what follows ("parsing the header") and no main verb comes behind."""
    if len(rest) < 2 or is_clause(("", *rest)):
        return False
    return at(rest, 0) in DETERMINERS or (begins_object(rest) and is_plural(head(rest)[1]))


def _with_joined_verbs(rest: Words, form: Form) -> Words:
    """The words with the verbs that "and" joins to the first one made lemmas: "reads and validates ..."."""
    verbs = dict(_joined_verbs(rest, form))
    return tuple(verbs.get(place, word) for place, word in enumerate(rest))


def _joined_verbs(rest: Words, form: Form) -> Iterator[tuple[int, Lemma]]:
    known, former = forms(), ""
    for place in range(len(rest)):
        word = at(rest, place)
        if word in RELATIVES:
            return  # what follows may belong to that clause
        if former in CONJUNCTIONS or former == ",":
            verb = known[form].get(word) or known["base"].get(word)
            following = at(rest, place + 1)
            joined = place == 1 or following in _OBJECTS
            if verb and form != "past" and (verb.habit == "verb" or joined):
                yield place, Lemma(verb.base)
        if not is_adverb(word):
            former = word
