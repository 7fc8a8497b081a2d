"""Whatever is set, there are settings, and what is wrong is said."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symkin.server.settings import Settings, camel, parse

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([camel(name) for name in asdict(Settings())]) | st.text()


@pytest.mark.parametrize("value", [None, {}])
def test_nothing_set_is_the_defaults(value: object) -> None:
    assert parse(value) == (Settings(), [])


def test_names_are_camel_case() -> None:
    settings, problems = parse({"modelPath": "m.gguf", "indexWorkers": 3, "modelTimeout": 2})
    assert (settings.model_path, settings.index_workers, settings.model_timeout) == ("m.gguf", 3, 2.0)
    assert problems == []


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"limit": 0}, "symkin.limit: expected `int` >= 1"),
        ({"limit": "ten"}, "symkin.limit: expected `int`, got `str`"),
        ({"ranker": "best"}, "symkin.ranker: invalid enum value 'best'"),
        ({"modelTimeout": -1}, "symkin.modelTimeout: expected `float` > 0.0"),
        ({"model_path": "x"}, "symkin.model_path: no such setting"),
        ([], "symkin: expected an object, got list"),
    ],
)
def test_a_wrong_value_is_named_and_left_at_its_default(value: object, problem: str) -> None:
    assert parse(value) == (Settings(), [problem])


def test_one_wrong_value_does_not_spoil_the_others() -> None:
    settings, problems = parse({"limit": 5, "ranker": 7})
    assert settings == Settings(limit=5)
    assert len(problems) == 1


def test_settings_of_the_client_itself_are_no_mistake() -> None:
    assert parse({"trace": {"server": "off"}, "path": ["symkin"]}) == (Settings(), [])


@given(json | st.dictionaries(names, json, max_size=4))
def test_no_value_raises_and_every_problem_is_one_line(value: object) -> None:
    settings, problems = parse(value)
    assert isinstance(settings, Settings)
    assert all("\n" not in problem for problem in problems)
