const RETRIES: u32 = 3;
//    ^^^^^^^ definition.constant RETRIES
static DEFAULT: Session = make();
//     ^^^^^^^ result Session
type Handler = Box<dyn Fn(Request) -> Response>;
//   ^^^^^^^ definition.type Handler
//   ^^^^^^^ result Request, Response
mod inner {
//  ^^^^^ definition.module inner
    pub(crate) fn helper() {}
//                ^^^^^^ definition.function inner.helper
}
macro_rules! twice { ($x:expr) => { $x; $x } }
//           ^^^^^ definition.macro twice
pub async fn open<T: Network>(config: Config, (a, b): (Left, Right)) -> Session {
//           ^^^^ definition.function open
//           ^^^^ signature pub async fn open<T: Network>(config: Config, (a, b): (Left, Right)) -> Session
//           ^^^^ parameter config: Config
//           ^^^^ parameter _: Left, Right
//           ^^^^ result Session
//                   ^^^^^^^ reference.type in open
    twice!(inner::helper());
//  ^^^^^ reference.call in open
    let Pair { left, .. } = split(config);
//                          ^^^^^ reference.call in open
    match left {
        Some(found) => wrap::<Session>(found),
//                     ^^^^ reference.call in open
        Kind::None => Session { pool: a },
//                    ^^^^^^^ reference.call in open
    }
}
// outline: RETRIES, DEFAULT, Handler, inner, inner.helper, twice, open
