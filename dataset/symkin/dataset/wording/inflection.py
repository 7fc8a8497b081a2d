"""English inflection, as far as programmers' sentences need it.

There is no kept library for it: lemminflect and pyinflect, which know participles, had their last releases years ago;
`inflect` knows none, takes two seconds to import and holds the singular of "analysis" to be "analysi". So: a table of
verbs with the irregular ones, and the school rules for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from symkin.dataset.wording.tables import sections

Form = Literal["base", "third", "past", "participle", "gerund"]
Habit = Literal["verb", "rather verb", "noun"]

_VOWELS = frozenset("aeiou")
_SINGULARS = frozenset(
    """
    access address alias analysis apparatus atlas axis basis bias bonus bus calculus campus canvas census chaos class
    compass consensus corpus cross ellipsis emphasis express focus genus gas gloss https hypothesis ingress egress lens
    locus loss mass minus modulus nexus os parenthesis pass plus prefix press process progress redis radius regress
    series status stress success synopsis synthesis this thesis virus postgres kubernetes js css tls dns sms
    """.split()
)
_PLURALS: Mapping[str, str] = {
    "child": "children",
    "person": "people",
    "index": "indices",
    "vertex": "vertices",
    "matrix": "matrices",
    "leaf": "leaves",
    "half": "halves",
    "man": "men",
    "mouse": "mice",
    "criterion": "criteria",
    "schema": "schemas",
    "analysis": "analyses",
    "basis": "bases",
    "axis": "axes",
    "synopsis": "synopses",
    "hypothesis": "hypotheses",
    "series": "series",
}
_MASS = frozenset(
    """
    data metadata information info content storage memory software hardware advice feedback work help assistance aid
    access text code whitespace equipment machinery possession speed documentation support backing presence absence
    lack logic performance sameness
    """.split()
)
_IRREGULAR_PLURALS = frozenset(_PLURALS.values()) | {"criteria", "indexes", "matrixes", "both", "these", "those"}
_CONSONANT = re.compile(r"(?i:eu|one\b|once\b|uni(?!n|m)|us[aeiu]|ur[il]|uuid|ut[cfi])|U[A-Z]")
_VOWEL = re.compile(
    r"(?i:[aeiou]|hour|hono|(?:html?|https?|[ms]ql|ss[hl]|xml|rpc|sdk|lru|ns|rsa|hmac)\b)|[FHLMNRSX][A-Z0-9]"
)
_SPOKEN_AS_A_WORD = frozenset("FIFO LIFO MIME NULL RAM REST ROM SAX SOAP".split())


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's forms, and what its base form is at the beginning of a sentence: see verbs.txt."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str
    habit: Habit


@lru_cache(maxsize=1)
def verbs() -> Mapping[str, Verb]:
    """The verbs of the table by their base form."""
    entries = (
        (entry, cast("Habit", habit)) for habit, rows in sections("verbs.txt") for row in rows for entry in row.split()
    )
    return {verb.base: verb for verb in (_verb(entry, habit) for entry, habit in entries)}


@lru_cache(maxsize=1)
def forms() -> Mapping[Form, Mapping[str, Verb]]:
    """The verbs of the table by each of their forms."""
    known = verbs().values()
    kinds: tuple[Form, ...] = ("base", "third", "past", "participle", "gerund")
    return {form: {getattr(verb, form): verb for verb in known} for form in kinds}


def inflect(phrase: str, form: Form) -> str:
    """A verb in that form; of "take apart" the first word is inflected."""
    base, space, particle = phrase.partition(" ")
    verb = verbs().get(base) or regular(base)
    return str(getattr(verb, form)) + space + particle


def regular(base: str) -> Verb:
    """A verb that inflects by rule."""
    return _verb(base, "verb")


def _verb(entry: str, habit: Habit) -> Verb:
    base, *irregular = entry.split("/")
    doubled = base.endswith("+")
    base = base.rstrip("+")
    stem = base + base[-1] if doubled else base
    past = irregular[0] if irregular else _past(base, stem)
    return Verb(base, third(base), past, irregular[-1] if irregular else past, _gerund(base, stem), habit)


def third(base: str) -> str:
    """The third person of a verb."""
    return {"have": "has", "do": "does", "be": "is", "go": "goes", "undo": "undoes"}.get(base) or _with_s(base)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "echo", "veto")) else "s")


def _past(base: str, stem: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "d" if base.endswith("e") else stem + "ed"


def _gerund(base: str, stem: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return ("mimick" if base == "mimic" else stem) + "ing"


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """The plural of a noun or of a compound, which has it in its last word."""
    head, space, last = noun.rpartition(" ")
    if last in _MASS or is_plural(last):
        return noun
    return head + space + (_PLURALS.get(last) or _with_s(last))


@lru_cache(maxsize=16384)
def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    word = word.lower()
    if word in _IRREGULAR_PLURALS:
        return True
    return (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 3 and word not in _SINGULARS
    )


@lru_cache(maxsize=16384)
def article(word: str) -> str:
    """`a` or `an`, as the word is spoken."""
    if _CONSONANT.match(word) or word in _SPOKEN_AS_A_WORD:
        return "a"
    return "an" if _VOWEL.match(word) else "a"
