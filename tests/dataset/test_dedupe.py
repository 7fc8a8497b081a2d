"""The same sample from two repositories is one sample, and so is one that is nearly the same."""

from __future__ import annotations

import pytest
from drafted import draft, entry, subject

from symkin.dataset.dedupe import without_duplicates
from symkin.dataset.records import Reject
from symkin.dataset.samples import Draft, Repository

NAMES = tuple(f"field_{letter}" for letter in "abcdefghijklmnopqrst")
KNOWN = draft("how long is waited before it is tried again", about=subject(names=NAMES))


@pytest.mark.parametrize(
    ("other", "step"),
    [
        (KNOWN, "duplicate"),
        (draft(KNOWN.topic.text, about=subject(names=NAMES), selected=NAMES[3:5]), "duplicate"),
        (draft(KNOWN.topic.text, about=subject(names=(*NAMES[:-1], "field_z"))), "near-duplicate"),
        (draft(KNOWN.topic.text, about=subject("Pool", tuple(name.upper() for name in NAMES))), ""),
        (draft("who is told when the line has gone dead", about=subject(names=NAMES[:9])), ""),
    ],
)
def test_the_first_is_kept(other: Draft, step: str) -> None:
    rejects: list[Reject] = []
    vendored = entry("2", other, repository=Repository("vendor", "/nowhere/vendor"))
    first = entry("1", KNOWN)
    assert list(without_duplicates([first, vendored], rejects)) == ([first] if step else [first, vendored])
    assert [(one.step, one.repository) for one in rejects] == ([(step, "vendor")] if step else [])
