"""A workspace, opened and brought up to date for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from symkin.cli.errors import CliError, printable
from symkin.cli.guard import tell
from symkin.cli.progress import Bar, bar

if TYPE_CHECKING:
    from symkin.graph.types import IndexReport, Progress
    from symkin.graph.workspace import Workspace


@contextmanager
def opened(root: Path) -> Iterator[Workspace]:
    """The workspace at `root`; what the graph has to complain about becomes a CliError."""
    from symkin.graph.errors import GraphError
    from symkin.graph.workspace import Workspace

    try:
        workspace = Workspace.open(root)
    except (OSError, GraphError) as error:
        raise CliError(f"cannot open the workspace {root}: {error}") from error
    try:
        yield workspace
    except GraphError as error:
        raise CliError(str(error)) from error
    finally:
        workspace.close()


def index(workspace: Workspace) -> IndexReport:
    """Read what is new or changed, with a bar where it takes long, and tell the user the notices.

    A workspace without a change costs a look at each file's size and time, so every command can afford it.
    """
    with bar("Indexing") as shown:
        report = workspace.index(progress=lambda progress: _show(shown, progress))
    for notice in dict.fromkeys((*workspace.notices, *report.notices)):
        tell(notice)
    return report


def _show(shown: Bar, progress: Progress) -> None:
    fraction = progress.done / progress.total if progress.total else None
    shown.report(fraction, printable(progress.message))
