from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec
from commands import BOUND_BY_PERMISSIONS, COMMAND, Symkin, write


class SkippedJson(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    reason: str


class ReportJson(msgspec.Struct, forbid_unknown_fields=True):
    files: int
    symbols: int
    occurrences: int
    indexed: int
    removed: int
    seconds: float
    peak_rss_mb: float
    languages: dict[str, int]
    skipped: dict[str, int]
    skipped_files: list[SkippedJson]


class EndJson(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    qualified_name: str
    path: str
    line: int


class SiteJson(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    line: int
    column: int


class EdgeJson(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    confidence: Literal["exact", "likely"]
    source: EndJson
    target: EndJson
    site: SiteJson


def report(done: subprocess.CompletedProcess[str]) -> ReportJson:
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=ReportJson)


def edges(done: subprocess.CompletedProcess[str]) -> list[EdgeJson]:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return [msgspec.json.decode(line, type=EdgeJson) for line in done.stdout.splitlines()]


def test_json_is_the_documented_object_and_nothing_else(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {"huge.py": "x = 1\n" * 200_000})
    first = report(symkin("index", "--json"))
    assert (first.files, first.indexed, first.languages) == (3, 3, {"python": 3})
    assert first.skipped_files == [SkippedJson("huge.py", "too large")]
    assert first.symbols > 8
    assert first.occurrences > 8
    assert 0 < first.seconds < 60
    assert 1 < first.peak_rss_mb < 500


def test_a_second_run_reads_only_what_has_changed(symkin: Symkin, workspace: Path) -> None:
    symkin("index")
    assert report(symkin("index", "--json")).indexed == 0
    write(workspace, {"net/new.py": "NEW = 1\n"})
    (workspace / "net/retry.py").unlink()
    again = report(symkin("index", "--json"))
    assert (again.files, again.indexed, again.removed) == (3, 1, 1)


def test_people_get_the_same_in_words(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {"huge.py": "x = 1\n" * 200_000})
    done = symkin("index")
    assert (done.returncode, done.stderr) == (0, "")
    assert "python 3" in done.stdout
    assert "huge.py" in done.stdout
    assert "too large" in done.stdout


def test_a_workspace_is_found_from_inside_and_named_from_outside(
    symkin: Symkin, workspace: Path, tmp_path: Path
) -> None:
    assert report(symkin("index", "--json", cwd=workspace / "net")).files == 3
    assert report(symkin("index", str(workspace), "--json", cwd=tmp_path)).indexed == 0


def test_without_git_the_project_file_tells_the_root(symkin: Symkin, tmp_path: Path) -> None:
    write(tmp_path / "plain", {"pyproject.toml": "", "src/a.py": "A = 1\n", "node_modules/b.py": "B = 1\n"})
    no_git = {"PATH": str(tmp_path)}
    found = report(symkin("index", "--json", cwd=tmp_path / "plain/src", env=no_git))
    assert (found.files, found.languages) == (1, {"python": 1})
    assert "git" in symkin("doctor", env=no_git).stdout


def test_an_empty_folder_is_no_error(symkin: Symkin, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = symkin("index", str(tmp_path / "empty"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "none that symkin reads" in done.stdout


def test_a_folder_that_is_none_is_bad_use(symkin: Symkin, workspace: Path) -> None:
    assert "gone is not a folder" in symkin.fails(2, "index", "gone")
    assert "is not a folder" in symkin.fails(2, "index", "net/session.py")


def test_a_folder_that_may_not_be_read_says_so(symkin: Symkin, workspace: Path) -> None:
    workspace.chmod(0)
    bound = replace(symkin, prefix=BOUND_BY_PERMISSIONS)
    try:
        assert "is not readable" in bound.fails(2, "index", str(workspace), cwd=workspace.parent)
    finally:
        workspace.chmod(0o755)


def test_edges_are_json_lines_of_the_documented_shape(symkin: Symkin) -> None:
    found = edges(symkin("edges"))
    policy = next(edge for edge in found if (edge.kind, edge.source.name) == ("input", "delay"))
    assert policy.confidence == "exact"
    assert policy.source == EndJson("delay", "delay", "net/retry.py", 11)
    assert policy.target == EndJson("RetryPolicy", "RetryPolicy", "net/retry.py", 4)
    assert (policy.site.path, policy.site.line) == ("net/retry.py", 11)
    assert {"field", "input", "output", "reference", "base"} == {edge.kind for edge in found}


def test_columns_of_a_site_count_characters(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {"net/wide.py": "from net.retry import delay\n\n\ndef f(p):\n    return '😀é', delay(p, 1)\n"})
    sites = [edge.site for edge in edges(symkin("edges", "--kind", "reference")) if edge.source.name == "f"]
    assert sites == [SiteJson("net/wide.py", 5, 18)]


def test_edges_of_the_kinds_that_are_asked_for(symkin: Symkin) -> None:
    kinds = {edge.kind for edge in edges(symkin("edges", "--kind", "base", "--kind", "field"))}
    assert kinds == {"base", "field"}
    assert "--kind" in symkin.fails(2, "edges", "--kind", "magic")


def test_a_closed_pipe_is_quiet(symkin: Symkin, workspace: Path) -> None:
    many = "".join(f"def f{n}(policy: RetryPolicy) -> RetryPolicy: ...\n" for n in range(2000))
    write(workspace, {"net/many.py": f"from net.retry import RetryPolicy\n{many}"})
    process = symkin.start("edges")
    assert process.stdout is not None
    assert process.stderr is not None
    json.loads(process.stdout.readline())
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


def test_an_interrupt_is_quiet_and_keeps_what_was_done(symkin: Symkin, workspace: Path) -> None:
    body = "".join(f"def f{n}(a, b):\n    return g{n}(a) + b\n\n\n" for n in range(1000))
    write(workspace, {f"many/m{n}.py": body for n in range(300)})
    process = symkin.start("index")
    store = Path(symkin.env["SYMKIN_CACHE_DIR"])
    deadline = time.monotonic() + 60
    while not any(store.rglob("*.sqlite")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)  # a terminal's Ctrl-C reaches the workers too
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert report(symkin("index", "--json")).files == 303


def test_a_damaged_store_is_rebuilt_and_said(symkin: Symkin) -> None:
    symkin("index")
    store = next(Path(symkin.env["SYMKIN_CACHE_DIR"]).rglob("*.sqlite"))
    store.write_bytes(b"this is no database" * 1000)
    done = symkin("related", "net.session.Session", "--ranker", "graph")
    assert done.returncode == 0
    assert "Lazy" in done.stdout
    assert done.stderr == "symkin: the index of this workspace was damaged and is being rebuilt\n"
    assert symkin("index").stderr == ""


def test_a_store_that_cannot_be_written_says_where(symkin: Symkin, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = symkin.fails(1, "index", env={"SYMKIN_CACHE_DIR": str(tmp_path / "file")})
    assert str(tmp_path / "file") in told


def test_a_long_run_shows_a_bar_to_people_only(symkin: Symkin, workspace: Path) -> None:
    body = "".join(f"def f{n}(a, b):\n    return g{n}(a) + b\n\n\n" for n in range(1000))
    write(workspace, {f"many/m{n}.py": body for n in range(150)})
    assert "Indexing" in symkin.on_terminal("index")
    write(workspace, {f"many/m{n}.py": body + "x = 1\n" for n in range(150)})
    done = subprocess.run([COMMAND, "index"], cwd=workspace, env=symkin.env, capture_output=True, check=True)
    assert done.stderr == b""
