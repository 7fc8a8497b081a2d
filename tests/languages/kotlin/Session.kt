package acme.net

import acme.pool.Pool
import acme.log.*

/** A connection that is kept open. */
@Serializable
open class Session<T : Request>(private val pool: Pool, val size: Size = Size(1)) : Transport(pool), Network {
//         ^^^^^^^ definition.class Session
//         ^^^^^^^ signature open class Session<T : Request>(private val pool: Pool, val size: Size = Size(1)) : Transport(pool), Network
//         ^^^^^^^ doc A connection that is kept open.
//         ^^^^^^^ bases Transport, Network
//         ^^^^^^^ decorators Serializable
//         ^^^^^^^ fields pool, size, width, open, name, LIMIT
//                                          ^^^^ definition.field Session.pool
//                                          ^^^^ result Pool
//                                          ^^^^ private
//                                                          ^^^^ definition.field Session.size
//                                                          ^^^^ value Size()
//                                                          ^^^^ result Size
//                                                                ^^^^ reference.type
//                                                                       ^^^^ reference.call
//                                                                                  ^^^^^^^^^ reference.base
//                                                                                                   ^^^^^^^ reference.base
    /** How wide. */
    val width: Size = pool.width()
//      ^^^^^ definition.field Session.width
//      ^^^^^ doc How wide.
//      ^^^^^ result Size
//                    ^^^^ reference.read
//                         ^^^^^ reference.call on pool
    var open = false
//      ^^^^ definition.field Session.open
    private lateinit var name: Name
//                       ^^^^ definition.field Session.name
//                       ^^^^ result Name
//                       ^^^^ private
    init { pool.start() }
//         ^^^^ reference.read
//              ^^^^^ reference.call on pool
    constructor(other: Session<T>) : this(other.pool)
//  ^^^^^^^^^^^ definition.constructor Session.constructor
//  ^^^^^^^^^^^ signature constructor(other: Session<T>)
//  ^^^^^^^^^^^ parameter other: Session, T
//                     ^^^^^^^ reference.type
    /** Sends a request. */
    override suspend fun send(request: Request, vararg options: Option): Response? {
//                       ^^^^ definition.method Session.send
//                       ^^^^ signature override suspend fun send(request: Request, vararg options: Option): Response?
//                       ^^^^ doc Sends a request.
//                       ^^^^ parameter request: Request
//                       ^^^^ parameter options: Option
//                       ^^^^ result Response
//                                                              ^^^^^^ reference.type
        val taken = pool.take(request)
//                  ^^^^ reference.read
//                       ^^^^ reference.call on pool
        this.log("x")
//           ^^^ reference.call on this
        taken?.run { it.close() }
//             ^^^ reference.call on taken in Session.send
//                   ^^ reference.read
//                      ^^^^^ reference.call on it
        return Wrapped(request).deliver()
//             ^^^^^^^ reference.call
//                              ^^^^^^^ reference.call on Wrapped() in Session.send
    }
    companion object {
        const val LIMIT = 3
//                ^^^^^ definition.field Session.LIMIT
        fun create(): Session<Request> = Session(Pool())
//          ^^^^^^ definition.method Session.create
//          ^^^^^^ signature fun create(): Session<Request>
//          ^^^^^^ result Session, Request
//                            ^^^^^^^ reference.type
//                                       ^^^^^^^ reference.call
//                                               ^^^^ reference.call
    }
}
interface Network : Base {
//        ^^^^^^^ definition.interface Network
//        ^^^^^^^ signature interface Network : Base
//        ^^^^^^^ bases Base
//                  ^^^^ reference.base
    fun send(request: Request): Response
//      ^^^^ definition.method Network.send
//      ^^^^ signature fun send(request: Request): Response
//      ^^^^ parameter request: Request
//      ^^^^ result Response
}
data class Point(val x: Int, val y: Int)
//         ^^^^^ definition.class Point
//         ^^^^^ signature data class Point(val x: Int, val y: Int)
//         ^^^^^ fields x, y
//                   ^ definition.field Point.x
//                      ^^^ reference.type
//                               ^ definition.field Point.y
enum class Level { LOW, HIGH }
//         ^^^^^ definition.enum Level
//         ^^^^^ signature enum class Level
//         ^^^^^ fields LOW, HIGH
//                 ^^^ definition.field Level.LOW
//                      ^^^^ definition.field Level.HIGH
object Registry { fun find(name: String) = names[name] }
//     ^^^^^^^^ definition.object Registry
//     ^^^^^^^^ signature object Registry
//                    ^^^^ definition.method Registry.find
//                    ^^^^ signature fun find(name: String)
//                    ^^^^ parameter name: -
typealias Handler = (Request) -> Response
//        ^^^^^^^ definition.type Handler
//        ^^^^^^^ signature typealias Handler = (Request) -> Response
//                   ^^^^^^^ reference.type
fun Session<Request>.retry(times: Int): Response = send(Request())
//          ^^^^^^^ reference.type
//                   ^^^^^ definition.method Session.retry
//                   ^^^^^ signature fun Session<Request>.retry(times: Int): Response
//                   ^^^^^ parameter times: -
//                   ^^^^^ result Response
//                                                 ^^^^ reference.call
//                                                      ^^^^^^^ reference.call
val shared: Session<Request> = Session.create()
//  ^^^^^^ definition.variable shared
//  ^^^^^^ value Session()
//  ^^^^^^ result Session, Request
//          ^^^^^^^ reference.type
//                             ^^^^^^^ reference.read
//                                     ^^^^^^ reference.call on Session in shared
// outline: Session, Session.pool, Session.size, Session.width, Session.open, Session.name, Session.constructor
// outline: Session.send, Session.LIMIT, Session.create, Network, Network.send, Point, Point.x, Point.y, Level
// outline: Level.LOW, Level.HIGH, Registry, Registry.find, Handler, Session.retry, shared
// module: acme.net
