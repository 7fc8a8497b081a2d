"""What Rust names mean: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
    "a local of a type's name does not hide the type, a type variable does": """
--- src/lib.rs
struct pool { size: i32 }
fn open(pool: &pool) {}
//             ^^^^ -> src/lib.rs pool
fn kept<pool>(one: pool) {}
//                 ^^^^ -> ?
""",
    "tuple-like types keep what they say, and patterns take it out": """
--- src/lib.rs
pub struct Pool;
impl Pool { pub fn close(&self) {} }
pub struct Session { pool: Pool }
impl Session { pub fn send(&self) {} }
pub struct Wrapped(Session, pub Option<Pool>);
pub enum Message { Opened(Session, Pool), Named { pool: Pool }, Closed }

impl Wrapped {
    fn run(&self) {
        self.0.send();
//             ^^^^ -> src/lib.rs Session.send
        self.0.pool.close();
//                  ^^^^^ -> src/lib.rs Pool.close
        self.1.close();
//             ^^^^^ -> ?
        self.1.unwrap().close();
//                      ^^^^^ -> src/lib.rs Pool.close
        self.2.close();
//             ^^^^^ -> ?
    }
}
fn handle(message: &Message, session: Session, wrapped: Wrapped, pair: (Pool, Pool)) {
    match message {
        Message::Opened(ref opened, Pool) => opened.send(),
//                                                  ^^^^ -> src/lib.rs Session.send
        Message::Opened(_, other) => other.close(),
//                                         ^^^^^ -> src/lib.rs Pool.close
        Message::Opened(.., last) => last.close(),
//                                        ^^^^^ ~> src/lib.rs Pool.close
        Message::Named { pool: named } => named.close(),
//                                              ^^^^^ -> ?
    }
    let Session { pool } = session;
    pool.close();
//       ^^^^^ -> src/lib.rs Pool.close
    let Wrapped(inner, _) = wrapped;
    inner.send();
//        ^^^^ -> src/lib.rs Session.send
    pair.0.close();
//         ^^^^^ ~> src/lib.rs Pool.close
}
""",
    "what is defined for one configuration or another means neither; methods of nameless types are no functions": """
--- src/lib.rs
#[cfg(unix)]
fn seek() {}
#[cfg(windows)]
fn seek() {}
#[cfg(feature = "fast")]
mod imp;
#[cfg(not(feature = "fast"))]
mod imp { pub fn scan() {} }
pub struct Owned<T>(T);
trait Visit { fn visit(&self); }
impl Visit for (u8, u8) { fn visit(&self) { visit() } }
//                                          ^^^^^ -> src/lib.rs visit
impl<'a, T> Visit for &'a Owned<T> { fn visit(&self) {} }
fn visit() { seek(); imp::scan(); }
//           ^^^^ -> ?
//                        ^^^^ -> ?
--- src/imp.rs
pub fn scan() {}
""",
    "what is called is no field of a type that nobody knows": """
--- src/lib.rs
pub struct SortBy { reverse: bool }
pub fn sort(a: &str) { a.cmp("b").reverse(); }
//                                ^^^^^^^ -> ?
""",
    "modules: declared, nested, in a folder; crate, self, super; use trees, aliases, globs, re-exports": """
--- Cargo.toml
[package]
name = "my-app"
--- src/lib.rs
pub mod net;
mod util;
use net::{session::{self, Session as S}, Pool};
use crate::util::*;
use util::inner::deep;
pub use self::net::session::open as start;
use std::collections::HashMap;

fn run(s: S, pool: Pool, map: HashMap<u8, S>) {
//        ^ -> src/net/session.rs Session
//                 ^^^^ -> src/net/mod.rs Pool
//                            ^^^^^^^ -> ?
    session::open();
//           ^^^^ -> src/net/session.rs open
    helper();
//  ^^^^^^ -> src/util.rs helper
    deep();
//  ^^^^ -> src/util.rs inner.deep
    util::inner::deep();
//               ^^^^ -> src/util.rs inner.deep
    crate::net::session::open();
//                       ^^^^ -> src/net/session.rs open
    absent::open();
//          ^^^^ -> ?
    drop(pool);
//  ^^^^ -> ?
}
fn hidden() {}

