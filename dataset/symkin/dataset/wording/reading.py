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
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    head,
    is_adverb,
    sentence,
    words_of,
)
from symkin.dataset.wording.inflection import Form, Verb, forms, is_plural
from symkin.dataset.wording.types import Lemma, Reading

_GIVING = frozenset("return get retrieve obtain fetch yield".split())
_NAMING = frozenset("represent denote specify indicate describe".split())
_COMMITTED = frozenset(
    """
    added fixed removed changed updated renamed moved improved replaced refactored implemented made introduced switched
    converted cleaned dropped simplified reworked allowed moved extended
    """.split()
)
_ANNOUNCING = (
    r"(?:an?|the|returns?|checks?|determines?|tests?|verify|verifies|tells?|sees?|decides?|finds?|out|asserts?|reports?|indicates?|validates?"
    r"|gets?|specify|specifies|controls?|configures?|sets?|boolean|bool|value|flag|property|option|setting|specifying|indicating|to"
    r"|indicate|describes?|that|which|used|for|of|states?|knows?|true|a boolean|quick|check|predicate|function|method|determining|checking|signals?)"
)
_CONDITION = re.compile(
    rf"(?i)(?:(?:{_ANNOUNCING}\s+){{0,6}}?whether(?:\s+or\s+not)?"
    r"|(?:(?:returns?|is|set to|will be)\s+)?(?:true|false|1|non-zero)\s+(?:if\s+and\s+only\s+if|iff|if|when)(?:,? and only if,?)?"
    r"|(?:checks?|tests?|verify|verifies|asserts?|validates?|confirms?|determines?|sees?|tells?|detects?|decides?|make sure|makes sure)\s+(?:to see\s+)?(?:if|that))\s+"
)
_EVENT = re.compile(
    r"(?i)(?:[\w-]+\s+){0,3}?(?:called|invoked|raised|thrown|emitted|fired|sent|triggered|run|executed|used|issued|occurs|happens|set|notified"
    r"|dispatched|produced|reported|cleared|returned|signalled|incremented)(?:\s+\w+ly)?(?:\s+by\s+\S+)?\s+"
    r"(?P<link>when(?:ever)?|if|after|before|once|as soon as|each time|every time|just before|right after|immediately after|just after)\s+"
)
_LINKS = re.compile(r"(?i)(?:if|when|whenever|once|unless|after|before|while|until)$")
_EMPTY_CONDITION = frozenset("true false set specified provided given none null enabled present defined passed".split())
_LONGEST = 16


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """What a clean sentence says."""
    words = words_of(text)
    return (
        _condition(text)
        or _event(text)
        or _conditional(words)
        or _action(words)
        or Reading("statement" if _finite_verb(words) else _thing_or_plain(words), _lower_first(words))
    )


def _condition(text: str) -> Reading | None:
    found = _CONDITION.match(text)
    return Reading("condition", words_of(text[found.end() :])) if found and " " in text[found.end() :] else None


def _event(text: str) -> Reading | None:
    found = _EVENT.match(text)
    if found is None or " " not in text[found.end() :]:
        return None
    link = found["link"].lower()
    link = link if link in {"after", "before"} or " " in link else "when"
    return Reading("event", words_of(f"{link} {text[found.end() :]}"))


def _conditional(words: tuple[str, ...]) -> Reading | None:
    """ "If x, do y" is "do y if x"; "when x" alone is an event."""
    link = words[0].lower()
    if not _LINKS.match(link):
        return None
    if "," not in words:
        return Reading(
            "event" if link != "if" else "condition",
            words_of(sentence(words[link == "if" :]).strip()) if link == "if" else (link, *words[1:]),
        )
    comma = words.index(",")
    clause, main = words[1:comma], words[comma + 1 :]
    if len(main) < 2 or not clause:
        return None
    reading = read(sentence(main))
    if set(map(str.lower, clause)) & _EMPTY_CONDITION and len(clause) < 3:
        return reading
    if reading.kind not in {"action", "statement"} or len(words) > _LONGEST:
        return Reading("plain", _lower_first(words)) if reading.kind == "plain" else reading
    return Reading(reading.kind, (*reading.words, link, *clause))


def _action(words: tuple[str, ...]) -> Reading | None:
    start = 0
    while start < min(2, len(words) - 1) and is_adverb(words[start].lower()):
        start += 1
    found = _leading_verb(words, start)
    if found is None:
        return None
    verb, form = found
    rest = words[start + 1 :]
    joined = _with_joined_verbs(rest, form)
    if any(isinstance(word, Lemma) for word in joined):
        return Reading("action", (*map(str.lower, words[:start]), Lemma(verb.base), *joined))
    if verb.base in _GIVING | _NAMING and _begins_object(rest):
        return Reading("value" if verb.base in _GIVING else "thing", rest)
    return Reading("action", (*map(str.lower, words[:start]), Lemma(verb.base), *rest))


