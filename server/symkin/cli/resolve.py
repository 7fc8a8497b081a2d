"""From a TARGET to the one symbol that it means; never to another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from symkin.cli.errors import CliError
from symkin.cli.roots import chosen_root
from symkin.cli.target import InFile, Named, Position, Target, parse

if TYPE_CHECKING:
    from symkin.graph.types import Symbol
    from symkin.graph.workspace import Workspace

MOST_CHOICES = 20


def locate(text: str, root: Path | None) -> tuple[Target, Path]:
    """A TARGET as the user wrote it, read, and the workspace that it is in. Raises BadUseError."""
    folder = chosen_root(root)
    target = parse(text, lambda file: find_file(file, folder) is not None)
    if root is None and not isinstance(target, Named) and (path := find_file(target.file, folder)):
        folder = chosen_root(None, path.parent)
    return target, folder


def resolve(workspace: Workspace, target: Target) -> Symbol:
    """The symbol that `target` names. Raises CliError with near names, or with the choices."""
    if isinstance(target, Named):
        return _only(workspace, target.name, workspace.find(target.name), "")
    path = _relative(workspace.root, target.file)
    if reason := workspace.left_out(path):
        raise CliError(f"{path} is left out ({reason}); `symkin index` says what was read")
    if isinstance(target, InFile):
        return _only(workspace, target.name, workspace.find_in_file(path, target.name), f" in {path}")
    return _at(workspace, path, target)


def find_file(file: str, root: Path) -> Path | None:
    """`file` as the user wrote it: from the current directory, else from the root of the workspace."""
    for base in (Path.cwd(), root):
        try:
            if (path := base / Path(file).expanduser()).is_file():
                return path.resolve()
        except (OSError, ValueError, RuntimeError):  # too long, unreadable folder, no such user
            continue
    return None


def _at(workspace: Workspace, path: str, target: Position) -> Symbol:
    symbol = workspace.symbol_at(path, target.line - 1, target.column - 1)
    if symbol is None:
        raise CliError(f"no symbol at {path}:{target.line}:{target.column}; point at a name or into a definition")
    return symbol


def _relative(root: Path, file: str) -> str:
    path = find_file(file, root)
    if path is None:
        raise CliError(f"no file {file} here or in {root}")
    if not path.is_relative_to(root):
        raise CliError(f"{path} is not in the workspace {root}; choose another with --root")
    return path.relative_to(root).as_posix()


def _only(workspace: Workspace, name: str, found: list[Symbol], where: str) -> Symbol:
    if not found:
        raise CliError(_unknown(name, where, workspace))
    if len(found) > 1:
        shown = tuple(f"{one.path}:{one.line + 1}  {one.kind} {one.qualified_name}" for one in found[:MOST_CHOICES])
        more = (f"... and {len(found) - MOST_CHOICES} more",) if len(found) > MOST_CHOICES else ()
        raise CliError(f"{name} names {len(found)} symbols{where}; give the FILE:LINE of one:", shown + more)
    return found[0]


def _unknown(name: str, where: str, workspace: Workspace) -> str:
    near = workspace.near(name)
    hint = f"; did you mean {' or '.join(near)}?" if near else "; `symkin index` says what was read"
    return f"no symbol {name}{where or f' in {workspace.root}'}{hint}"
