"""Unpacking: what good archives give, and that nothing leaves the directory whatever a bad one says."""

from __future__ import annotations

import gzip
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from archives import Entry, deb, tarball, wheel

from symkin.dataset.errors import DatasetError
from symkin.dataset.fetch.unpack import Bounds, unpack

SMALL = Bounds(entries=20, size=2 << 20)


def special(kind: bytes, target: str = "", **pax: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo()
    info.type, info.linkname, info.pax_headers = kind, target, dict(pax)
    return info


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


SOURCES: list[Entry] = [("pkg-1/src/a.py", b"a"), ("pkg-1/src/deep/b.py", b"b"), ("pkg-1/README", b"r")]


def deb_of(path: Path) -> Path:
    return deb(path, SOURCES)


def wheel_of(path: Path) -> Path:
    return wheel(path, [("pkg/a.py", b"a" * 99), ("pkg/b.py", b"b")])


@pytest.mark.parametrize("mode", ["w:gz", "w:xz", "w:bz2", "w"])
def test_a_tarball_loses_the_directory_that_all_share(tmp_path: Path, mode: str) -> None:
    count = unpack(tarball(tmp_path / "archive", SOURCES, mode), tmp_path / "out")
    assert count == 3
    assert tree(tmp_path / "out") == {"README": b"r", "src/a.py": b"a", "src/deep/b.py": b"b"}


def test_what_is_not_wanted_stays_out(tmp_path: Path) -> None:
    archive = tarball(tmp_path / "archive", SOURCES)
    assert unpack(archive, tmp_path / "out", wanted=lambda path: path.startswith("src/")) == 2
    assert tree(tmp_path / "out") == {"a.py": b"a", "deep/b.py": b"b"}


def test_a_wheel_keeps_its_paths(tmp_path: Path) -> None:
    archive = wheel(tmp_path / "w.whl", [("pkg/a.py", b"a"), ("pkg/sub/b.py", b"b" * 99)])
    assert unpack(archive, tmp_path / "out", whole_paths=True) == 2
    assert tree(tmp_path / "out") == {"pkg/a.py": b"a", "pkg/sub/b.py": b"b" * 99}


def test_a_deb_is_its_data(tmp_path: Path) -> None:
    archive = deb(tmp_path / "x.deb", [("./usr/share/crate/lib.rs", b"l"), ("./usr/share/crate/src/a.rs", b"a")])
    assert unpack(archive, tmp_path / "out") == 2
    assert tree(tmp_path / "out") == {"lib.rs": b"l", "src/a.rs": b"a"}


def test_links_that_stay_inside_are_passed_over_and_no_permission_is_taken(tmp_path: Path) -> None:
    inside: list[Entry] = [
        ("p/a.py", b"a"),
        ("p/d/b.py", special(tarfile.SYMTYPE, "../a.py")),
        ("p/c.py", special(tarfile.LNKTYPE, "p/a.py")),
    ]
    unpack(tarball(tmp_path / "archive", inside), tmp_path / "out")
    assert tree(tmp_path / "out") == {"a.py": b"a"}
    assert (tmp_path / "out" / "a.py").stat().st_mode & 0o111 == 0


BAD_PATHS = [
    ("../evil.py", "leads out"),
    ("a/../../evil.py", "leads out"),
    ("a/..", "leads out"),
    ("/tmp/evil.py", "absolute path"),
    ("//evil.py", "absolute path"),
    ("C:/evil.py", "take for another"),
    ("..\\evil.py", "take for another"),
    ("a.py\0.txt", "take for another"),
    ("a\nb.py", "take for another"),
    ("\x1b[2Ja.py", "take for another"),
    ("x" * 300, "too long"),
    ("d/" * 600 + "a.py", "too long"),
    (".", "no name"),
]


@pytest.mark.parametrize(("name", "said"), BAD_PATHS)
def test_bad_paths_in_a_tarball(tmp_path: Path, name: str, said: str) -> None:
    # A name in a pax header is taken whole, NUL and all.
    info = special(tarfile.REGTYPE, path=name)
    refused(
        tmp_path,
        lambda path: tarball(path, [("good.py", b""), ("short", info)]) if "\0" in name else plain(path, name),
        said,
    )


def plain(path: Path, name: str) -> Path:
    return tarball(path, [("good.py", b""), (name, b"evil")])


@pytest.mark.parametrize(("name", "said"), BAD_PATHS)
def test_bad_paths_in_a_zip(tmp_path: Path, name: str, said: str) -> None:
    refused(tmp_path, lambda path: wheel(path, [("good.py", b""), (name, b"evil")]), said)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([("l", special(tarfile.SYMTYPE, "../out"))], "leads out"),
        ([("l", special(tarfile.SYMTYPE, "/etc/passwd"))], "leads out"),
        ([("a/l", special(tarfile.SYMTYPE, "../../x"))], "leads out"),
        ([("l", special(tarfile.LNKTYPE, "../out"))], "leads out"),
        ([("l", special(tarfile.LNKTYPE, "/etc/passwd"))], "leads out"),
        ([("l", special(tarfile.SYMTYPE, ".")), ("l/evil.py", b"evil")], "a file and a directory of one name"),
        ([("d", special(tarfile.CHRTYPE))], "no file"),
        ([("d", special(tarfile.BLKTYPE))], "no file"),
        ([("d", special(tarfile.FIFOTYPE))], "no file"),
        ([("d", special(b"Z"))], "no file"),
        ([("a.py", b"1"), ("a.py", b"2")], "two entries"),
        ([("a.py", b"1"), ("./a.py", b"2")], "two entries"),
        ([("a.py", b"1"), ("A.PY", b"2")], "two entries"),
        ([("stra\u00dfe", b"1"), ("STRASSE", b"2")], "two entries"),
        ([("caf\u00e9", b"1"), ("cafe\u0301", b"2")], "two entries"),
        ([("a", b"1"), ("a/b", b"2")], "a file and a directory"),
        ([("A/b", b"1"), ("a", b"2")], "two entries"),
        ([(f"{number}.py", b"") for number in range(21)], "more than 20 entries"),
        ([("a.bin", bytes(3 << 20))], "more than 2 MB"),
        ([(f"{number}.bin", bytes(1 << 20)) for number in range(3)], "more than 2 MB"),
    ],
)
def test_bad_entries(tmp_path: Path, entries: list[Entry], said: str) -> None:
    refused(tmp_path, lambda path: tarball(path, entries), said)


