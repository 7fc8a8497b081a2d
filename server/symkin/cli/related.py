"""`symkin related`: the symbols related to one, for what the user is after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.target import FORMS, checked_text

if TYPE_CHECKING:
    from symkin.server.answer import Answer


class Ranker(str, Enum):
    """Who ranks: the model where there is one (`auto`), or the one that is named."""

    AUTO = "auto"
    GRAPH = "graph"
    MODEL = "model"


def related(
    target: Annotated[str, typer.Argument(metavar="TARGET", help=FORMS + ".", show_default=False)],
    *,
    topic: Annotated[
        str | None, typer.Option(help="What you are after, in words: 'how is a lost connection retried'.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many symbols to show.")] = 10,
    ranker: Annotated[
        Ranker, typer.Option(help="Who ranks; 'auto' is the model where there is one, else the graph.")
    ] = Ranker.AUTO,
    root: Annotated[
        Path | None,
        typer.Option(help="The workspace; by default the repository around TARGET.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> int:
    """Show the symbols related to TARGET, best first."""
    from symkin.cli.render import write_answer, write_json
    from symkin.server.answer import to_json

    answer = ask(target, root, Question(checked_text(topic or "") or None, limit, ranker))
    if as_json:
        write_json(to_json(answer))
    else:
        write_answer(answer)
    return 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a symbol."""

    topic: str | None
    limit: int
    ranker: Ranker


def ask(target: str, root: Path | None, question: Question) -> Answer:
    """Find the symbol in its workspace and have its kin ranked. Raises CliError."""
    from symkin.cli.ranking import by_graph, by_model
    from symkin.cli.resolve import locate, resolve
    from symkin.cli.workspaces import index, opened

    parsed, folder = locate(target, root)
    with opened(folder) as workspace:
        index(workspace)
        symbol = resolve(workspace, parsed)
        if question.ranker is Ranker.GRAPH:
            return by_graph(workspace, symbol, question.topic, question.limit)
        insist = question.ranker is Ranker.MODEL
        return by_model(workspace, symbol, question.topic, question.limit, insist=insist)
