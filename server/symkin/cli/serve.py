"""`symkin serve`: the language server. Imports neither rich nor Typer: an editor waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symkin.cli.errors import BadUseError, CliError

USAGE = "write: symkin serve [--stdio | --tcp HOST:PORT]"

IGNORED = ("--stdio", "--clientProcessId")
"""The default, and what Visual Studio Code's client adds by itself."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int


def serve(args: Sequence[str]) -> int:
    """Serve a client until it goes; the exit status that LSP wants. Raises CliError."""
    address = parse(args)
    from symkin.server.main import serve as run

    if address is None:
        return run()
    try:
        return run(tcp=True, host=address.host, port=address.port)
    except OSError as error:
        raise CliError(f"cannot listen on {address.host}:{address.port}: {error.strerror or error}") from error


def parse(args: Sequence[str]) -> Address | None:
    """The address of `--tcp`, or None for stdio. Raises BadUseError."""
    address, rest = None, list(args)
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if option == "--tcp":
            if not equals and not rest:
                raise BadUseError(f"--tcp lacks HOST:PORT; {USAGE}")
            address = parse_address(value if equals else rest.pop(0))
        elif option not in IGNORED:
            raise BadUseError(f"serve does not know {option}; {USAGE}")
    if address is not None and "--stdio" in args:
        raise BadUseError(f"--stdio and --tcp exclude each other; {USAGE}")
    return address


def parse_address(text: str) -> Address:
    """`HOST:PORT`, `[IPv6]:PORT`, or a port on this machine. Raises BadUseError."""
    host, _, port = text.rpartition(":")
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
        raise BadUseError(f"{text} is no HOST:PORT; a port is a number from 1 to 65535")
    return Address(host.removeprefix("[").removesuffix("]") or "127.0.0.1", int(port))