def test_a_link_in_a_zip(tmp_path: Path) -> None:
    def make(path: Path) -> Path:
        with zipfile.ZipFile(path, "w") as archive:
            info = zipfile.ZipInfo("link")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
        return path

    refused(tmp_path, make, "no file")


def test_a_zip_that_lies_about_a_size(tmp_path: Path) -> None:
    def make(path: Path) -> Path:
        data = bytearray(wheel(path, [("a.bin", bytes(3 << 20))]).read_bytes())
        real, false = (3 << 20).to_bytes(4, "little"), (9).to_bytes(4, "little")
        assert data.count(real) == 2
        path.write_bytes(data.replace(real, false))
        return path

    archive = make(tmp_path / "archive")
    with pytest.raises(DatasetError):
        unpack(archive, tmp_path / "out", bounds=SMALL)
    assert sum(map(len, tree(tmp_path).values())) < 1 << 20


def test_a_header_that_fills_memory(tmp_path: Path) -> None:
    """An extended header of 1 GB, which a reader would take in at once; and which is not even there."""
    size = 1 << 30
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, size

    def make(path: Path) -> Path:
        with gzip.open(path, "wb", compresslevel=1) as file:
            file.write(info.tobuf())
            file.write(bytes(1 << 20))
        return path

    refused(tmp_path, make, "header that is too large")


def test_a_stream_without_end(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.bin")
    info.size = 1 << 40

    def make(path: Path) -> Path:
        path.write_bytes(lzma.compress(info.tobuf(format=tarfile.GNU_FORMAT) + bytes(1 << 20), preset=0))
        return path

    refused(tmp_path, make, "more than 2 MB")


@pytest.mark.parametrize("cut", [0, 1, 10, 100])
@pytest.mark.parametrize("make", [lambda p: tarball(p, SOURCES), wheel_of, deb_of])
def test_a_damaged_archive(tmp_path: Path, make: Callable[[Path], Path], cut: int) -> None:
    archive = make(tmp_path / "archive")
    archive.write_bytes(archive.read_bytes()[:cut])
    with pytest.raises(DatasetError, match=r"damaged or no archive|no data"):
        unpack(archive, tmp_path / "out")


def test_whatever_is_wrong_with_an_archive_is_said_as_a_data_set_s_error(tmp_path: Path) -> None:
    """Bytes changed at random: the archive is unpacked or refused, and Python's readers raise much else on the way."""
    dice, refusals = random.Random(4), 0
    whole = [make(tmp_path / "whole").read_bytes() for make in (lambda p: tarball(p, SOURCES, "w"), deb_of, wheel_of)]
    for number in range(400):
        data = bytearray(whole[number % len(whole)])
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        (tmp_path / "archive").write_bytes(data)
        try:
            unpack(tmp_path / "archive", tmp_path / f"out{number}", bounds=SMALL)
        except DatasetError:
            refusals += 1
    assert 0 < refusals < 400
    assert {path.name[:3] for path in tmp_path.iterdir()} <= {"who", "arc", "out"}


def refused(tmp_path: Path, make: Callable[[Path], Path], said: str) -> None:
    """The archive is refused in one line, and nothing at all is written."""
    archive = make(tmp_path / "archive")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(DatasetError, match=said) as raised:
        unpack(archive, tmp_path / "out", bounds=SMALL)
    assert str(raised.value).isprintable()
    assert sorted(path.name for path in tmp_path.iterdir()) == before
