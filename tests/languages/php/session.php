<?php
namespace Acme\Net;

use Acme\Pool\Pool;
use function Acme\helper;

/** A connection that is kept open. */
#[Attribute]
  // <- reference.decorator
abstract class Session extends Transport implements Network, \Countable
//             ^^^^^^^ definition.class Session
//             ^^^^^^^ signature abstract class Session extends Transport implements Network, \Countable
//             ^^^^^^^ doc A connection that is kept open.
//             ^^^^^^^ bases Transport, Network, \Countable, Logs
//             ^^^^^^^ decorators Attribute
//             ^^^^^^^ fields LIMIT, width, pool, other, p
//                             ^^^^^^^^^ reference.base
//                                                  ^^^^^^^ reference.base
{
    use Logs;
//      ^^^^ reference.base
    const LIMIT = 3;
//        ^^^^^ definition.field Session.LIMIT
    /** How wide. */
    public Size $width;
//               ^^^^^ definition.field Session.width
//               ^^^^^ value Size()
//               ^^^^^ doc How wide.
//               ^^^^^ result Size
    private ?Pool $pool = null, $other;
//                 ^^^^ definition.field Session.pool
//                 ^^^^ result Pool
//                 ^^^^ private
//                               ^^^^^ definition.field Session.other
//                               ^^^^^ result Pool

    public function __construct(private Pool $p, int $size = 2) { $this->pool = $p; }
//                  ^^^^^^^^^^^ definition.constructor Session.__construct
//                  ^^^^^^^^^^^ signature public function __construct(private Pool $p, int $size = 2)
//                  ^^^^^^^^^^^ parameter p: Pool
//                  ^^^^^^^^^^^ parameter size: -
//                                      ^^^^ reference.type
//                                            ^ definition.field Session.p
//                                            ^ value Pool()
//                                            ^ result Pool
//                                            ^ private
//                                                                       ^^^^ reference.read on this

    /** Sends a request. */
    public function send(Request $request, Option ...$options): ?Response
//                  ^^^^ definition.method Session.send
//                  ^^^^ signature public function send(Request $request, Option ...$options): ?Response
//                  ^^^^ doc Sends a request.
//                  ^^^^ parameter request: Request
//                  ^^^^ parameter options: Option
//                  ^^^^ result Response
//                                                               ^^^^^^^^ reference.type
    {
        $taken = $this->pool->take($request);
//                      ^^^^ reference.read on this
//                            ^^^^ reference.call on this.pool in Session.send
        $wrapped = new Wrapped($request);
//                     ^^^^^^^ reference.call
        self::log("x");
//            ^^^ reference.call on self
        Session::create();
//      ^^^^^^^ reference.read
//               ^^^^^^ reference.call on Session in Session.send
        helper($wrapped);
//      ^^^^^^ reference.call
        return $taken?->deliver(fn($x) => $x->close());
//                      ^^^^^^^ reference.call on taken in Session.send
//                                            ^^^^^ reference.call on ? in Session.send
    }
    public static function create(): static { return new static(); }
//                         ^^^^^^ definition.method Session.create
//                         ^^^^^^ signature public static function create(): static
}
interface Network extends Base { public function send(Request $request): Response; }
//        ^^^^^^^ definition.interface Network
//        ^^^^^^^ signature interface Network extends Base
//        ^^^^^^^ bases Base
//                        ^^^^ reference.base
//                                               ^^^^ definition.method Network.send
//                                               ^^^^ signature public function send(Request $request): Response
//                                               ^^^^ parameter request: Request
//                                               ^^^^ result Response
trait Logs { function log(string $text): void {} }
//    ^^^^ definition.trait Logs
//    ^^^^ signature trait Logs
//                    ^^^ definition.method Logs.log
//                    ^^^ signature function log(string $text): void
//                    ^^^ parameter text: -
enum Level: string { case Low = 'l'; case High = 'h'; }
//   ^^^^^ definition.enum Level
//   ^^^^^ signature enum Level: string
//   ^^^^^ fields Low, High
//                        ^^^ definition.field Level.Low
//                                        ^^^^ definition.field Level.High
const SIZE = 3;
//    ^^^^ definition.constant SIZE
function retry(int|Session $session): Response { return $session->send(new Request()); }
//       ^^^^^ definition.function retry
//       ^^^^^ signature function retry(int|Session $session): Response
//       ^^^^^ parameter session: Session
//       ^^^^^ result Response
//                 ^^^^^^^ reference.type
//                                                                ^^^^ reference.call on ? in retry
//                                                                         ^^^^^^^ reference.call
// outline: Session, Session.LIMIT, Session.width, Session.pool, Session.other, Session.__construct, Session.p
// outline: Session.send, Session.create, Network, Network.send, Logs, Logs.log, Level, Level.Low, Level.High, SIZE
// outline: retry
// module: Acme\Net
