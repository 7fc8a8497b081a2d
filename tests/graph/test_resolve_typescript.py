"""What TypeScript and JavaScript names mean: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
    "a local of a type's name does not hide the type, a type variable does": """
--- pool.ts
interface pool { size: number }
export function open(pool: pool): void {}
//                         ^^^^ -> pool.ts pool
export function kept<pool>(one: pool): void {}
//                              ^^^^ -> ?
""",
    "imports: named, aliased, default, namespace, side by side with JavaScript": """
--- src/net/session.ts
export class Session { send(): void {} }
export default class Pool { take(): Session { return new Session(); } }
export const limit = 3;
--- src/util.js
export function helper() {}
--- src/use.ts
import Pool, { Session as S, limit } from "./net/session";
import * as net from "./net/session.js";
import { helper } from "./util";

export function run() {
  new S().send();
//    ^ -> src/net/session.ts Session
//        ^^^^ -> src/net/session.ts Session.send
  new Pool().take().send();
//    ^^^^ -> src/net/session.ts Pool
//           ^^^^ -> src/net/session.ts Pool.take
//                  ^^^^ -> src/net/session.ts Session.send
  net.limit;
//    ^^^^^ -> src/net/session.ts limit
  helper(limit);
//^^^^^^ -> src/util.js helper
//       ^^^^^ -> src/net/session.ts limit
}
""",
    "re-exports: index files, export star, renamed, default passed on": """
--- lib/core.ts
export class Engine {}
export function start() {}
function hidden() {}
export { hidden as shown };
--- lib/main.ts
export default function boot() {}
--- lib/index.ts
export * from "./core";
export { Engine as Motor } from "./core";
export { default as boot } from "./main";
--- use.ts
import { Engine, Motor, start, shown, boot } from "./lib";
function run() {
  new Engine();
//    ^^^^^^ -> lib/core.ts Engine
  new Motor();
//    ^^^^^ -> lib/core.ts Engine
  start();
//^^^^^ -> lib/core.ts start
  shown();
//^^^^^ -> lib/core.ts hidden
  boot();
//^^^^ -> lib/main.ts boot
}
""",
    "paths and baseUrl of a tsconfig, which may have comments, extend another, or join others": """
--- tsconfig.json
{
  // what all have
  "extends": "./config/base", /* and */
  "compilerOptions": { "strict": true, },
}
--- config/base.json
{
  "compilerOptions": {
    "baseUrl": "../src",
    "paths": { "@app/*": ["app/*"], "@app/own/*": ["gone/*", "own/*"], "core": ["core/index.ts"] }
  }
}
--- src/app/net.ts
export function send() {}
--- src/own/net.ts
export function own() {}
--- src/core/index.ts
export class Core { go() {} }
--- src/plain.ts
export function plain() {}
--- src/use.ts
import { send } from "@app/net";
import { own } from "@app/own/net.js";
import { Core } from "core";
import { plain } from "plain";
import { outside } from "@other/net";
function run() { send(); own(); plain(); new Core().go(); outside(); }
//               ^^^^ -> src/app/net.ts send
//                       ^^^ -> src/own/net.ts own
//                              ^^^^^ -> src/plain.ts plain
//                                           ^^^^ -> src/core/index.ts Core
//                                                  ^^ -> src/core/index.ts Core.go
//                                                        ^^^^^^^ -> ?
--- web/tsconfig.json
{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }
--- web/tsconfig.app.json
{ "compilerOptions": { "paths": { "~/*": ["./lib/*"] } } }
--- web/lib/page.tsx
export function Page() { return null; }
--- web/main.tsx
import { Page } from "~/page";
const shown = <Page/>;
//             ^^^^ -> web/lib/page.tsx Page
""",
    "packages of the workspace by their names: what they are built from stands in for what is built": """
--- packages/a/package.json
{ "name": "@x/a", "main": "dist/main.js" }
--- packages/a/src/main.ts
export function first() {}
--- packages/b/package.json
{ "name": "b" }
--- packages/b/index.js
export function second() {}
--- packages/b/sub.js
export function third() {}
--- packages/c/package.json
{ "name": "twice" }
--- packages/c/index.ts
export function fourth() {}
--- packages/d/package.json
{ "name": "twice" }
--- packages/d/index.ts
export function fourth() {}
--- use.ts
import { first } from "@x/a";
import { second } from "b";
import { third } from "b/sub.js";
import { fourth } from "twice";
function run() { first(); second(); third(); fourth(); }
//               ^^^^^ -> packages/a/src/main.ts first
//                        ^^^^^^ -> packages/b/index.js second
//                                  ^^^^^ -> packages/b/sub.js third
//                                           ^^^^^^ -> ?
""",
    "a type variable stands for what it extends": """
--- a.ts
class Shape { open() {} }
function generic<T extends Shape>(shape: T) { shape.open(); }
//                                                  ^^^^ -> a.ts Shape.open
class Holder { each<T extends Shape>(shape: T) { shape.open(); } }
//                                                     ^^^^ -> a.ts Shape.open
function any<T>(shape: T) { shape.open(); }
//                                ^^^^ -> ?
class Other { open() {} }
""",
    "receivers: this, super, fields, parameter properties, annotations": """
