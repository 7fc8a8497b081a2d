"""Fetching with the real clients, from indexes on this machine: pip from a directory, npm from a registry on the
loopback address, apt from a repository of files."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import Entry, deb, tarball

from symkin.dataset.errors import DatasetError
from symkin.dataset.fetch.packages import STAMP, Failed, Fetched, fetch
from symkin.dataset.recipes.recipe import Package, Recipe

NEEDS_NPM = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not on the PATH")
NEEDS_APT = pytest.mark.skipif(shutil.which("apt-get") is None, reason="there is no apt-get")

METADATA = "Metadata-Version: 2.1\nName: words\nVersion: 1.0\nRequires-Python: >=99\n"
EVIL_SETUP = (
    "import pathlib; pathlib.Path({!r}).touch()\nfrom setuptools import setup\nsetup(name='words', version='2.0')\n"
)


def wheel(directory: Path, extra: str = "words/py.typed") -> Path:
    """A wheel `words` 1.0 with one module, for a Python that nobody has."""
    path = directory / "words-1.0-py3-none-any.whl"
    files = {
        "words/__init__.py": "A = 1\n",
        extra: "",
        "words/tests/test_a.py": "",
        "words-1.0.dist-info/METADATA": METADATA,
    }
    files["words-1.0.dist-info/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files["words-1.0.dist-info/RECORD"] = "".join(f"{name},,\n" for name in files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def words(archive: Path, **changes: object) -> Package:
    fields: dict[str, object] = {"ecosystem": "pypi", "name": "words", "version": "1.0", "file": archive.name}
    fields |= {"sha256": digest(archive), "language": "python", "licence": "MIT"}
    return Package(**{**fields, **changes})  # type: ignore[arg-type]


def recipe(*packages: Package) -> Recipe:
    return Recipe("mine", "Mine.", packages)


def tree(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and path.name != STAMP
    )


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory that the user's pip is set up to take its packages from, and from nowhere else."""
    directory = tmp_path / "index"
    directory.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(directory))
    return directory


def test_a_wheel_is_fetched_once_and_then_needs_no_index(tmp_path: Path, index: Path) -> None:
    archive = wheel(index)
    mine = recipe(words(archive, exclude=("tests/", "*.dist-info")))
    told: list[tuple[float, str]] = []
    [first] = fetch(mine, tmp_path / "out", progress=lambda fraction, what: told.append((fraction, what)))
    assert isinstance(first, Fetched)
    assert (first.name, first.root) == ("pypi-words-1.0", tmp_path / "out" / "sources" / "pypi-words-1.0")
    assert tree(first.root) == ["words/__init__.py", "words/py.typed"]
    assert told == [(0.0, "pypi-words-1.0"), (1.0, "all packages are here")]
    archive.unlink()
    before = (first.root / STAMP).stat().st_mtime_ns
    assert list(fetch(mine, tmp_path / "out")) == [first]
    assert (first.root / STAMP).stat().st_mtime_ns == before


def test_a_package_that_fails_leaves_the_others(tmp_path: Path, index: Path) -> None:
    archive = wheel(index)
    gone = words(archive, name="gone", file="gone-1.0-py3-none-any.whl")
    first, second = fetch(recipe(gone, words(archive)), tmp_path / "out")
    assert isinstance(first, Failed)
    assert first.reason.startswith("ERROR: Could not find a version that satisfies the requirement gone==1.0")
    assert isinstance(second, Fetched)


def test_only_what_is_kept_is_fetched(tmp_path: Path, index: Path) -> None:
    mine = recipe(words(wheel(index)))
    assert list(fetch(mine, tmp_path / "out", keep=lambda package: package.language != "python")) == []
    assert not (tmp_path / "out" / "archives").exists()


def test_another_file_than_the_pinned_one_is_refused(tmp_path: Path, index: Path) -> None:
    [failed] = fetch(recipe(words(wheel(index), sha256="0" * 64)), tmp_path / "out")
    assert isinstance(failed, Failed)
    assert "HASHES" in failed.reason
    assert "\n" not in failed.reason
    assert tree(tmp_path / "out") == []


def test_what_lies_there_is_verified_and_mended(tmp_path: Path, index: Path) -> None:
    mine = recipe(words(wheel(index)))
    list(fetch(mine, tmp_path / "out"))
    archive = tmp_path / "out" / "archives" / "pypi" / "words-1.0-py3-none-any.whl"
    archive.write_bytes(b"damaged")
    [again] = fetch(mine, tmp_path / "out")
    assert isinstance(again, Fetched)
    assert digest(archive) == mine.packages[0].sha256


