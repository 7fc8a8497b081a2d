"""Topics from history: a commit's subject is asked of what it changed; candidates that it changed too are selected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symkin.dataset.records import Topic
from symkin.dataset.samples import Draft
from symkin.dataset.survey import Survey
from symkin.dataset.topics.drafting import draft, prove
from symkin.dataset.wording import clean
from symkin.graph.errors import GraphError
from symkin.graph.groups import is_test
from symkin.graph.history import Commit, commits, touched
from symkin.graph.types import Symbol

COMMITS = 2_000
"""The newest commits that are looked at: the code must still be much as they left it."""

MOST = 12
"""A commit that changed more definitions than this was about more than one thing."""

SUBJECTS = 3
"""The most subjects that one commit is asked of."""


def drafts(survey: Survey) -> Iterator[Draft]:
    """A draft for each commit and the symbols that it changed; none where there is no git history."""
    try:
        for commit in commits(survey.workspace.root, limit=COMMITS):
            yield from _of_commit(survey, commit)
    except GraphError:
        return


def _of_commit(survey: Survey, commit: Commit) -> Iterator[Draft]:
    text = clean(commit.subject)
    if text is None:
        return
    changed = [one for one in touched(survey.workspace, commit) if not is_test(one.path)]
    if 2 <= len(changed) <= MOST:
        yield from list(_asked(survey, commit, text, changed))[:SUBJECTS]


def _asked(survey: Survey, commit: Commit, text: str, changed: Sequence[Symbol]) -> Iterator[Draft]:
    for symbol in changed:
        offer = survey.offer(symbol)
        if offer is None:
            continue
        because = f"changed by the same commit {commit.id[:12]}"
        evidence = {one: prove(offer, one, because) for one in offer.names if one in changed}
        made = draft(survey, offer, "history", Topic(text, commit.subject, commit=commit.id), evidence)
        if made is not None and evidence:
            yield made
