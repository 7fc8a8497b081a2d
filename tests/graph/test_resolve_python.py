"""What Python names mean: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
    "what stands in for a failed import is not what the name means": """
--- main.py
try:
    from tools import hammer
    import numpy as np
except ImportError:
    hammer = np = None
    np = None
    hammer = None

def build():
    hammer()
#   ^^^^^^ -> tools.py hammer
    np.array()
#   ^^ -> ?
--- other.py
from main import hammer
def use(): hammer()
#          ^^^^^^ -> tools.py hammer
--- tools.py
def hammer(): ...
""",
    "functions and classes of the same module": """
--- a.py
def helper(): ...

class Base: ...

class Child(Base):
#           ^^^^ -> a.py Base
    def run(self):
        return helper()
#              ^^^^^^ -> a.py helper
""",
    "imports: plain, aliased, relative, of a module, of a name": """
--- pkg/__init__.py
--- pkg/net.py
class Session:
    def send(self): ...
--- pkg/use.py
import pkg.net
import pkg.net as wire
from pkg import net
from .net import Session as S
from . import net as other

def run():
    pkg.net.Session()
#           ^^^^^^^ -> pkg/net.py Session
    wire.Session()
#        ^^^^^^^ -> pkg/net.py Session
    net.Session()
#       ^^^^^^^ -> pkg/net.py Session
    S().send()
#   ^ -> pkg/net.py Session
#       ^^^^ -> pkg/net.py Session.send
    other.Session
#         ^^^^^^^ -> pkg/net.py Session
""",
    "a package re-exports, a star takes all but private names": """
--- pkg/__init__.py
from .core import *
from .core import Engine as Motor
--- pkg/core.py
class Engine: ...
def start(): ...
def _hidden(): ...
--- use.py
from pkg import Engine, Motor, start, _hidden

def run():
    Engine()
#   ^^^^^^ -> pkg/core.py Engine
    Motor()
#   ^^^^^ -> pkg/core.py Engine
    start()
#   ^^^^^ -> pkg/core.py start
    _hidden()
#   ^^^^^^^ -> ?
""",
    "what a module lists in `__all__` is what a star brings, unless the list is not all here": """
--- core.py
__all__ = ["_hidden", "start"] + ["later"]
__all__ += ("more",)
__all__.append("last")
def _hidden(): ...
def start(): ...
def later(): ...
def more(): ...
def last(): ...
def left_out(): ...
--- joined.py
from core import *
import core
__all__ = ["_own"] + core.__all__
def _own(): ...
def _private(): ...
def also(): ...
--- use.py
from core import *
def run():
    _hidden(), start(), later(), more(), last()
#   ^^^^^^^ -> core.py _hidden
#              ^^^^^ -> core.py start
#                       ^^^^^ -> core.py later
#                                ^^^^ -> core.py more
#                                        ^^^^ -> core.py last
    left_out()
#   ^^^^^^^^ -> ?
--- further.py
from joined import *
def run():
    _own(), start(), _private()
#   ^^^^ -> joined.py _own
#           ^^^^^ -> core.py start
#                    ^^^^^^^^ -> ?
""",
    "directories without `__init__.py` are packages as well": """
--- src/ns/deep/mod.py
class Thing:
    def go(self): ...
--- use.py
import ns.deep.mod
from ns.deep import mod as other
def run():
    ns.deep.mod.Thing()
#               ^^^^^ -> src/ns/deep/mod.py Thing
    other.Thing().go()
#                 ^^ -> src/ns/deep/mod.py Thing.go
""",
    "receivers: self, class, super, attributes set in methods": """
--- a.py
class Pool:
    def take(self): ...

class Base:
    def close(self): ...

class Session(Base):
    def __init__(self):
        self.pool = Pool()

    def send(self):
        self.pool.take()
#                 ^^^^ -> a.py Pool.take
        super().close()
#               ^^^^^ -> a.py Base.close

    def close(self):
        self.send()
#            ^^^^ -> a.py Session.send

    @classmethod
    def make(cls):
        return cls().send()
#                    ^^^^ -> a.py Session.send
""",
    "receivers: annotated parameters, constructed locals, results of calls": """
--- a.py
from typing import Optional

class Pool:
    def take(self) -> "Session": ...

class Session:
    def send(self): ...
    def again(self):
        return self

def make() -> Optional[Session]: ...

def run(pool: Pool, maybe: Session | None, anything):
    pool.take().send()
#        ^^^^ -> a.py Pool.take
#               ^^^^ -> a.py Session.send
    maybe.send()
#         ^^^^ -> a.py Session.send
    session = Session()
    session.send()
#           ^^^^ -> a.py Session.send
    session.again().send()
#                   ^^^^ -> a.py Session.send
    made = make()
    made.send()
#        ^^^^ -> a.py Session.send
    with Pool() as entered:
        entered.take()
#               ^^^^ ~> a.py Pool.take
""",
    "receivers: unions, quoted names in generics, bounds, walruses, fields of attrs, indexed objects": """
--- a.py
import typing as t
from typing import Union
import attr
class Pool:
    def take(self): ...
    def __getitem__(self, key) -> "Wire": ...
class Wire:
    def write(self): ...
