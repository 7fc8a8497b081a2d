"""One repository as the sources see it: who touches what, and what each symbol's prompt offers."""

from __future__ import annotations

import pytest
from net import SESSION, Look

from symkin.dataset.concepts.book import read
from symkin.dataset.concepts.match import Matcher
from symkin.dataset.survey import Survey
from symkin.graph.types import Symbol
from symkin.model.prompt import parse, render


def named(survey: Survey, name: str) -> Symbol:
    (found,) = [symbol for symbol in survey.symbols if symbol.qualified_name == name]
    return found


def test_uses_are_known_from_both_ends(look: Look) -> None:
    survey = look({"net.py": SESSION})
    reconnect, dial = named(survey, "Session.reconnect"), named(survey, "dial")
    assert {one.name for one in survey.touched(reconnect)} >= {"dial", "backoff", "attempts"}
    assert survey.users[dial] == (reconnect,)
    assert named(survey, "stay_in_touch") in survey.users[reconnect]


def test_a_subject_is_the_prompt_and_the_symbols_behind_it(look: Look) -> None:
    survey = look({"net.py": SESSION})
    offer = survey.offer(named(survey, "Session"))
    assert offer is not None
    prompt = offer.subject.prompt("why")
    assert prompt.fields == ("backoff", "attempts", "wire", "greeting", "closed")
    assert parse(render(prompt, ())).prompt == prompt
    assert [one.name for one in offer.subject.candidates] == list(prompt.candidates) == list(offer.names.values())
    assert {one.name: one.place.line for one in offer.subject.candidates}["dial"] == 1 + named(survey, "dial").line


def test_what_tests_define_is_no_subject(look: Look) -> None:
    survey = look({"net.py": SESSION, "tests/test_net.py": "from net import dial\n\ndef check():\n    dial(1)\n"})
    assert "check" in {one.name for one in survey.symbols}
    assert "check" not in {one.name for one in survey.subjects()}


def test_only_wanted_languages_are_seen(look: Look) -> None:
    files = {"net.py": SESSION, "net.go": "package net\n\nfunc Dial() int { return 1 }\n"}
    assert {one.language for one in look(files, languages=("go",)).symbols} == {"go"}


HUB = "def hub(x: int, y: str) -> int:\n    return base(x)\n\n\ndef base(x: int) -> int:\n    return x\n\n\n"
HUB += "".join(f"def user_{place}() -> None:\n    hub(1, '')\n\n\n" for place in range(25))


@pytest.mark.parametrize(("style", "shown"), [("cap", 20), ("marker", 0)])
def test_a_hub_shows_its_best_references_or_the_marker_alone(look: Look, style: str, shown: int) -> None:
    survey = look({"hub.py": HUB}, hub_style=style)
    offer = survey.offer(named(survey, "hub"))
    assert offer is not None
    assert (len(offer.subject.references), offer.subject.reference_count) == (shown, 25)
    assert "[many references (25) - hub symbol]" in render(offer.subject.prompt(None), ())


def test_what_no_human_wrote_is_not_offered(look: Look) -> None:
    survey = look({"net.py": SESSION.replace("greeting", "_generated_1").replace("attempts", "x1")})
    offer = survey.offer(named(survey, "Session"))
    assert offer is not None
    assert offer.subject.fields == ("backoff", "wire", "closed")


def test_a_degenerate_symbol_is_refused_once(look: Look) -> None:
    survey = look({"net.py": SESSION})
    assert survey.offer(named(survey, "Wire.speed")) is survey.offer(named(survey, "Wire.speed")) is None
    assert [(one.step, one.symbol.qualified_name) for one in survey.rejects] == [("no candidates", "Wire.speed")]


BOOK = read(
    b"""
    [[concept]]
    domain = "larder"
    name = "storing"
    about = "where food is kept"
    left = { means = "cold", names = ["chilled"], types = ["Icebox"], docs = ["in the ice"], phrasings = [] }
    right = { means = "dry", names = ["dried"], phrasings = [] }
    """,
    "a book of one concept",
)


@pytest.mark.parametrize(
    ("line", "sides", "firm"),
    [
        ("chilled: int", 1, 0),  # one word of a name may mean many things
        ("chilled: Icebox", 1, 1),
        ("def meat(self) -> None:\n        '''Looks in the ice.'''", 1, 1),
        ("dried_chilled: int", 0, 0),
        ("meat: int", 0, 0),
    ],
)
def test_a_side_is_firm_when_more_than_a_name_says_so(look: Look, line: str, sides: int, firm: int) -> None:
    survey = look({"larder.py": f"class Larder:\n    {line}\n"}, matcher=Matcher(BOOK))
    member = next(one for one in survey.symbols if one.kind != "class")
    assert survey.sides(member) == ("larder.storing.left",) * sides
    assert survey.firm_sides(member) == ("larder.storing.left",) * firm
