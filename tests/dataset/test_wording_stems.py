from __future__ import annotations

import pytest

from symkin.dataset.wording import shared_words, spells_out
from symkin.dataset.wording.stems import split


@pytest.mark.parametrize(
    ("text", "names", "shared"),
    [
        ("how are lost connections retried", ["RetryPolicy", "connect"], {"retri", "connect"}),
        ("parse the header", ["parse_header2"], {"pars", "header"}),
        ("what gets called before it is set", ["get", "set_it", "is_a"], set()),
        ("the default value of a field", ["Session", "Endpoint"], set()),
        ("caching of HTTP replies", ["HTTPServer"], {"http"}),
        ("anything", [], set()),
    ],
)
def test_shared_words_are_stems_of_content_words(text: str, names: list[str], shared: set[str]) -> None:
    assert shared_words(text, names) == shared


@pytest.mark.parametrize(
    ("text", "name", "spelled"),
    [
        ("where is the session closed", "Session", True),
        ("where are sessions closed", "Session", False),
        ("how does the retry policy work", "RetryPolicy", True),
        ("how does the retry policy work", "retry_policy", True),
        ("a policy for every retry", "RetryPolicy", False),
        ("use RetryPolicy here", "RetryPolicy", True),
        ("how do i get it", "get", True),
        ("how do i Get it", "get", False),
        ("add an item", "Add", False),
        ("reads a line", "id", False),
    ],
)
def test_a_name_is_spelled_out_as_a_whole_word_or_word_by_word(text: str, name: str, spelled: bool) -> None:
    assert spells_out(text, [name]) == spelled
    assert not spells_out(text, [])


def test_names_are_split_at_case_underscores_and_digits() -> None:
    assert split("HTTPServer_v2.maxSize") == ["http", "server", "v", "max", "size"]
