"""`symkin show` and the formats of `symkin edges`: by their output, and the page in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import msgspec
import pytest
from browser import Page, browser
from commands import Symkin, write
from hypothesis import given
from hypothesis import strategies as st

from symkin.cli.page import embedded, is_editor_url, render
from symkin.graph.neighbourhood import Neighbourhood, Node
from symkin.graph.types import Symbol

SESSION = "net.session.Session"
HOSTILE = "</script><!--<script>alert(1)</script>]]>\u2028\u202e\x1b[31m\0\ud800&amp;'\""


class NodeJson(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    name: str
    qualified_name: str
    kind: str
    path: str
    line: int
    column: int
    module: str
    signature: str
    doc: str
    depth: int
    left_out: int
    href: str = ""


class LinkJson(msgspec.Struct, forbid_unknown_fields=True):
    source: int
    target: int
    kinds: list[Literal["field", "input", "output", "reference", "base"]]
    confidence: Literal["exact", "likely"]
    path: str
    line: int
    column: int


class NeighbourhoodJson(msgspec.Struct, forbid_unknown_fields=True):
    nodes: list[NodeJson]
    links: list[LinkJson]
    left_out: int


class Reader(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = dict(attrs).get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data

    @property
    def data(self) -> NeighbourhoodJson:
        return msgspec.json.decode(self.texts["data"].encode(), type=NeighbourhoodJson)


def hostile_page() -> str:
    path = f"a/{HOSTILE}.py"
    symbol = Symbol(HOSTILE, HOSTILE, "class", path, 0, 0, 0, "m", "", f"class {HOSTILE}", HOSTILE)
    return render(Neighbourhood((Node(symbol, HOSTILE, 0),), ()), Path("/root"))


# -- the tree


def test_a_pipe_gets_an_indented_tree(symkin: Symkin) -> None:
    done = symkin("show", SESSION)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "Session  class  net/session.py:6",
        "class Session",
        "A connection that comes back when it is lost.",
    ]
    assert "  fields (2)" in lines
    assert "    Session.policy  field  net/session.py:9" in lines
    assert lines[lines.index("  subtypes (1)") + 1] == "    Lazy  class  net/session.py:19"
    assert done.stdout.isprintable() is False
    assert not re.search(r"[\x1b\u2500-\u257f]| $", done.stdout, re.MULTILINE)


def test_a_terminal_gets_a_drawn_tree_within_its_width(symkin: Symkin) -> None:
    shown = symkin.on_terminal("show", SESSION, columns=40)
    assert "├── " in shown
    assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines())) <= 40


def test_depth_grows_the_tree_and_never_goes_back(symkin: Symkin) -> None:
    deeper = symkin("show", SESSION, "--depth", "2").stdout.splitlines()
    assert "        RetryPolicy  class  net/retry.py:4" in deeper
    assert not [line for line in deeper[1:] if line.strip().startswith("Session  class")]
    assert "--depth" in symkin.fails(2, "show", SESSION, "--depth", "4")


def test_what_nothing_is_related_to_says_so(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {"alone.py": "class Alone: ...\n"})
    assert "nothing related" in symkin("show", "Alone").stdout
    assert "did you mean" in symkin.fails(1, "show", "Alonee")


# -- JSON


def test_json_is_the_neighbourhood(symkin: Symkin) -> None:
    done = symkin("show", SESSION, "--json")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    found = msgspec.json.decode(done.stdout, type=NeighbourhoodJson)
    labels = [node.label for node in found.nodes]
    assert labels[0] == "Session"
    assert (found.nodes[0].line, found.nodes[0].column) == (6, 7)
    links = {(labels[link.source], labels[link.target]): link for link in found.links}
    assert links["Session", "Session.policy"].kinds == ["field"]
    assert links["Lazy", "Session"].kinds[0] == "base"
    assert links["open_session", "RetryPolicy"].path == "net/session.py"
    assert {node.depth for node in found.nodes} == {0, 1, 2}


# -- the page


def test_the_page_holds_the_same_and_loads_nothing(symkin: Symkin) -> None:
    page = symkin("show", SESSION, "--html").stdout
    read = Reader(page)
    assert read.data == msgspec.json.decode(symkin("show", SESSION, "--json").stdout, type=NeighbourhoodJson)
    loading = {"src", "href", "srcset", "action", "data", "poster", "background", "xlink:href", "style", "onload"}
    assert not [element for element in read.elements if loading & element[1].keys()]
    assert not {"link", "img", "iframe", "base", "object", "embed", "form"} & {tag for tag, _ in read.elements}
    styles_and_scripts = read.texts["style"] + read.texts["script"]
    assert not re.search(
        r"@import|url\(|fetch\(|XMLHttpRequest|import\(|innerHTML|eval\(|WebSocket", styles_and_scripts
    )
    # The one address names a sort of element and is never asked for.
    assert set(re.findall(r"https?://[^\"'\s]+", page)) == {"http://www.w3.org/2000/svg"}


def test_the_policy_of_the_page_lets_only_its_own_script_run() -> None:
    read = Reader(hostile_page())
    policy = next(attributes["content"] for _, attributes in read.elements if "http-equiv" in attributes)
    digest = b64encode(sha256(read.texts["script"].encode()).digest()).decode()
    assert policy is not None
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy


def test_a_hostile_name_stays_data() -> None:
    page = hostile_page()
    page.encode()
    read = Reader(page)
    harmless = Reader(hostile_page().replace("alert(1)", "nothing"))
    assert [tag for tag, _ in read.elements] == [tag for tag, _ in harmless.elements]
    assert [tag for tag, _ in read.elements].count("script") == 2
    [node] = read.data.nodes
    assert node.name == HOSTILE.translate(
        {0x2028: "\\u2028", 0x202E: "\\u202e", 0x1B: "\\x1b", 0: "\\x00", 0xD800: "\\ud800"}
    )
    assert node.path.isprintable()


@given(st.text(st.characters(codec=None, categories=None)))
def test_embedded_json_reads_back_and_cannot_end_its_element(text: str) -> None:
    held = embedded({"text": text})
    assert json.loads(held) == {"text": text}
    assert not set("<>&") & set(held)
    assert held.isascii()


# -- where it goes


def test_a_file_is_written_and_only_a_page_is_overwritten(symkin: Symkin, workspace: Path) -> None:
    for _ in range(2):
        done = symkin("show", SESSION, "--html", "page.html")
        assert (done.returncode, done.stdout) == (0, "")
        assert (workspace / "page.html").as_uri() in done.stderr
    source = (workspace / "net/retry.py").read_bytes()
    assert "net/retry.py is there and is no page" in symkin.fails(1, "show", SESSION, "--html", "net/retry.py")
    assert (workspace / "net/retry.py").read_bytes() == source
    assert "cannot write no/such/page.html" in symkin.fails(1, "show", SESSION, "--html", "no/such/page.html")


def test_on_a_terminal_the_file_has_the_symbols_name(symkin: Symkin, workspace: Path) -> None:
    assert "Session.größe.html" in symkin.on_terminal("show", "größe", "--html", columns=400)
    assert Reader((workspace / "Session.größe.html").read_text(encoding="utf-8")).data.nodes[0].name == "größe"


def test_options_that_do_not_go_together_are_bad_use(symkin: Symkin) -> None:
    assert "--html" in symkin.fails(2, "show", SESSION, "page.html")
    assert "exclude" in symkin.fails(2, "show", SESSION, "--html", "--json")
    assert "--html" in symkin.fails(2, "show", SESSION, "--editor", "vscode://file{path}")
    assert "vscode://" in symkin.fails(2, "show", SESSION, "--html", "--editor", "javascript://{path}")


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("vscode://file{path}:{line}:{column}", True),
        ("idea://open?file={path}&line={line}", True),
        ("vscode://file/here", False),
        ("javascript://%0aalert({path})", False),
        ("JavaScript://{path}", False),
        ("https://example.org/{path}", False),
        ("data:{path}", False),
    ],
)
def test_an_editors_link_is_no_script_and_no_web_site(url: str, is_one: bool) -> None:
    assert is_editor_url(url) is is_one


def test_places_become_links_of_the_editor_and_are_escaped(symkin: Symkin, workspace: Path) -> None:
    write(workspace, {"net/odd #%&?{line} ö.py": "class Odd: ...\n"})
    page = symkin("show", "Odd", "--html", "--editor", "vscode://file{path}:{line}:{column}").stdout
    [node] = Reader(page).data.nodes
    assert node.href == f"vscode://file{workspace}/net/odd%20%23%25%26%3F%7Bline%7D%20%C3%B6.py:1:7"


# -- symkin edges --format


def test_edges_as_graphml_and_dot_are_those_of_the_json_lines(symkin: Symkin) -> None:
    lines = [json.loads(line) for line in symkin("edges").stdout.splitlines()]
    root = ElementTree.fromstring(symkin("edges", "--format", "graphml").stdout)
    arrows = list(root.iter("{http://graphml.graphdrawing.org/xmlns}edge"))
    assert [arrow[0].text for arrow in arrows] == [line["kind"] for line in lines]
    dot = symkin("edges", "--format", "dot", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}).stdout
    assert dot.count(" -> ") == len(lines)
    assert 'label="Session.größe"' in dot
    assert "--format" in symkin.fails(2, "edges", "--format", "svg")
    assert symkin("edges", "--kind", "base", "--format", "dot").stdout.count(" -> ") == 1


# -- the page's own scripts, without a browser


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not on the PATH")
def test_names_never_overlap_and_the_picture_is_the_same_each_time(tmp_path: Path) -> None:
    web = Path(sys.modules[render.__module__].__file__ or "").parent / "web"
    script = (web / "graph.js").read_text() + (web / "layout.js").read_text() + LAYOUT
    (tmp_path / "layout.js").write_text(script)
    runs = {
        subprocess.run(["node", tmp_path / "layout.js"], capture_output=True, text=True, check=True).stdout
        for _ in "ab"
    }
    assert len(runs) == 1
    bodies = json.loads(runs.pop())
    assert len(bodies) == 1 + 40 + 3 * 15
    overlaps = [
        (one["key"], other["key"])
        for number, one in enumerate(bodies)
        for other in bodies[:number]
        if abs(one["x"] - other["x"]) < (one["w"] + other["w"]) / 2
        and abs(one["y"] - other["y"]) < (one["h"] + other["h"]) / 2
    ]
    assert overlaps == []


LAYOUT = """
const bodies = [{ key: "0", w: 90, h: 36 }];
for (let i = 1; i <= 40; i++) {
  bodies.push({ key: `${i}`, parent: "0", group: i < 20 ? "references" : "inputs", w: 60 + ((i * 37) % 200), h: 26 });
}
for (let i = 0; i < 45; i++) {
  bodies.push({ key: `c${i}`, parent: `${1 + (i % 3) * 15}`, group: "inputs", w: 80 + i, h: 26 });
}
const links = bodies.slice(1).map(({ key, parent }) => ({ a: parent, b: key, tree: true }));
seed(bodies);
relax(bodies, links);
console.log(JSON.stringify(bodies));
"""


# -- the page in a browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as page:
        page.prefers(reduced_motion="reduce")
        yield page


@pytest.fixture
def opened(chromium: Page, symkin: Symkin, workspace: Path) -> Page:
    """The page of `Session`, which has twelve callers more than usual."""
    callers = "".join(f"def caller{n}(s: Session) -> int:\n    return s.send(b'')\n\n\n" for n in range(12))
    write(workspace, {"net/callers.py": f"from net.session import Session\n\n\n{callers}"})
    assert symkin("show", SESSION, "--html", "page.html").returncode == 0
    chromium.events.clear()
    chromium.open((workspace / "page.html").as_uri())
    return chromium


def labels(page: Page) -> list[str]:
    """What a screen reader calls the symbols that are drawn, in the order of the alphabet."""
    return sorted(page.ask("[...document.querySelectorAll('.node')].map((n) => n.getAttribute('aria-label'))"))


def key_of(page: Page, label: str) -> str:
    return str(
        page.ask(f"data().nodes.findIndex((node) => node.label === {json.dumps(label)})".replace("data()", DATA))
    )


DATA = "JSON.parse(document.getElementById('data').textContent)"


def requested(page: Page) -> set[str]:
    events: list[dict[str, Any]] = [e["params"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
    return {event["request"]["url"].partition(":")[0] for event in events}


def complaints(page: Page) -> list[dict[str, Any]]:
    return [e for e in page.events if e["method"] in {"Runtime.exceptionThrown", "Log.entryAdded"}]


@pytest.mark.chromium
def test_a_browser_draws_the_neighbourhood_and_asks_for_nothing(opened: Page) -> None:
    assert "Session, class" in labels(opened)
    assert any(label.startswith("Session.policy, field, in fields of Session") for label in labels(opened))
    assert opened.ask("document.querySelector('h1').textContent") == "Session"
    assert opened.ask("document.querySelector('#details .signature').textContent") == "class Session"
    assert requested(opened) <= {"file", "about"}
    assert complaints(opened) == []


@pytest.mark.chromium
def test_clicking_expands_collapses_and_shows_the_rest_of_a_long_group(opened: Page) -> None:
    before = labels(opened)
    caller = key_of(opened, "open_session")
    policy = f'[data-key="{key_of(opened, "RetryPolicy")}"]'
    opened.click(policy)
    assert "RetryPolicy.backoff, field, in fields of RetryPolicy" in labels(opened)
    opened.click(policy)
    assert labels(opened) == before
    more = '[data-key="0:references"]'
    assert opened.ask(f"document.querySelectorAll('{more}').length") == 1
    opened.click(more)
    assert opened.ask(f"document.querySelectorAll('{more}').length") == 0
    assert opened.ask(f"document.querySelectorAll('[data-key=\"{caller}\"]').length") == 1
    assert sum("in references of Session" in label for label in labels(opened)) > 12
    assert complaints(opened) == []


@pytest.mark.chromium
def test_the_keyboard_finds_moves_and_expands(opened: Page) -> None:
    opened.press("/")
    opened.type("backoff")
    opened.press("Enter")
    chosen = key_of(opened, "RetryPolicy.backoff")
    assert opened.ask("document.activeElement.dataset.key") == chosen
    assert opened.ask("document.querySelector('#details h2').textContent") == "RetryPolicy.backoff"
    opened.press("r")
    assert opened.ask("document.activeElement.dataset.key") == "0"
    opened.press("ArrowRight")
    x, _ = opened.middle('[data-key="0"]')
    assert opened.middle(".node:focus")[0] > x
    opened.press("r")
    opened.press("Enter")
    assert opened.ask("document.activeElement.getAttribute('aria-expanded')") == "false"
    assert len(labels(opened)) == 1
    assert complaints(opened) == []


@pytest.mark.chromium
def test_the_legend_hides_a_group_and_an_address_brings_a_state_back(opened: Page) -> None:
    opened.click('#legend [data-group="references"]')
    assert not [label for label in labels(opened) if "in references of Session" in label]
    opened.click('#legend [data-group="references"]')
    opened.click(f'[data-key="{key_of(opened, "RetryPolicy")}"]')
    address, seen = opened.ask("location.href"), labels(opened)
    assert "#" in address
    opened.open(address)
    assert labels(opened) == seen


@pytest.mark.chromium
def test_zoom_keeps_what_is_under_the_pointer_and_pan_moves_it(opened: Page) -> None:
    x, y = opened.middle('[data-key="0"] rect')
    opened.mouse("mouseWheel", x, y, deltaX=0, deltaY=-300)
    assert opened.middle('[data-key="0"] rect') == pytest.approx((x, y), abs=1)
    opened.mouse("mousePressed", 30, 100)
    opened.mouse("mouseMoved", 60, 120)
    opened.mouse("mouseMoved", 130, 160)
    opened.mouse("mouseReleased", 130, 160)
    assert opened.middle('[data-key="0"] rect') == pytest.approx((x + 100, y + 60), abs=1)


@pytest.mark.chromium
def test_a_hostile_name_is_shown_and_nothing_runs(chromium: Page, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(hostile_page(), encoding="utf-8")
    chromium.events.clear()
    chromium.open(file.as_uri())
    assert "alert(1)" in chromium.ask("document.querySelector('h1').textContent")
    assert chromium.ask("document.scripts.length") == 2
    assert chromium.ask("!document.getElementById('empty').hidden")
    assert complaints(chromium) == []
    assert not [event for event in chromium.events if event["method"] == "Page.javascriptDialogOpening"]
