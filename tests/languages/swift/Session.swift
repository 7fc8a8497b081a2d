import Foundation

/// A connection that is kept open.
@objc
public class Session<T: Request>: Transport, Network {
//           ^^^^^^^ definition.class Session
//           ^^^^^^^ signature public class Session<T: Request>: Transport, Network
//           ^^^^^^^ doc A connection that is kept open.
//           ^^^^^^^ bases Transport, Network
//           ^^^^^^^ decorators objc
//           ^^^^^^^ fields width, pool, limit, count
//                                ^^^^^^^^^ reference.base
//                                           ^^^^^^^ reference.base
    /// How wide.
    let width: Size
//      ^^^^^ definition.field Session.width
//      ^^^^^ doc How wide.
//      ^^^^^ result Size
    private var pool = Pool()
//              ^^^^ definition.field Session.pool
//              ^^^^ value Pool()
//              ^^^^ private
//                     ^^^^ reference.call
    static let limit = 3
//             ^^^^^ definition.field Session.limit
    init(pool: Pool, size: Int = 2) { self.pool = pool }
//  ^^^^ definition.constructor Session.init
//  ^^^^ signature init(pool: Pool, size: Int = 2)
//  ^^^^ parameter pool: Pool
//  ^^^^ parameter size: -
//             ^^^^ reference.type
    /// Sends a request.
    func send(_ request: Request, with options: Option...) async throws -> Response? {
//       ^^^^ definition.method Session.send
//       ^^^^ signature func send(_ request: Request, with options: Option...) async throws -> Response?
//       ^^^^ doc Sends a request.
//       ^^^^ parameter request: Request
//       ^^^^ parameter options: Option
//       ^^^^ result Response
//                                              ^^^^^^ reference.type
        let taken = pool.take(request)
//                  ^^^^ reference.read
//                       ^^^^ reference.call on pool
        self.log("x")
//           ^^^ reference.call on self
        let wrapped = Wrapped(request)
//                    ^^^^^^^ reference.call
        return try await taken?.deliver { $0.close() }
//                              ^^^^^^^ reference.call on taken in Session.send
//                                           ^^^^^ reference.call on $0
    }
    var count: Int { pool.count() }
//      ^^^^^ definition.field Session.count
//                   ^^^^ reference.read
//                        ^^^^^ reference.call on pool
}
protocol Network: Base { func send(_ request: Request) -> Response
//       ^^^^^^^ definition.interface Network
//       ^^^^^^^ signature protocol Network: Base
//       ^^^^^^^ bases Base
//       ^^^^^^^ fields name
//                ^^^^ reference.base
//                            ^^^^ definition.method Network.send
//                            ^^^^ signature func send(_ request: Request) -> Response
//                            ^^^^ parameter request: Request
//                            ^^^^ result Response
//                                            ^^^^^^^ reference.type
  var name: Name { get } }
//    ^^^^ definition.field Network.name
//    ^^^^ result Name
struct Point { var x: Int, y: Int }
//     ^^^^^ definition.struct Point
//     ^^^^^ signature struct Point
//     ^^^^^ fields x, y
//                 ^ definition.field Point.x
//                    ^^^ reference.type
//                         ^ definition.field Point.y
enum Level { case low, high(Reason) }
//   ^^^^^ definition.enum Level
//   ^^^^^ signature enum Level
//   ^^^^^ fields low, high
//                ^^^ definition.field Level.low
//                     ^^^^ definition.field Level.high
extension Session: Equatable { func retry() -> Response { send(Request()) } }
//        ^^^^^^^ reference.type
//                 ^^^^^^^^^ reference.base
//                                  ^^^^^ definition.method Session.retry
//                                  ^^^^^ signature func retry() -> Response
//                                  ^^^^^ result Response
//                                                        ^^^^ reference.call
//                                                             ^^^^^^^ reference.call
actor Store { func put() {} }
//    ^^^^^ definition.class Store
//    ^^^^^ signature actor Store
//                 ^^^ definition.method Store.put
//                 ^^^ signature func put()
typealias Handler = (Request) -> Response
//        ^^^^^^^ definition.type Handler
//        ^^^^^^^ signature typealias Handler = (Request) -> Response
//                               ^^^^^^^^ reference.type
func helper(_ point: Point) -> Level { return .low }
//   ^^^^^^ definition.function helper
//   ^^^^^^ signature func helper(_ point: Point) -> Level
//   ^^^^^^ parameter point: Point
//   ^^^^^^ result Level
let shared: Session<Request> = Session(pool: Pool())
//  ^^^^^^ definition.variable shared
//  ^^^^^^ result Session, Request
//          ^^^^^^^ reference.type
//                             ^^^^^^^ reference.call
//                                           ^^^^ reference.call
// outline: Session, Session.width, Session.pool, Session.limit, Session.init, Session.send, Session.count, Network
// outline: Network.send, Network.name, Point, Point.x, Point.y, Level, Level.low, Level.high, Session.retry, Store
// outline: Store.put, Handler, helper, shared
