"""What C and C++ names mean through includes, prototypes, namespaces and types: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

from symkin.graph.workspace import Workspace

PICTURES = {
    "members of a scoped enumeration stand in it alone, those of another beside it": """
--- shape.cpp
void Round() {}
class Shape {
    enum class Kind { Round, Flat };
    enum Plain { Thick, Thin };
    void go() {
        Round();
//      ^^^^^ -> shape.cpp Round
        Kind::Round;
//            ^^^^^ -> shape.cpp Shape.Kind.Round
        Thick;
//      ^^^^^ -> shape.cpp Shape.Plain.Thick
        Flat;
//      ^^^^ -> ?
    }
};
""",
    "a namespace that no file declares holds nothing of ours": """
--- a.cpp
struct Data { bool signbit(double value) { return value < 0; } };
bool run(double value) { return std::signbit(value); }
//                                   ^^^^^^^ -> ?
""",
    "a namespace may be used by the part of its name that one used before leaves, and many may be used": """
--- a.h
namespace a { namespace b { struct Deep {}; } struct Flat {}; }
namespace c { struct Other {}; }
namespace d {} namespace e {} namespace f {} namespace g {} namespace h {} namespace i {} namespace j {} namespace k {}
--- main.cpp
#include "a.h"
using namespace a;
using namespace b;
using namespace c;
using namespace d;
using namespace e;
using namespace f;
using namespace g;
using namespace h;
using namespace i;
using namespace j;
using namespace k;
  Deep deep;
//^^^^ -> a.h a.b.Deep
  Flat flat;
//^^^^ -> a.h a.Flat
b::Deep again;
// ^^^^ -> a.h a.b.Deep
  Other other;
//^^^^^ -> a.h c.Other
  Missing missing;
//^^^^^^^ -> ?
""",
    "casts and what makes smart pointers say what they give": """
--- pool.cpp
#include <memory>
namespace net { struct Pool { void close(); }; }
void net::Pool::close() {}
template <class T> T* other(int n);
void run(void* raw) {
    auto made = std::make_unique<net::Pool>();
    made->close();
//        ^^^^^ -> pool.cpp net.Pool.close
    const auto& cast = *static_cast<const net::Pool*>(raw);
    cast.close();
//       ^^^^^ -> pool.cpp net.Pool.close
    dynamic_cast<net::Pool&>(*raw).close();
//                                 ^^^^^ -> pool.cpp net.Pool.close
    std::make_shared<int>(3)->close();
//                            ^^^^^ -> ?
    other<net::Pool>(3)->close();
//                       ^^^^^ -> ?
}
""",
    "a local of a type's name does not hide the type": """
--- pool.c
struct pool { int size; };
void open(struct pool *pool) { pool->size = 1; }
//               ^^^^ -> pool.c pool
//                                   ^^^^ -> pool.c pool.size
void close(void) { struct pool *pool = 0; pool->size = 2; }
//                        ^^^^ -> pool.c pool
//                                              ^^^^ -> pool.c pool.size
""",
    "a prototype gives way to the only definition": """
--- include/net/pool.h
#ifndef POOL_H
struct pool *pool_open(int size);
//             ^^^^ -> ?
void pool_close(struct pool *pool);
void pool_elsewhere(void);
#define POOL_LIMIT 3
typedef struct pool pool_t;
struct pool { int size; struct pool *next; };
#endif
--- src/pool.c
#include "net/pool.h"
static int grow(struct pool *pool) { return pool->size; }
//                                                ^^^^ -> include/net/pool.h pool.size
struct pool *pool_open(int size) { grow(0); return 0; }
//     ^^^^ -> include/net/pool.h pool
//                                 ^^^^ -> src/pool.c grow
void pool_close(struct pool *pool) { pool_close(pool->next); }
//                                   ^^^^^^^^^^ -> src/pool.c pool_close
--- src/main.c
#include <net/pool.h>
#include <stdio.h>
int main(void) {
    pool_t *opened = pool_open(POOL_LIMIT);
//  ^^^^^^ -> include/net/pool.h pool_t
//                   ^^^^^^^^^ -> src/pool.c pool_open
//                             ^^^^^^^^^^ -> include/net/pool.h POOL_LIMIT
    opened->next->size = 1;
//          ^^^^ -> include/net/pool.h pool.next
//                ^^^^ -> include/net/pool.h pool.size
    pool_close(opened);
//  ^^^^^^^^^^ -> src/pool.c pool_close
    pool_elsewhere();
//  ^^^^^^^^^^^^^^ -> include/net/pool.h pool_elsewhere
    printf("x");
//  ^^^^^^ -> ?
    grow(opened);
//  ^^^^ -> ?
}
""",
    "static functions are for their own file": """
