import Default from "./default";
//     ^^^^^^^ import ./default default as Default
import * as space from "../space";
//          ^^^^^ import ../space itself as space
import Main, { type Kind, open as unlock } from "./lib";
//     ^^^^ import ./lib default as Main
//                  ^^^^ import ./lib Kind
//                        ^^^^ import ./lib open as unlock
import type { Shape } from "./shapes";
//            ^^^^^ import ./shapes Shape
import "./side-effect";
//     ^^^^^^^^^^^^^^^ import ./side-effect itself
import legacy = require("legacy");
//     ^^^^^^ import legacy itself as legacy
import Alias = space.Inner;
//             ^^^^^^^^^^^ import here space.Inner as Alias
const fs = require("fs"), { read, write: put } = require("./io");
//    ^^ import fs itself as fs
//                          ^^^^ import ./io read
//                                ^^^^^ import ./io write as put

export { Kind as Sort, Shape } from "./again";
//       ^^^^ import ./again Kind as Sort exported
//                     ^^^^^ import ./again Shape exported
export * from "./all";
// <- import ./all * exported
export * as group from "./group";
//          ^^^^^ import ./group itself as group exported
class Local {}
export { Local as Public, Local };
//       ^^^^^ import here Local as Public exported
//                        ^^^^^ import here Local exported
export default Local;
//             ^^^^^ import here Local as default exported

async function late() {
  const { page } = await import("./page");
//        ^^^^ import ./page page
  return [space.thing(unlock), new Main(page), Default];
//              ^^^^^ reference.call on space
//                    ^^^^^^ reference.read in late
//                                 ^^^^ reference.call in late
}
// outline: Local, late