def test_what_a_killed_run_left_is_done_anew(tmp_path: Path, index: Path) -> None:
    mine = recipe(words(wheel(index)))
    sources = tmp_path / "out" / "sources"
    half, draft = sources / "pypi-words-1.0" / "half.py", sources / ".pypi-words-1.0.new" / "half.py"
    for path in half, draft:
        path.parent.mkdir(parents=True)
        path.touch()
    [done] = fetch(mine, tmp_path / "out")
    assert isinstance(done, Fetched)
    assert "half.py" not in tree(sources)
    assert [path.name for path in sources.iterdir()] == ["pypi-words-1.0"]


def test_another_choice_of_files_is_unpacked_anew(tmp_path: Path, index: Path) -> None:
    archive = wheel(index)
    list(fetch(recipe(words(archive)), tmp_path / "out"))
    [narrow] = fetch(recipe(words(archive, include=("*.py",))), tmp_path / "out")
    assert isinstance(narrow, Fetched)
    assert tree(narrow.root) == ["words/__init__.py", "words/tests/test_a.py"]


@pytest.mark.parametrize(
    ("extra", "changes", "said"),
    [
        ("../evil.py", {}, "it has a path that leads out of it: '../evil.py'"),
        ("words/x", {"include": ("*.rs",)}, "none of its files is one that the recipe includes"),
        (
            "words/x",
            {"file": "words-1.0.tar.gz"},
            "words-1.0.tar.gz is no pure wheel, and pip would run the code of anything else",
        ),
        (
            "words/x",
            {"file": "words-1.0-1-py3-none-any.whl"},
            "no words-1.0-1-py3-none-any.whl came, but words-1.0-py3-none-any.whl",
        ),
    ],
)
def test_what_is_refused_is_said_and_leaves_nothing(
    tmp_path: Path, index: Path, extra: str, changes: dict[str, object], said: str
) -> None:
    [failed] = fetch(recipe(words(wheel(index, extra), **changes)), tmp_path / "out")
    assert failed == Failed(failed.package, said)
    assert list((tmp_path / "out" / "sources").iterdir()) == []


def test_no_code_of_a_package_is_run(tmp_path: Path, index: Path) -> None:
    """Where a source distribution is all there is, pip finds nothing rather than run its setup."""
    mark = tmp_path / "ran"
    sdist = tarball(index / "words-2.0.tar.gz", [("words-2.0/setup.py", EVIL_SETUP.format(str(mark)).encode())])
    [failed] = fetch(recipe(words(sdist, version="2.0", file="words-2.0-py3-none-any.whl")), tmp_path / "out")
    assert isinstance(failed, Failed)
    assert "Could not find a version that satisfies the requirement words==2.0" in failed.reason
    assert not mark.exists()


def test_a_directory_that_cannot_be_written_is_said(tmp_path: Path, index: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match="cannot write packages to"):
        list(fetch(recipe(words(wheel(index))), tmp_path / "file" / "out"))


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A directory served as the user's npm registry on the loopback address."""
    directory = tmp_path / "registry"
    directory.mkdir()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(directory))  # type: ignore[arg-type]

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"http://127.0.0.1:{server.server_address[1]}/")
        monkeypatch.setenv("NPM_CONFIG_CACHE", str(tmp_path / "npm-cache"))
        monkeypatch.setenv("NPM_CONFIG_FETCH_RETRIES", "0")
        yield directory
        server.shutdown()


@NEEDS_NPM
def test_a_tarball_of_npm(tmp_path: Path, registry: Path) -> None:
    mark = tmp_path / "ran"
    manifest = {
        "name": "words",
        "version": "1.0.0",
        "scripts": {"prepack": f"touch {mark}", "prepare": f"touch {mark}"},
    }
    files: list[Entry] = [("package/package.json", json.dumps(manifest).encode()), ("package/a.js", b"1")]
    archive = tarball(registry / "words-1.0.0.tgz", files)
    where = f"{os.environ['NPM_CONFIG_REGISTRY']}words-1.0.0.tgz"
    versions = {"1.0.0": {**manifest, "dist": {"tarball": where}}}
    (registry / "words").write_text(
        json.dumps({"name": "words", "dist-tags": {"latest": "1.0.0"}, "versions": versions})
    )
    pinned = words(archive, ecosystem="npm", version="1.0.0", language="javascript")
    done, gone = fetch(
        recipe(pinned, words(archive, ecosystem="npm", version="9.0.0", file="words-9.tgz")), tmp_path / "out"
    )
    assert isinstance(done, Fetched)
    assert tree(done.root) == ["a.js", "package.json"]
    assert isinstance(gone, Failed)
    assert gone.reason == "npm error notarget No matching version found for words@9.0.0."
    assert not mark.exists()


