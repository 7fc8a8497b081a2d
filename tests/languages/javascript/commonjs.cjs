const path = require("path"), { join, resolve: full } = require("./paths");
//    ^^^^ import path itself as path
//                                    ^^^^^^^ import ./paths resolve as full
const Only = require("./many").Only;
//    ^^^^ import ./many Only

function Queue(limit) {
//       ^^^^^ definition.function Queue
//       ^^^^^ parameter limit: -
  var waiting = limit;
//    ^^^^^^^ local
}
Queue.prototype.push = function (item) {
//              ^^^^ definition.method Queue.push
//              ^^^^ parameter item: -
  return join(item, full(path.sep));
//       ^^^^ reference.call in Queue.push
//                            ^^^ reference.read on path
};
exports.create = function (limit) {
//      ^^^^^^ definition.function create
  return new Queue(limit);
//           ^^^^^ reference.call in create
};
exports.later = async (x) => x;
//      ^^^^^ definition.function later
module.exports = Queue;
//               ^^^^^ import here Queue as default exported
// outline: Queue, Queue.push, create, later
