import os
#      ^^ import os itself as os
import net.session
#      ^^^ import net itself as net
#      ^^^ import net.session itself
import net.pool as pool
#      ^^^^^^^^ import net.pool itself as pool
from . import errors
#             ^^^^^^ import . errors
#             ^^^^^^ reference.import
from ..core import Session as Base, Request
#                  ^^^^^^^ import ..core Session as Base
#                                   ^^^^^^^ import ..core Request
from .helpers import *
#                    ^ import .helpers *


__all__ = ["late", "Base"]
__all__ += net.__all__
# exports: late, Base, net.__all__


def late():
    from .late import Thing
#                     ^^^^^ import .late Thing
    return Thing(Base.limit)
#          ^^^^^ reference.call in late
#                     ^^^^^ reference.read on Base
# outline: __all__, late