RELEASE = "Origin: Debian\nSuite: bookworm\nCodename: bookworm\nComponents: main\nArchitectures: amd64\nSHA256:\n"
SOURCE = "Package: words\nVersion: 1.0-1\nFormat: 3.0 (quilt)\nDirectory: pool\nChecksums-Sha256:\n{files}\n"
BINARY = """\
Package: libwords-dev
Version: 1.0-1
Architecture: amd64
Filename: pool/{name}
Size: {size}
SHA256: {sha256}

"""
APT_SETTINGS = """\
Dir::Etc::SourceList "{lists}"; Dir::Etc::SourceParts "/dev/null";
Acquire::AllowInsecureRepositories "true"; APT::Get::AllowUnauthenticated "true";
APT::Update::Post-Invoke {{ "touch {mark}"; }};
"""


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mirror of Debian in files, with a source and a binary package; it is all that the user's apt is set up with."""
    root = tmp_path / "debian"
    pool, suite = root / "pool", root / "dists" / "bookworm"
    pool.mkdir(parents=True)
    tarball(pool / "words_1.0.orig.tar.gz", [("words-1.0/a.c", b"int a;"), ("words-1.0/b.c", b"int b;")])
    (pool / "words_1.0-1.dsc").write_text("Format: 3.0 (quilt)\nSource: words\nVersion: 1.0-1\n")
    files = "".join(f" {digest(path)} {path.stat().st_size} {path.name}\n" for path in pool.iterdir())
    package = deb(tmp_path / "words.deb", [("./usr/share/crate/src/lib.rs", b""), ("./usr/share/doc/copyright", b"")])
    package = package.rename(pool / "libwords-dev_1.0-1_amd64.deb")
    binary = BINARY.format(name=package.name, size=package.stat().st_size, sha256=digest(package))
    sums = ""
    for name, text in ("main/source/Sources", SOURCE.format(files=files)), ("main/binary-amd64/Packages", binary):
        (suite / name).parent.mkdir(parents=True)
        (suite / name).write_text(text)
        sums += f" {digest(suite / name)} {len(text)} {name}\n"
    (suite / "Release").write_text(RELEASE + sums)
    (tmp_path / "system.list").write_text(f"deb file:{root} bookworm main\n")
    settings = APT_SETTINGS.format(lists=tmp_path / "system.list", mark=tmp_path / "hook ran")
    (tmp_path / "apt.conf").write_text(settings)
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    return root


@NEEDS_APT
def test_packages_of_debian(tmp_path: Path, mirror: Path) -> None:
    origin, binary = (mirror / "pool" / name for name in ("words_1.0.orig.tar.gz", "libwords-dev_1.0-1_amd64.deb"))
    source = words(origin, ecosystem="debian", version="1.0-1")
    library = words(binary, ecosystem="debian", version="1.0-1", name="libwords-dev", exclude=("/doc/",))
    old = words(origin, ecosystem="debian", version="0.9-1", file="words_0.9.orig.tar.gz")
    *done, gone = fetch(recipe(source, library, old), tmp_path / "out")
    assert [tree(one.root) for one in done if isinstance(one, Fetched)] == [["a.c", "b.c"], ["lib.rs"]]
    assert isinstance(gone, Failed)
    assert gone.reason.startswith("E: Can not find version '0.9-1' of package 'words' (mirrors drop old versions")
    assert not (tmp_path / "hook ran").exists()


@NEEDS_APT
def test_without_a_mirror_of_debian_its_packages_fail_and_say_so(tmp_path: Path, mirror: Path, index: Path) -> None:
    (tmp_path / "system.list").write_text("")
    origin = mirror / "pool" / "words_1.0.orig.tar.gz"
    first, second, third = fetch(
        recipe(
            words(origin, ecosystem="debian", version="1.0-1"),
            words(origin, ecosystem="debian", version="0.9-1", file="words_0.9.orig.tar.gz"),
            words(wheel(index)),
        ),
        tmp_path / "out",
    )
    reason = "apt is set up with no mirror of Debian: Debian's packages can be fetched on Debian only"
    assert [one.reason for one in (first, second) if isinstance(one, Failed)] == [reason, reason]
    assert isinstance(third, Fetched)
