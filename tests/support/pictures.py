"""Sources with marks under the names, so that a test of the resolver reads like what it tests.

A text holds several files, each after a line `--- path`. Below a line, a comment with `^` under a name says what the
name means: `^ -> path Qualified.name` proved, `^ ~> ...` likely (`name:LINE` where several have the name), `^ -> ?` no
edge at all. Marks are blanked out before indexing, so lines keep their numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from symkin.graph.types import EdgeKind
from symkin.graph.workspace import Workspace

REFERENCES: tuple[EdgeKind, ...] = ("reference",)
_MARK = re.compile(r"^\s*(?:#|//|--|(?P<ml>\(\*))(?P<gap>.*?)\^+ (?P<arrow>->|~>) (?P<target>.+?)(?(ml) \*\))$")


@dataclass(frozen=True)
class Mark:
    path: str
    line: int
    column: int
    expected: str


def write(root: Path, picture: str) -> list[Mark]:
    """Write the files of a picture below a directory and give its marks."""
    marks: list[Mark] = []
    for part in re.split(r"(?m)^--- ", picture)[1:]:
        path, _, text = part.partition("\n")
        lines = text.splitlines()
        for number, line in enumerate(lines):
            if found := _MARK.match(line):
                above = max(n for n in range(number) if not _MARK.match(text.splitlines()[n]))
                marks.append(Mark(path, above, line.index("^"), f"{found['arrow']} {found['target']}"))
                lines[number] = ""
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return marks


def check(tmp_path: Path, picture: str) -> None:
    """Assert that every mark of a picture holds."""
    root = tmp_path / "workspace"
    marks = write(root, picture)
    assert marks, "a picture without marks proves nothing"
    workspace = Workspace.open(root, cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    found: dict[tuple[str, int, int], tuple[str, ...]] = {}
    for edge in workspace.edges(REFERENCES):
        arrow = "->" if edge.confidence == "exact" else "~>"
        meaning = f"{arrow} {edge.target.path} {edge.target.qualified_name}"
        key = (edge.site.path, edge.site.line, edge.site.column)
        found[key] = (meaning, f"{meaning}:{edge.target.line + 1}")
    workspace.close()
    wrong = [
        f"{mark.path}:{mark.line + 1}:{mark.column + 1} should be {mark.expected!r}, is {actual[0]!r}"
        for mark in marks
        if mark.expected not in (actual := found.get((mark.path, mark.line, mark.column), ("-> ?",)))
    ]
    assert not wrong, "\n".join(wrong)
