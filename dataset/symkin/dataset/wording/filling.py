"""What templates are filled with: a reading's words, inflected and in agreement with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symkin.dataset.wording.grammar import (
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    at,
    head,
    is_adverb,
    sentence,
)
from symkin.dataset.wording.inflection import Form, inflect, is_plural
from symkin.dataset.wording.orders import begins_object
from symkin.dataset.wording.types import Lemma, Reading, Words

_ACTIVE_ONLY = frozenset(
    """
    make let keep leave have help cause force ensure want need seem become try go wait depend belong act allow enable
    get behave appear look come work start stop begin continue fail succeed happen exist remain stay do contain include
    """.split()
)
"""Verbs whose passive reads badly, or whose object does something: "make it wait"."""
_BEHIND_OBJECT = (PREPOSITIONS - {"of"}) | RELATIVES | {","}
_ONE = frozenset("a an each every another".split())
_LONGEST_OBJECT = 7

Parts = Mapping[str, str]


def parts_of(reading: Reading) -> Parts:
    """The fields that a template may name for this reading; see shapes.txt."""
    if reading.kind == "action":
        return {**_active(reading.words), **_passive(reading.words)}
    if reading.kind in {"value", "thing"}:
        return _thing(reading.words)
    field = {"condition": "clause", "event": "event"}.get(reading.kind, "text")
    return {field: sentence(reading.words)}


def _active(words: Words) -> Parts:
    forms: tuple[Form, ...] = ("base", "third", "gerund")
    return {form: sentence(_inflected(words, form)) for form in forms}


def _inflected(words: Words, form: Form) -> Iterator[str]:
    for word in words:
        yield inflect(word, form) if isinstance(word, Lemma) else word


def _passive(words: Words) -> Parts:
    """Of "parse it from x": what "it is parsed from x" is put together of; nothing where there is no such object."""
    verb = next(place for place, word in enumerate(words) if isinstance(word, Lemma))
    rest = _first_clause(words[verb + 1 :])
    end = _object_end(rest)
    if (
        not begins_object(rest)
        or is_adverb(at(rest, 0))
        or words[verb] in _ACTIVE_ONLY
        or end > _LONGEST_OBJECT
        or _goes_on(rest[end:])
    ):
        return {}
    done = " ".join((*words[:verb], inflect(words[verb], "participle")))
    return {
        "object": sentence(_with_article(rest[:end])),
        "tail": sentence(rest[end:]),
        "done": done,
        **_agreeing(rest[:end]),
    }


def _goes_on(tail: Words) -> bool:
    """Whether what follows the object still belongs to it: a list, a relative clause."""
    return at(tail, 0) in {",", "that", "which", "who", "whose", "where"}


def _first_clause(rest: Words) -> Words:
    """What belongs to the first of several verbs."""
    end = next((place for place, word in enumerate(rest) if isinstance(word, Lemma)), len(rest))
    joined = end < len(rest)
    while joined and end and (at(rest, end - 1) in CONJUNCTIONS | {","} or is_adverb(at(rest, end - 1))):
        end -= 1
    return rest[:end]


def _object_end(rest: Words) -> int:
    """Where the object ends: before a preposition other than "of", a clause, a comma or an adverb."""
    for place in range(1, len(rest)):
        word = at(rest, place)
        if word in _BEHIND_OBJECT or (is_adverb(word) and at(rest, place - 1) not in DETERMINERS):
            return place
    return len(rest)


def _thing(words: Words) -> Parts:
    bare = words[1:] if at(words, 0) in ARTICLES | {"this", "some"} and len(words) > 1 else words
    return {"thing": sentence(_with_article(words)), "bare": sentence(bare), **_agreeing(words[: _object_end(words)])}


def _agreeing(words: Words) -> Parts:
    end, last = head(words)
    several = at(words, end) == "and" or (is_plural(last) and at(words, 0) not in _ONE)
    return {"is": "are", "gets": "get", "does": "do"} if several else {"is": "is", "gets": "gets", "does": "does"}


def _with_article(words: Words) -> Words:
    """A noun phrase that may follow "where is": with "the" where a singular has nothing before it."""
    if at(words, 0) in DETERMINERS | POSSESSIVES | PRONOUNS or is_plural(head(words)[1]) or words[0][:1].isupper():
        return words
    return ("the", *words)
