"""The packaged recipes keep their promises, and what is wrong with a recipe is said in one line."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from symkin.dataset.errors import DatasetError
from symkin.dataset.recipes.licences import is_permissive
from symkin.dataset.recipes.recipe import Package, Recipe, load, names
from symkin.graph.languages.registry import BUILT_IN

MEASURING_STICKS = {"django", "jinja2", "networkx", "starlette", "zod", "puppeteer-core"}
"""What the graph and the server are measured on: no model may have seen them."""

ADAPTED = {"litestar"}
"""Packages that hold parts of a measuring stick."""

KIN = [
    {"chipmunk", "pymunk"},
    {"commons-pool2", "commons-pool"},
    {"fmtlib", "spdlog"},
    {"glfw3", "raylib"},
    {"golang-github-pelletier-go-toml", "golang-github-pelletier-go-toml-v2"},
    {"haskell-prettyprinter", "haskell-ansi-wl-pprint", "@effect/printer"},
    {"leveldb", "rocksdb", "golang-goleveldb"},
    {"libuv1", "nodejs"},
    {"lodash-es", "lodash", "underscore"},
    {"preact", "react"},
    {"redis", "valkey", "hiredis"},
    {"rust-csv", "rust-csv-core"},
    {"rust-url", "rust-idna"},
    {"typer", "click"},
    {"wayland", "weston", "wlroots"},
]
"""Forks, and packages that carry a copy of another, or of parts of it."""

PACKAGE = """
[[packages]]
ecosystem = "pypi"
name = "words"
version = "1.0"
file = "words-1.0-py3-none-any.whl"
sha256 = "{zeros}"
language = "python"
licence = "MIT"
""".format(zeros="0" * 64)
HEAD = 'name = "mine"\nabout = "Mine."\n'


def every_package() -> list[tuple[str, Package]]:
    return [(name, package) for name in names() for package in load(name).packages]


def test_there_is_one_recipe_for_each_split() -> None:
    assert names() == ["test", "train", "valid"]
    assert [load(name).name for name in names()] == names()


@pytest.mark.parametrize(("name", "packages", "languages"), [("train", 300, 9), ("valid", 8, 5), ("test", 12, 6)])
def test_a_recipe_is_large_and_mixed(name: str, packages: int, languages: int) -> None:
    recipe = load(name)
    assert len(recipe.packages) >= packages
    assert len({package.language for package in recipe.packages}) >= languages


def test_no_package_is_in_two_recipes_nor_twice_in_one() -> None:
    packages = every_package()
    assert [key for key, count in Counter((p.ecosystem, upstream(p)) for _, p in packages).items() if count > 1] == []
    homes = {(upstream(package), recipe) for recipe, package in packages}
    assert [name for name, count in Counter(name for name, _ in homes).items() if count > 1] == []


def test_no_kin_are_in_two_recipes() -> None:
    packages = every_package()
    homes = [{recipe for recipe, package in packages if upstream(package) in kin} for kin in KIN]
    assert [kin for kin, recipes in zip(KIN, homes, strict=True) if len(recipes) > 1] == []


def test_measuring_sticks_are_in_none() -> None:
    assert (MEASURING_STICKS | ADAPTED).isdisjoint(upstream(package) for _, package in every_package())


@pytest.mark.parametrize(("recipe", "package"), every_package(), ids=lambda value: getattr(value, "key", value))
def test_a_package_is_pinned_to_what_its_client_can_bring(recipe: str, package: Package) -> None:
    endings = {
        "pypi": r".*-none-any\.whl",
        "npm": r".*\.tgz",
        "debian": r".*(\.orig\.tar\.(gz|xz|bz2)|_(amd64|all)\.deb)",
    }
    assert re.fullmatch(endings[package.ecosystem], package.file)
    assert BUILT_IN.named(package.language) is not None
    assert is_permissive(package.licence)


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND Zlib", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only", False),
        ("LGPL-2.1-or-later OR MPL-2.0", False),
        ("mit", False),
        ("", False),
    ],
)
def test_permissive_licences(licence: str, expected: bool) -> None:
    assert is_permissive(licence) is expected


def test_a_recipe_of_one_s_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + PACKAGE, encoding="utf-8")
    recipe = load(str(path))
    assert [package.key for package in recipe.packages] == ["pypi-words-1.0"]
    assert (recipe.name, recipe.suite) == ("mine", "bookworm")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name =", "not what it should be"),
        (HEAD, "not what it should be: .*packages"),
        (HEAD + PACKAGE.replace("0" * 64, "0" * 63), "not what it should be: .*sha256"),
        (HEAD + PACKAGE.replace('"words"', '"--index-url=x"'), "not what it should be: .*name"),
        (HEAD + PACKAGE.replace('"1.0"', '"1.0 --hash"'), "not what it should be: .*version"),
        (HEAD + PACKAGE.replace('file = "', 'file = "../'), "not what it should be: .*file"),
        (HEAD + PACKAGE.replace('"pypi"', '"cargo"'), "not what it should be: .*ecosystem"),
        (HEAD + PACKAGE + 'note = "x"\n', "not what it should be: .*note"),
        (HEAD + PACKAGE + PACKAGE, "names pypi-words-1.0 more than once"),
        (HEAD + PACKAGE.replace("MIT", "GPL-3.0-only"), "pypi-words-1.0 is under 'GPL-3.0-only'"),
    ],
)
def test_a_wrong_recipe_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=said) as raised:
        load(str(path))
    assert "\n" not in str(raised.value)


def test_any_licence_is_taken_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + PACKAGE.replace("MIT", "GPL-3.0-only"), encoding="utf-8")
    assert isinstance(load(str(path), any_licence=True), Recipe)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("trian", "did you mean train"),
        ("nothing", "there are test, train, valid"),
        ("gone.toml", "no recipe 'gone.toml'"),
    ],
)
def test_an_unknown_recipe_is_named_with_what_there_is(name: str, said: str) -> None:
    with pytest.raises(DatasetError, match=said):
        load(name)


def test_a_key_is_a_directory_s_name() -> None:
    package = load("valid").packages[0]
    scoped = Package("npm", "@scope/name", "1:2.0~rc+1", "f.tgz", "0" * 64, "typescript", "MIT")
    assert scoped.key == "npm-scope-name-1-2.0~rc+1"
    assert re.fullmatch(r"[\w.+~-]+", package.key)


def upstream(package: Package) -> str:
    """A package's name as PyPI compares it, and without what Debian wraps it in."""
    name = re.sub(r"[-_.]+", "-", package.name).lower()
    return re.sub(r"^librust-", "rust-", name).removesuffix("-dev") if package.ecosystem == "debian" else name
