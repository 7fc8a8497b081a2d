#pragma once
#include "session.h"

namespace net {
//        ^^^ definition.namespace net
//        ^^^ signature namespace net

/** Sends. */
Response Session<int>::send(const Request& request, std::vector<Option> options) const {
//                     ^^^^ definition.method net.Session.send
//                     ^^^^ signature Response Session<int>::send(const Request& request, std::vector<Option> options) const
//                     ^^^^ doc Sends.
//                     ^^^^ parameter request: Request
//                     ^^^^ parameter options: Option
//                     ^^^^ result Response
//                                ^^^^^^^ reference.type
//                                                  ^^^ reference.read
  auto taken = pool_->take(request);
//             ^^^^^ reference.read
//                    ^^^^ reference.call on pool_ in net.Session.send
  Pool local(request);
  // <- reference.type
  Wrapped* wrapped = new Wrapped(request);
//                       ^^^^^^^ reference.call
  for (const auto& option : options) option.apply();
//                                          ^^^^^ reference.call on option
  this->width().scale();
//      ^^^^^ reference.call on this
//              ^^^^^ reference.call on this.width()
  net::inner::helper(taken->value[0].run());
  // <- reference.read
//     ^^^^^ reference.read on net
//            ^^^^^^ reference.call on net.inner in net.Session.send
//                          ^^^^^ reference.read on taken
//                                   ^^^ reference.call on taken.value[] in net.Session.send
  auto doubled = [&](int each) { return each + LIMIT; };
//                                             ^^^^^ reference.read
  try { go<Size>(); } catch (const Broken& error) { error.tell(); }
//      ^^ reference.call
//                                 ^^^^^^ reference.type
//                                                        ^^^^ reference.call on error in net.Session.send
  return std::move(wrapped)->deliver();
//       ^^^ reference.read
//            ^^^^ reference.call on std in net.Session.send
//                           ^^^^^^^ reference.call on std.move()
}

Session<int>::Session(Pool* pool) : Transport(pool), size_(Level::Low) {}
//            ^^^^^^^ definition.constructor net.Session.Session
//            ^^^^^^^ signature Session<int>::Session(Pool* pool)
//            ^^^^^^^ parameter pool: Pool
//                                  ^^^^^^^^^ reference.read
//                                                   ^^^^^ reference.read
//                                                         ^^^^^ reference.read
//                                                                ^^^ reference.read on Level

template <typename T>
T pick(T first, T second);
// <- reference.type
  // <- definition.prototype net.pick
  // <- signature T pick(T first, T second)
  // <- parameter first: T
  // <- parameter second: T
  // <- result T

auto size(Pool& pool) -> Size { return pool.size(); }
//   ^^^^ definition.function net.size
//   ^^^^ signature auto size(Pool& pool) -> Size
//   ^^^^ parameter pool: Pool
//   ^^^^ result Size
//        ^^^^ reference.type
//                                          ^^^^ reference.call on pool
inline bool operator<(const Size& one, const Size& other) { return one.less(other); }
//          ^^^^^^^^^ definition.function net.operator<
//          ^^^^^^^^^ signature inline bool operator<(const Size& one, const Size& other)
//          ^^^^^^^^^ parameter one: Size
//          ^^^^^^^^^ parameter other: Size
//                                           ^^^^ reference.type
//                                                                     ^^^^ reference.call on one in net.operator<

}
extern "C" { int c_api(struct point *point); }
//               ^^^^^ definition.prototype c_api
//               ^^^^^ signature int c_api(struct point *point)
//               ^^^^^ parameter point: point
int net::top(int a) { return a; }
//  ^^^ reference.read
//       ^^^ definition.method net.top
//       ^^^ signature int net::top(int a)
//       ^^^ parameter a: -
// outline: net, net.Session.send, net.Session.Session, net.pick, net.size, net.operator<, c_api, net.top
