"""Makes README's picture, docs/related.svg: what a terminal shows of a real `symkin related`, run here and now.

python docs/picture.py
"""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
COLUMNS = 110
SAID = "symkin related symkin.graph.workspace.Workspace --topic 'how is the index brought up to date' --limit 8"


def main() -> None:
    """Run the command on a terminal, once to have the index and the model ready, and draw what it wrote."""
    on_terminal()
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(f"\x1b[1;32m$\x1b[0m {SAID}\n{on_terminal()}"))
    # Rich's own format fetches a font from the network; any fixed-width one will do.
    local = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    console.save_svg(str(HERE / "related.svg"), title="symkin", code_format=local)


def on_terminal() -> str:
    """What a terminal of that width gets."""
    shell = f"stty cols {COLUMNS}; exec {Path(sys.executable).with_name('symkin')} {SAID.partition(' ')[2]}"
    master, slave = pty.openpty()
    process = subprocess.Popen(["sh", "-c", shell], stdin=slave, stdout=slave, stderr=slave, cwd=HERE.parent)
    os.close(slave)
    written = b""
    while chunk := _read(master):
        written += chunk
    process.wait()
    return written.decode().replace("\r", "")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:
        return b""


main()
