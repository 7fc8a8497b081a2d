import { Session, Request } from "./session";

export function send(request: Request): void;
//              ^^^^ definition.function send
//              ^^^^ signature function send(request: Request): void
//              ^^^^ parameter request: Request
//              ^^^^ parameter retries: Retries
export function send(request: Request, retries: Retries): void;
export function send(request: any, retries?: any) {
  const inner = (item: Item): Wrapped => wrap(item);
//      ^^^^^ definition.function send.inner
//      ^^^^^ parameter item: Item
//      ^^^^^ result Wrapped
  let session = new Session();
//    ^^^^^^^ local = Session()
  for (const [key, value] of request.entries()) session.send(key, value);
//            ^^^ local
//                 ^^^^^ local
//                                                      ^^^^ reference.call on session
  for (const each of session.items) each.run();
//           ^^^^ local = session.items[]
//                                       ^^^ reference.call on each
  try { wrap(1); } catch ({ message }) { wrap(message); }
//                          ^^^^^^^ local
//      ^^^^ reference.call in send
  list.map(function named(entry: Entry, index) { return named(entry, index); });
//                        ^^^^^ local
//                                      ^^^^^ local
  return { session, inner };
//         ^^^^^^^ local
//                  ^^^^^ reference.read in send
}

export const wrap = <T extends Session>(value: T, label = "w"): Wrapped<T> => new Wrapped(value);
//           ^^^^ definition.function wrap
//           ^^^^ signature wrap = <T extends Session>(value: T, label = "w"): Wrapped<T>
//           ^^^^ parameter value: T
//           ^^^^ parameter label: -
//                             ^^^^^^^ reference.type in wrap
export async function* stream() {}
//                     ^^^^^^ definition.function stream
export const LIMIT: number = 3, table = new Map<string, Session>();
//           ^^^^^ definition.constant LIMIT
//                              ^^^^^ definition.variable table
//                                                      ^^^^^^^ reference.type in table
export const routes = {
//           ^^^^^^ definition.object routes
  home: "/",
  // <- definition.field routes.home
  open(session: Session) { return session; },
  // <- definition.method routes.open
  // <- parameter session: Session
  close: (request: Request) => request.close(),
  // <- definition.method routes.close
};
const { first, second: [third], ...others } = table;
//      ^^^^^ definition.variable first
//                      ^^^^^ definition.variable third
//                                 ^^^^^^ definition.variable others
class Wrapped<T> {}
const curried = dual(2, (self, send) => { const wrap = 1; return send(self, wrap); });
//    ^^^^^^^ value dual()
//                       ^^^^ local
//                             ^^^^ local
//                                                               ^^^^ local
//                                              ^^^^ local

describe("sessions", () => {
  const local = new Session();
//      ^^^^^ local
  function helper(): Session { return local; }
//         ^^^^^^ definition.function helper
});
for (let i = 0; i < 3; i++) { const j = i; }
//       ^ local
//                                  ^ local
if (LIMIT) { const inside = 1; }
//                 ^^^^^^ local
// outline: send, send.inner, wrap, stream, LIMIT, table, routes, routes.home, routes.open, routes.close
// outline: first, third, others, Wrapped, curried, helper
