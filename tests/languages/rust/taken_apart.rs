struct Wrapped(Pool, pub Vec<Session>);
//     ^^^^^^^ definition.struct Wrapped
enum Message {
//   ^^^^^^^ definition.enum Message
    Opened(Session, u32),
//  ^^^^^^ definition.enum_member Message.Opened
    Closed,
}
fn handle(message: Message, wrapped: Wrapped) {
// ^^^^^^ definition.function handle
    match message {
        Message::Opened(ref session, size) => session.send(size),
//                          ^^^^^^^ local = Message.Opened.@part0
//                                   ^^^^ local = Message.Opened.@part1
        Message::Closed => wrapped.0.close(),
//                                   ^^^^^ reference.call on wrapped.0
    }
    let Wrapped(pool, _) = wrapped;
//              ^^^^ local = Wrapped.@part0
    let Range { start, end: mut last, .. } = range();
//              ^^^^^ local = Range().start
//                              ^^^^ local = Range().end
    if let Either::Left(.., right) = side { right.run(); }
//                          ^^^^^ local
}
impl Visit for (Pool, Session) {
    fn visit(&self) {}
//     ^^^^^ definition.method _.visit
}
impl<'a, T> Visit for &'a Owned<T> {
    fn visit(self) {}
//     ^^^^^ definition.method Owned.visit
}
macro_rules! both ( ($x:expr) => { $x } );
//           ^^^^ definition.macro both
// outline: Wrapped, Message, Message.Opened, Message.Closed, handle, _.visit, Owned.visit, both
