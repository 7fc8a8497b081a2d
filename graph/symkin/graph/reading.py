"""Reading one file for the index: its text, or the reason to leave it alone."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from symkin.graph.source import to_utf8

_GENERATED = re.compile(
    rb"@generated\b|(?i:\bgenerated\b[^\n]{0,60}\bdo not (?:edit|modify)\b|\bdo not edit\b[^\n]{0,60}\bgenerated\b)"
)
_LONG_LINE = 5_000


class Skip(Exception):  # noqa: N818 - a verdict, not an error
    """The file is left out; `str()` is the reason."""


def read(file: Path) -> tuple[bytes, bytes]:
    """A file's text as UTF-8 and the digest of its bytes; raises `Skip`."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise Skip("deleted") from None
    except OSError:
        raise Skip("unreadable") from None
    head = data[:8192]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Skip("binary")
    if _GENERATED.search(data[:1024]):
        raise Skip("generated")
    if len(data) > _LONG_LINE and len(data) > 500 * (data.count(b"\n") + 1):
        raise Skip("minified")
    return to_utf8(data), digest(data)


def digest(data: bytes) -> bytes:
    """What facts are keyed by: 16 bytes of BLAKE2b."""
    return blake2b(data, digest_size=16).digest()
