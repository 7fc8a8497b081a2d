"""Topics from the concept book: a symbol that is one side of a concept is asked about that side."""

from __future__ import annotations

import pytest
from net import Look

from symkin.dataset.concepts.book import Book, read
from symkin.dataset.concepts.match import Matcher
from symkin.dataset.samples import Draft
from symkin.dataset.topics.concept import drafts, phrasing
from symkin.dataset.wording.stems import stems

BOOK = read(
    b"""
    [[concept]]
    domain = "larder"
    name = "storing"
    about = "where food is kept"
    left = { means = "it is kept cold", names = ["chilled"], docs = ["in the ice"], phrasings = [
        "where is meat kept from rotting", "what goes into the ice", "winter for the bread" ], scenes = [
        "leave the fish to the frost" ] }
    right = { means = "it is kept dry", names = ["dried"], docs = ["on the shelf"], phrasings = [
        "where is grain kept from moulding", "what goes onto the boards", "summer for the bread" ] }
    """,
    "a book of one concept",
)
LARDER = '''
class Larder:
    """Keeps meat {where} until the guests come."""

    chilled_meat: int
    {more}: int
    door: int
    key: int
    owner: str
'''


def found(look: Look, where: str, more: str, book: Book = BOOK) -> list[Draft]:
    survey = look({"larder.py": LARDER.format(where=where, more=more)}, matcher=Matcher(book))
    return list(drafts(survey, book))


def test_candidates_of_the_same_side_are_selected(look: Look) -> None:
    (one,) = found(look, "in the ice", "chilled_fish")
    assert (one.selected, one.source) == (("chilled_meat", "chilled_fish"), "concept")
    assert (one.topic.concept, one.topic.original) == ("larder.storing.left", "it is kept cold")
    assert one.topic.text in BOOK.concepts[0].left.phrasings
    assert "larder.storing.left" in one.sides


def test_the_phrasing_says_what_the_code_speaks_of(look: Look) -> None:
    (one,) = found(look, "in the ice", "bones")
    assert one.topic.text == "what goes into the ice"  # the other that fits has a word of a selected name


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("fish is left to the frost", "leave the fish to the frost"),
        ("the frost makes ice", "what goes into the ice"),  # one word is too few for a scene
    ],
)
def test_a_scene_needs_code_that_speaks_of_what_it_names(said: str, text: str) -> None:
    assert phrasing(BOOK.concepts[0].left, stems(said), ("chilled_meat",), "key") == text


@pytest.mark.parametrize(
    ("where", "more"),
    [
        ("somewhere", "chilled_fish"),  # one word of a name may mean many things
        ("in the ice", "dried_plums"),  # the opposite is near
        ("on the shelf", "bones"),  # it is the other side, and what is offered is not
    ],
)
def test_what_is_not_plainly_one_side_asks_nothing(look: Look, where: str, more: str) -> None:
    assert found(look, where, more) == []
