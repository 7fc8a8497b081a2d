"""Pin a recipe: `python -m symkin.dataset.recipes.pin DRAFT.toml > RECIPE.toml`.

A draft is a recipe whose packages may lack `version`, `file` and `sha256`. Each package without a `sha256` is fetched
once, in the version named or the newest, and what came is written down; a package that cannot be had is left out, and
said so. A Debian package to be taken as a binary one, with sources in it, has `file = ".deb"` in the draft.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from symkin.dataset.errors import DatasetError
from symkin.dataset.fetch import clients
from symkin.dataset.fetch.apt import Apt
from symkin.dataset.fetch.packages import sha256

KEYS = "ecosystem name version file sha256 language licence include exclude".split()


def pin(draft: dict[str, Any], apt: Apt, workplace: Path) -> dict[str, Any]:
    """A package with its version, file and checksum, fetched into an empty directory. Raises DatasetError, OSError."""
    if draft["ecosystem"] == "debian":
        version = draft.get("version") or _newest(draft, apt, workplace)
        apt.fetch(draft["name"], version, draft.get("file", "").endswith(".deb"), workplace)
    elif draft["ecosystem"] == "npm":
        clients.npm_pack("@".join([draft["name"], draft.get("version", "latest")]), workplace)
        version = _only_file(workplace).name.removesuffix(".tgz").removeprefix(_flat(draft["name"]) + "-")
    else:
        clients.pip_download("==".join([draft["name"], *filter(None, [draft.get("version")])]), workplace)
        version = _only_file(workplace).name.split("-")[1]
    path = _only_file(workplace)
    return {**draft, "version": version, "file": path.name, "sha256": sha256(path)}


def render(recipe: dict[str, Any]) -> str:
    """A recipe as TOML, a package a paragraph."""
    head = [f"{key} = {_toml(recipe[key])}" for key in ("name", "about", "suite") if key in recipe]
    tables = [
        "\n".join(["", "[[packages]]", *(f"{key} = {_toml(package[key])}" for key in KEYS if key in package)])
        for package in recipe["packages"]
    ]
    return "\n".join([*head, *tables, ""])


def _newest(draft: dict[str, Any], apt: Apt, workplace: Path) -> str:
    asked = ["show"] if draft.get("file", "").endswith(".deb") else ["showsrc", "--only-source"]
    shown = apt.run([*asked, draft["name"]], workplace, program="apt-cache")
    versions = re.findall(r"^Version: (.+)$", shown, re.MULTILINE)
    if not versions:
        raise DatasetError("Debian has no such package")
    return str(versions[-1])


def _only_file(workplace: Path) -> Path:
    files = list(workplace.iterdir())
    if len(files) != 1:
        raise DatasetError(f"it is made of {len(files)} files, not one")
    return files[0]


def _flat(name: str) -> str:
    """How npm writes a package's name in a file's: `@scope/name` is `scope-name`."""
    return name.removeprefix("@").replace("/", "-")


def _toml(value: str | list[str]) -> str:
    """JSON's strings and lists are TOML's too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()


def main(path: Path) -> int:
    """Pin the draft at `path`: the recipe goes to standard output, what failed to standard error."""
    text = path.read_text(encoding="utf-8")
    recipe, failed, pinned = msgspec.toml.decode(text), 0, []
    with tempfile.TemporaryDirectory() as home:
        apt = Apt(Path(home) / "apt", recipe.get("suite", "bookworm"))
        for number, draft in enumerate(recipe["packages"]):
            workplace = Path(home) / str(number)
            workplace.mkdir()
            try:
                pinned.append(draft if "sha256" in draft else pin(draft, apt, workplace))
            except DatasetError as error:
                failed += 1
                print(f"{draft['ecosystem']} {draft['name']}: {error}", file=sys.stderr)
    header = re.match(r"(?:#.*\n|\n)*", text)
    sys.stdout.write((header[0] if header else "") + render({**recipe, "packages": pinned}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
