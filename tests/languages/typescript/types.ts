/** What can be closed. */
export interface Closable<T> extends Base, Other<T> {
//               ^^^^^^^^ definition.interface Closable
//               ^^^^^^^^ signature interface Closable<T> extends Base, Other<T>
//               ^^^^^^^^ doc What can be closed.
//               ^^^^^^^^ bases Base, Other
//               ^^^^^^^^ fields state, done
  readonly state: State;
//         ^^^^^ definition.field Closable.state
//         ^^^^^ result State
  done?: (error: Failure) => void;
  // <- result Failure
  close(reason: Reason): Promise<Closed>;
  // <- definition.method Closable.close
  // <- signature close(reason: Reason): Promise<Closed>
  // <- parameter reason: Reason
  // <- result Closed
  (call: Call): Result;
  new (made: Made): Closable<T>;
}

export type Options = { retries: number; policy?: Policy; reset(): void };
//          ^^^^^^^ definition.interface Options
//          ^^^^^^^ fields retries, policy
//                                       ^^^^^^ definition.field Options.policy
//                                                        ^^^^^ definition.method Options.reset
type Handler = (request: Request) => Response | Failure;
//   ^^^^^^^ definition.type Handler
//   ^^^^^^^ result Request, Response, Failure
type Both = Options & { extra: Extra };
//   ^^^^ definition.interface Both
//                      ^^^^^ definition.field Both.extra

type Either = { kind: "Options"; value: Options } | { kind: `Extra`; value: Handler };
//   ^^^^^^ result Options, Handler
function guards(value: unknown, given = { a: 1 }, each = (a: Extra) => { return a; }): value is Extra { return true; }
//       ^^^^^^ result Extra
//       ^^^^^^ signature function guards(value: unknown, given = {...}, each = (a: Extra) => {...}): value is Extra
export enum Level {
//          ^^^^^ definition.enum Level
//          ^^^^^ fields Low, High
  Low,
  High = "high",
  // <- definition.field Level.High
}

declare module "external" {
//              ^^^^^^^^ definition.namespace external
  export function outside(level: Level): Options;
//                ^^^^^^^ definition.function external.outside
//                ^^^^^^^ result Options
//                               ^^^^^ reference.type in external.outside
}
namespace Shapes.Round {
//        ^^^^^^^^^^^^ definition.namespace Shapes.Round
  export const PI = 3;
//             ^^ definition.constant Shapes.Round.PI
  export class Circle {}
//             ^^^^^^ definition.class Shapes.Round.Circle
}
let circle: Shapes.Round.Circle;
//  ^^^^^^ value Shapes.Round.Circle()
//                       ^^^^^^ reference.type on Shapes.Round
const cast = load() as Options;
//    ^^^^ value Options()
declare global {
  interface Window { app: Closable<string> }
//                   ^^^ definition.field Window.app
}
// outline: Closable, Closable.state, Closable.done, Closable.close, Options, Options.retries, Options.policy
// outline: Options.reset, Handler, Both, Both.extra, Either, guards, Level, Level.Low, Level.High, external, external.outside
// outline: Shapes.Round, Shapes.Round.PI, Shapes.Round.Circle, circle, cast, Window, Window.app