--- a.c
static void help(void) {}
void run(void) { help(); }
//               ^^^^ -> a.c help
--- b.c
static void help(void) {}
void go(void) { help(); run(); }
//              ^^^^ -> b.c help
//                      ^^^ ~> a.c run
--- c.c
void other(void) { help(); }
//                 ^^^^ -> ?
""",
    "two definitions of a name prove nothing": """
--- api.h
void draw(void);
--- unix.c
#include "api.h"
void draw(void) {}
void here(void) { draw(); }
//                ^^^^ -> unix.c draw
--- windows.c
#include "api.h"
void draw(void) {}
--- main.c
#include "api.h"
int main(void) { draw(); }
//               ^^^^ -> api.h draw
--- bare.c
int start(void) { draw(); }
//                ^^^^ -> ?
""",
    "includes: beside, by the end of the path, through others": """
--- one/config.h
#define SIZE 1
--- two/config.h
#define SIZE 2
--- two/all.h
#include "config.h"
enum level { LOW, HIGH };
--- two/main.c
#include "all.h"
int a = SIZE;
//      ^^^^ -> two/config.h SIZE
enum level b = LOW;
//             ^^^ -> two/all.h level.LOW
--- three/main.c
#include "config.h"
int a = SIZE;
//      ^^^^ -> ?
--- three/exact.c
#include "one/config.h"
int a = SIZE;
//      ^^^^ -> one/config.h SIZE
""",
    "locals and parameters hide": """
--- a.c
int count;
void run(int count, void (*cb)(int)) {
    count = 1;
//  ^^^^^ -> ?
    cb(count);
//  ^^ -> ?
}
void cb(int a) { count = a; }
//               ^^^^^ -> a.c count
""",
    "fields, through pointers, arrays, typedefs and calls": """
--- a.c
struct point { int x; };
typedef struct { struct point *points; struct point (*make)(void); } shape_t;
static shape_t *find(void) { return 0; }
void run(shape_t *shape, struct point **table) {
    shape->points[0].x = 1;
//         ^^^^^^ -> a.c shape_t.points
//                   ^ -> a.c point.x
    (*shape).points->x = 2;
//           ^^^^^^ -> a.c shape_t.points
//                   ^ -> a.c point.x
    find()->points->x = 3;
//          ^^^^^^ -> a.c shape_t.points
    table[0]->x = 4;
//            ^ -> a.c point.x
    ((struct point *)shape)->x = 5;
//                           ^ -> a.c point.x
}
""",
    "a structure and the name that is typed for it, in one": """
--- a.h
typedef struct node { struct node *next; int size; } node_t;
--- a.c
#include "a.h"
int run(node_t *given, struct node *other) { return given->next->size + other->size; }
//      ^^^^^^ -> a.h node_t
//                            ^^^^ -> a.h node
//                                                         ^^^^ -> a.h node.next
//                                                               ^^^^ -> a.h node.size
//                                                                             ^^^^ -> a.h node.size
""",
    "C++: methods in and out of their class, inherited ones, through this and bare": """
