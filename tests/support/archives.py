"""Archives made in tests, good ones and bad ones: names and kinds of entries are taken as they are given."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

Entry = tuple[str, "bytes | tarfile.TarInfo"]
"""A member's name, and its content or a header that tells what it is."""


def tarball(path: Path, entries: list[Entry], mode: str = "w:gz") -> Path:
    """A tarball, compressed as `mode` says; its files are executable."""
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
        for name, content in entries:
            if isinstance(content, tarfile.TarInfo):
                content.name = name
                tar.addfile(content)
            else:
                info = tarfile.TarInfo(name)
                info.size, info.mode = len(content), 0o777
                tar.addfile(info, io.BytesIO(content))
    return path


def wheel(path: Path, entries: list[tuple[str, bytes]]) -> Path:
    """A zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it is: the constructor would cut it at a NUL
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return path


def deb(path: Path, entries: list[Entry]) -> Path:
    """A package of Debian, whose control data are none."""
    data = tarball(path.with_suffix(".tar.xz"), entries, "w:xz").read_bytes()
    members = [("debian-binary", b"2.0\n"), ("control.tar.xz", b"odd"), ("data.tar.xz", data)]
    text = b"!<arch>\n"
    for name, content in members:
        header = f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n".encode()
        text += header + content + b"\n" * (len(content) % 2)
    path.write_bytes(text)
    return path
