"""Python edges against jedi: precision of ours, recall of its.

    pip install jedi==0.20.0
    python bench/oracles/python_jedi.py [--package jinja2==3.1.6 ...] [--sample 500] [--errors]

Each package's wheel is fetched with pip. What is counted is told in judging.py. A definition of the package is a
function or a class; a class and its `__init__` count as the same.
"""

from __future__ import annotations

from pathlib import Path

import jedi
from judging import Place, Site, main
from wheels import PACKAGES, defines, fetch


class Jedi:
    """jedi's answers in one source tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = jedi.Project(str(root))

    def places(self, site: Site) -> set[Place] | None:
        """The definitions that a site means; None where jedi knows none in this tree or elsewhere."""
        try:
            script = jedi.Script(path=self.root / site.path, project=self.project)
            names = script.goto(site.line + 1, site.column, follow_imports=True)
        except Exception:
            return None
        found = {(self._relative(name.module_path), name.line - 1) for name in names if name.module_path and name.line}
        for name in names:
            parent = name.parent() if name.name == "__init__" else None
            if parent is not None and parent.module_path and parent.line:
                found.add((self._relative(parent.module_path), parent.line - 1))
        return found or None

    def _relative(self, path: Path) -> str:
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def is_definition(self, place: Place) -> bool:
        return defines(self.root, place)


if __name__ == "__main__":
    main(__doc__, PACKAGES, fetch, lambda root, _samples: Jedi(root))
