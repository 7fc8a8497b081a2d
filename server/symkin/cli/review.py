"""`symkin review`: samples beside their source, and what people say of them."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.audit import said_plainly
from symkin.cli.errors import BadUseError, CliError
from symkin.cli.guard import tell
from symkin.cli.harvest import Topics

if TYPE_CHECKING:
    from symkin.dataset.audit.sample import Sample
    from symkin.dataset.review.decisions import Key
    from symkin.dataset.review.excerpts import Find


class Side(str, Enum):
    """The two samples of a pair."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


def review(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A data set that symkin harvest wrote.", show_default=False)
    ],
    *,
    sample: Annotated[int, typer.Option(min=1, help="How many samples, drawn at random.")] = 20,
    seed: Annotated[int, typer.Option(help="Another seed, other samples.")] = 0,
    side: Annotated[Side | None, typer.Option(help="Only this side of pairs.", show_default=False)] = None,
    source: Annotated[
        list[Topics] | None, typer.Option(help="Only topics from this source (repeatable).", show_default=False)
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(help="Where repositories lie now; by default where they were harvested.", show_default=False),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write them as one self-contained page instead.", show_default=False),
    ] = None,
    take: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Merge the decisions that a page saved.", show_default=False),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Show also what has been reviewed.")] = False,
) -> int:
    """Show random samples beside their source lines; accept or reject them, which the next harvest honours."""
    _check(html, take, root)
    with said_plainly():
        from symkin.dataset.review.choosing import choose, reviewable
        from symkin.dataset.review.decisions import reviews
        from symkin.dataset.review.excerpts import finder

        known = reviewable(directory)
        if take:
            return _take(directory, take, known)
        chosen = choose(
            known,
            () if again else reviews(directory),
            most=sample,
            seed=seed,
            side=side.value if side else None,
            sources=[one.value for one in source or ()],
        )
        if not chosen:
            raise CliError("there is nothing left to review; --again shows what has been, too")
        find = finder(directory, root)
        return _write_page(directory, html, chosen, find) if html else _on_terminal(directory, chosen, find)


def _on_terminal(directory: Path, chosen: Sequence[Sample], find: Find) -> int:
    from symkin.cli.reviewing import review_all
    from symkin.dataset.review.decisions import keep

    counts = review_all(chosen, find, lambda decided: keep(directory, [decided]))
    left = len(chosen) - counts.total()
    print(f"{counts['accept']} accepted, {counts['reject']} rejected, {counts['skip']} skipped, {left} not seen to")
    return 0


def _write_page(directory: Path, file: Path, chosen: Sequence[Sample], find: Find) -> int:
    from symkin.cli.page import save
    from symkin.dataset.review.page import page

    save(page(directory.resolve().name, chosen, find), file)
    tell(f"wrote {file}; open {file.resolve().as_uri()} in a browser, and take in what it saves with --take")
    return 0


def _take(directory: Path, file: Path, known: Collection[Key]) -> int:
    from symkin.dataset.review.decisions import take

    new, strange = take(directory, file, known)
    print(f"decisions taken: {new}")
    if strange:
        tell(f"left out, of samples that this data set does not have: {strange}")
    return 0


def _check(html: Path | None, take: Path | None, root: Path | None) -> None:
    if html and take:
        raise BadUseError("--html and --take exclude each other")
    if root and not root.is_dir():
        raise BadUseError(f"there is no directory {root}; --root says where the repositories lie")
    if not (html or take or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise BadUseError("a review needs a terminal; write a page instead: --html review.html")
