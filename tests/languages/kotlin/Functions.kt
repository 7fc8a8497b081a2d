package acme.tools

// Counts.
fun count(sessions: List<Session>, wanted: (Session) -> Boolean): Int {
//  ^^^^^ definition.function count
//  ^^^^^ signature fun count(sessions: List<Session>, wanted: (Session) -> Boolean): Int
//  ^^^^^ doc Counts.
//  ^^^^^ parameter sessions: Session
//  ^^^^^ parameter wanted: Session
//                                          ^^^^^^^ reference.type
    for (session in sessions) session.close()
//                                    ^^^^^ reference.call on ? in count
    val (first, second) = split(sessions)
//                        ^^^^^ reference.call
    first.open()
//        ^^^^ reference.call on ? in count
    sessions.forEach { each -> each.send() }
//           ^^^^^^^ reference.call on ? in count
//                                  ^^^^ reference.call on ? in count
    try { retry() } catch (error: Broken) { error.log() }
//        ^^^^^ reference.call
//                                ^^^^^^ reference.type
//                                                ^^^ reference.call on ? in count
    return size(Session.LIMIT)
//         ^^^^ reference.call
//              ^^^^^^^ reference.read
}

@Deprecated("no")
private fun size(level: Level?) = when (level) { Level.LOW -> 1; else -> 2 }
//          ^^^^ definition.function size
//          ^^^^ signature private fun size(level: Level?)
//          ^^^^ parameter level: Level
//          ^^^^ decorators Deprecated
//          ^^^^ private
//                                               ^^^^^ reference.read
// outline: count, size
// module: acme.tools