@attr.s
class Holder:
    pool = attr.ib(type=Pool)
def one() -> Union[Pool, None]: ...
def two() -> t.Optional["Pool"]: ...
def bounded[T: Pool](value: T, holder: Holder, pool: Pool, both: Union[Pool, Wire]):
    one().take(), two().take(), value.take(), holder.pool.take()
#         ^^^^ -> a.py Pool.take
#                       ^^^^ -> a.py Pool.take
#                                     ^^^^ -> a.py Pool.take
#                                                         ^^^^ -> a.py Pool.take
    if found := Wire():
        found.write(), pool["x"].write()
#             ^^^^^ -> a.py Wire.write
#                                ^^^^^ -> a.py Wire.write
    both.take()
#        ^^^^ -> a.py Pool.take
""",
    "a local variable hides a definition of its name": """
--- a.py
def receiver(): ...

def run(receiver):
    receiver()
#   ^^^^^^^^ -> ?

def loop(items):
    for receiver in items:
        receiver()
#       ^^^^^^^^ -> ?

def comprehend(items):
    return [receiver for receiver in items]
#           ^^^^^^^^ -> ?

def uses():
    return receiver()
#          ^^^^^^^^ -> a.py receiver
""",
    "an untyped receiver never borrows a module's or an unrelated class's member": """
--- codecs.py
def quote(): ...
class One:
    def update(self): ...
    def shared(self): ...
class Two:
    def shared(self): ...
--- use.py
import codecs
from codecs import One, Two

def run(codecs, thing):
    codecs.quote()
#          ^^^^^ -> ?
    thing.update()
#         ^^^^^^ -> ?
    thing.shared()
#         ^^^^^^ -> ?
""",
    "annotations: inside generics, unions, strings; type parameters are nobody's": """
--- a.py
class Session: ...
class T: ...
pairs: tuple[str, Session] = ()
#                 ^^^^^^^ -> a.py Session
def run(one: "Session | None", many: dict[str, "Session"]) -> list[Session]: ...
#             ^^^^^^^ -> a.py Session
#                                               ^^^^^^^ -> a.py Session
#                                                                  ^^^^^^^ -> a.py Session
def generic[T](value: T) -> T: ...
#                     ^ -> ?
""",
    "overloads lead to the implementation; a local import hides; delegation is not recursion": """
--- a.py
from typing import overload
@overload
def pick(x: int) -> int: ...
@overload
def pick(x: str) -> str: ...
def pick(x): ...

def shown(x): ...

class Wrapper:
    def get_it(self, name):
        return self.inner.get_it(name)
#                         ^^^^^^ -> ?

def run():
    from outside import shown
    shown(1)
#   ^^^^^ -> ?
    pick(1)
#   ^^^^ -> a.py pick:6
""",
    "the workspace itself is a package": """
--- __init__.py
--- net/__init__.py
--- net/session.py
class Session: ...
--- use.py
from workspace.net.session import Session
from .net import session
def run():
    Session()
#   ^^^^^^^ -> net/session.py Session
    session.Session()
#           ^^^^^^^ -> net/session.py Session
""",
    "two bindings that disagree say nothing": """
--- a.py
class A:
    def go(self): ...
class B:
    def go(self): ...

def run(flag):
    x = A()
    if flag:
        x = B()
    x.go()
#     ^^ -> ?
""",
    "nested functions and classes, and a class body's own names": """
--- a.py
def outer():
    def inner(): ...
    inner()
#   ^^^^^ -> a.py outer.inner

class Form:
    choices = 1
    default = choices
#             ^^^^^^^ -> a.py Form.choices

    def show(self):
        return choices
#              ^^^^^^^ -> ?

    class Meta: ...

    def meta(self):
        return self.Meta()
#                   ^^^^ -> a.py Form.Meta
""",
    "decorators, properties, and inheritance over files": """
--- base.py
class Root:
    @property
    def engine(self) -> "Engine": ...

class Engine:
    def start(self): ...

def traced(function): ...
--- use.py
import base
from base import traced

class Car(base.Root):
#              ^^^^ -> base.py Root
    @traced
#    ^^^^^^ -> base.py traced
    def drive(self):
        self.engine.start()
#            ^^^^^^ -> base.py Root.engine
#                   ^^^^^ -> base.py Engine.start
""",
    "diamonds follow the C3 order": """
--- a.py
class A:
    def go(self): ...
class B(A): ...
class C(A):
    def go(self): ...
class D(B, C):
    def run(self):
        self.go()
#            ^^ -> a.py C.go
""",
    "import cycles and classes that inherit from themselves end": """
--- a.py
from b import thing
class Loop(Loop):
    def run(self):
        self.missing()
#            ^^^^^^^ -> ?
--- b.py
from a import thing
def use():
    thing()
#   ^^^^^ -> ?
""",
}


def test_a_chain_of_a_thousand_classes_is_followed(tmp_path: Path) -> None:
    chain = "\n".join(f"class C{number}(C{number - 1}): ..." for number in range(1, 1_000))
    check(
        tmp_path,
        f"""
--- a.py
class C0:
    def go(self): ...
{chain}
def run(last: C999):
    last.go()
#        ^^ -> a.py C0.go
""",
    )


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, picture)
