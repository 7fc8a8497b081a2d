"""Debian's packages through apt, beside the system's settings: its mirror and keys are used, nothing is changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from symkin.dataset.errors import DatasetError
from symkin.dataset.fetch.clients import run
from symkin.dataset.recipes.recipe import Package

_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_DIRECTORIES = ("lists/partial", "archives/partial", "sources")

# Read after the system's own settings, so that it has the last word. Hooks are for updates of the system's lists.
_SETTINGS = """\
APT::Architecture "amd64";
#clear APT::Architectures;
APT::Architectures {{ "amd64"; }};
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "{home}/sources";
Dir::State::Lists "{home}/lists";
Dir::Cache "{home}";
Dir::Cache::Archives "{home}/archives";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
"""
_SOURCES = """\
Types: deb deb-src
URIs: {mirror}
Suites: {suite}
Components: main
Architectures: amd64
"""


class Apt:
    """apt for one release of Debian; its lists, signatures checked, lie in a directory of their own. Needs no root."""

    def __init__(self, home: Path, suite: str) -> None:
        self._home = home.resolve() / suite
        self._suite = suite
        self._is_ready = False
        self._failure: DatasetError | None = None

    def download(self, package: Package, directory: Path) -> None:
        """Have apt put a package's archive into an empty directory. Raises DatasetError, OSError."""
        self.fetch(package.name, package.version, package.file.endswith(".deb"), directory)

    def fetch(self, name: str, version: str, is_binary: bool, directory: Path) -> None:
        """Have apt put a binary package, or the upstream tarball of a source package, into a directory."""
        how = ["download"] if is_binary else ["source", "--only-source", "--download-only", "--tar-only"]
        self._set_up()
        try:
            self._run([*how, f"{name}={version}"], directory)
        except DatasetError as error:
            raise DatasetError(f"{error} (mirrors drop old versions in time: renew the recipe)") from error

    def run(self, arguments: list[str], directory: Path, program: str = "apt-get") -> str:
        """Run a program of apt on these lists, and return what it printed. Raises DatasetError, OSError."""
        self._set_up()
        return self._run(arguments, directory, program)

    def _run(self, arguments: list[str], directory: Path, program: str = "apt-get") -> str:
        command = [program, f"--config-file={self._home / 'apt.conf'}", "--quiet=2", *arguments]
        return run(command, directory, {"LC_ALL": "C.UTF-8"})

    def _set_up(self) -> None:
        """Write the settings and fetch the lists, once; what failed once is not tried for each package anew."""
        if self._failure is not None:
            raise self._failure
        if self._is_ready:
            return
        try:
            self._write_settings(_mirror(self._home))
            self._run(["update"], self._home)
        except DatasetError as error:
            self._failure = error
            raise
        self._is_ready = True

    def _write_settings(self, mirror: str) -> None:
        for name in _DIRECTORIES:
            (self._home / name).mkdir(parents=True, exist_ok=True)
        sources = _SOURCES.format(mirror=mirror, suite=self._suite)
        if _KEYRING.exists():
            sources += f"Signed-By: {_KEYRING}\n"
        (self._home / "sources" / "debian.sources").write_text(sources, encoding="utf-8")
        (self._home / "apt.conf").write_text(_SETTINGS.format(home=self._home), encoding="utf-8")


def _mirror(home: Path) -> str:
    """The Debian mirror that this system is set up with."""
    if shutil.which("apt-get") is None:
        raise DatasetError("there is no apt-get: packages of Debian can be fetched on Debian only")
    home.mkdir(parents=True, exist_ok=True)
    # What an update of the system's own lists would ask for: this reads its settings in whatever form they are.
    known = run(["apt-get", "--print-uris", "update"], home)
    mirror = re.search(r"'(\S+/debian)/+dists/", known)
    if mirror is None:
        raise DatasetError("apt is set up with no mirror of Debian: Debian's packages can be fetched on Debian only")
    return mirror[1]
