import { pool, type Pool, run } from "./pool";

/** What schemas are made of. */
export interface Schema<T> { parse(text: string): T; }
//               ^^^^^^ definition.interface Schema
export const Schema: Maker<Schema<unknown>> = make("Schema");
//           ^^^^^^ definition.variable Schema
//           ^^^^^^ value Maker()
export abstract class Frame {
  abstract get page(): Page | null;
//             ^^^^ definition.property Frame.page
//             ^^^^ value Page()
  readonly children = new Map<string, Frame>();
//         ^^^^^^^^ value Frame().@many
  keep<T extends Closable>(value: T): T { return value; }
//^^^^ value @given
}
const shared: typeof Frame = (globalThis.Frame as any) ?? Frame;
//    ^^^^^^ value Frame
export const handlers: Handlers = { open(frame: Frame) {} };
//           ^^^^^^^^ definition.object handlers
//           ^^^^^^^^ result Handlers

export function walk(frames: readonly Frame[] | null, byName: Map<string, Frame | undefined>, each: Each): void {
//                   ^^^^^^ local = Frame().@many
//                                                    ^^^^^^ local = Frame().@many
//                                                                                            ^^^^ local = Each()
  frames.map(async frame => frame.close());
//                 ^^^^^ local = frames.map.@handed0:0
  run((source, { sink }) => source.close(sink), 1);
//     ^^^^^^ local = run.@handed0:0
//               ^^^^ local
  const emitter = pool.use(new Emitter(frames));
//      ^^^^^^^ local = pool.use(Emitter)
  const deferred = (this.#deferred = Deferred.create<Frame>());
//      ^^^^^^^^ local = Deferred.create()
  const chosen = frames[0] ?? new Frame();
//      ^^^^^^ local = Frame()
  using handle = await chosen.handle();
//      ^^^^^^ local = chosen.handle()
  for await (using piece of handle.pieces()) piece.close();
//                 ^^^^^ local = handle.pieces()[]
  (chosen as Page).close();
//                 ^^^^^ reference.call on Page()
}
export type Each = (frame: Frame, ...rest: unknown[]) => void;
//          ^^^^ definition.type Each
// outline: Schema, Schema.parse, Schema, Frame, Frame.page, Frame.children, Frame.keep, shared, handlers
// outline: handlers.open, walk, Each
