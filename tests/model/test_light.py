"""What must hold without llama.cpp and without the model: imports are cheap, and errors say what to install."""

import subprocess
import sys
import textwrap


def run(program: str) -> str:
    command = [sys.executable, "-c", textwrap.dedent(program)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_room_loads_nothing_heavy() -> None:
    heavy = run(
        """
        import sys
        import symkin.model.scorer, symkin.model.store, symkin.model.prompt
        print(sorted({"llama_cpp", "numpy", "gguf", "jinja2"} & set(sys.modules)))
        """
    )
    assert heavy == "[]"


def test_without_the_extra_every_entry_says_how_to_install_it() -> None:
    said = run(
        """
        import importlib.util, sys, tempfile, os
        from pathlib import Path

        find_spec = importlib.util.find_spec
        hidden = ("llama_cpp", "gemma3_270m")
        importlib.util.find_spec = lambda name, *rest: None if name.startswith(hidden) else find_spec(name, *rest)

        os.environ["SYMKIN_MODEL_DIR"] = tempfile.mkdtemp()
        from symkin.model import store
        from symkin.model.prompt import Prompt
        from symkin.model.scorer import ModelError, Scorer

        print(store.status().reason)
        for attempt in (store.prepare, lambda: Scorer(Path("x")).score(Prompt(None, "", "", "", "", (), (), (), ()))):
            try:
                attempt()
            except ModelError as error:
                print(error)
        """
    )
    assert (
        said.splitlines()
        == ["llama.cpp is not installed; install the model's packages with: pip install 'symkin[model]'"] * 3
    )
