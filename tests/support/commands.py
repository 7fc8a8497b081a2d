"""The real command in its own process, and a small workspace for it."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

BOUND_BY_PERMISSIONS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""A prefix under which even root may read only what it is allowed to."""

COMMAND = str(Path(sys.executable).with_name("symkin"))

SOURCES = {
    "net/__init__.py": "",
    "net/retry.py": '''"""Trying again."""


class RetryPolicy:
    """How often, and how long between."""

    attempts: int
    backoff: float


def delay(policy: RetryPolicy, attempt: int) -> float:
    """Seconds to wait before an attempt."""
    return policy.backoff * attempt
''',
    "net/session.py": '''"""Sessions."""

from net.retry import RetryPolicy, delay


class Session:
    """A connection that comes back when it is lost."""

    policy: RetryPolicy
    größe: int

    def send(self, data: bytes) -> int:
        return len(data)

    def wait(self, attempt: int) -> float:
        return delay(self.policy, attempt)


class Lazy(Session):
    """A session that connects late."""

    def send(self, data: bytes) -> int:
        return 0


def open_session(policy: RetryPolicy) -> Session:
    return Session()
''',
}


@dataclass
class Symkin:
    """Runs `symkin` with a store and a model directory of the test's own."""

    cwd: Path
    env: dict[str, str] = field(default_factory=dict)
    prefix: tuple[str, ...] = ()

    def __call__(
        self, *args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.prefix, COMMAND, *args],
            cwd=cwd or self.cwd,
            env=self.env | dict(env or {}),
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=120,
            check=False,
        )

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [COMMAND, *args],
            cwd=self.cwd,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def on_terminal(self, *args: str, columns: int = 80) -> str:
        """What a terminal of that width gets, stdout and stderr together, of a command that must succeed."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        env = self.env | {"TERM": "xterm-256color"}
        command = [COMMAND, *args]
        process = subprocess.Popen(command, cwd=self.cwd, env=env, stdin=slave, stdout=slave, stderr=slave)
        os.close(slave)
        written = b"".join(_read_to_the_end(master))
        os.close(master)
        assert process.wait(30) == 0, written
        return written.decode()

    def fails(self, status: int, *args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
        """The one line on stderr of a command that must fail."""
        done = self(*args, cwd=cwd, env=env)
        assert (done.returncode, done.stdout) == (status, ""), done
        lines = done.stderr.splitlines()
        assert len(lines) == 1, done.stderr
        assert lines[0].startswith("symkin: "), done.stderr
        return lines[0]


def write(root: Path, sources: Mapping[str, str]) -> None:
    for path, text in sources.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _read_to_the_end(terminal: int) -> Iterator[bytes]:
    try:
        while data := os.read(terminal, 65536):
            yield data
    except OSError:  # Linux' way to say that the other side has gone
        return
