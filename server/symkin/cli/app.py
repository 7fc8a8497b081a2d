"""The commands and their options. Typer only reads the command line; its finds run later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Annotated, ParamSpec

import typer

from symkin.cli import audit, doctor, edges, evaluate, export, harvest, index, model, related, review, show, train
from symkin.cli.errors import BadUseError
from symkin.cli.serve import serve

P = ParamSpec("P")
Work = Callable[[], int]

_ClickException: type[Exception] = typer.BadParameter.__mro__[2]
"""Newer Typers bring their own copy of Click, older ones import Click; this is the one that they raise."""


def run(args: list[str]) -> int:
    """The exit status of a command. Raises CliError."""
    try:
        work = typer.main.get_command(build())(args or ["--help"], "symkin", standalone_mode=False)
    except _ClickException as error:
        # Typer would draw a box of five lines.
        raise BadUseError(f"{_message(error)} Try: symkin {_command(args)}--help") from error
    return work() if callable(work) else int(work or 0)


def build() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        help="Related symbols, offline: which symbols are kin to this one, for what you are after right now?",
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    app.command("related")(deferred(related.related))
    app.command("index")(deferred(index.index))
    app.command("edges")(deferred(edges.edges))
    app.command("show")(deferred(show.show))
    app.command("harvest")(deferred(harvest.harvest))
    app.command("audit")(deferred(audit.audit))
    app.command("review")(deferred(review.review))
    app.command("evaluate")(deferred(evaluate.evaluate))
    app.command("train")(deferred(train.train))
    app.command("export")(deferred(export.export))
    app.command("serve")(deferred(_serve))
    app.command("doctor")(deferred(doctor.doctor))
    models = typer.Typer(help="Make, look at and remove the local model.")
    for command in (model.prepare, model.status, model.remove):
        models.command(command.__name__)(deferred(command))
    app.add_typer(models, name="model")
    return app


def deferred(work: Callable[P, int]) -> Callable[P, Work]:
    """A command that returns its work instead of doing it.

    Typer has its own opinions on closed pipes and interrupts; so nothing runs inside it.
    """

    @wraps(work)
    def parsed(*args: P.args, **kwargs: P.kwargs) -> Work:
        return partial(work, *args, **kwargs)

    return parsed


def _serve(
    stdio: Annotated[bool, typer.Option("--stdio", help="Talk over stdin and stdout; the default.")] = False,
    tcp: Annotated[str, typer.Option(metavar="HOST:PORT", help="Listen for one client here.", show_default=False)] = "",
) -> int:
    """Run the language server."""
    return serve([*(["--stdio"] if stdio else []), *([f"--tcp={tcp}"] if tcp else [])])


def _version(wanted: bool) -> None:
    if wanted:
        from symkin.server.protocol import VERSION

        print(f"symkin {VERSION}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _message(error: Exception) -> str:
    told = getattr(error, "format_message", error.__str__)()
    message = " ".join(str(told).split())
    return message if message.endswith((".", "?")) else f"{message}."


def _command(args: list[str]) -> str:
    known = {"related", "index", "edges", "show", "train", "audit", "review", "serve", "harvest", "doctor", "model"}
    return f"{args[0]} " if args and args[0] in known else ""
