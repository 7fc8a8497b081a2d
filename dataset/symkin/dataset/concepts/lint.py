"""What is wrong with a concept book: each finding is one line that names the entry and says what to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from symkin.dataset.concepts.book import Book, Concept, Side, SideName
from symkin.dataset.concepts.match import NEGATORS, Matcher
from symkin.dataset.concepts.words import stems

PHRASINGS = 5
"""The fewest on a side."""
WORDS = range(3, 15)
"""How long a phrasing may be, in words."""
LENGTH_GAP = 3.0
"""By how many words the phrasings of the two sides may differ on average: length must not tell them apart."""
OPENING = 3
"""How many words make an opening."""
OPENING_SHARE = 0.015
"""The largest share of all phrasings that may open alike."""
SPREAD = 0.04
"""The largest share of the symbols of ordinary code on which one cue may fire."""

_EMPTY = frozenset(
    stems(
        "a an and any are as at be been by can do does for from has have how i in into is it its of on one or so that"
        " the their them then there they this to was we what when where which who why will with"
    )
)
_PREFIXES = ("un", "non", "dis")


class Described(NamedTuple):
    """What the cues look at in a symbol; `types` are type names, or one whole signature."""

    name: str
    types: tuple[str, ...]
    doc: str


def lint(book: Book) -> list[str]:
    """What is wrong with the book, in its order; nothing when it is sound."""
    return [*(finding for concept in book.concepts for finding in _concept(concept)), *_whole(book)]


def spread(book: Book, symbols: Iterable[Described]) -> dict[str, float]:
    """The share of the symbols on which each cue fires, by `id where cue`; cues that never do are left out."""
    matcher, counts, total = Matcher(book), Counter[str](), 0
    for symbol in symbols:
        total += 1
        counts.update({f"{match.id} {match.where} {match.cue}" for match in matcher.cues(*symbol)})
    return {cue: count / total for cue, count in counts.most_common()}


def is_mere_negation(text: str, other: str) -> bool:
    """Whether one of two texts only denies what the other says: `without a lock` for `with a lock`."""
    words, others = _meaning(text), _meaning(other)
    return _denies(text, words, others) or _denies(other, others, words)


def _concept(concept: Concept) -> Iterator[str]:
    for name in get_args(SideName):
        for finding in _side(concept.side(name)):
            yield f"{concept.id}.{name}: {finding}"
    for finding in _pair(concept.left, concept.right):
        yield f"{concept.id}: {finding}"


def _side(side: Side) -> Iterator[str]:
    if len(side.phrasings) < PHRASINGS:
        yield f"{len(side.phrasings)} phrasings; write at least {PHRASINGS}"
    for phrasing in side.texts:
        count = len(phrasing.split())
        if count not in WORDS:
            yield f"{phrasing!r} has {count} words; keep to {WORDS.start} to {WORDS.stop - 1}"
    if not (side.names or side.types or side.docs):
        yield "no cue would ever find it; give it one"
    for cue in (*side.names, *side.docs):
        if not stems(cue):
            yield f"the cue {cue!r} has no word; remove it"
        elif cue != cue.lower():
            yield f"the cue {cue!r} has capitals, which names and docs have lost when it is looked for; lower them"
    for cue in side.types:
        if not cue.isidentifier():
            yield f"the type cue {cue!r} is no identifier; write the type's last name alone"


def _pair(left: Side, right: Side) -> Iterator[str]:
    for text in (left.means, *left.texts):
        for other in (right.means, *right.texts):
            if is_mere_negation(text, other):
                yield f"{text!r} and {other!r} only deny each other; say what is done instead"
    ours = {(kind, _looked_up(kind, cue)): cue for kind, cue in _cues(left)}
    for kind, cue in _cues(right):
        if (kind, _looked_up(kind, cue)) in ours:
            yield f"the {kind} cue {cue!r} stands on both sides; keep it on one"
    gap = _length(left) - _length(right)
    if abs(gap) > LENGTH_GAP:
        yield f"the phrasings of one side are {abs(gap):.1f} words longer on average; even them out"


def _whole(book: Book) -> Iterator[str]:
    yield from _phrasings(book)
    yield from _shared_cues(book)


def _shared_cues(book: Book) -> Iterator[str]:
    """A cue that two concepts have: one word, or the same words, cannot tell which of them is meant."""
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    for concept in book.concepts:
        for side in (concept.left, concept.right):
            for kind, cue in _cues(side):
                owner = owners.setdefault((kind, _looked_up(kind, cue)), concept.id)
                if owner != concept.id:
                    yield f"{concept.id}: the {kind} cue {cue!r} is in {owner} too; keep it in one"


def _cues(side: Side) -> list[tuple[str, str]]:
    """The cues of a side, each with its kind."""
    kinds = (("name", side.names), ("type", side.types), ("doc", side.docs))
    return [(kind, cue) for kind, cues in kinds for cue in cues]


def _looked_up(kind: str, cue: str) -> tuple[str, ...]:
    return (cue,) if kind == "type" else stems(cue)


def _phrasings(book: Book) -> Iterator[str]:
    phrasings = [
        (f"{concept.id}.{name}", phrasing)
        for concept in book.concepts
        for name in get_args(SideName)
        for phrasing in concept.side(name).texts
    ]
    first: dict[str, str] = {}
    for place, phrasing in phrasings:
        same = first.setdefault(phrasing.casefold().rstrip("?.! "), place)
        if same is not place:
            yield f"{place}: {phrasing!r} is in {same} too; rephrase one"
    openings = Counter(" ".join(phrasing.lower().split()[:OPENING]) for _, phrasing in phrasings)
    for opening, count in openings.most_common():
        if count > max(1, OPENING_SHARE * len(phrasings)):
            yield f"{count} phrasings open with {opening!r}, over {OPENING_SHARE:.1%}; vary them"


def _meaning(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - _EMPTY - NEGATORS


def _denies(text: str, words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether `text` says no more than the other words, and denies them by a word or a prefix."""
    bare = frozenset(_without_prefix(word, others) for word in words)
    denied = bare != words or not NEGATORS.isdisjoint(stems(text))
    return denied and bool(bare) and bare <= others


def _without_prefix(word: str, others: frozenset[str]) -> str:
    return next((rest for prefix in _PREFIXES if (rest := word.removeprefix(prefix)) != word and rest in others), word)


def _length(side: Side) -> float:
    return sum(len(phrasing.split()) for phrasing in side.phrasings) / max(1, len(side.phrasings))
