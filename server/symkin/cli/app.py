"""The commands and their options. Typer only reads the command line; its finds run later.

Typer takes milliseconds for each command, so only the one that was asked for is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial, wraps
from importlib import import_module
from typing import Annotated, ParamSpec

import typer

from symkin.cli.errors import BadUseError
from symkin.cli.serve import serve

P = ParamSpec("P")
Work = Callable[[], int]

COMMANDS = (
    "related", "index", "edges", "show", "harvest", "audit", "review", "evaluate", "train", "export", "doctor",
)  # fmt: skip
"""Each is a module of this package with a function of its own name."""

_ClickException: type[Exception] = typer.BadParameter.__mro__[2]
"""Newer Typers bring their own copy of Click, older ones import Click; this is the one that they raise."""


def run(args: list[str]) -> int:
    """The exit status of a command. Raises CliError."""
    try:
        work = typer.main.get_command(build(_command(args)))(args or ["--help"], "symkin", standalone_mode=False)
    except _ClickException as error:
        # Typer would draw a box of five lines.
        raise BadUseError(f"{_message(error)} Try: {' '.join(['symkin', *_command(args), '--help'])}") from error
    return work() if callable(work) else int(work or 0)


def build(wanted: Collection[str] = ()) -> typer.Typer:
    """The command line with the commands that are wanted, or with all."""
    app = typer.Typer(
        help="Related symbols, offline: which symbols are kin to this one, for what you are after right now?",
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    for name in COMMANDS:
        if not wanted or name in wanted:
            app.command(name)(deferred(getattr(import_module(f"symkin.cli.{name}"), name)))
    if not wanted or "serve" in wanted:
        app.command("serve")(deferred(_serve))
    if not wanted or "model" in wanted:
        app.add_typer(_models(), name="model")
    return app


def _models() -> typer.Typer:
    from symkin.cli.model import prepare, remove, status

    models = typer.Typer(help="Make, look at and remove the local model.")
    for command in (prepare, status, remove):
        models.command(command.__name__)(deferred(command))
    return models


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


def _command(args: list[str]) -> list[str]:
    """The command that arguments begin with, if they begin with one."""
    return [name for name in args[:1] if name in {*COMMANDS, "serve", "model"}]
