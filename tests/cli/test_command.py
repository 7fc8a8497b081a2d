"""What holds for the command as a whole: errors, start-up, help, and that the documents tell the truth."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import Symkin

from symkin.cli.app import build
from symkin.cli.serve import parse

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def commands(command: object, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command of the app, by what is typed for it."""
    for name, child in getattr(command, "commands", {}).items():
        typed = (*prefix, name)
        if hasattr(child, "commands"):
            yield from commands(child, typed)
        else:
            yield " ".join(typed), child


COMMANDS = dict(commands(typer.main.get_command(build())))


def test_the_commands_are_those_of_the_design() -> None:
    assert set(COMMANDS) == {
        *(
            "related",
            "index",
            "edges",
            "show",
            "harvest",
            "audit",
            "review",
            "train",
            "export",
            "evaluate",
            "serve",
            "doctor",
        ),
        *("model prepare", "model status", "model remove"),
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help_and_every_command_is_in_the_readme(name: str) -> None:
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"
    assert f"| `symkin {name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_answers_help(symkin: Symkin, name: str) -> None:
    done = symkin(*name.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"symkin {name}" in done.stdout


def test_the_readme_mentions_no_command_or_option_that_there_is_not() -> None:
    typed = re.findall(r"(?<![./])symkin ((?:related|index|edges|show|serve|doctor|model)\b[^`\n]*)", README)
    assert len(typed) > 8
    for words in map(shlex.split, typed):
        name = " ".join(words[:2]) if words[0] == "model" else words[0]
        options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, words


def test_ci_runs_the_readmes_second_command() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    assert f"\n{commands[1]}\n" in (REPOSITORY / ".ci/run").read_text(encoding="utf-8")


def test_no_argument_is_help_and_the_version_is_the_packages(symkin: Symkin) -> None:
    assert "related" in symkin().stdout
    assert symkin("--version").stdout == f"symkin {version('symkin')}\n"


def test_an_unknown_command_gets_a_near_one(symkin: Symkin) -> None:
    assert "'related'" in symkin.fails(2, "relatd", "Session")
    assert "--help" in symkin.fails(2, "--nope")
    assert "symkin model --help" in symkin.fails(2, "model")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands(symkin: Symkin, shell: str) -> None:
    words = {"COMP_WORDS": "symkin rel", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "symkin rel"}
    action = {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = symkin(env={"_SYMKIN_COMPLETE": f"complete_{shell}", **words, **action})
    assert "related" in done.stdout
    assert "doctor" not in done.stdout


def test_completion_can_be_shown_and_installed(symkin: Symkin, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    assert "_SYMKIN_COMPLETE" in symkin("--show-completion", "bash", env=home).stdout
    assert symkin("--install-completion", "bash", env=home).returncode == 0
    assert any("_SYMKIN_COMPLETE" in path.read_text() for path in tmp_path.rglob("symkin*.sh"))


def test_a_crash_is_one_line_that_tells_how_to_see_more(symkin: Symkin, tmp_path: Path) -> None:
    # Something breaks deep inside: the package that reads .gitignore is not what it was.
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/platformdirs.py").write_text("1 / 0\n")
    broken = {"PYTHONPATH": str(tmp_path / "broken"), "SYMKIN_CACHE_DIR": ""}
    told = symkin.fails(1, "index", env=broken)
    assert "ZeroDivisionError" in told
    assert "SYMKIN_TRACEBACK=1" in told
    done = symkin("index", env=broken | {"SYMKIN_TRACEBACK": "1"})
    assert done.returncode == 1
    assert "platformdirs.py" in done.stderr


def test_doctor_says_what_a_bug_report_needs(symkin: Symkin) -> None:
    done = symkin("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("symkin", version("tree-sitter"), sys.version.split()[0], "language python", "git version", "model"):
        assert said in done.stdout
    assert "broken" not in done.stdout
    assert f"{Path.home()}/" not in done.stdout


def test_doctor_names_a_broken_grammar(symkin: Symkin, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/tree_sitter_python.py").write_text("raise ImportError('wrong architecture')\n")
    done = symkin("doctor", env={"PYTHONPATH": str(tmp_path / "broken")})
    assert done.returncode == 1
    assert "broken: ImportError: wrong architecture" in done.stdout


def test_doctor_names_the_languages_of_the_configuration(symkin: Symkin, workspace: Path) -> None:
    row = '[languages.zig]\nsuffixes = [".zig"]\ngrammar = "tree_sitter_%s"\nqueries = "zig.scm"\n'
    (workspace / "zig.scm").write_text("(identifier) @reference\n")
    (workspace / "symkin.toml").write_text(row % "python")
    assert re.search(r"^language zig +tags, ", symkin("doctor").stdout, re.MULTILINE)
    (workspace / "symkin.toml").write_text(row % "nowhere")
    done = symkin("doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert "broken: symkin.toml: language zig: grammar tree_sitter_nowhere is not installed" in done.stdout


def test_serving_waits_for_neither_rich_nor_typer() -> None:
    code = (
        "import sys; sys.argv = ['symkin', 'serve', '--nope']\n"
        "from symkin.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 2\n"
        "import symkin.server.main\n"
        "print(*sorted({'rich', 'typer', 'click', 'numpy', 'llama_cpp', 'tree_sitter', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.parametrize("module", ["main", "app"])
def test_a_command_line_imports_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, symkin.cli.{module}\n"
        "heavy = {'numpy', 'llama_cpp', 'tree_sitter', 'sqlite3', 'pygls', 'lsprotocol', 'rich.progress', 'torch'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["--tcp"], "HOST:PORT"),
        (["--tcp", "nowhere"], "HOST:PORT"),
        (["--tcp=localhost:0"], "1 to 65535"),
        (["--tcp", "localhost:70000"], "1 to 65535"),
        (["--stdio", "--tcp", "localhost:2087"], "exclude"),
        (["--pipe"], "--pipe"),
    ],
)
def test_serve_says_what_it_does_not_know(symkin: Symkin, args: list[str], hint: str) -> None:
    assert hint in symkin.fails(2, "serve", *args)


def test_serve_takes_what_editors_add() -> None:
    assert parse(["--stdio", "--clientProcessId=17"]) is None


def test_a_port_in_use_is_one_line(symkin: Symkin) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cannot listen on 127.0.0.1:{port}" in symkin.fails(1, "serve", "--tcp", f"127.0.0.1:{port}")


def test_an_editor_that_goes_away_ends_the_server(symkin: Symkin) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "symkin.cli", "serve"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**symkin.env, "PYTHONWARNINGS": ""},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Traceback" not in done.stderr


def test_a_full_disk_is_one_line(symkin: Symkin) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "symkin.cli", "edges"],
            cwd=symkin.cwd,
            env=symkin.env,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert os.strerror(28) in done.stderr


def test_json_on_a_terminal_that_knows_only_ascii(symkin: Symkin) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = symkin("related", "net/session.py::Session.größe", "--ranker", "graph", "--json", env=ascii_only)
    assert json.loads(done.stdout)["symbol"]["name"] == "größe"
    plain = symkin("related", "net/session.py::Session.größe", "--ranker", "graph", env=ascii_only)
    assert plain.stdout.startswith("Session.gr\\xf6\\xdfe")
