"""One cold index by glia-py, for `cold_index.py`: build the graph and save it, as its own documentation does."""

from __future__ import annotations

import sys

import glia_py

graph = glia_py.generate(sys.argv[1], incremental=False)
graph.save_to_default(sys.argv[1])
