"""Topics from usage: what a function says that it does, asked of what lies around it."""

from __future__ import annotations

import pytest
from net import SESSION, Look, asked

from symkin.dataset.topics.usage import drafts

AGAIN = "Try again after some attempts when the line has gone dead."
BYE = "Close the line with a few parting words and leave the room."
NIGHT = "Keep a talk alive over a whole night."


@pytest.mark.parametrize(
    ("subject", "doc", "selected"),
    [
        ("Session", AGAIN, {"backoff", "attempts", "dial"}),  # of a type what its method touches
        ("Session", BYE, {"greeting", "part"}),
        ("dial", AGAIN, {"reconnect"}),  # of a callee its caller
        ("Session", NIGHT, {"stay_in_touch"}),  # of what is touched, the function that touches it
        ("Session.reconnect", NIGHT, {"stay_in_touch"}),
    ],
)
def test_what_the_function_touches_is_selected(look: Look, subject: str, doc: str, selected: set[str]) -> None:
    assert asked(drafts(look({"net.py": SESSION})))[subject, doc] == selected


def test_evidence_is_where_the_function_touches_it(look: Look) -> None:
    lines = SESSION.strip().split("\n")
    for one in drafts(look({"net.py": SESSION})):
        assert one.topic.place is not None
        assert [proof.name for proof in one.evidence] == list(one.selected)
        for proof in one.evidence:
            assert proof.name.rpartition(".")[2] in lines[proof.line - 1]
            assert (proof.path, proof.because.split()[0] in {"touched", "does"}) == ("net.py", True)


def test_undocumented_functions_ask_nothing(look: Look) -> None:
    assert {doc for _, doc in asked(drafts(look({"net.py": SESSION.replace(AGAIN, "")})))} == {BYE, NIGHT}


SHARED = '''
class Board:
    """Shows what is going on."""

    lock: int
    red: int
    blue: int
    green: int
    white: int

    def first(self) -> int:
        """Begin in the morning with the reds."""
        return self.lock + self.red + self.blue

    def second(self) -> int:
        """Go on at noon with the blues."""
        return self.lock + self.blue + self.green

    def third(self) -> int:
        """Come to an end in the evening with the greens."""
        return self.lock + self.green + self.white

    def fourth(self) -> int:
        """Dream in the night of the whites."""
        return self.lock + self.white + self.red
'''


def test_what_nearly_all_neighbours_touch_is_not_selected(look: Look) -> None:
    found = {names for (subject, _), names in _frozen(look({"board.py": SHARED})) if subject == "Board"}
    assert found == {frozenset(pair.split()) for pair in ("red blue", "blue green", "green white", "white red")}


def _frozen(survey: object) -> list[tuple[tuple[str, str], frozenset[str]]]:
    return [(key, frozenset(names)) for key, names in asked(drafts(survey)).items()]  # type: ignore[arg-type]


TESTED = """
from net import Session

def test_a_night() -> None:
    '''A test that keeps a talk alive over another night.'''
    session = Session()
    session.reconnect()
    session.hang_up()
"""


def test_tests_neither_ask_nor_are_asked(look: Look) -> None:
    found = list(drafts(look({"net.py": SESSION, "tests/test_net.py": TESTED})))
    places = {one.subject.place.path for one in found} | {one.topic.place.path for one in found if one.topic.place}
    assert places == {"net.py"}
