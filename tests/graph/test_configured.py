"""Languages added by configuration, with a grammar that is no dependency of ours: Zig's."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from symkin.graph.languages.configured import languages_of
from symkin.graph.languages.registry import BUILT_IN
from symkin.graph.pool import Task, process_all
from symkin.graph.store import Entry
from symkin.graph.workspace import Workspace

QUERY = """
(variable_declaration (identifier) @name (struct_declaration) @body) @definition.struct
(container_field name: (identifier) @name type: (_) @type) @binding
(function_declaration name: (identifier) @name type: (_) @return body: (_) @body) @definition.function
(parameter name: (identifier) @name type: (_) @type) @parameter
(parameter type: (identifier) @reference @annotation)
(call_expression function: (identifier) @reference @call)
(comment) @comment
"""
ROW = """
[languages.zig]
suffixes = [".zig"]
grammar = "tree_sitter_zig"
queries = "queries/zig.scm"
plumbing = ["i32"]
"""
SOURCE = """
/// A point.
pub const Point = struct {
    x: i32,
    next: Point,
    pub fn scale(self: Point) Point { return helper(self); }
};
fn helper(p: Point) Point { return p; }
"""
Open = Callable[[], Workspace]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    (root / "queries").mkdir(parents=True)
    (root / "queries" / "zig.scm").write_text(QUERY)
    (root / "symkin.toml").write_text(ROW)
    (root / "a.zig").write_text(SOURCE)
    (root / "b.py").write_text("def helper(): ...\n")
    return root


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    user = tmp_path / "config"
    user.mkdir()
    monkeypatch.setenv("SYMKIN_CONFIG_DIR", str(user))
    return user


@pytest.fixture
def reopen(root: Path, user: Path, tmp_path: Path) -> Open:
    return lambda: Workspace.open(root, cache_dir=tmp_path / "cache")


def mistakes(root: Path, user: Path) -> list[str]:
    languages, found = languages_of(root, user)
    assert (languages.of("a.zig") is None) == bool(found)
    return found


def test_a_workspace_adds_a_language(reopen: Open) -> None:
    workspace = reopen()
    assert workspace.notices == []
    report = workspace.index(workers=1)
    assert dict(report.languages) == {"python": 1, "zig": 1}
    (scale,) = workspace.find("Point.scale")
    assert (scale.kind, scale.signature, scale.language) == ("method", "pub fn scale(self: Point) Point", "zig")
    (point,) = workspace.find("Point")
    assert (point.doc, [edge.target.name for edge in workspace.groups(point).fields]) == ("A point.", ["x", "next"])
    calls = [edge for edge in workspace.edges(["reference"]) if edge.target.qualified_name == "helper"]
    assert [(edge.source.qualified_name, edge.target.path) for edge in calls] == [("Point.scale", "a.zig")]
    workspace.set_buffer("a.zig", SOURCE + "fn other() void {}\n")
    assert [symbol.path for symbol in workspace.find("other")] == ["a.zig"]
    workspace.close()


def test_workers_that_are_spawned_know_it(root: Path, user: Path) -> None:
    languages, _ = languages_of(root, user)
    zig = languages.named("zig")
    assert zig is not None
    assert zig.query.pattern_count > 0
    again = pickle.loads(pickle.dumps(languages)).named("zig")
    assert (again, again.fingerprint, again.query.pattern_count) == (zig, zig.fingerprint, zig.query.pattern_count)
    task = Task("a.zig", 1, 1)
    (result,) = process_all(root, [task], 1, lambda: False, languages=languages)
    assert isinstance(result, Entry)
    assert result.language == "zig"


def test_a_changed_query_reads_that_language_again(root: Path, reopen: Open) -> None:
    workspace = reopen()
    assert workspace.index(workers=1).indexed == 2
    assert workspace.index(workers=1).indexed == 0
    workspace.close()
    (root / "queries" / "zig.scm").write_text(QUERY.replace("@definition.struct", "@definition.class"))
    workspace = reopen()
    assert workspace.index(workers=1).indexed == 1
    assert [symbol.kind for symbol in workspace.find("Point")] == ["class"]
    assert workspace.index(workers=1).indexed == 0
    workspace.close()
    (root / "symkin.toml").unlink()
    workspace = reopen()
    assert workspace.find("Point") == []
    assert dict(workspace.index(workers=1).languages) == {"python": 1}
    workspace.close()


def test_one_workspace_knows_nothing_of_another_s(root: Path, user: Path, tmp_path: Path) -> None:
    languages, _ = languages_of(root, user)
    assert languages.of("a.zig") is not None
    assert languages_of(tmp_path, user)[0] is BUILT_IN


def test_a_project_file_and_the_user_can_say_it_too(root: Path, user: Path) -> None:
    (root / "symkin.toml").unlink()
    (root / "pyproject.toml").write_text(
        "[project]\nname = 'x'\n" + ROW.replace("[languages", "[tool.symkin.languages")
    )
    assert mistakes(root, user) == []
    (root / "pyproject.toml").unlink()
    assert languages_of(root, user) == (BUILT_IN, [])
    (user / "symkin.toml").write_text(ROW.replace("queries/", str(root / "queries") + os.sep))
    assert mistakes(root, user) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tree_sitter_zig", "tree_sitter_none", "tree_sitter_none is not installed: `pip install tree-sitter-none`"),
        ("tree_sitter_zig", "os", "only your own symkin.toml may name that"),
        ("tree_sitter_zig", "tree_sitter_zig.sub", "only your own symkin.toml may name that"),
        ('queries = "queries/zig.scm"', 'queries = "none.scm"', "cannot read the query none.scm"),
        ('queries = "queries/zig.scm"', "", "missing required field `queries`"),
        ('[".zig"]', '"zig"', "Expected `array`, got `str` - at `$.languages[...].suffixes`"),
        ('[".zig"]', '["zig"]', "write it like '.zig'"),
        ('[".zig"]', '[".py"]', ".py is read as python already"),
        ("languages.zig", "languages.rust", "symkin reads that language already"),
        ("plumbing =", "plumbling =", "unknown field `plumbling`"),
        ("[languages.zig]", "[languages.zig", "symkin.toml: "),
        ("plumbing =", 'grammar_function = "__init__"\nplumbing =', "no grammar's function"),
        ("plumbing =", 'grammar_function = "language_none"\nplumbing =', "cannot be loaded"),
    ],
)
def test_a_mistake_costs_the_language_and_says_one_line(
    root: Path, reopen: Open, user: Path, old: str, new: str, said: str
) -> None:
    assert old in ROW
    (root / "symkin.toml").write_text(ROW.replace(old, new))
    languages, (found,) = languages_of(root, user)
    assert languages is BUILT_IN
    assert said in found
    assert "\n" not in found
    workspace = reopen()
    assert workspace.notices == [found]
    assert dict(workspace.index(workers=1).languages) == {"python": 1}
    workspace.close()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("(comment) @comment\n(function_declaraton) @x", "Invalid node type at line 2, column 2: function_declaraton"),
        ("(comment @comment", "Invalid syntax at line 1"),
    ],
)
def test_a_bad_query_is_told_with_its_place(root: Path, user: Path, query: str, said: str) -> None:
    (root / "queries" / "zig.scm").write_text(query)
    (found,) = mistakes(root, user)
    assert found.startswith("symkin.toml: language zig: queries/zig.scm does not fit the grammar: ")
    assert said in found


def test_a_workspace_cannot_bring_its_own_grammar(
    root: Path, user: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (root / "tree_sitter_mine.py").write_text("import pathlib\npathlib.Path('ran').touch()\n")
    monkeypatch.syspath_prepend(str(root))
    monkeypatch.chdir(tmp_path)
    text = ROW.replace("tree_sitter_zig", "tree_sitter_mine")
    (root / "symkin.toml").write_text(text)
    (found,) = mistakes(root, user)
    assert "lies in the workspace" in found
    assert not (tmp_path / "ran").exists()
    (root / "symkin.toml").unlink()
    (user / "symkin.toml").write_text(text.replace("queries/", str(root / "queries") + os.sep))
    (found,) = mistakes(root, user)
    assert "cannot be loaded" in found  # run, since the user said so, and no grammar
    assert (tmp_path / "ran").exists()


def test_a_suffix_has_one_language(root: Path, user: Path) -> None:
    (root / "symkin.toml").write_text(ROW + ROW.replace("languages.zig", "languages.zag"))
    languages, (found,) = languages_of(root, user)
    assert found == "language zag: .zig is zig's: give each suffix to one language"
    assert languages.of("a.zig") == languages.named("zig")
