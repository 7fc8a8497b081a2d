"""Pinning a draft writes a recipe that loads, with what the index has."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from symkin.dataset.recipes.pin import main, render
from symkin.dataset.recipes.recipe import load

DRAFT = """\
# How to renew this.

name = "mine"
about = "Mine: \\"quoted\\", größer."

[[packages]]
ecosystem = "pypi"
name = "words"
language = "python"
licence = "MIT"
exclude = ["tests/"]

[[packages]]
ecosystem = "pypi"
name = "gone"
language = "python"
licence = "MIT"
"""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two versions of a wheel, of which the newer is returned, in the only directory that pip takes packages from."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    for version in ("1.9", "1.10"):
        path = tmp_path / f"words-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(
                f"words-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: words\nVersion: {version}\n"
            )
            wheel.writestr(f"words-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    return path


def test_a_draft_is_pinned_to_the_newest_and_what_is_missing_is_said(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, pinned = tmp_path / "draft.toml", tmp_path / "mine.toml"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(draft) == 1
    out, err = capsys.readouterr()
    assert err.startswith("pypi gone: ERROR: Could not find a version")
    assert out.startswith('# How to renew this.\n\nname = "mine"\n')
    pinned.write_text(out, encoding="utf-8")
    [package] = load(str(pinned)).packages
    assert (package.version, package.file, package.exclude) == ("1.10", archive.name, ("tests/",))
    assert package.sha256 == hashlib.sha256(archive.read_bytes()).hexdigest()


def test_a_pinned_recipe_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It asks no client: there is no package of that name anywhere."""
    package = {"ecosystem": "npm", "name": "@no/such", "version": "1", "file": "x.tgz", "sha256": "0" * 64}
    text = "# Kept.\n\n" + render(
        {"name": "a", "about": "b", "packages": [{**package, "language": "c", "licence": "MIT"}]}
    )
    path = tmp_path / "pinned.toml"
    path.write_text(text, encoding="utf-8")
    assert main(path) == 0
    assert capsys.readouterr().out == text
