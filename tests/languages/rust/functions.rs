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
fn typed<T: Network + Send, U: Base>(item: U, boxed: Box<dyn Network>, many: Option<Arc<Pool>>) -> Result<Session, Error> {
// ^^^^^ result Session, Error
//                          ^ local = Base()
//                                   ^^^^ local = U()
//                                            ^^^^^ local = Network()
//                                                                     ^^^^ local = Pool().@held
    let made = Session::<T>::open(&item)?;
//      ^^^^ local = Session.open().@tried
    if let Some(found) = many { found.run(); }
//              ^^^^^ local = many.@tried
//                                    ^^^ reference.call on found
    let Ok(other) = net::open() else { return };
//         ^^^^^ local = net.open().@tried
    println!("{}", wrap(other.len()), name = 1, net::open());
//                 ^^^^ reference.read in typed
//                            ^^^ reference.nothing
//                                    ^^^^ reference.nothing
    let closure = |wide: Wide, narrow| (*wide).go(narrow as Size);
//                             ^^^^^^ local
//                                             ^^ reference.call on wide
    made.pool[0].0.take()
//               ^ reference.nothing
//                 ^^^^ reference.call on made.pool[].0
}
// outline: RETRIES, DEFAULT, Handler, inner, inner.helper, twice, open, typed
