#include <vector>
#include "net/pool.h"

using namespace std;
using net::Request;
namespace files = net::files;

namespace net::inner { class Forward; }
//             ^^^^^ definition.namespace net.inner
//             ^^^^^ signature namespace net::inner
namespace {
int hidden() { return 1; }
//  ^^^^^^ definition.function hidden
//  ^^^^^^ signature int hidden()
}

namespace net {
//        ^^^ definition.namespace net
//        ^^^ signature namespace net

enum class Level { Low, High = 2 };
//         ^^^^^ definition.enum net.Level
//         ^^^^^ signature enum class Level
//                 ^^^ definition.enum_member net.Level.Low
//                 ^^^ signature Low
//                      ^^^^ definition.enum_member net.Level.High
//                      ^^^^ signature High = 2

/// A connection that is kept open.
template <typename T>
class Session : public Transport, private base::Network<T> {
//    ^^^^^^^ definition.class net.Session
//    ^^^^^^^ signature class Session : public Transport, private base::Network<T>
//    ^^^^^^^ doc A connection that is kept open.
//    ^^^^^^^ bases Transport, base.Network
//    ^^^^^^^ fields pool_, width_, height_, callback
//                     ^^^^^^^^^ reference.base
//                                        ^^^^ reference.read
//                                                      ^ reference.type
 public:
  /// Opens it.
  explicit Session(Pool* pool, int size = 2) : pool_(pool) { open(); }
//         ^^^^^^^ definition.constructor net.Session.Session
//         ^^^^^^^ signature explicit Session(Pool* pool, int size = 2)
//         ^^^^^^^ doc Opens it.
//         ^^^^^^^ parameter pool: Pool
//         ^^^^^^^ parameter size: -
//                                             ^^^^^ reference.read
//                                                           ^^^^ reference.call
  virtual ~Session();
//        ^^^^^^^^ definition.prototype net.Session.~Session
//        ^^^^^^^^ signature virtual ~Session()
  Response send(const Request& request, std::vector<Option> options) const;
//         ^^^^ definition.prototype net.Session.send
//         ^^^^ signature Response send(const Request& request, std::vector<Option> options) const
//         ^^^^ parameter request: Request
//         ^^^^ parameter options: Option
//         ^^^^ result Response
//                    ^^^^^^^ reference.type
//                                      ^^^ reference.read
  static Session* create();
//       ^^^^^^^ reference.type
//                ^^^^^^ definition.prototype net.Session.create
//                ^^^^^^ signature static Session* create()
//                ^^^^^^ result Session
  Size width() const { return width_; }
//     ^^^^^ definition.method net.Session.width
//     ^^^^^ signature Size width() const
//     ^^^^^ result Size
//                            ^^^^^^ reference.read
  bool operator==(const Session& other) const;
//     ^^^^^^^^^^ definition.prototype net.Session.operator==
//     ^^^^^^^^^^ signature bool operator==(const Session& other) const
//     ^^^^^^^^^^ parameter other: Session

 private:
  std::unique_ptr<Pool> pool_; ///< where from
  // <- reference.read
//     ^^^^^^^^^^ reference.type on std
//                      ^^^^^ definition.field net.Session.pool_
//                      ^^^^^ doc where from
//                      ^^^^^ result Pool
  Size width_{3}, *height_;
//     ^^^^^^ definition.field net.Session.width_
//     ^^^^^^ value Size()
//     ^^^^^^ result Size
//                 ^^^^^^^ definition.field net.Session.height_
//                 ^^^^^^^ result Size
  void (*callback)(int code);
//       ^^^^^^^^ definition.field net.Session.callback
};

struct Maker {
    template <typename T> T make(T* from);
//                          ^^^^ definition.prototype net.Maker.make
//                          ^^^^ parameter from: T
};
typedef struct { int a; } Plain;
//                   ^ definition.field net.Plain.a
//                        ^^^^^ definition.struct net.Plain
//                        ^^^^^ signature typedef struct Plain
//                        ^^^^^ fields a
using Handler = std::function<Response(Request)>;
//    ^^^^^^^ definition.type net.Handler
//    ^^^^^^^ signature using Handler = std::function<Response(Request)>
//    ^^^^^^^ result Response, Request
//              ^^^ reference.read
//                   ^^^^^^^^ reference.type on std
static const Size limit = 3;
//           ^^^^ reference.type
//                ^^^^^ definition.variable net.limit
//                ^^^^^ value Size()
//                ^^^^^ result Size
Response& retry(Session<int>& session);
//        ^^^^^ definition.prototype net.retry
//        ^^^^^ signature Response& retry(Session<int>& session)
//        ^^^^^ parameter session: Session
//        ^^^^^ result Response

}  // namespace net
// outline: net.inner, hidden, net, net.Level, net.Level.Low, net.Level.High, net.Session, net.Session.Session
// outline: net.Session.~Session, net.Session.send, net.Session.create, net.Session.width, net.Session.operator==
// outline: net.Session.pool_, net.Session.width_, net.Session.height_, net.Session.callback
// outline: net.Maker, net.Maker.make, net.Plain.a, net.Plain
// outline: net.Handler, net.limit, net.retry
