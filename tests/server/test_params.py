"""Whatever a client asks is a question or one clear error."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.server.params import RelatedParams, related_params

QUESTION = {"textDocument": {"uri": "file:///a.py"}, "position": {"line": 0, "character": 0}}

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([field.encode_name for field in msgspec.structs.fields(RelatedParams)]) | st.text()


def test_the_least_that_can_be_asked() -> None:
    params = related_params(QUESTION)
    assert (params.text_document.uri, params.position.line, params.topic, params.limit) == (
        "file:///a.py",
        0,
        None,
        None,
    )


def test_what_a_later_client_may_add_is_ignored() -> None:
    assert related_params({**QUESTION, "context": {"trigger": 1}}) == related_params(QUESTION)


@pytest.mark.parametrize("token", [7, "seven"])
def test_tokens_are_numbers_or_text(token: object) -> None:
    params = related_params({**QUESTION, "partialResultToken": token, "workDoneToken": token})
    assert (params.partial_result_token, params.work_done_token) == (token, token)


@given(json | st.dictionaries(names, json, max_size=5), st.dictionaries(names, json, max_size=3))
def test_anything_else_is_an_error_of_one_line(value: object, more: dict[str, object]) -> None:
    for asked in (value, {**QUESTION, **more}):
        outcome = asked_or_error(asked)
        if isinstance(outcome, str):
            assert outcome.startswith(("Expected", "Object missing", "Invalid"))
            assert "\n" not in outcome
        else:
            assert outcome.limit is None or 1 <= outcome.limit <= 200
            assert outcome.position.line >= 0


def asked_or_error(value: object) -> RelatedParams | str:
    try:
        return related_params(value)
    except msgspec.ValidationError as error:
        return str(error)
