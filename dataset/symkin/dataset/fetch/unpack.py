"""Unpacking an archive that nobody vouches for: all of it is looked at before any of it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from symkin.dataset.errors import DatasetError
from symkin.dataset.fetch.archives import Member, opened
from symkin.dataset.fetch.names import Claims, leads_out, parts_of

_BLOCK = 1 << 20
_HEADERS = 64 << 20

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may hold at most: entries, and bytes of all files together."""

    entries: int = 100_000
    size: int = 1 << 30


BOUNDS = Bounds()


def unpack(
    archive: Path,
    target: Path,
    *,
    wanted: Callable[[str], bool] = lambda _: True,
    whole_paths: bool = False,
    bounds: Bounds = BOUNDS,
) -> int:
    """Write the wanted files of an archive below the new directory `target`, and return how many these are.

    Directories that all files share are left out, before `wanted` sees a path and again after it has chosen; with
    `whole_paths` none is. Links are never made, so nothing can be written through one; permissions are not taken over.
    Raises DatasetError, before it writes anything, for an archive with a path or a link that leads out, two entries of
    one name, a device, or more than `bounds` allow. For data that turn out to be damaged on the way it raises the same
    and leaves `target` half done; and OSError.
    """
    with opened(archive, bounds.size + _HEADERS) as members:
        found = list(_checked(members, bounds))
    chosen = _chosen(found, wanted, whole_paths)
    target.mkdir()
    with opened(archive, bounds.size + _HEADERS) as members:
        for member, parts in zip(members, chosen, strict=True):
            if parts:
                _write(member, target.joinpath(*parts))
    return sum(parts is not None for parts in chosen)


def _checked(members: Iterable[Member], bounds: Bounds) -> Iterator[Parts | None]:
    """The path of each member that is a file, None for others."""
    claims, entries, size = Claims(), 0, 0
    for member in members:
        entries, size = entries + 1, size + member.size
        if entries > bounds.entries:
            raise DatasetError(f"it has more than {bounds.entries} entries")
        if size > bounds.size:
            raise DatasetError(f"it unpacks to more than {bounds.size >> 20} MB")
        yield _path_of(member, claims)


def _path_of(member: Member, claims: Claims) -> Parts | None:
    parts = parts_of(member.name)
    if member.kind == "other":
        raise DatasetError(f"it has an entry that is no file: {member.name!a}")
    if member.kind == "directory":
        claims.directory(parts)
        return None
    if not parts:
        raise DatasetError("it has a file with no name")
    claims.file(parts)
    if member.kind == "file":
        return parts
    # The target of a hard link is a path in the archive, that of a symbolic one is relative to where it stands.
    if leads_out(parts[:-1] if member.kind == "symlink" else (), member.target):
        raise DatasetError(f"it has a link that leads out of it: {member.name!a}")
    return None


def _chosen(found: Sequence[Parts | None], wanted: Callable[[str], bool], whole_paths: bool) -> list[Parts | None]:
    trimmed = found if whole_paths else _trimmed(found)
    kept = [parts if parts and wanted("/".join(parts)) else None for parts in trimmed]
    return kept if whole_paths else _trimmed(kept)


def _trimmed(found: Sequence[Parts | None]) -> list[Parts | None]:
    """The same paths without the directories that all of them share."""
    directories = [parts[:-1] for parts in found if parts]
    alike = takewhile(lambda level: len(set(level)) == 1, zip(*directories, strict=False))
    shared = sum(1 for _ in alike)
    return [parts[shared:] if parts else None for parts in found]


def _write(member: Member, path: Path) -> None:
    """Write a file. An archive may lie about sizes: what comes beyond the size that was counted is refused."""
    path.parent.mkdir(parents=True, exist_ok=True)
    left = member.size
    with member.open() as source, path.open("xb") as file:
        while block := source.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                raise DatasetError(f"it has an entry that is larger than it says: {member.name!a}")
            file.write(block)
