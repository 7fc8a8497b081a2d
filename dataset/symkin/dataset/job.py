"""The harvest of one repository: from its sources to drafts that the recipe lets pass.

It runs in a process of its own (`python -m symkin.dataset.job`), so one repository's graph is in memory at a time, all
of it is given back, and a crash costs that repository only. The job comes as one line of JSON on standard input; the
outcome goes to standard output, packed.
"""

from __future__ import annotations

import _thread
import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from symkin.dataset.concepts import book as books
from symkin.dataset.concepts.book import Book
from symkin.dataset.concepts.match import Matcher
from symkin.dataset.parcel import Outcome, pack
from symkin.dataset.records import Reject, Source
from symkin.dataset.samples import Draft, Repository
from symkin.dataset.steps import labels
from symkin.dataset.steps.step import sift
from symkin.dataset.survey import HubStyle, Survey
from symkin.dataset.topics import concept, doclink, following, history, usage
from symkin.graph.workspace import Workspace

VERSION = 14
"""Raise it when the same repository gives other drafts: it is part of the key by which outcomes are kept."""

GRACE = 5.0
"""Seconds to tidy up in, once nobody waits for the outcome."""


class Job(msgspec.Struct, frozen=True):
    """A repository, and what is wanted of it; no languages are all of them."""

    repository: Repository
    languages: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ("usage", "doclink", "history", "concept", "next")
    hub_style: HubStyle = "cap"


def sources(book: Book) -> Mapping[Source, Callable[[Survey], Iterator[Draft]]]:
    """Each source of topics by its name."""
    return {
        "usage": usage.drafts,
        "doclink": doclink.drafts,
        "history": history.drafts,
        "concept": lambda survey: concept.drafts(survey, book),
        "next": following.drafts,
    }


def run(job: Job, cache: Path) -> Outcome:
    """Index the repository into a store of its own, ask the sources, sift what they give.

    Raises OSError and GraphError.
    """
    with closing(Workspace.open(Path(job.repository.root), cache_dir=cache)) as workspace:
        report = workspace.index()
        threading.Thread(target=_end_with_parent, daemon=True).start()  # not before: forking is for single threads
        book = books.load()
        survey = Survey.of(job.repository, workspace, Matcher(book), job.hub_style, job.languages)
        drafts, rejects = _sifted(survey, book, job)
    return Outcome(tuple(drafts), tuple(rejects), report.files, report.symbols)


def _sifted(survey: Survey, book: Book, job: Job) -> tuple[list[Draft], list[Reject]]:
    passed, refused = [], []
    known = sources(book)
    for source in job.sources:
        for draft in known[source](survey):
            refusal = sift(labels.STEPS, draft, job.repository.name)
            if refusal is None:
                passed.append(draft)
            else:
                refused.append(refusal)
    return passed, [*survey.rejects, *refused]


def main() -> None:
    """Do the job that standard input names; on failure, one line on standard error and status 1."""
    from symkin.graph.errors import GraphError

    gc.disable()  # a graph has few cycles, and the process ends soon
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    try:
        with tempfile.TemporaryDirectory(prefix="symkin-harvest-") as cache:
            outcome = run(job, Path(cache))
    except (OSError, GraphError) as error:
        sys.exit(" ".join(str(error).split()))
    except KeyboardInterrupt:
        sys.exit(1)
    sys.stdout.buffer.write(pack(outcome))
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    """End when the pipe that the parent holds open does: nobody waits for the outcome any more."""
    os.read(0, 1)
    _thread.interrupt_main()
    time.sleep(GRACE)
    os._exit(1)


if __name__ == "__main__":
    main()
