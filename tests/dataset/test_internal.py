"""Which names nobody wrote."""

from __future__ import annotations

import pytest

from symkin.dataset.steps.internal import is_internal


@pytest.mark.parametrize("name", ["$fShowSession", "$dMonad", "Outer$1", "access$000", "__generated_1", "c1", "12"])
def test_a_compiler_made_it_up(name: str) -> None:
    assert is_internal(name)


@pytest.mark.parametrize("name", ["$el", "$", "$watch", "click$", "$$hashKey", "$form", "session", "x", "utf8"])
def test_somebody_wrote_it(name: str) -> None:
    assert not is_internal(name)