--- session.h
#pragma once
namespace net {
class Base { public: void log(); int level; };
class Session : public Base {
 public:
  Session(int size);
  void send(const Session& other);
  Session* next() { return next_; }
//                         ^^^^^ -> session.h net.Session.next_
 private:
  Session* next_;
};
}
--- session.cpp
#include "session.h"
namespace net {
void Base::log() { level = 1; }
//   ^^^^ -> session.h net.Base
//                 ^^^^^ -> session.h net.Base.level
void Session::send(const Session& other) {
    this->log();
//        ^^^ -> session.cpp net.Base.log
    log();
//  ^^^ -> session.cpp net.Base.log
    other.next()->send(*this);
//        ^^^^ -> session.h net.Session.next
//                ^^^^ -> session.cpp net.Session.send
    auto taken = next();
    taken->level = 2;
//         ^^^^^ -> session.h net.Base.level
}
}
--- main.cpp
#include "session.h"
using namespace net;
void direct(net::Session& one, Session two) {
//               ^^^^^^^ -> session.h net.Session
//                             ^^^^^^^ -> session.h net.Session
    one.send(two);
//      ^^^^ -> session.cpp net.Session.send
    two.log();
//      ^^^ -> session.cpp net.Base.log
    unknown().send(one);
//            ^^^^ -> ?
}
void net::Session::outside() { send(*this); }
//                             ^^^^ -> session.cpp net.Session.send
""",
    "C++: namespaces in many blocks, nested, aliased, used": """
--- a.h
namespace app { namespace io { void open(); struct File { void close(); }; } }
namespace app::io { inline void flush() { open(); } }
//                                        ^^^^ -> a.h app.io.open
--- b.cpp
#include "a.h"
namespace fs = app::io;
using app::io::File;
namespace app {
void helper();
void run() {
    io::open();
//      ^^^^ -> a.h app.io.open
    app::io::flush();
//           ^^^^^ -> a.h app.io.flush
    fs::flush();
//      ^^^^^ -> a.h app.io.flush
    File file;
//  ^^^^ -> a.h app.io.File
    file.close();
//       ^^^^^ -> a.h app.io.File.close
    helper();
//  ^^^^^^ -> b.cpp app.helper
}
}
void open() {}
void outside() { open(); flush(); }
//               ^^^^ -> b.cpp open
//                       ^^^^^ -> ?
""",
    "C++: marks of export before a class, macros in a namespace": """
--- api.h
#define API __declspec(dllexport)
namespace net {
#define CHECK(x) (x)
class API Session final : public Base {
 public:
  API void send();
  struct ALIGNED(8) Part { int size; };
};
class API Base { public: void log() { CHECK(1); } };
//                                    ^^^^^ -> api.h CHECK
}
--- main.cpp
#include "api.h"
void run(net::Session* one, net::Session::Part part) {
//            ^^^^^^^ -> api.h net.Session
    one->send();
//       ^^^^ -> api.h net.Session.send
    CHECK(part.size);
//  ^^^^^ -> api.h CHECK
//             ^^^^ -> api.h net.Session.Part.size
}
""",
    "C++: smart pointers, containers, constructors": """
--- a.cpp
#include <memory>
#include <vector>
struct Pool { void take(); Pool(int size); };
void run(std::unique_ptr<Pool> owned, const std::vector<Pool*>& all) {
    owned->take();
//         ^^^^ -> a.cpp Pool.take
    for (auto* one : all) one->take();
//                             ^^^^ -> a.cpp Pool.take
    all[0]->take();
//          ^^^^ -> a.cpp Pool.take
    auto made = new Pool(1);
//                  ^^^^ -> a.cpp Pool
    made->take();
//        ^^^^ -> a.cpp Pool.take
    Pool local(2);
    local.take();
//        ^^^^ -> a.cpp Pool.take
    Pool(3).take();
//  ^^^^ -> a.cpp Pool
//          ^^^^ -> a.cpp Pool.take
    all.take();
//      ^^^^ -> ?
}
""",
    "of a const member and its counterpart the receiver's constness tells which is meant": """
