import first, { second as other } from "./lib.mjs";
//     ^^^^^ import ./lib.mjs default as first
export const add = (a, b = first) => other(a, b);
//           ^^^ definition.function add
//           ^^^ parameter b: -
//                                   ^^^^^ reference.call in add
export const double = x => add(x, x);
//           ^^^^^^ definition.function double
//                         ^^^ reference.call in double
export default function () { return add; }
//     ^^^^^^^ definition.function default
export const config = {
  port: 80,
  start() { return double(config.port); },
  // <- definition.method config.start
//                 ^^^^^^ reference.call in config.start
//                               ^^^^ reference.read on config
};
let total = add(1, 2);
//  ^^^^^ value add()
(function () { var hidden = total; })();
//                 ^^^^^^ local
outer: for (const key in config) { if (key) continue outer; }
//                ^^^ local
// outline: add, double, default, config, config.port, config.start, total
