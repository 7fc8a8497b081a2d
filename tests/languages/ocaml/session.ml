open Base
module P = Pool

(** A connection that is kept open. *)
type session = {
(*   ^^^^^^^ definition.struct session *)
(*   ^^^^^^^ signature session *)
(*   ^^^^^^^ doc A connection that is kept open. *)
(*   ^^^^^^^ fields pool, size *)
  pool : Pool.t; (** where from *)
  (* <- definition.field session.pool *)
  (* <- doc where from *)
  (* <- result Pool.t *)
  mutable size : size;
(*        ^^^^ definition.field session.size *)
(*        ^^^^ value size() *)
(*        ^^^^ result size *)
}
type level = Low | High of reason
(*   ^^^^^ definition.enum level *)
(*   ^^^^^ signature level = Low | High of reason *)
(*   ^^^^^ fields Low, High *)
(*           ^^^ definition.field level.Low *)
(*                 ^^^^ definition.field level.High *)
(*                         ^^^^^^ reference.type *)
exception Broken of string
(*        ^^^^^^ definition.type Broken *)
(*        ^^^^^^ signature exception Broken of string *)
type 'a handler = request -> 'a response
(*      ^^^^^^^ definition.type handler *)
(*      ^^^^^^^ signature 'a handler = request -> 'a response *)
(*                              ^^^^^^^^ reference.type *)

(** Sends a request. *)
let send (request : request) ?(options = []) session : response =
(*  ^^^^ definition.function send *)
(*  ^^^^ signature send (request : request) ?(options = []) session : response *)
(*  ^^^^ doc Sends a request. *)
(*  ^^^^ parameter request: request *)
(*  ^^^^ parameter options: - *)
(*  ^^^^ parameter session: - *)
(*  ^^^^ result response *)
  let taken = Pool.take session.pool request in
(*                 ^^^^ reference.call on Pool *)
(*                              ^^^^ reference.read on ? *)
  List.iter (fun x -> close x) options;
(*     ^^^^ reference.call on List *)
(*                    ^^^^^ reference.call *)
  deliver taken
  (* <- reference.call *)

let rec loop n = loop (n - 1)
(*      ^^^^ definition.function loop *)
(*      ^^^^ signature loop n *)
(*      ^^^^ parameter n: - *)
(*               ^^^^ reference.call *)
let limit = 3
(*  ^^^^^ definition.variable limit *)
module Net = struct
(*     ^^^ definition.module Net *)
(*     ^^^ signature module Net *)
  let create () = { pool = P.create (); size = limit }
(*    ^^^^^^ definition.function Net.create *)
(*    ^^^^^^ signature create () *)
(*                           ^^^^^^ reference.call on P in Net.create *)
(*                                             ^^^^^ reference.read *)
  module type S = sig val run : session -> unit end
(*            ^ definition.interface Net.S *)
(*            ^ signature module type S *)
(*                        ^^^ definition.method Net.S.run *)
(*                        ^^^ signature val run : session -> unit *)
(*                                         ^^^^ reference.type *)
end
module type Network = sig
(*          ^^^^^^^ definition.interface Network *)
(*          ^^^^^^^ signature module type Network *)
  type t
(*     ^ definition.type Network.t *)
(*     ^ signature t *)
  val send : t -> request -> response
(*    ^^^^ definition.method Network.send *)
(*    ^^^^ signature val send : t -> request -> response *)
(*                           ^^^^^^^^ reference.type *)
end
module Make (N : Network) : Network = struct include N end
(*     ^^^^ definition.module Make *)
(*     ^^^^ signature module Make (N : Network) : Network *)
class point x = object (self)
(*    ^^^^^ definition.class point *)
(*    ^^^^^ signature class point x *)
(*    ^^^^^ bases shape *)
(*    ^^^^^ fields left *)
  inherit shape x
(*        ^^^^^ reference.base *)
(*              ^ reference.read *)
  val mutable left = x
(*            ^^^^ definition.field point.left *)
(*                   ^ reference.read *)
  method move dx = self#draw dx
(*       ^^^^ definition.method point.move *)
(*       ^^^^ signature method move dx *)
(*       ^^^^ parameter dx: - *)
(*                 ^^^^ reference.read *)
(*                      ^^^^ reference.call on self *)
end
external now : unit -> float = "now"
(*       ^^^ definition.function now *)
(*       ^^^ signature external now : unit -> float = "now" *)
let (+!) a b = a
(*             ^ reference.read *)
(* outline: session, session.pool, session.size, level, level.Low, level.High, Broken, handler, send, loop, limit *)
(* outline: Net, Net.create, Net.S, Net.S.run, Network, Network.t, Network.send, Make, point, point.left, point.move *)
(* outline: now *)
