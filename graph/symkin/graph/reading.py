"""Reading one file for the index: its text, or the reason to leave it alone."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from symkin.graph.languages.hooks import Reading, Skip
from symkin.graph.languages.registry import language_of
from symkin.graph.source import to_utf8

MAX_BYTES = 1_000_000
"""Larger texts are skipped: they are generated, vendored or data."""

MAX_WRAPPED_BYTES = 32_000_000
"""A file that wraps a language may be larger: a notebook's outputs are no text of its."""

_GENERATED = re.compile(
    rb"(?m)^[ \t]*(?:#|//|/?\*|--|;|%|<!--|\(\*|\{-)[^\n]*"  # in a comment, or this very file would be one
    rb"(?:@generated\b"
    rb"|(?i:\bgenerated\b[^\n]{0,60}\bdo not (?:edit|modify)\b)"
    rb"|(?i:\bdo not edit\b[^\n]{0,60}\bgenerated\b))"
)
_LONG_LINE = 5_000
_ENDING = re.compile(rb"(?:[\w$\])}\"']|(?<!=)>)$")
"""What ends a member of a type."""
_MAX_COMMENTS = 20


def size_limit(path: str) -> int:
    """How many bytes a file may have."""
    language = language_of(path)
    return MAX_WRAPPED_BYTES if language is not None and language.reader(path) else MAX_BYTES


def read(file: Path) -> tuple[Reading, bytes]:
    """A file's text as UTF-8 and the digest of its bytes; raises `Skip`."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise Skip("deleted") from None
    except OSError:
        raise Skip("unreadable") from None
    reading = take_out(file.name, to_utf8(data))
    _check(data if not reading.places else reading.text)
    return reading, digest(data)


def take_out(path: str, text: bytes) -> Reading:
    """The text of a file's language, given the file's as UTF-8; raises `Skip`."""
    language = language_of(path)
    reader = language.reader(path) if language is not None else None
    if reader is not None:
        return reader(text)
    if language is not None and language.blanked:
        text = _blank(language.blanked, text)
    if language is not None and language.separated:
        text = _separate(language.separated, text)
    return Reading(text)


def _blank(pattern: str, text: bytes) -> bytes:
    """The text with the group that a pattern finds blanked, so that nothing else moves."""

    def over(found: re.Match[bytes]) -> bytes:
        start, end = (at - found.start() for at in found.span(found.lastindex or 0))
        return found[0][:start] + b" " * (end - start) + found[0][end:]

    return re.sub(pattern.encode(), over, text)


def _separate(pattern: str, text: bytes) -> bytes:
    """The text with a `;` for the space that a pattern finds, where something ends before it."""
    separated = bytearray(text)
    for found in re.finditer(pattern.encode(), text):
        before = _code_before(text, found.start())
        if _ENDING.search(text, max(0, before - 2), before):
            separated[found.start(1)] = ord(";")
    return bytes(separated)


def _code_before(text: bytes, at: int) -> int:
    """Where the code before a line ends, past comments and empty lines."""
    for _ in range(_MAX_COMMENTS):
        while at and text[at - 1] in b" \t\r\n":
            at -= 1
        line = text.rfind(b"\n", 0, at) + 1
        if text.startswith(b"*/", at - 2):
            at = max(0, text.rfind(b"/*", 0, at))
        elif text[line:at].lstrip().startswith(b"//"):
            at = line
        else:
            break
    return at


def _check(data: bytes) -> None:
    """Raise `Skip` for what is no source that somebody wrote."""
    head = data[:8192]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Skip("binary")
    if _GENERATED.search(data[:1024]):
        raise Skip("generated")
    if len(data) > _LONG_LINE and len(data) > 500 * (data.count(b"\n") + 1):
        raise Skip("minified")
    if len(data) > MAX_BYTES:
        raise Skip("too large")


def digest(data: bytes) -> bytes:
    """What facts are keyed by: 16 bytes of BLAKE2b."""
    return blake2b(data, digest_size=16).digest()
