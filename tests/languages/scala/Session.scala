package acme.net

import acme.pool.{Pool, Size => S}
import acme.log._

/** A connection that is kept open. */
class Session[T <: Request](pool: Pool, val size: Size) extends Transport(pool) with Network {
//    ^^^^^^^ definition.class Session
//    ^^^^^^^ signature class Session[T <: Request](pool: Pool, val size: Size) extends Transport(pool) with Network
//    ^^^^^^^ doc A connection that is kept open.
//    ^^^^^^^ bases Transport, Network
//    ^^^^^^^ fields pool, size, width, open
//                          ^^^^ definition.field Session.pool
//                          ^^^^ result Pool
//                                          ^^^^ definition.field Session.size
//                                          ^^^^ value Size()
//                                          ^^^^ result Size
//                                                ^^^^ reference.type
//                                                              ^^^^^^^^^ reference.base
//                                                                                   ^^^^^^^ reference.base
  /** How wide. */
  val width: Size = pool.width
//    ^^^^^ definition.field Session.width
//    ^^^^^ doc How wide.
//    ^^^^^ result Size
//                  ^^^^ reference.read
  private var open = false
//            ^^^^ definition.field Session.open
//            ^^^^ private
  /** Sends a request. */
  def send(request: Request, options: Option*): Response = {
//    ^^^^ definition.method Session.send
//    ^^^^ signature def send(request: Request, options: Option*): Response
//    ^^^^ doc Sends a request.
//    ^^^^ parameter request: Request
//    ^^^^ parameter options: -
//    ^^^^ result Response
//                                    ^^^^^^ reference.type
    val taken = pool.take(request)
//              ^^^^ reference.read
//                   ^^^^ reference.call on pool
    this.log("x")
//       ^^^ reference.call on this
    new Wrapped(request).deliver(taken)
//      ^^^^^^^ reference.call
//                       ^^^^^^^ reference.call on Wrapped() in Session.send
  }
  type Item = Request
//     ^^^^ definition.type Session.Item
//     ^^^^ signature type Item = Request
}
trait Network extends Base { def send(request: Request): Response }
//    ^^^^^^^ definition.trait Network
//    ^^^^^^^ signature trait Network extends Base
//    ^^^^^^^ bases Base
//                    ^^^^ reference.base
//                               ^^^^ definition.method Network.send
//                               ^^^^ signature def send(request: Request): Response
//                               ^^^^ parameter request: Request
//                               ^^^^ result Response
//                                             ^^^^^^^ reference.type
object Session { val Limit = 3; def apply(): Session[Request] = new Session(new Pool) }
//     ^^^^^^^ definition.object Session
//     ^^^^^^^ signature object Session
//     ^^^^^^^ fields Limit
//                   ^^^^^ definition.field Session.Limit
//                                  ^^^^^ definition.method Session.apply
//                                  ^^^^^ signature def apply(): Session[Request]
//                                  ^^^^^ result Session, Request
//                                                   ^^^^^^^ reference.type
//                                                                  ^^^^^^^ reference.call
//                                                                              ^^^^ reference.call
case class Point(x: Int, y: Int)
//         ^^^^^ definition.class Point
//         ^^^^^ signature case class Point(x: Int, y: Int)
//         ^^^^^ fields x, y
//               ^ definition.field Point.x
//                       ^ definition.field Point.y
sealed abstract class Shape
//                    ^^^^^ definition.class Shape
//                    ^^^^^ signature sealed abstract class Shape
enum Color { case Red, Green }
//   ^^^^^ definition.enum Color
//   ^^^^^ signature enum Color
//   ^^^^^ fields Red, Green
//                ^^^ definition.field Color.Red
//                     ^^^^^ definition.field Color.Green
given ordering: Ordering[Point] = ???
//    ^^^^^^^^ definition.variable ordering
//    ^^^^^^^^ result Point
//              ^^^^^^^^ reference.type
def helper(a: Point): Shape = run(a)
//  ^^^^^^ definition.function helper
//  ^^^^^^ signature def helper(a: Point): Shape
//  ^^^^^^ parameter a: Point
//  ^^^^^^ result Shape
//                    ^^^^^ reference.type
//                            ^^^ reference.call
// outline: Session, Session.pool, Session.size, Session.width, Session.open, Session.send, Session.Item, Network
// outline: Network.send, Session, Session.Limit, Session.apply, Point, Point.x, Point.y, Shape, Color, Color.Red
// outline: Color.Green, ordering, helper
// module: acme.net
