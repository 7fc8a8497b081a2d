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
    FUNCTION_WORDS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    at,
    is_adverb,
    is_clause,
    sentence,
    wants_more,
    words_of,
)
from symkin.dataset.wording.inflection import forms
from symkin.dataset.wording.orders import order
from symkin.dataset.wording.types import Reading, Words

_CONDITION = re.compile(
    r"""(?ix)
    (?: (?:(?:
          an? | the | returns? | checks? | determines? | tests? | verify | verifies | tells? | sees? | decides? | finds?
          | out | reports? | indicates? | gets? | specify | specifies | controls? | configures?
          | sets? | boolean | bool | value | flag | property | option | setting | specifying | indicating | determining
          | checking | to | indicate | describes? | that | which | used | for | of | states? | knows? | true | quick
          | predicate | function | method | signals?
        ) \s+){0,6}? whether (?:\s+or\s+not)?
      | (?:(?: returns? | is | set\ to | will\ be ) \s+)? (?: true | false | 1 | non-zero ) ,? \s+
        (?: if\s+and\s+only\s+if | iff | if | when ) (?: ,?\ and\ only\ if,? )?
      | (?: checks? | tests? | verify | verifies | asserts? | validates? | confirms? | determines? | sees? | tells?
          | detects? | decides? | indicates?
          | makes?\ sure | ensures? | returns? ) \s+ (?: to\ see\s+ )? (?: if | that )
    ) \s+ (?= \S+ \s \S )"""
)
"""What announces a condition: "A flag that tells whether", "True if", "Check that"."""
_AND_RETURN = re.compile(r",? and returns? .*")
_EVENT = re.compile(
    r"""(?ix)
    (?: [\w-]+ \s+ ){0,3}?
    (?: call | called | invoked | raised | thrown | emitted | fired | sent | triggered | run | executed | used | issued
      | occurs | happens | notified | dispatched | produced | reported | returned | signalled | generated )
    (?: \s+ \w+ly )? (?: \s+ by \s+ \S+ )? \s+
    (?P<link> when (?:ever)? | if | after | before | once | as\ soon\ as | (?: each | every )\ time
      | (?: just | right | immediately | shortly )\ (?: before | after ) | at\ the\ (?: end | start | beginning )\ of
      | (?: for | on )\ (?: each | every ) | during )
    \s+ (?= \S+ \s \S )"""
)
"""What announces an event: "Callback that is called when"."""
_LINKS = frozenset("if when whenever once unless after before while until given for".split())
_PAST = frozenset("was were occurred happened failed".split())
"""What makes a sentence tell of something that went wrong once: "The lock was lost"."""
_REFERRING = PRONOUNS | POSSESSIVES
_FOREGONE = frozenset("true false set specified provided given none null enabled present defined passed".split())
"""What a condition says that tells nobody anything: "If given, ..."."""
_LONGEST = 18
_LONGEST_GIVEN = 8
_LEAST_CLAUSE = 3


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """What a clean sentence says."""
    words = words_of(text)
    return _condition(text) or _event(text) or _conditional(words) or order(words) or _named_or_told(words)


def _condition(text: str) -> Reading | None:
    found = _CONDITION.match(text)
    return Reading("condition", words_of(_AND_RETURN.sub("", text[found.end() :]))) if found else None


def _event(text: str) -> Reading | None:
    found = _EVENT.match(text)
    if found is None:
        return None
    link = found["link"].lower()
    return Reading("event", words_of(f"{'when' if link == 'if' else link} {text[found.end() :]}"))


def _conditional(words: Words) -> Reading | None:
    """Of "if x, do y": "do y if x". Of "given x, do y": "do y". "When x" alone is an event."""
    link = at(words, 0)
    if link not in _LINKS:
        return None
    if "," in words:
        comma = words.index(",")
        return _consequence(link, words[1:comma], words[comma + 1 :]) or _supposed(link, words[1:comma], words)
    return _supposed(link, () if "then" in words else words[1:], words)


def _supposed(link: str, clause: Words, words: Words) -> Reading:
    """A clause as an event of its own, where enough is said of it."""
    if link in {"given", "for", "until"} or len(clause) < _LEAST_CLAUSE:
        return Reading("plain", _lower_first(words))
    return Reading("event", (link, *clause))


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
        return reading if len(clause) < _LONGEST_GIVEN else None
    fits = reading.kind in {"action", "statement"} and len(clause) + len(reading.words) < _LONGEST
    return Reading(reading.kind, (*reading.words, link, *clause)) if fits else None


def _named_or_told(words: Words) -> Reading:
    """A noun phrase, or a whole sentence: what holds, or what has happened."""
    if _begins_oddly(words):
        return Reading("plain", _lower_first(words))
    if not is_clause(words):
        return Reading("thing", _lower_first(words))
    if not _PAST.isdisjoint(words):
        return Reading("event", ("when", *_lower_first(words)))
    return Reading("statement", _lower_first(words))


def _begins_oddly(words: Words) -> bool:
    """Whether the first word is one that neither a noun phrase nor a sentence surely begins with."""
    first, second, known = at(words, 0), at(words, 1), forms()
    if first in DETERMINERS - POSSESSIVES - {"both", "either"} or first == "it":
        return False
    if first in PREPOSITIONS | RELATIVES | PRONOUNS | AUXILIARIES | CONJUNCTIONS:
        return True
    if first in known["past"] or first in known["participle"]:
        return second in FUNCTION_WORDS or is_adverb(second)
    verb = known["base"].get(first) or known["third"].get(first)
    if is_adverb(first) and first.endswith("ly"):
        return second not in known["participle"]
    if verb and verb.habit != "verb" and second not in RELATIVES - {"that", "which", "who"}:
        return second not in FUNCTION_WORDS and not wants_more(second)
    return second != "of" and (verb is not None or first in known["gerund"])


def _lower_first(words: Words) -> Words:
    first = words[0]
    return (first.lower() if first[1:].islower() or len(first) == 1 else first, *words[1:])
