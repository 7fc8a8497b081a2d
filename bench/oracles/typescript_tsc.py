"""TypeScript edges against the TypeScript compiler's language service: precision of ours, recall of its.

    python bench/oracles/typescript_tsc.py [--package zod==4.1.12 ...] [--sample 500] [--errors]

Needs Node.js with npm. Each package is fetched with `npm pack` and must contain its sources; its dependencies and
`typescript` are installed beside it, so that the compiler sees what it would see in the package's own repository.
What is counted is told in judging.py. All declarations of one name count as the same (overloads, a class and its
constructor, merged interfaces); a definition of the package is a function, class, interface, type, a member of these,
a variable of a module, or a function's variable that holds a function.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Collection, Iterable
from pathlib import Path

from judging import Place, Site, main

PACKAGES = ("zod==4.1.12", "puppeteer-core==24.30.0", "rxjs==7.8.2", "@tanstack/query-core==5.108.0")
TYPESCRIPT = "typescript@5.9.3"
SCRIPT = Path(__file__).with_suffix(".js")
SOURCES = (".ts", ".tsx", ".mts", ".cts")
DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")


def npm(*arguments: str, cwd: Path) -> str:
    command = [shutil.which("npm") or "npm", *arguments, "--ignore-scripts", "--no-audit", "--no-fund"]
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout


def fetch(package: str, directory: Path) -> Path:
    """The package's sources, with the compiler and the dependencies in a `node_modules` above them."""
    root = directory.resolve() / "source"
    archive = npm("pack", "--silent", package.replace("==", "@"), cwd=directory).split()[-1]
    with tarfile.open(directory / archive) as tar:
        for member in tar.getmembers():
            inside = member.name.partition("/")[2]
            content = tar.extractfile(member) if is_wanted(inside) and ".." not in inside else None
            if content is not None:
                (root / inside).parent.mkdir(parents=True, exist_ok=True)
                (root / inside).write_bytes(content.read())
    dependencies = json.loads((root / "package.json").read_text(encoding="utf-8")).get("dependencies", {})
    wanted = [f"{name}@{version}" for name, version in dependencies.items()]
    npm("install", "--silent", TYPESCRIPT, "@types/node@22", *wanted, cwd=directory)
    return root


def is_wanted(path: str) -> bool:
    """Sources, and what says how modules are found; no compiled output."""
    if path.endswith("package.json") or Path(path).name.startswith("tsconfig"):
        return True
    return path.endswith(SOURCES) and not path.endswith(DECLARATIONS)


class Compiler:
    """The compiler's answers to some sites, all asked at once."""

    def __init__(self, root: Path, sites: Iterable[Site]) -> None:
        asked = sorted({(site.path, site.line, site.column) for site in sites})
        files = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.name.endswith(SOURCES)]
        typescript = root.parent / "node_modules" / "typescript"
        question = {"root": str(root), "typescript": str(typescript), "files": files, "sites": asked}
        node = [shutil.which("node") or "node", "--max-old-space-size=4096", str(SCRIPT)]
        answers = subprocess.run(node, input=json.dumps(question), check=True, stdout=subprocess.PIPE, text=True).stdout
        self._places: dict[tuple[str, int, int], set[Place]] = {}
        self._definitions: set[Place] = set()
        for place, answer in zip(asked, json.loads(answers), strict=True):
            for path, line, is_definition in answer or ():
                self._places.setdefault(place, set()).add((path, line))
                if is_definition and not Path(path).is_absolute():
                    self._definitions.add((path, line))

    def places(self, site: Site) -> Collection[Place] | None:
        return self._places.get((site.path, site.line, site.column))

    def is_definition(self, place: Place) -> bool:
        return place in self._definitions


if __name__ == "__main__":
    main(__doc__, PACKAGES, fetch, lambda root, samples: Compiler(root, (*samples.bound, *samples.any)), times=12)
