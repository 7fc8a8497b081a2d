"""`symkin show`: what lies around a symbol, as a tree, as JSON or as a page to walk through."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from symkin.cli.errors import BadUseError
from symkin.cli.guard import tell
from symkin.cli.target import FORMS

if TYPE_CHECKING:
    from symkin.graph.types import Symbol
    from symkin.graph.workspace import Workspace

TREE_DEPTH = 1
PAGE_DEPTH = 2


def show(
    target: Annotated[str, typer.Argument(metavar="TARGET", help=FORMS + ".", show_default=False)],
    file: Annotated[
        Path | None,
        typer.Argument(
            help="Where --html writes; by default to the pipe, or to NAME.html here.",
            show_default=False,
            allow_dash=True,
        ),
    ] = None,
    *,
    html: Annotated[
        bool, typer.Option("--html", help="Write one self-contained page, to look at in a browser.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
    depth: Annotated[
        int | None,
        typer.Option(min=1, max=3, help="How many steps to go: 1 for the tree, 2 otherwise.", show_default=False),
    ] = None,
    editor: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Make places in the page links, such as 'vscode://file{path}:{line}:{column}'.",
            show_default=False,
        ),
    ] = "",
    root: Annotated[
        Path | None,
        typer.Option(help="The workspace; by default the repository around TARGET.", show_default=False),
    ] = None,
) -> int:
    """Show the fields, inputs, output, references, bases and subtypes of TARGET."""
    from symkin.cli.resolve import locate, resolve
    from symkin.cli.workspaces import index, opened

    _check(file, editor, html=html, as_json=as_json)
    parsed, folder = locate(target, root)
    with opened(folder) as workspace:
        index(workspace)
        symbol = resolve(workspace, parsed)
        if html:
            _write_page(workspace, symbol, depth or PAGE_DEPTH, file, editor)
        elif as_json:
            _write_json(workspace, symbol, depth or PAGE_DEPTH)
        else:
            _write_tree(workspace, symbol, depth or TREE_DEPTH)
    return 0


def _check(file: Path | None, editor: str, *, html: bool, as_json: bool) -> None:
    from symkin.cli.page import is_editor_url

    if html and as_json:
        raise BadUseError("--html and --json exclude each other")
    if not html and file is not None:
        raise BadUseError(f"{file} is for a page; add --html")
    if not html and editor:
        raise BadUseError("--editor is for a page; add --html")
    if editor and not is_editor_url(editor):
        raise BadUseError(
            f"--editor {editor} is no editor's link; write one like 'vscode://file{{path}}:{{line}}:{{column}}'"
        )


def _write_tree(workspace: Workspace, symbol: Symbol, depth: int) -> None:
    from symkin.cli.tree import grow, write_tree

    write_tree(symbol, grow(symbol, workspace.groups, depth))


def _write_json(workspace: Workspace, symbol: Symbol, depth: int) -> None:
    from symkin.cli.page import to_json
    from symkin.cli.render import write_json
    from symkin.graph.neighbourhood import neighbourhood

    write_json(to_json(neighbourhood(symbol, workspace.groups, depth)))


def _write_page(workspace: Workspace, symbol: Symbol, depth: int, file: Path | None, editor: str) -> None:
    from symkin.cli.page import render, save
    from symkin.graph.neighbourhood import neighbourhood

    page = render(neighbourhood(symbol, workspace.groups, depth), workspace.root, editor)
    chosen = file or Path("-" if not sys.stdout.isatty() else f"{_file_name(symbol.qualified_name)}.html")
    if str(chosen) == "-":
        sys.stdout.write(page)
        return
    save(page, chosen)
    tell(f"wrote {chosen}; open {chosen.resolve().as_uri()} in a browser")


def _file_name(name: str) -> str:
    return "".join(character if character.isalnum() or character in "._-" else "_" for character in name)[:80]
