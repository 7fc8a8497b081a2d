"""What Python's lists, dictionaries and unions say of a receiver: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

TYPES = """
--- types.py
class Item:
    child: "Item"
    def run(self): ...
    def __enter__(self): return self
class Other:
    def run(self): ...
    def stop(self): ...
class Bare: ...
"""

PICTURES = {
    "elements of what is annotated": """
--- a.py
from collections import defaultdict, deque
from typing import Callable, Dict, Iterable, List, Optional
from types import Item, Other
class Holder:
    items: list[Item]
    lists: "Dict[str, List[Item]]"
    pair: tuple[Item, Other]
    many: tuple[Item, ...]
    kinds: dict[str, type[Item]]
    def __init__(self, things: Iterable[Other], waiting: deque[Item], default: defaultdict[str, Item]):
        self.things, self.waiting, self.default = things, waiting, default
    def go(self, key, *args: Item, **options: Other):
        for item in self.items: item.run()
#                                    ^^^ -> types.py Item.run
        self.items[0].run(), self.items[key].run(), self.items.pop().run()
#                     ^^^ -> types.py Item.run
#                                            ^^^ -> types.py Item.run
#                                                                    ^^^ -> types.py Item.run
        self.waiting.popleft().run()
#                              ^^^ -> types.py Item.run
        for thing in self.things: thing.stop()
#                                       ^^^^ -> types.py Other.stop
        for name, several in self.lists.items():
            for one in several[1:]: one.run()
#                                       ^^^ -> types.py Item.run
        self.default["a"].run(), self.lists.get("b")[0].run(), self.kinds["c"]().run()
#                         ^^^ -> types.py Item.run
#                                                       ^^^ -> types.py Item.run
#                                                                                ^^^ -> types.py Item.run
        left, right = self.pair
        right.stop(), self.pair[0].run(), self.pair[1].run(), self.many[key].run(), self.pair[key].run()
#             ^^^^ -> types.py Other.stop
#                                  ^^^ -> types.py Item.run
#                                                      ^^^ -> types.py Other.run
#                                                                            ^^^ -> types.py Item.run
#                                                                                                  ^^^ -> ?
        args[0].run(), options["d"].stop()
#               ^^^ -> types.py Item.run
#                                   ^^^^ -> types.py Other.stop
        [each.run() for each in self.items], {k: v.stop() for k, v in options.items()}
#             ^^^ -> types.py Item.run
#                                                  ^^^^ -> types.py Other.stop
def call(make: Callable[[int], Item], plain: Optional[list[str]], names: List["Unheard"]):
    make(1).run(), plain[0].run(), names[0].run()
#           ^^^ -> types.py Item.run
#                           ^^^ -> ?
#                                           ^^^ -> ?
""",
    "what standard functions make of them, unless they are the file's own": """
--- a.py
import copy, functools, typing as t
from typing import cast
from types import Item, Other
def go(items: list[Item], others: list[Other], anything):
    for number, item in enumerate(items): item.run()
#                                              ^^^ -> types.py Item.run
    for first, second in zip(items, others): first.run(), second.stop()
#                                                  ^^^ -> types.py Item.run
#                                                                ^^^^ -> types.py Other.stop
    for place, (one, two) in enumerate(zip(items, others)): two.stop()
#                                                               ^^^^ -> types.py Other.stop
    sorted(items, key=str)[0].run(), next(iter(items)).run(), max(items).run()
#                             ^^^ -> types.py Item.run
#                                                      ^^^ -> types.py Item.run
#                                                                        ^^^ -> types.py Item.run
    list(reversed(items))[0].run()
#                            ^^^ -> types.py Item.run
    cast("Item", anything).run(), t.cast(Other, anything).run(), copy.copy(items[0]).run(), max(items[0], 1).run()
#                          ^^^ -> types.py Item.run
#                                                         ^^^ -> types.py Other.run
#                                                                                    ^^^ -> types.py Item.run
#                                                                                                            ^^^ -> ?
    functools.partial(Item, 1)().run(), type(items[0]).run()
#                                ^^^ -> types.py Item.run
#                                                      ^^^ -> types.py Item.run
--- b.py
from types import Item
def sorted(items): return 1
def go(items: list[Item], next):
    sorted(items)[0].run(), next(items).run()
#                    ^^^ -> ?
#                                       ^^^ -> ?
""",
    "what is written out, gone through or entered": """
--- a.py
from contextlib import contextmanager
from typing import Iterator, NamedTuple
from types import Item, Other
TABLE = {"a": Item(), "b": Item()}
class Pair(NamedTuple):
    first: Item
    second: Other
class Bag:
    def __iter__(self) -> Iterator[Item]: ...
class Session:
    async def __aenter__(self) -> Item: ...
def passed() -> Iterator[Item]: ...
@contextmanager
def opened() -> Iterator[Item]: ...
async def go(pair: Pair, pairs: list[Pair], bag: Bag, given=None):
    TABLE["a"].run(), [Item() for _ in "ab"][0].run(), (given or Item()).run()
#              ^^^ -> types.py Item.run
#                                               ^^^ -> types.py Item.run
#                                                                        ^^^ -> ?
    one, two = Item(), Other()
    two.stop(), (one if pair else Item()).run(), (None or one).run()
#       ^^^^ -> types.py Other.stop
#                                         ^^^ -> types.py Item.run
#                                                              ^^^ -> types.py Item.run
    for left, right in pairs: right.stop()
#                                   ^^^^ -> types.py Other.stop
    for each in bag: each.run()
#                         ^^^ -> types.py Item.run
    for thing in passed(): thing.run()
#                                ^^^ -> types.py Item.run
    with opened() as entered: entered.run()
#                                     ^^^ -> types.py Item.run
    async with Session() as session: session.run()
#                                            ^^^ -> types.py Item.run
""",
    "of a union, the part that has the member; nothing where that may be another": """
--- a.py
from elsewhere import Unknown
from types import Bare, Item, Other
class Wide(Unknown): ...
class Open:
    def __getattr__(self, name): ...
class Late(Other): ...
def go(a: "Item | Other", b: Other | str, c: Other | Wide, d: Other | Open, e: Late | Other, f: Other | Unknown, flag):
    a.stop(), a.run(), b.stop(), c.stop(), d.stop(), e.stop(), f.stop()
#     ^^^^ -> types.py Other.stop
#               ^^^ -> ?
#                        ^^^^ -> types.py Other.stop
#                                  ^^^^ -> ?
#                                            ^^^^ -> ?
#                                                      ^^^^ -> types.py Other.stop
#                                                                ^^^^ -> ?
    if flag: which = Item()
    else: which = Bare()
    which.child.run(), [a, b][0].stop()
#               ^^^ -> types.py Item.run
def handle():
    try: pass
    except Failure as failure: failure.explain()
#                                      ^^^^^^^ -> a.py Failure.explain
class Failure(Exception):
    def explain(self): ...
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, TYPES + picture)
