/// Counts.
func count(_ sessions: [Session], wanted: (Session) -> Bool) -> Int {
//   ^^^^^ definition.function count
//   ^^^^^ signature func count(_ sessions: [Session], wanted: (Session) -> Bool) -> Int
//   ^^^^^ doc Counts.
//   ^^^^^ parameter sessions: Session
//   ^^^^^ parameter wanted: Session
//                                                     ^^^^ reference.type
    for session in sessions { session.close() }
//                                    ^^^^^ reference.call on ? in count
    if let first = find(sessions) { first.open() }
//                 ^^^^ reference.call
//                                        ^^^^ reference.call on ? in count
    guard let last = find(sessions) else { return 0 }
//                   ^^^^ reference.call
    sessions.forEach { one in one.send() }
//           ^^^^^^^ reference.call on ? in count
//                                ^^^^ reference.call on ? in count
    switch last.state { case .broken(let error): error.log() }
//                                                     ^^^ reference.call on ? in count
    return size(of: Session(pool: Pool()))
//         ^^^^ reference.call
//                  ^^^^^^^ reference.call
//                                ^^^^ reference.call
}

/** Tells the size. */
private func size(of session: Session?) -> Size? { session?.size() }
//           ^^^^ definition.function size
//           ^^^^ signature private func size(of session: Session?) -> Size?
//           ^^^^ doc Tells the size.
//           ^^^^ parameter session: Session
//           ^^^^ result Size
//           ^^^^ private
//                                         ^^^^ reference.type
//                                                          ^^^^ reference.call on ? in size
// outline: count, size
