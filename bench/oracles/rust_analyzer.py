"""Rust edges against rust-analyzer: precision of ours, recall of its.

    apt-get install rust-analyzer rust-src librust-petgraph-dev librust-regex-dev ...
    python bench/oracles/rust_analyzer.py [--package petgraph-0.6.2 ...] [--sample 500] [--errors]

rust-analyzer and cargo must be on the PATH, with the standard library's sources in RUST_SRC_PATH where cargo's own
sysroot has none. The crates are those of Debian's `librust-*-dev` packages, which bring their dependencies. What is
counted is told in judging.py. An implementation's method counts as the same as the trait's that it implements.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from judging import Samples, main
from language_server import LanguageServer

PACKAGES = ("petgraph-0.6.2", "regex-1.7.1", "toml_edit-0.14.4")
REGISTRY = Path("/usr/share/cargo/registry")
APART = ("tests", "benches", "examples")
"""What needs crates that are not installed: rust-analyzer is silent about files of no target."""
_SECTIONS = re.compile(r"(?m)^(?=\[)")
_UNWANTED = re.compile(r"\[+(?:[^\]\n]*\.)?(?:dev-dependencies|bench|test|example)\b")
"""The same in a manifest."""


def fetch(package: str, directory: Path) -> Path:
    """A crate's own sources, to be built with the crates of Debian."""
    root = directory / "source"
    shutil.copytree(REGISTRY / package, root, ignore=shutil.ignore_patterns(*APART))
    manifest = root / "Cargo.toml"
    sections = _SECTIONS.split(manifest.read_text(encoding="utf-8"))
    manifest.write_text("".join(one for one in sections if not _UNWANTED.match(one)), encoding="utf-8")
    (root / ".cargo").mkdir()
    (root / ".cargo" / "config.toml").write_text(
        f'[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "{REGISTRY}"\n', encoding="utf-8"
    )
    return root


def ask(root: Path, samples: Samples) -> LanguageServer:
    """rust-analyzer on a crate, once it has read it."""
    settings = {
        "cargo": {"sysrootSrc": os.environ.get("RUST_SRC_PATH"), "extraEnv": {"CARGO_NET_OFFLINE": "true"}},
        "cachePriming": {"enable": False},
        "checkOnSave": False,
    }
    server = LanguageServer(root, ["rust-analyzer"], "rust", settings, has_status=True)
    server.settle(samples.any[0].path)
    return server


if __name__ == "__main__":
    main(__doc__, PACKAGES, fetch, ask, times=12)
