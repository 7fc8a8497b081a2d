import attr
from attrs import define


@attr.s
class Old:
#     ^^^ fields pool, plain, file, each
    pool = attr.ib(type=net.Pool, default=None)
#   ^^^^ definition.field Old.pool
#   ^^^^ result net.Pool
#   ^^^^ value net.Pool()
    plain = attr.ib()
#   ^^^^^ result -

    def read(self):
        with open("a") as self.file:
#                              ^^^^ definition.field Old.file
            for self.each in self.file:
#                    ^^^^ definition.field Old.each
                pass


@define
class New:
#     ^^^ fields pool, many, name
    pool: Pool = field(factory=Pool)
#   ^^^^ value Pool()
    many: list[Pool] = []
#   ^^^^ result Pool
    name: TypeAlias = "Session"
#   ^^^^ result -


def send(each=lambda item: (item, 1), *, headers={"a": {}, "b": 2}, sizes=[1, 2], empty={}, last="x"):
#   ^^^^ signature def send(each=lambda ..., *, headers={...}, sizes=[...], empty={}, last="x")
    if (found := Pool()) and (other := found):
#       ^^^^^ local = Pool()
#                             ^^^^^ local = found
        return other


def bounded[T: Pool](value: T):
#           ^ local = Pool
    value.take()
#         ^^^^ reference.call on value
# outline: Old, Old.pool, Old.plain, Old.read, Old.file, Old.each, New, New.pool, New.many, New.name, send, bounded
