"""A command on a terminal that somebody types at."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

from commands import COMMAND, Symkin

PATIENCE = 60.0
_LOCAL_MODES = 3


class Terminal:
    """The side of a pseudo-terminal where a person sits."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self._master = master
        self.process = process
        self.seen = ""

    def press(self, key: str, prompt: str) -> str:
        """Press a key as soon as the command has shown `prompt` and waits for one key; what was shown until then."""
        return self._send(key, prompt, line=False)

    def enter(self, text: str, prompt: str) -> str:
        """Type a line after `prompt`; what was shown until then."""
        return self._send(f"{text}\r", prompt, line=True)

    def end(self) -> str:
        """What is still shown, until the command has ended."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None or self._read(0):
            assert time.monotonic() < end, self.seen
            self._read(0.05)
        return self.seen

    def _send(self, text: str, prompt: str, *, line: bool) -> str:
        end = time.monotonic() + PATIENCE
        while prompt not in self.seen or self._takes_lines() != line:
            assert time.monotonic() < end, self.seen
            self._read(0.05)
        shown, self.seen = self.seen, ""
        os.write(self._master, text.encode())
        return shown

    def _takes_lines(self) -> bool:
        return bool(termios.tcgetattr(self._master)[_LOCAL_MODES] & termios.ICANON)

    def _read(self, timeout: float) -> bool:
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux' way to say that the other side has gone
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)


@contextmanager
def terminal(symkin: Symkin, *args: str, columns: int = 100, lines: int = 40) -> Iterator[Terminal]:
    """The command, started on a terminal of that size; it is killed where it has not ended by itself."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    env = symkin.env | {"TERM": "xterm-256color"}
    command = [COMMAND, *args]
    process = subprocess.Popen(
        command, cwd=symkin.cwd, env=env, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        process.kill()
        process.wait()
        os.close(master)
