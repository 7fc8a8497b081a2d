"""Which languages there are, and which one a file is in.

All else about a language lies in its row (`full`, `tags`) and its folder, as queries and word lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import splitext

from symkin.graph.languages.full import FULL
from symkin.graph.languages.language import Language
from symkin.graph.languages.tags import TAGS

LANGUAGES: Mapping[str, Language] = {language.name: language for language in (*FULL, *TAGS)}


class Languages:
    """The languages of a workspace: ours, and those that configuration adds."""

    def __init__(self, added: Sequence[Language] = ()) -> None:
        self.added = tuple(added)
        self._by_name = {**LANGUAGES, **{language.name: language for language in added}}
        self._by_suffix = {suffix: one for one in self._by_name.values() for suffix in one.suffixes}

    def named(self, name: str) -> Language | None:
        """The language of that name."""
        return self._by_name.get(name)

    def of(self, path: str) -> Language | None:
        """The language of a file by its suffix, or None where it is not ours to read."""
        return self._by_suffix.get(splitext(path)[1])


BUILT_IN = Languages()
language_of = BUILT_IN.of
