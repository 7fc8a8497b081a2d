import contextlib

RETRIES = 3
# <- definition.constant RETRIES
# <- signature RETRIES = 3
pool: Pool = make()
# <- definition.variable pool
# <- value Pool()
left, right = pair
# <- definition.variable left
#     ^^^^^ definition.variable right


@contextlib.contextmanager
#           ^^^^^^^^^^^^^^ reference.decorator on contextlib
def opened(path, mode="r", *, text: bool = True):
#   ^^^^^^ definition.function opened
#   ^^^^^^ signature def opened(path, mode="r", *, text: bool = True)
#   ^^^^^^ decorators contextlib.contextmanager
#   ^^^^^^ parameter path: -
    count = RETRIES
#   ^^^^^ local
#           ^^^^^^^ reference.read in opened
    def inner(item):
#       ^^^^^ definition.function opened.inner
        return item, count
#              ^^^^ local
#                    ^^^^^ local
    with closing(path) as file:
#                         ^^^^ local
        for line in file:
#           ^^^^ local
            yield inner(line)
#                 ^^^^^ reference.call in opened
    try:
        pass
    except ValueError as error:
#                        ^^^^^ local
        print(error)
    if (found := left):
#       ^^^^^ local
#                ^^^^ reference.read in opened
        return [word for word in found]
#               ^^^^ local
    return lambda key: key
#                 ^^^ local


async def fetch[T](urls: list[T]) -> AsyncIterator[Page]:
#         ^^^^^ definition.function fetch
#         ^^^^^ signature async def fetch[T](urls: list[T]) -> AsyncIterator[Page]
#         ^^^^^ result Page
    global pool
    pool = None
    match urls:
        case [first, *rest]:
#             ^^^^^ local
            await opened(first)
#                 ^^^^^^ reference.call in fetch


type Handler = Callable[[Request], Response]
#    ^^^^^^^ definition.type Handler
# outline: RETRIES, pool, left, right, opened, opened.inner, fetch, Handler