mod tests {
    use super::*;
    #[test]
    fn works() { run(); hidden(); helper(); }
//               ^^^ -> src/lib.rs run
//                      ^^^^^^ -> src/lib.rs hidden
//                                ^^^^^^ -> src/util.rs helper
}
mod sealed {
    fn quiet() { hidden(); super::hidden(); }
//               ^^^^^^ -> ?
//                                ^^^^^^ -> src/lib.rs hidden
}
--- src/net/mod.rs
pub mod session;
pub struct Pool;
fn up() { super::hidden(); self::session::open(); }
//               ^^^^^^ -> src/lib.rs hidden
//                                        ^^^^ -> src/net/session.rs open
--- src/net/session.rs
use super::Pool;
pub struct Session { pool: Pool }
//                         ^^^^ -> src/net/mod.rs Pool
pub fn open() { super::super::hidden() }
//                            ^^^^^^ -> src/lib.rs hidden
mod tests;
--- src/net/session/tests/mod.rs
use crate::hidden;
mod more;
fn first() { hidden(); }
//           ^^^^^^ -> src/lib.rs hidden
--- src/net/session/tests/more.rs
use super::*;
fn second() { first(); hidden(); crate::run(); }
//            ^^^^^ -> src/net/session/tests/mod.rs first
//                     ^^^^^^ -> src/lib.rs hidden
//                                      ^^^ -> src/lib.rs run
--- src/util.rs
pub fn helper() {}
pub fn drop_all() {}
pub mod inner { pub fn deep() { super::helper() } }
//                                     ^^^^^^ -> src/util.rs helper
--- src/absent.rs
pub fn open() {}
--- src/main.rs
use my_app::{net::Pool, start};
fn main() { start(); let p: Pool; }
//          ^^^^^ -> src/net/session.rs open
//                          ^^^^ -> src/net/mod.rs Pool
--- tests/it.rs
mod common;
use my_app::net;
fn it() { common::setup(); net::session::open(); }
//                ^^^^^ -> tests/common/mod.rs setup
//                                       ^^^^ -> src/net/session.rs open
--- tests/common/mod.rs
pub fn setup() {}
""",
    "receivers: self, Self, constructors, fields beside methods, impls and traits in other files": """
--- src/lib.rs
mod a;
mod b;
pub trait Network { fn send(&self); fn twice(&self) { self.send() } }
//                                                         ^^^^ -> src/lib.rs Network.send
--- src/a.rs
use crate::Network;
pub struct Pool { len: usize, session: Option<Box<Session>>, shared: std::sync::Arc<Session> }
pub struct Session { pool: Pool }
impl Session {
    pub fn new(pool: Pool) -> Self { Self { pool } }
    pub fn open() -> Result<Self, Trouble> { Ok(Session::new(Pool::make())) }
//                                                       ^^^ -> src/a.rs Session.new
//                                                                 ^^^^ -> src/b.rs Pool.make
    fn go(&mut self) {
        self.pool.len();
//           ^^^^ -> src/a.rs Session.pool
//                ^^^ -> src/b.rs Pool.len
        self.pool.len;
//                ^^^ -> src/a.rs Pool.len
        self.twice();
//           ^^^^^ -> src/lib.rs Network.twice
        Self::check(1);
//            ^^^^^ -> src/b.rs Session.check
        self.pool.session.unwrap().go();
//                                 ^^ -> src/a.rs Session.go
        self.pool.session.go();
//                        ^^ -> ?
        self.pool.shared.clone().go();
//                               ^^ -> src/a.rs Session.go
        if let Some(found) = &self.pool.session { found.go(); }
//                                                      ^^ -> src/a.rs Session.go
    }
}
pub struct Trouble;
pub struct Other;
impl Other { fn go(&self) {} fn twice(&self) {} }
impl From<Trouble> for Other { fn from(t: Trouble) -> Self { Other } }
impl From<Pool> for Other { fn from(t: Pool) -> Self { Other } }
--- src/b.rs
use crate::{a::{self, Pool, Session, Other, Trouble}, Network};
impl Pool {
    pub fn make() -> Pool { loop {} }
    pub fn len(&self) -> usize { self.len }
//                                    ^^^ -> src/a.rs Pool.len
}
impl a::Session { pub fn check(n: u8) {} fn outside(&self) -> other::Jar { loop {} } }
fn quiet() {}
impl Pool { fn quietly(&self) {} }
impl Network for Session { fn send(&self) { self.go() } }
//                                               ^^ -> src/a.rs Session.go
fn run(given: &mut Session, boxed: Box<dyn Network>, any: impl Network) -> Result<(), Trouble> {
    given.send();
//        ^^^^ -> src/b.rs Session.send
    boxed.send();
//        ^^^^ -> src/lib.rs Network.send
    any.twice();
//      ^^^^^ -> src/lib.rs Network.twice
    let made = Session::open()?;
    made.go();
//       ^^ -> src/a.rs Session.go
    let raw = Session::open();
    raw.go();
//      ^^ -> ?
    let literal = Session { pool: Pool::make() };
//                ^^^^^^^ -> src/a.rs Session
    literal.go();
//          ^^ -> src/a.rs Session.go
    Other::from(made).twice();
//         ^^^^ -> ?
    given.outside().quietly();
//                  ^^^^^^^ -> ?
    Ok(())
}
fn typed<T: Network>(item: T) { item.twice() }
//                                   ^^^^^ -> src/lib.rs Network.twice
""",
    "bounds behind `where`; cells, maps and errors made of nothing": """
