"""What is extracted in a process of its own: that process outlives nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from symkin.graph.aside import Aside
from symkin.graph.extract import extract
from symkin.graph.languages.registry import LANGUAGES

STARTED = """
import sys, time
from symkin.graph.aside import Aside
from symkin.graph.languages.registry import LANGUAGES
aside = Aside()
aside.extract(b"", LANGUAGES["python"], (), 20.0)
print("started", flush=True)
time.sleep(600)
"""


def test_it_gives_what_extraction_gives() -> None:
    text, python = b"def run(): ...\n", LANGUAGES["python"]
    aside = Aside()
    found = aside.extract(text, python, (), 20.0)
    aside.close()
    assert found == extract(text, python)


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    """The process holds its parent's output open for as long as it lives."""
    script = tmp_path / "started.py"
    script.write_text(STARTED, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "started\n"
        parent.kill()
        rest, _ = parent.communicate(timeout=30)
    assert rest == ""
