"""Topics in a programmer's words, made from doc sentences and commit subjects.

`clean` takes the markup and the boilerplate off a text, `word` makes a topic of what is left; `shared_words` and
`spells_out` measure what a topic gives away of its answer.
"""

from __future__ import annotations

from symkin.dataset.wording.cleaning import clean
from symkin.dataset.wording.stems import shared_words, spells_out
from symkin.dataset.wording.topics import word
from symkin.dataset.wording.types import Register, Wording

__all__ = ["Register", "Wording", "clean", "shared_words", "spells_out", "word"]
