"""What TypeScript and JavaScript projects call their files besides paths: `tsconfig.json`, and packages beside them.

https://www.typescriptlang.org/docs/handbook/modules/reference.html#paths says how `paths` and `baseUrl` are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath

_CONFIGS = ("tsconfig.json", "jsconfig.json")
_STRING = r'("(?:\\.|[^"\\])*")'
_COMMENT = re.compile(_STRING + r"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LAST_COMMA = re.compile(_STRING + r"|,(?=\s*[}\]])")
_MAX_EXTENDS = 8
_BUILT = re.compile(r"^(?:\./)?(?:dist|lib|build|out|esm|cjs)/")


@dataclass(frozen=True)
class Config:
    """What a `tsconfig.json` says of names, in directories relative to the workspace's root."""

    base: str | None = None
    paths: Mapping[str, tuple[str, ...]] | None = None


class Aliases:
    """Reads the projects' own files below a root, each once; what is outside of the root is not looked at."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._config = cache(self._find_config)
        self._name = cache(self._find_name)
        self.package_above = cache(self._find_package_above)

    def bases(self, importer: str, specifier: str) -> Iterator[str]:
        """The paths without suffix that a bare specifier in a file may stand for, by the nearest configuration."""
        config = self._config(PurePosixPath(importer).parent)
        pattern = _best(specifier, config.paths or ())
        if pattern is not None and config.paths:
            prefix, _, suffix = pattern.partition("*")
            inside = specifier[len(prefix) : len(specifier) - len(suffix)]
            yield from (normpath(path.replace("*", inside, 1)) for path in config.paths[pattern])
        if config.base is not None:
            yield normpath(str(PurePosixPath(config.base, specifier)))

    def entries(self, package: PurePosixPath, inside: str) -> Iterator[str]:
        """The paths without suffix that a package's name, or a path in it, may stand for: sources before results."""
        if inside:
            yield from (str(package / "src" / inside), str(package / inside))
            return
        manifest = _read(self._root / package / "package.json")
        for key in ("source", "types", "module", "main"):
            if isinstance(entry := manifest.get(key), str):
                source = re.sub(r"\.d\.[mc]?ts$|\.[mc]?jsx?$", "", _BUILT.sub("src/", entry))
                yield from (normpath(str(package / source)), normpath(str(package / entry)))
        yield from (str(package / "src/index"), str(package / "index"))

    def _find_config(self, directory: PurePosixPath) -> Config:
        for name in _CONFIGS:
            if (self._root / directory / name).is_file():
                return self._read_config(directory / name, _MAX_EXTENDS)
        return self._config(directory.parent) if directory.name else Config()

    def _read_config(self, path: PurePosixPath, left: int) -> Config:
        """A configuration over those that it extends, or, where it only joins others, the first that says something."""
        content = _read(self._root / path)
        options = content.get("compilerOptions")
        own = self._own(options if isinstance(options, dict) else {}, path.parent)
        if left and own.paths is None:
            for other in _others(content, path.parent):
                found = self._read_config(other, left - 1)
                own = Config(own.base if own.base is not None else found.base, own.paths or found.paths)
        return own

    def _own(self, options: Mapping[str, object], directory: PurePosixPath) -> Config:
        base, paths = options.get("baseUrl"), options.get("paths")
        start = directory / base if isinstance(base, str) else directory
        read = {
            pattern: tuple(str(start / target) for target in targets if isinstance(target, str))
            for pattern, targets in (paths.items() if isinstance(paths, dict) else ())
            if isinstance(targets, list)
        }
        return Config(str(start) if isinstance(base, str) else None, read or None)

    def _find_package_above(self, directory: PurePosixPath, name: str) -> PurePosixPath | None:
        """The nearest directory, this or above, that is the package of a name."""
        for one in (directory, *directory.parents):
            if (found := self._name(one)) is not None:
                return one if found == name else None
        return None

    def _find_name(self, directory: PurePosixPath) -> str | None:
        name = _read(self._root / directory / "package.json").get("name")
        return name if isinstance(name, str) else None


def _best(specifier: str, patterns: Mapping[str, object] | tuple[()]) -> str | None:
    """The pattern that a specifier fits: exactly, else with the longest text before the `*`."""
    if specifier in patterns:
        return specifier
    fitting = [
        (len(prefix), pattern)
        for pattern in patterns
        for prefix, star, suffix in [pattern.partition("*")]
        if star and specifier.startswith(prefix) and specifier.endswith(suffix) and len(specifier) >= len(pattern) - 1
    ]
    return max(fitting)[1] if fitting else None


def _others(content: Mapping[str, object], directory: PurePosixPath) -> Iterator[PurePosixPath]:
    """The configurations that one extends or joins; packages' are outside of the workspace."""
    extended, joined = content.get("extends"), content.get("references")
    for one in reversed(extended if isinstance(extended, list) else [extended]):
        if isinstance(one, str) and one.startswith("."):
            yield from _below(directory, one if one.endswith(".json") else f"{one}.json")
    for one in joined if isinstance(joined, list) else ():
        path = one.get("path") if isinstance(one, dict) else None
        if isinstance(path, str):
            yield from _below(directory, path if path.endswith(".json") else f"{path}/tsconfig.json")


def _below(directory: PurePosixPath, path: str) -> Iterator[PurePosixPath]:
    found = PurePosixPath(normpath(str(directory / path)))
    if not found.is_absolute() and found.parts[0] != "..":
        yield found


def _read(path: Path) -> Mapping[str, object]:
    """A JSON object with comments and last commas; an empty one where there is none."""
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(_LAST_COMMA.sub(_kept, _COMMENT.sub(_kept, text)))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _kept(found: re.Match[str]) -> str:
    return found.group(1) or ""