def _leading_verb(words: tuple[str, ...], place: int) -> tuple[Verb, Form] | None:
    known, word = forms(), words[place].lower()
    following = words[place + 1].lower() if place + 1 < len(words) else ""
    if word in known["base"]:
        verb = known["base"][word]
        return (verb, "base") if not verb.noun_too or _is_order(words[place + 1 :]) else None
    if word in known["third"]:
        verb = known["third"][word]
        return (verb, "third") if not verb.noun_too or not _qualifies_noun(following) else None
    if word in known["gerund"]:
        return (known["gerund"][word], "gerund") if following in DETERMINERS else None
    if word in _COMMITTED and word in known["past"]:
        return known["past"][word], "past"
    return None


def _is_order(rest: tuple[str, ...]) -> bool:
    """Whether what follows a word that may be noun or verb makes it a verb: "Set the ...", "Filter results"."""
    first = rest[0].lower() if rest else ""
    if (
        first in DETERMINERS
        or first in PRONOUNS
        or first in {"whether", "if", "how", "what", "when"}
        or is_adverb(first)
    ):
        return True
    return (
        bool(rest)
        and first not in PREPOSITIONS
        and first not in RELATIVES
        and first not in AUXILIARIES
        and first not in CONJUNCTIONS
        and is_plural(head(rest)[1])
    )


def _qualifies_noun(following: str) -> bool:
    return following in {
        "of",
        "for",
        "in",
        "that",
        "which",
        "used",
        "to",
        "on",
        "from",
        "are",
        "is",
        "and",
        "or",
        "with",
        "passed",
        "by",
        "",
        ",",
    }


def _begins_object(rest: tuple[str, ...]) -> bool:
    first = rest[0].lower() if rest else ""
    return (
        bool(first)
        and first not in PREPOSITIONS - {"given", "like"}
        and first not in RELATIVES - {"that"}
        and first not in CONJUNCTIONS
        and first != ","
    )


def _with_joined_verbs(rest: tuple[str, ...], form: Form) -> tuple[str, ...]:
    """The words with the verbs that "and" joins to the first one made lemmas: "reads and validates ..."."""
    known, found = forms(), list(rest)
    for place, word in enumerate(rest[1:] if rest and rest[0].lower() not in CONJUNCTIONS | {","} else rest):
        place += len(rest) - len(rest[1:] if rest and rest[0].lower() not in CONJUNCTIONS | {","} else rest)
        if rest[place - 1].lower() in RELATIVES and place:
            return tuple(found) if not any(w.lower() in RELATIVES for w in rest[: place - 1]) else tuple(found)
        if not (place and (rest[place - 1].lower() in CONJUNCTIONS or rest[place - 1] == ",")):
            continue
        lowered = word.lower()
        verb = known[form].get(lowered) or known["base"].get(lowered)
        following = rest[place + 1].lower() if place + 1 < len(rest) else ""
        if verb and (not verb.noun_too or following in DETERMINERS or following in PRONOUNS) and (form != "past"):
            found[place] = Lemma(verb.base)
    return tuple(found)


def _finite_verb(words: tuple[str, ...]) -> bool:
    """Whether the words before any relative clause hold a finite verb: whether they are a sentence."""
    known = forms()["third"]
    for place, word in enumerate(words[1:], 1):
        lowered, former = word.lower(), words[place - 1].lower()
        if lowered in RELATIVES or word == ",":
            return False
        if lowered in AUXILIARIES - {"be", "been", "being", "do"}:
            return True
        if lowered in known and not known[lowered].noun_too and former not in DETERMINERS | PREPOSITIONS | CONJUNCTIONS:
            return True
    return False


def _thing_or_plain(words: tuple[str, ...]) -> str:
    """A noun phrase, as far as its first words tell."""
    first = words[0].lower()
    if first in DETERMINERS - PRONOUNS or first in {"this", "these"}:
        return "thing"
    known = forms()
    second = words[1].lower() if len(words) > 1 else ""
    if (
        (first in known["base"]
        and second != "of")
        or first in PREPOSITIONS | RELATIVES | PRONOUNS
        or first in known["past"]
        or first in known["gerund"]
    ):
        return "plain"
    return "thing"


def _lower_first(words: tuple[str, ...]) -> tuple[str, ...]:
    first = words[0]
    return (first.lower() if first[1:].islower() or len(first) == 1 else first, *words[1:])
