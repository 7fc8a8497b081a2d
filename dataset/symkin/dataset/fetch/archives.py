"""What archives hold, read as one kind of members: tarballs, zip files (wheels) and Debian's .deb."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, cast

from symkin.dataset.errors import DatasetError

MAX_HEADER = 16 << 20
"""Bytes read at once: more is a header that is made to fill memory."""

_DAMAGED = (
    *(tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, KeyError, OSError, RuntimeError, ValueError),
)
"""What Python's readers raise for bytes that they cannot make sense of."""

_OPENERS: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"\xfd7zXZ": lzma.LZMAFile,
    b"BZh": bz2.BZ2File,
}
_AR_MAGIC = b"!<arch>\n"
_ZIP_MAGIC = b"PK\x03\x04"

Kind = Literal["file", "directory", "symlink", "hardlink", "other"]


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of an archive. `size` is what the archive claims, in bytes; `target` is where a link points."""

    name: str
    kind: Kind
    size: int
    target: str
    open: Callable[[], IO[bytes]]


@contextmanager
def opened(path: Path, limit: int) -> Iterator[Iterator[Member]]:
    """The members of an archive, in its order. Raises DatasetError.

    What kind of archive it is its first bytes tell. Unpacked, it may have `limit` bytes, headers included.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP_MAGIC)) == _ZIP_MAGIC:
                with zipfile.ZipFile(file) as archive:
                    yield _zip_members(archive)
            else:
                with closing(tarfile.open(fileobj=_tar_stream(file, limit), mode="r:")) as tar:
                    yield _tar_members(tar)
    except _DAMAGED as error:
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise  # a file that cannot be read or written, not what is in it
        raise DatasetError(f"it is damaged or no archive: {error}") from error


def _tar_members(tar: tarfile.TarFile) -> Iterator[Member]:
    for info in tar:

        def read(info: tarfile.TarInfo = info) -> IO[bytes]:
            return cast("IO[bytes]", tar.extractfile(info))

        yield Member(info.name, _tar_kind(info), info.size, info.linkname, read)


def _tar_kind(info: tarfile.TarInfo) -> Kind:
    if info.isdir():
        return "directory"
    if info.issym():
        return "symlink"
    if info.islnk():
        return "hardlink"
    return "file" if info.isreg() and not info.issparse() else "other"


def _zip_members(archive: zipfile.ZipFile) -> Iterator[Member]:
    for info in archive.infolist():

        def read(info: zipfile.ZipInfo = info) -> IO[bytes]:
            return archive.open(info)

        # The name as it stands there: zipfile itself cuts it at a NUL.
        yield Member(info.orig_filename, _zip_kind(info), info.file_size, "", read)


def _zip_kind(info: zipfile.ZipInfo) -> Kind:
    if stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "other"
    return "directory" if info.is_dir() else "file"


def _tar_stream(file: IO[bytes], limit: int) -> IO[bytes]:
    file.seek(0)
    if file.read(len(_AR_MAGIC)) == _AR_MAGIC:
        file = _data_of_deb(file)
    file.seek(0)
    magic = file.read(5)
    file.seek(0)
    opener = next((opener for start, opener in _OPENERS.items() if magic.startswith(start)), None)
    return cast("IO[bytes]", _Bounded(opener(file) if opener else file, limit))


def _data_of_deb(file: IO[bytes]) -> IO[bytes]:
    """The compressed `data.tar` of a .deb, which is an `ar` archive: 60 bytes of header before each member (deb(5))."""
    while len(header := file.read(60)) == 60:
        name, size = header[:16].rstrip().rstrip(b"/"), int(header[48:58])
        if name.startswith(b"data.tar"):
            return io.BytesIO(file.read(size))
        file.seek(size + size % 2, io.SEEK_CUR)
    raise DatasetError("it is a .deb with no data in it")


class _Bounded:
    """A stream that refuses to go beyond a limit, and to be read in pieces that fill memory."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._limit = limit

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MAX_HEADER:
            raise DatasetError("it has a header that is too large")
        self._check(self._stream.tell() + size)
        return self._stream.read(size)

    def seek(self, position: int) -> int:
        self._check(position)
        return self._stream.seek(position)

    def tell(self) -> int:
        return self._stream.tell()

    def _check(self, position: int) -> None:
        if position > self._limit:
            raise DatasetError(f"it unpacks to more than {self._limit >> 20} MB")
