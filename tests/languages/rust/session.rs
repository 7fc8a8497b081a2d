//! Sessions and their pools.
// about: Sessions and their pools.
use std::io::{self, Read as R, *};
//            ^^^^ import std::io itself as io
//                  ^^^^ import std::io Read as R
//                             ^ import std::io *
pub use crate::net::{Pool, wire::{Wire, deep::*}};
//                   ^^^^ import crate::net Pool exported
//                                ^^^^ import crate::net::wire Wire exported
//                                      ^^^^^^^ import crate::net::wire::deep * exported
use super::Base;
//         ^^^^ import super Base
mod other;
//  ^^^^^ import mod other
extern crate serde as s;
//           ^^^^^ import serde itself as s

/// A connection that is kept open.
#[derive(Debug)]
pub struct Session<T: Clone> {
//         ^^^^^^^ definition.struct Session
//         ^^^^^^^ signature pub struct Session<T: Clone>
//         ^^^^^^^ doc A connection that is kept open.
//         ^^^^^^^ fields pool, size
    pub pool: Pool<T>,
//      ^^^^ definition.field Session.pool
//      ^^^^ result Pool, T
//            ^^^^ reference.type
    size: usize,
}
pub enum Level { Low, High(Reason), Other { code: i32 } }
//       ^^^^^ definition.enum Level
//       ^^^^^ fields Low, High, Other
pub trait Network: Base + net::Logger {
//        ^^^^^^^ definition.trait Network
//        ^^^^^^^ bases Base, net::Logger
    const LIMIT: usize;
//        ^^^^^ definition.field Network.LIMIT
    fn send(&self, request: &Request) -> Result<Response>;
//     ^^^^ definition.method Network.send
//     ^^^^ signature fn send(&self, request: &Request) -> Result<Response>
//     ^^^^ parameter request: Request
//     ^^^^ result Response
}

impl<T> Network for Session<T> {
//      ^^^^^^^ reference.base
//                  ^^^^^^^ reference.type
    /// Sends.
    fn send(&self, request: &Request) -> Result<Response> {
//     ^^^^ definition.method Session.send
//     ^^^^ doc Sends.
        let taken = self.pool.take()?;
//                            ^^^^ reference.call on self.pool
        taken.run(request)
//            ^^^ reference.call on taken
    }
}
pub struct View<'a> { of: &'a Session<'a>, each: Box<dyn Iterator<Item = Wire> + 'a> }
//                    ^^ result Session
//                                         ^^^^ result Wire
impl net::Socket {
    pub fn new(address: Address) -> Self { Self::open(address) }
//         ^^^ definition.method Socket.new
//                                               ^^^^ reference.call on Self
}
// outline: Session, Session.pool, Session.size, Level, Level.Low, Level.High, Level.Other, Network, Network.LIMIT
// outline: Network.send, Session.send, View, View.of, View.each, Socket.new
