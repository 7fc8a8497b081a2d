"""What names mean where scopes are not read in full: proved, the only one, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

from symkin.graph.workspace import Workspace

PICTURES = {
    "a field that is named as its type hides it from no one (C#)": """
--- Brush.cs
public class Colour {}
public class Brush {
    public Colour Colour { get; set; }
//         ^^^^^^ -> Brush.cs Colour
    public Colour Mix(Colour other) { return other; }
//         ^^^^^^ -> Brush.cs Colour
//                    ^^^^^^ -> Brush.cs Colour
}
""",
    "a field that is named as its type hides it from no one (OCaml)": """
--- session.ml
type retry = Once | Many of int
type session = { retry : retry; name : string }
(*                       ^^^^^ -> session.ml retry *)
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_names_mean_what_the_marks_say(tmp_path: Path, picture: str) -> None:
    check(tmp_path, picture)


def test_a_field_named_as_its_type_has_it(root: Path, workspace: Workspace) -> None:
    (root / "brush.cs").write_text("class Colour {}\nclass Brush { public Colour Colour { get; set; } }\n")
    workspace.index(workers=1)
    outputs = [(edge.source.qualified_name, edge.target.qualified_name) for edge in workspace.edges(["output"])]
    assert outputs == [("Brush.Colour", "Colour")]
