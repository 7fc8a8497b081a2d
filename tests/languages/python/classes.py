"""Sessions, and what they send."""
# about: Sessions, and what they send.

from net.transport import Transport


class Session(Transport):
#     ^^^^^^^ definition.class Session
#     ^^^^^^^ signature class Session(Transport)
#     ^^^^^^^ doc A connection that is kept open.
#     ^^^^^^^ bases Transport
#     ^^^^^^^ fields limit, name, pool, size
#             ^^^^^^^^^ reference.base in Session
    """A connection that is kept open.

    It is not thread-safe.
    """

    limit: int = 10
#   ^^^^^ definition.field Session.limit
#   ^^^^^ signature limit: int
    name = ""
#   ^^^^ signature name = ""

    def __init__(self, pool: Pool, *extra: Item, **options: Option) -> None:
#       ^^^^^^^^ definition.constructor Session.__init__
#       ^^^^^^^^ parameter pool: Pool
#       ^^^^^^^^ parameter extra: Item
#       ^^^^^^^^ parameter options: Option
#                      ^^^^ local = Pool()
        self.pool = pool
#            ^^^^ definition.field Session.pool
#            ^^^^ value pool
        self.size: Size = 0
#            ^^^^ definition.field Session.size
#            ^^^^ result Size
#            ^^^^ value Size()

    @property
    def busy(self) -> bool:
#       ^^^^ definition.property Session.busy
#       ^^^^ decorators property
        return self.pool.take(1)[0].busy
#                   ^^^^ reference.read on self in Session.busy
#                        ^^^^ reference.call on self.pool
#                                   ^^^^ reference.read on self.pool.take().@0

    def send(self, request: "Request | None") -> dict[str, Response]:
#       ^^^^ definition.method Session.send
#       ^^^^ signature def send(self, request: "Request | None") -> dict[str, Response]
#       ^^^^ parameter request: Request
#       ^^^^ result Response
#                  ^^^^^^^ local = Request()
        return super().send(request.signed)
#                      ^^^^ reference.call on super()

    def _retry(self):
#       ^^^^^^ private
        class Attempt:
#             ^^^^^^^ definition.class Session._retry.Attempt
            def run(self): ...
#               ^^^ definition.method Session._retry.Attempt.run

        return Attempt()
#              ^^^^^^^ reference.call in Session._retry
# outline: Session, Session.limit, Session.name, Session.__init__, Session.pool, Session.size, Session.busy
# outline: Session.send, Session._retry, Session._retry.Attempt, Session._retry.Attempt.run
