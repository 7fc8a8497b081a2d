"""Notebooks: their code cells as one Python module, every name at its place in the file's own JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from symkin.graph.languages.hooks import Skip
from symkin.graph.languages.python.notebooks import read
from symkin.graph.workspace import Workspace


def code(*lines: str, outputs: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    source = [f"{line}\n" for line in lines[:-1]] + [*lines[-1:]]
    return {"cell_type": "code", "metadata": {}, "outputs": list(outputs), "source": source}


def text(source: str | list[str]) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {"source": ["def trap(): ..."]}, "source": source}


def notebook(*cells: dict[str, Any], language: str = "python", indent: int | None = 1) -> str:
    return json.dumps({"cells": cells, "metadata": {"language_info": {"name": language}}, "nbformat": 4}, indent=indent)


def place(data: str, needle: str) -> tuple[int, int]:
    line = next(number for number, line in enumerate(data.split("\n")) if needle in line)
    return line, data.split("\n")[line].index(needle)


def test_names_stand_where_the_file_has_them(root: Path, workspace: Workspace) -> None:
    data = notebook(
        text("# def not_this(): ..."),
        code("import pool", "", "class Session:", "    def send(self, request): ..."),
        code("%matplotlib inline", "!ls {x}", "files = !ls", "session = Session()", "session.send(None)"),
    )
    (root / "use.ipynb").write_text(data)
    workspace.index(workers=1)
    (send,) = workspace.find("Session.send")
    assert (send.path, send.line, send.column) == ("use.ipynb", *place(data, "send(self"))
    assert send.language == "python"
    found = {(edge.site.line, edge.site.column): edge.target.qualified_name for edge in workspace.edges(["reference"])}
    assert found[place(data, "Session()")] == "Session"
    assert found[place(data, "send(None)")] == "Session.send"
    assert workspace.find("not_this") == workspace.find("trap") == workspace.find("files") == []
    line, column = place(data, "send(None)")
    assert workspace.symbol_at("use.ipynb", line, column) == send


def test_a_notebook_uses_modules_and_is_none(root: Path, workspace: Workspace) -> None:
    (root / "pool.py").write_text("def take(): ...\n")
    (root / "pool.ipynb").write_text(notebook(code("def take(): ...")))
    (root / "use.ipynb").write_text(notebook(code("from pool import take", "take()")))
    workspace.index(workers=1)
    targets = {e.target.path for e in workspace.edges(["reference"]) if e.site.path == "use.ipynb"}
    assert targets == {"pool.py"}


def test_a_source_in_one_string_has_its_place(root: Path, workspace: Workspace) -> None:
    cell = code("")
    cell["source"] = "def one(): ...\n\ndef two(): ...\n"
    data = notebook(cell)
    (root / "a.ipynb").write_text(data)
    workspace.index(workers=1)
    assert [symbol.line for name in ("one", "two") for symbol in workspace.find(name)] == [
        place(data, "def one")[0]
    ] * 2


def test_cells_of_other_programs_are_blank() -> None:
    data = notebook(code("%%bash", "def f(): ..."), code("%%time", "def g(): ...", "if x:", "    %run it", "value?"))
    assert read(data.encode()).text == b"\n\npass\ndef g(): ...\nif x:\n    pass\npass\n"


def test_large_outputs_do_not_count(root: Path, workspace: Workspace) -> None:
    picture = {"output_type": "display_data", "data": {"image/png": "iVBOR" * 800_000}}
    (root / "plot.ipynb").write_text(notebook(code("def draw(): ...", outputs=[picture])))
    report = workspace.index(workers=1)
    assert report.skipped == {}
    assert [symbol.path for symbol in workspace.find("draw")] == ["plot.ipynb"]


def test_what_is_no_python_notebook_is_counted(root: Path, workspace: Workspace) -> None:
    (root / "broken.ipynb").write_text(notebook(code("x = 1"))[:-10])
    (root / "list.ipynb").write_text("[]")
    (root / "deep.ipynb").write_text("[" * 100_000)
    (root / "r.ipynb").write_text(notebook(code("f <- 1"), language="R"))
    (root / "long.ipynb").write_text(notebook(code(*["x = 1"] * 200_000)))
    report = workspace.index(workers=1)
    assert dict(report.skipped) == {"broken notebook": 3, "notebook of another language": 1, "too large": 1}


def test_an_unsaved_notebook_is_read_as_well(root: Path, workspace: Workspace) -> None:
    (root / "a.ipynb").write_text(notebook(code("def old(): ...")))
    workspace.index(workers=1)
    data = notebook(code("def old(): ...", "def new(): ..."))
    workspace.set_buffer("a.ipynb", data)
    assert [symbol.line for symbol in workspace.find("new")] == [place(data, "def new")[0]]
    workspace.set_buffer("a.ipynb", data[:-20])
    assert len(workspace.find("new")) == 1


@given(st.lists(st.lists(st.text(alphabet='ab"\\\n{}[],é\t', max_size=20), max_size=4), max_size=4), st.booleans())
def test_every_line_is_found_again(cells: list[list[str]], spread: bool) -> None:
    data = notebook(*(code(*lines) for lines in cells), indent=1 if spread else None)
    reading = read(data.encode())
    lines = reading.text.decode().split("\n")
    assert [line for line in lines if line] == [line for cell in cells for line in "\n".join(cell).split("\n") if line]
    rows = data.split("\n")
    for line, (row, column) in zip(lines, reading.places, strict=True):
        assert rows[row][column:].startswith(json.dumps(line)[1:-1])


@given(st.text(max_size=60))
def test_no_text_breaks_a_notebook(junk: str) -> None:
    for data in (junk, '{"cells": ' + junk, notebook(code(junk))):
        with suppress(Skip):
            read(data.encode("utf-8", "replace"))
