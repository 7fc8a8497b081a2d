"""Topics from doc links: what a doc comment points to is selected, for what it says about it.

Links are those of the documentation tools themselves: Sphinx's roles and `See Also` lists, Javadoc's and JSDoc's
`{@link}` and `@see`, rustdoc's and Go's brackets, Haddock's quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from symkin.dataset.docs import sentences, whole_doc
from symkin.dataset.records import Topic
from symkin.dataset.samples import Draft
from symkin.dataset.survey import Offer, Survey, place_of
from symkin.dataset.topics.drafting import draft, prove
from symkin.dataset.wording import clean
from symkin.graph.types import Symbol

_LINKS = {
    "python": (
        r":\w+:`[~!.]?([\w.]+)(?:\(\))?`",
        r":\w+:`[^`<]*<[~!.]?([\w.]+)>`",
        r"^(?:(?i:see also):?\s*)?`?([\w.]+)`?\s+:\s",
    ),
    "rust": (r"\[`?(?:\w+@)?([\w:]+)(?:\(\)|!)?`?\](?!\()", r"\[[^\]]*\]\(`?([\w:]+)`?\)"),
    "go": (r"\[\*?([A-Za-z_][\w.]*)\]",),
    "haskell": (r"(?<![\w'])'([A-Za-z_][\w.']*)'(?![\w'])",),
}
_BRACES = (
    r"\{@(?:link|linkcode|linkplain)\s+#?([\w.#$]+)",
    r"[@\\](?:ref|sa|see)\s+#?([\w:.#$]+)",
)
_PATTERNS = {language: tuple(re.compile(one) for one in patterns) for language, patterns in _LINKS.items()}
_DEFAULT = tuple(re.compile(one) for one in _BRACES)
_LAST = re.compile(r"[.:#]+")


def drafts(survey: Survey) -> Iterator[Draft]:
    """A draft for each symbol and each sentence of its documentation that links to some of its candidates."""
    path, lines = "", [""]
    for symbol in survey.subjects():
        if not symbol.doc:
            continue
        if symbol.path != path:
            path, lines = symbol.path, _read(survey.workspace.root / symbol.path)
        yield from _of_symbol(survey, symbol, lines)


def _of_symbol(survey: Survey, symbol: Symbol, lines: Sequence[str]) -> Iterator[Draft]:
    for sentence in sentences(whole_doc(lines, symbol)):
        names = linked(sentence, symbol.language)
        if not names:
            continue
        offer = survey.offer(symbol)
        targets = [one for one in offer.names if one.name in names] if offer else []
        made = _draft(survey, offer, sentence, targets) if offer and targets else None
        if made is not None:
            yield made


def _draft(survey: Survey, offer: Offer, sentence: str, targets: Sequence[Symbol]) -> Draft | None:
    """Ask with the sentence; where it says too little, with what its one target says of itself."""
    symbol = offer.symbol
    because = f"linked from the documentation of {symbol.qualified_name}"
    evidence = {one: prove(offer, one, because) for one in targets}
    alone = [(targets[0].doc, targets[0])] if len(targets) == 1 else []
    for said, place in ((sentence, symbol), *alone):
        text = clean(said)
        made = draft(survey, offer, "doclink", Topic(text, said, place_of(place)), evidence) if text else None
        if made is not None:
            return made
    return None


def linked(sentence: str, language: str) -> frozenset[str]:
    """The bare names that a sentence links to."""
    patterns = _PATTERNS.get(language, _DEFAULT)
    return frozenset(_LAST.split(name.rstrip(".:#"))[-1] for one in patterns for name in one.findall(sentence))


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