--- src/lib.rs
use std::{cell::RefCell, collections::HashMap, rc::Rc};
pub trait Base { fn base(&self); }
pub trait Network: Base { fn send(&self); }
pub struct Session;
impl Session { pub fn go(&self) {} pub fn find() -> Option<Session> { None } }
pub struct Other;
impl Other { pub fn go(&self) {} pub fn send(&self) {} }
fn bounded<T>(item: &T) where T: Network { item.send(); item.base(); }
//                                              ^^^^ -> src/lib.rs Network.send
//                                                           ^^^^ -> src/lib.rs Base.base
fn held(cell: Rc<RefCell<Session>>, all: HashMap<String, Session>) -> Result<(), ()> {
    cell.borrow().go();
//                ^^ -> src/lib.rs Session.go
    cell.go();
//       ^^ -> ?
    all["a"].go();
//           ^^ -> src/lib.rs Session.go
    for one in all.values() { one.go(); }
//                                ^^ -> src/lib.rs Session.go
    Session::find().ok_or(())?.go();
//                             ^^ -> src/lib.rs Session.go
    Ok(())
}
""",
    "enumerations, constants, macros, patterns, closures; locals hide": """
--- src/lib.rs
pub enum Level { Low, High(u8) }
impl Level { fn rank(&self) -> u8 { 0 } }
const MOST: u8 = 3;
fn helper(n: u8) -> u8 { n }
fn name() {}
macro_rules! twice { ($x:expr) => { $x } }
struct One;
impl One { fn go(&self) {} }
struct Two;
impl Two { fn go(&self) {} }
fn run(level: Level, pair: (u8, u8)) {
    use Level::*;
    Level::High(helper(MOST)).rank();
//         ^^^^ -> src/lib.rs Level.High
//              ^^^^^^ -> src/lib.rs helper
//                     ^^^^ -> src/lib.rs MOST
//                            ^^^^ -> src/lib.rs Level.rank
    match level { Low => 1, Level::High(name) => name, MOST => 2 };
//                ^^^ -> src/lib.rs Level.Low
//                                               ^^^^ -> ?
//                                                     ^^^^ -> src/lib.rs MOST
    let call = |name: fn(u8)| name(1);
//                            ^^^^ -> ?
    twice!(1);
//  ^^^^^ -> src/lib.rs twice
    println!("{}", level.rank());
//                       ^^^^ -> ?
}
mod elsewhere { fn late() { twice!(2); } }
//                          ^^^^^ ~> src/lib.rs twice
fn plain() { assert_eq!(helper(1), One.go()); }
//                      ^^^^^^ -> src/lib.rs helper
fn unknown<T>(item: T) { item.go(); for each in all() { each.go() } }
//                            ^^ -> ?
//                                                           ^^ -> ?
fn many(ones: &[One], twos: Vec<Two>, grid: [[One; 3]; 3]) {
    for one in ones { one.go(); ones[0].go(); }
//                        ^^ -> src/lib.rs One.go
//                                      ^^ -> src/lib.rs One.go
    for two in twos.iter() { two.go(); twos.go(); }
//                               ^^ -> src/lib.rs Two.go
//                                          ^^ -> ?
    grid[0][0].go();
//             ^^ -> ?
}
fn shadow() { let x = One; x.go(); let x = Two; x.go(); }
//                           ^^ -> ?
""",
    "an import within a function that has the name of the module it comes from": """
--- src/lib.rs
mod walk;
fn run() {
    use walk::walk;
    walk();
//  ^^^^ -> src/walk.rs walk
}
fn lost() {
    use gone::gone;
    gone();
//  ^^^^ -> ?
}
--- src/walk.rs
pub fn walk() {}
""",
    "workspaces: one crate uses another by its name": """
--- one/Cargo.toml
[package]
name = "first-one"
--- one/src/lib.rs
pub mod inner;
pub fn top() {}
--- one/src/inner.rs
pub struct Thing;
impl Thing { pub fn new() -> Thing { Thing } pub fn act(&self) {} }
--- two/Cargo.toml
[package]
name = "second"
[lib]
name = "other_name"
--- two/src/lib.rs
use first_one::inner::Thing;
extern crate first_one as f;
pub fn run() {
    first_one::top();
//             ^^^ -> one/src/lib.rs top
    f::top();
//     ^^^ -> one/src/lib.rs top
    Thing::new().act();
//               ^^^ -> one/src/inner.rs Thing.act
}
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, picture)
