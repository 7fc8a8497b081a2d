"""Where the `symkin` command starts. Imports next to nothing: an editor waits for `symkin serve`."""

from __future__ import annotations

import sys

from symkin.cli.guard import guarded


def main() -> None:
    """Run the command of `sys.argv`, and exit with its status."""
    sys.exit(guarded(lambda: run(sys.argv[1:])))


def run(args: list[str]) -> int:
    """The exit status of a command; Typer, a tenth of a second's import, is spared `serve`."""
    if args[:1] == ["serve"] and "--help" not in args:
        from symkin.cli.serve import serve

        return serve(args[1:])
    from symkin.cli.app import run as run_app

    return run_app(args)
