"""What TypeScript and JavaScript names mean: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
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