--- node.h
class Node {
public:
    const Node* First(int at = 0) const;
    Node* First(int at = 0) { return const_cast<Node*>(static_cast<const Node*>(this)->First(at)); }
    const Node* Second() const { First(); return First(); }
//                               ^^^^^ -> node.cpp Node.First
    void go() { First()->First(); held_.First(); seen_->First(); given_.First(); }
//              ^^^^^ -> node.h Node.First:4
//                       ^^^^^ -> node.h Node.First:4
//                                      ^^^^^ -> node.h Node.First:4
//                                                      ^^^^^ -> node.cpp Node.First
//                                                                      ^^^^^ -> node.h Node.First:4
    void look() const { held_.First(); seen_->First(); other_->First(); given_.First(); }
//                            ^^^^^ -> ?
//                                            ^^^^^ -> node.cpp Node.First
//                                                             ^^^^^ -> node.h Node.First:4
//                                                                             ^^^^^ -> ?
    Node held_; const Node* seen_; Node* other_; Node& given_;
};
--- node.cpp
#include "node.h"
const Node* Node::First(int at) const { return this; }
void run(const Node* one, Node* other, Node const &third, Node *const fourth, unknown_t fifth) {
    one->First();
//       ^^^^^ -> node.cpp Node.First
    other->First(1);
//         ^^^^^ -> node.h Node.First:4
    other->First(1)->First();
//                   ^^^^^ -> node.h Node.First:4
    third.First()->First();
//        ^^^^^ -> node.cpp Node.First
//                 ^^^^^ -> node.cpp Node.First
    fourth->First();
//          ^^^^^ -> node.h Node.First:4
    fifth.First();
//        ^^^^^ -> ?
    { const Node* mixed = one; mixed->First(); }
//                                    ^^^^^ -> node.cpp Node.First
    Node* mixed = other;
    mixed->First();
//         ^^^^^ -> node.h Node.First:4
    for (auto mixed : fifth) mixed.First ();
//                                 ^^^^^ -> ?
}
""",
    "what differs in const alone, and may be a macro, is open": """
--- a.cpp
const char* skip(const char* text) { return text; }
char* skip(char* text) { return text; }
#ifdef WINDOWS
static int print(char* text) { return 0; }
#else
#define print puts
#endif
void run(char* text, const char* other) {
    skip(text);
//  ^^^^ -> ?
    skip(other);
//  ^^^^ -> ?
    print(text);
//  ^^^^^ -> ?
}
""",
    "overloads are told apart by what they are given, or not at all": """
--- net.h
namespace net {
class Wire { public: void close(); int size; };
void put(const char* text);
void put(int number);
void put(const Wire& wire);
void put(double from, int to = 1);
template <typename T> void keep(T item);
void keep(Wire* wire);
}
--- a.cpp
#include "net.h"
namespace net {
void put(const char* text) {}
void put(int number) {}
void put(const Wire& wire) {}
void run(Wire& wire, Wire* other, const char* name, double d, unknown_t unknown) {
    put("a");
//  ^^^ -> a.cpp net.put:3
    put(name);
//  ^^^ -> a.cpp net.put:3
    put(wire);
//  ^^^ -> a.cpp net.put:5
    put(wire.size);
//  ^^^ -> a.cpp net.put:4
    put(d, 2);
//  ^^^ -> net.h net.put:6
    put(unknown);
//  ^^^ -> ?
    keep(other);
//  ^^^^ -> net.h net.keep:8
    keep(unknown);
//  ^^^^ -> ?
}
}
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(tmp_path: Path, picture: str) -> None:
    check(tmp_path, picture)


def test_a_nested_enumerations_members_are_no_fields_and_another_name_no_subtype(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.cpp").write_text("struct Pool { enum State { Idle }; State now; };\ntypedef Pool Basin;\n")
    workspace = Workspace.open(root, cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    found = [(e.kind, e.source.name, e.target.name) for e in workspace.edges(["field", "base"])]
    workspace.close()
    assert sorted(found) == [("field", "Pool", "now"), ("field", "State", "Idle")]


def test_a_prototype_and_its_function_are_one_candidate(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    header = "struct pool { int size; };\nstruct pool *pool_open(void);\nvoid pool_lost(struct pool *pool);\n"
    (root / "pool.h").write_text(header)
    (root / "pool.c").write_text('#include "pool.h"\nstruct pool *pool_open(void) { return 0; }\n')
    workspace = Workspace.open(root, cache_dir=tmp_path / "cache")
    workspace.index(workers=1)
    (pool,) = workspace.find("pool")
    found = [(edge.source.name, edge.source.path) for edge in workspace.groups(pool).references]
    workspace.close()
    assert found == [("pool_lost", "pool.h"), ("pool_open", "pool.c")]
