package acme.tools

/** Helps. */
object Functions {
//     ^^^^^^^^^ definition.object Functions
//     ^^^^^^^^^ signature object Functions
//     ^^^^^^^^^ doc Helps.
//     ^^^^^^^^^ fields limit
  // Counts.
  def count(sessions: List[Session], wanted: Session => Boolean): Int = {
//    ^^^^^ definition.method Functions.count
//    ^^^^^ signature def count(sessions: List[Session], wanted: Session => Boolean): Int
//    ^^^^^ doc Counts.
//    ^^^^^ parameter sessions: Session
//    ^^^^^ parameter wanted: Session
//                                           ^^^^^^^ reference.type
    for (session <- sessions) session.close()
//                                    ^^^^^ reference.call on ? in Functions.count
    sessions.foreach(each => each.send())
//           ^^^^^^^ reference.call on ? in Functions.count
//                                ^^^^ reference.call on ? in Functions.count
    val first = sessions.head
    first match { case Some(point) => point.draw(); case other => other.log() }
//                     ^^^^ reference.type
//                                          ^^^^ reference.call on ? in Functions.count
//                                                                      ^^^ reference.call on ? in Functions.count
    helper[Point](first)
//  ^^^^^^ reference.call
  }
  private def helper[T](value: T): T = value
//            ^^^^^^ definition.method Functions.helper
//            ^^^^^^ signature private def helper[T](value: T): T
//            ^^^^^^ parameter value: T
//            ^^^^^^ result T
//            ^^^^^^ private
//                                 ^ reference.type
  @deprecated val limit: Size = Size(3)
//                ^^^^^ definition.field Functions.limit
//                ^^^^^ result Size
//                ^^^^^ decorators deprecated
}
// outline: Functions, Functions.count, Functions.helper, Functions.limit
// module: acme.tools