--- a.ts
interface Endpoint { url: string; open(): Wire }
class Wire { write(): this { return this; } }
class Base { close() {} }
class Session extends Base {
//                    ^^^^ -> a.ts Base
  private wire: Wire = new Wire();
  constructor(private endpoint: Endpoint) { super(); }
  send(other?: Session, many: Session[] = []) {
    this.wire.write();
//       ^^^^ -> a.ts Session.wire
//            ^^^^^ -> a.ts Wire.write
    this.endpoint.open().write();
//                ^^^^ -> a.ts Endpoint.open
//                       ^^^^^ -> a.ts Wire.write
    super.close();
//        ^^^^^ -> a.ts Base.close
    this.close();
//       ^^^^^ -> a.ts Base.close
    other!.send();
//         ^^^^ -> a.ts Session.send
    const wire = new Wire();
    wire.write().write();
//       ^^^^^ -> a.ts Wire.write
//               ^^^^^ -> a.ts Wire.write
  }
}
""",
    "declarations of one name make one: interfaces with constants, functions, namespaces": """
--- core.ts
export interface Maker<T> { init(value: T): void }
export function Maker<T>(name: string): Maker<T> { return null as any; }
export interface Schema { parse(): Schema }
export const Schema: Maker<Schema> = Maker("Schema");
interface Schema { check(): void }
export namespace Schema { export class Options {} }
--- use.ts
import * as core from "./core";
import { Schema } from "./core";
function run(given: core.Schema, options: Schema.Options) {
//                       ^^^^^^ -> core.ts Schema:3
//                                               ^^^^^^^ -> core.ts Schema.Options
  Schema.init(given);
//^^^^^^ -> core.ts Schema:4
//       ^^^^ -> core.ts Maker.init
  new Schema().parse();
//    ^^^^^^ -> core.ts Schema:4
//             ^^^^^ -> core.ts Schema.parse
  given.parse().check();
//      ^^^^^ -> core.ts Schema.parse
//              ^^^^^ -> core.ts Schema.check
  core.Maker("x").init(given);
//     ^^^^^ -> core.ts Maker:2
//                ^^^^ -> core.ts Maker.init
}
interface Wide extends core.Schema {}
//                          ^^^^^^ -> core.ts Schema:3
function walk(wide: Wide) { wide.check(); }
//                               ^^^^^ -> core.ts Schema.check
""",
    "a function that is handed over is told what it is given": """
--- a.ts
export class Sink { next(): void {} }
class One { close() {} }
class Two { close() {} }
export class Source { subscribe(): void {} constructor(start?: (this: Source, sink: Sink) => void) {} }
export type Body = (source: Source, sink: Sink) => void;
export function run(body: (source: Source, sink?: Sink) => void): void {}
export function named(first: string, body: Body) {}
--- use.ts
import { run, named, Source, Sink } from "./a";
function use(sinks: Sink[], known: Map<string, Source>) {
  run((source, sink) => { source.subscribe(); sink.next(); });
//                               ^^^^^^^^^ -> a.ts Source.subscribe
//                                                 ^^^^ -> a.ts Sink.next
  sinks.filter(each => each).forEach(one => one.next());
//                                              ^^^^ -> a.ts Sink.next
  known.get("a")!.subscribe();
//                ^^^^^^^^^ -> a.ts Source.subscribe
  for (const other of known.values()) other.subscribe();
//                                          ^^^^^^^^^ -> a.ts Source.subscribe
}
function more() {
  named("n", (first, second) => second.next());
//                                     ^^^^ -> a.ts Sink.next
  new Source(function (given) { given.next(); });
//                                    ^^^^ -> a.ts Sink.next
  unknown((nobody) => nobody.close());
//                           ^^^^^ -> ?
}
""",
    "a function that gives its argument back; an alternative; a class under another name": """
--- a.ts
class Stack { use<T>(value: T): T { return value; } }
class Emitter { on(): void {} }
const Other: typeof Emitter = (globalThis as any).Emitter ?? Emitter;
class Owner {
  #stack = new Stack();
  #emitter?: Emitter;
  run(emitter: Emitter | null) {
    const kept = this.#stack.use(new Emitter());
    kept.on();
//       ^^ -> a.ts Emitter.on
    const made = emitter ?? new Emitter();
    made.on();
//       ^^ -> a.ts Emitter.on
    const set = (this.#emitter = new Other());
    set.on();
//      ^^ -> a.ts Emitter.on
  }
}
""",
    "what is destructured, or one of several": """
--- a.ts
export class Item { child!: Item; run(): void {} }
export class Other { stop(): void {} run(): void {} }
export interface Options { item: Item; other?: Other; list: Item[] }
class Owner {
  constructor(private options: Options) {}
  go(both: Item | Other) {
    const { item, other: renamed, list: [first] } = this.options;
    item.run(), renamed!.stop(), first.run();
//       ^^^ -> a.ts Item.run
//                       ^^^^ -> a.ts Other.stop
//                                     ^^^ -> a.ts Item.run
    for (const { child } of this.options.list) child.run();
//                                                   ^^^ -> a.ts Item.run
    both.stop(), both.run();
//       ^^^^ -> a.ts Other.stop
//                    ^^^ -> ?
  }
}
export function take({ item, list }: Options) { item.run(), list[0].run(); }
//                                                   ^^^ -> a.ts Item.run
//                                                                  ^^^ -> a.ts Item.run
export function anew(each: any) {
  each.map(({ item }) => item.run());
//                            ^^^ -> ?
}
""",
    "a local hides an import; an untyped receiver proves nothing": """
--- a.ts
export function send() {}
export class One { go() {} }
export class Two { go() {} }
--- use.ts
import { send } from "./a";
function run(send: () => void, thing: any) {
  send();
//^^^^ -> ?
  thing.go();
//      ^^ -> ?
}
const arrow = (send) => send();
//                      ^^^^ -> ?
function plain() { send(); }
//                 ^^^^ -> a.ts send
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, picture)
