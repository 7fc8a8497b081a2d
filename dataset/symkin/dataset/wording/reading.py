"""What a clean sentence says: its kind, and its words without the opening that announces them.

Rules, not a parser: docs and commits open in few ways, and what no rule understands is left as it is (`plain`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from symkin.dataset.wording.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    sentence,
    words_of,
)
from symkin.dataset.wording.inflection import forms
from symkin.dataset.wording.orders import order
from symkin.dataset.wording.types import Kind, Reading, Words

_ANNOUNCING = (
    r"(?:an?|the|returns?|checks?|determines?|tests?|verify|verifies|tells?|sees?|decides?|finds?|out|asserts?|reports?|indicates?"
    r"|validates?|gets?|specify|specifies|controls?|configures?|sets?|boolean|bool|value|flag|property|option|setting|specifying"
    r"|indicating|to|indicate|describes?|that|which|used|for|of|states?|knows?|true|quick|check|predicate|function|method|determining"
    r"|checking|signals?)"
)
_CONDITION = re.compile(
    rf"(?i)(?:(?:{_ANNOUNCING}\s+){{0,6}}?whether(?:\s+or\s+not)?"
    r"|(?:(?:returns?|is|set to|will be)\s+)?(?:true|false|1|non-zero)\s+(?:if\s+and\s+only\s+if|iff|if|when)(?:,? and only if,?)?"
    r"|(?:checks?|tests?|verify|verifies|asserts?|validates?|confirms?|determines?|sees?|tells?|detects?|decides?|makes? sure|ensures?)"
    r"\s+(?:to see\s+)?(?:if|that))\s+(?=\S+\s\S)"
)
_EVENT = re.compile(
    r"(?i)(?:[\w-]+\s+){0,3}?(?:called|invoked|raised|thrown|emitted|fired|sent|triggered|run|executed|used|issued|occurs|happens|notified"
    r"|dispatched|produced|reported|returned|signalled|incremented|call)(?:\s+\w+ly)?(?:\s+by\s+\S+)?\s+"
    r"(?P<link>when(?:ever)?|if|after|before|once|as soon as|(?:each|every) time|(?:just|right|immediately|shortly) (?:before|after)"
    r"|at the (?:end|start|beginning) of|for (?:each|every)|on (?:each|every)|during)\s+(?=\S+\s\S)"
)
_LINKS = frozenset("if when whenever once unless after before while until given for".split())
_REFERRING = PRONOUNS | POSSESSIVES
_FOREGONE = frozenset("true false set specified provided given none null enabled present defined passed".split())
"""What a condition says that tells nobody anything: "If given, ..."."""
_LONGEST = 18


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """What a clean sentence says."""
    words = words_of(text)
    return _condition(text) or _event(text) or _conditional(words) or order(words) or _named_or_told(words)


def _condition(text: str) -> Reading | None:
    found = _CONDITION.match(text)
    return Reading("condition", words_of(text[found.end() :])) if found else None


def _event(text: str) -> Reading | None:
    found = _EVENT.match(text)
    if found is None:
        return None
    link = found["link"].lower()
    return Reading("event", words_of(f"{'when' if link == 'if' else link} {text[found.end() :]}"))


def _conditional(words: Words) -> Reading | None:
    """ "If x, do y" is "do y if x", "given x, do y" is "do y"; "when x" alone is an event."""
    link = words[0].lower()
    if link not in _LINKS:
        return None
    if "," in words:
        comma = words.index(",")
        return _consequence(link, words[1:comma], words[comma + 1 :]) or Reading("plain", _lower_first(words))
    if link in {"given", "for", "until"} or "then" in words:
        return Reading("plain", _lower_first(words))
    return Reading("condition", words[1:]) if link == "if" else Reading("event", (link, *words[1:]))


def _consequence(link: str, clause: Words, main: Words) -> Reading | None:
    """What follows if the clause holds, with the clause behind it; None where the two cannot change places."""
    if len(main) < 2 or not clause:
        return None
    reading = read(sentence(main))
    if len(clause) < 3 and not _FOREGONE.isdisjoint(map(str.lower, clause)):
        return reading
    if not _REFERRING.isdisjoint(map(str.lower, main)) or "then" in main:
        return None
    if link in {"given", "for"}:
        return reading
    fits = reading.kind in {"action", "statement"} and len(clause) + len(reading.words) < _LONGEST
    return Reading(reading.kind, (*reading.words, link, *clause)) if fits else None


def _named_or_told(words: Words) -> Reading:
    """A noun phrase, or a whole sentence."""
    if _begins_oddly(words):
        return Reading("plain", _lower_first(words))
    kind: Kind = "statement" if finite_verb(words) else "thing"
    return Reading(kind, _lower_first(words))


def _begins_oddly(words: Words) -> bool:
    """Whether the first word is one that neither a noun phrase nor a sentence surely begins with."""
    first, known = words[0].lower(), forms()
    if first in DETERMINERS - POSSESSIVES or first == "it":
        return False
    if first in PREPOSITIONS | RELATIVES | PRONOUNS | AUXILIARIES | CONJUNCTIONS:
        return True
    if words[1:2] == ("of",):
        return False
    return any(first in known[form] for form in ("base", "third", "past", "gerund"))


def finite_verb(words: Words) -> bool:
    """Whether a finite verb stands before any relative clause: whether the words are a sentence."""
    known = forms()["third"]
    for place, word in enumerate(words[1:], 1):
        lowered, former = word.lower(), words[place - 1].lower()
        if lowered in RELATIVES or word == ",":
            return False
        if lowered in AUXILIARIES - {"be", "been", "being", "do"}:
            return True
        verb = known.get(lowered)
        if verb and verb.habit == "verb" and former not in DETERMINERS | PREPOSITIONS | CONJUNCTIONS:
            return True
    return False


def _lower_first(words: Words) -> Words:
    first = words[0]
    return (first.lower() if first[1:].islower() or len(first) == 1 else first, *words[1:])
