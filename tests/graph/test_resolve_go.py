"""What Go names mean: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
    "a local of a type's name does not hide the type, a type variable does": """
--- go.mod
module example.com/app
--- pool.go
package app

type pool struct{ size int }

func open(pool *pool) {}
//              ^^^^ -> pool.go pool
func (pool *pool) close() {}
//          ^^^^ -> pool.go pool
func kept[pool any](one pool) {}
//                      ^^^^ -> ?
""",
    "what a package defines for one build or another means neither": """
--- go.mod
module example.com/app
--- main.go
package main

import "example.com/app/codec"

func main() {
    codec.Marshal()
//        ^^^^^^^ -> ?
    codec.Open()
//        ^^^^ -> codec/codec.go Open
}
--- codec/codec.go
//go:build !fast

package codec

func Marshal() {}
func Open() {}
--- codec/fast.go
//go:build fast

package codec

func Marshal() {}
""",
    "a package is a directory; other packages go by their path below go.mod": """
--- go.mod
module example.com/app/v2
--- main.go
package main

import (
    "net/http"

    "example.com/app/v2/store"
    alias "example.com/app/v2/util"
    _ "example.com/app/v2/unused"
    "example.com/elsewhere/store/thing"
)

func main() {
    helper()
//  ^^^^^^ -> other.go helper
    store.Open(limit)
//        ^^^^ -> store/open.go Open
//             ^^^^^ -> other.go limit
    var s store.Store
//              ^^^^^ -> store/types.go Store
    s.Close()
//    ^^^^^ -> store/open.go Store.Close
    alias.Do()
//        ^^ -> util/do.go Do
    http.Get()
//       ^^^ -> ?
    thing.Open()
//        ^^^^ -> ?
}
--- other.go
package main

const limit = 3

func helper() {}
--- store/types.go
package store

type Store struct{ path string }
--- store/open.go
package store

import . "example.com/app/v2/util"

func Open(limit int) *Store {
//                    ^^^^^ -> store/types.go Store
    Do()
//  ^^ -> util/do.go Do
    return &Store{}
//          ^^^^^ -> store/types.go Store
}

func (s *Store) Close() { s.path = "" }
//                          ^^^^ -> store/types.go Store.path
--- store/open_test.go
package store_test

import "example.com/app/v2/store"

func Open() {}

func TestOpen() {
    Open()
//  ^^^^ -> store/open_test.go Open
    store.Open(1)
//        ^^^^ -> store/open.go Open
    limits()
//  ^^^^^^ -> ?
}
--- store/limits.go
package store

func limits() {}
--- util/do.go
package util

func Do() {}
--- http/get.go
package http

func Get() {}
--- unused/thing.go
package unused

func Open() {}
""",
    "receivers: methods in other files, fields, results, literals, conversions": """
--- go.mod
module example.com/app
--- session.go
package app

type Session struct {
    pool *Pool
    name, other Name
    Names Names
}

type Name string

type Pool struct{ size int }

type Names []Name

func (n Names) First() Name { return n[0] }
--- methods.go
package app

import "fmt"

func NewSession() (*Session, error) { return nil, nil }

func (p *Pool) Take() (session *Session, err error) { return p.next(), nil }
//                                                             ^^^^ -> methods.go Pool.next
func (p *Pool) next() *Session { return nil }
func (n Name) Long() bool { return true }
func (s *Session) Run() {
    s.pool.Take()
//    ^^^^ -> session.go Session.pool
//         ^^^^ -> methods.go Pool.Take
    taken, err := s.pool.Take()
    taken.Run()
//        ^^^ -> methods.go Session.Run
    err.Run()
//      ^^^ -> ?
    s.name.Long()
//         ^^^^ -> methods.go Name.Long
    Name("x").Long()
//            ^^^^ -> methods.go Name.Long
    made := &Session{pool: s.pool}
    made.pool.size = 1
//            ^^^^ -> session.go Pool.size
    fresh := new(Pool)
    fresh.Take()
//        ^^^^ -> methods.go Pool.Take
    given, _ := NewSession()
    given.other.Long()
//              ^^^^ -> methods.go Name.Long
    any(s).(*Pool).Take()
//                 ^^^^ -> methods.go Pool.Take
    var typed Pool
    typed.Take()
//        ^^^^ -> methods.go Pool.Take
    s.Names.First().Long()
//          ^^^^^ -> session.go Names.First
//                  ^^^^ -> methods.go Name.Long
    fmt.Flush()
//      ^^^^^ -> ?
}

func foreign(writer fmt.Writer) { writer.Flush(); var own = fmt.New(); own.Flush() }
//                                       ^^^^^ -> ?
//                                                                         ^^^^^ -> ?

func (p Pool) Flush() {}
""",
    "embedding: structs, interfaces, pointers, other packages; the embedded type by its name": """
--- go.mod
module example.com/app
--- base/base.go
package base

type Base struct{ ID int }

func (b *Base) Touch() {}

type Closer interface{ Close() }
--- app.go
package app

import "example.com/app/base"

type Conn interface {
    base.Closer
//       ^^^^^^ -> base/base.go Closer
    Send()
}

type Session struct {
    *base.Base
//        ^^^^ -> base/base.go Base
    Inner
}

type Inner struct{}

func (i Inner) Deep() {}

type Wrapper Session

func (s *Session) Touch() { s.Base.Touch() }
//                                 ^^^^^ -> base/base.go Base.Touch

func use(s *Session, c Conn, w Wrapper) {
    s.Touch()
//    ^^^^^ -> app.go Session.Touch
    s.ID = 1
//    ^^ -> base/base.go Base.ID
    s.Deep()
//    ^^^^ -> app.go Inner.Deep
    s.Inner.Deep()
//          ^^^^ -> app.go Inner.Deep
    c.Close()
//    ^^^^^ -> base/base.go Closer.Close
    c.Send()
//    ^^^^ -> app.go Conn.Send
    w.ID = 2
//    ^^ -> base/base.go Base.ID
}
""",
    "a type parameter stands for its constraint": """
--- go.mod
module example.com/app
--- a.go
package a
type Sender interface { Send() }
func run[T Sender, U any](one T, two U) { one.Send(); two.Send() }
//                                            ^^^^ -> a.go Sender.Send
//                                                        ^^^^ -> ?
type Other struct{}
func (o Other) Send() {}
""",
    "locals hide, type parameters mean nothing, untyped receivers say nothing": """
--- a.go
package app

type T struct{}

func (t T) Size() int { return 0 }
func (t T) Ends() {}
func (o Other) Size() int { return 0 }

type Other struct{}

func (o Other) Ends() {}

func helper() {}

var count = 1

func use[T any](item T, helper func(), things map[string]Other) T {
    helper()
//  ^^^^^^ -> ?
    item.Size()
//       ^^^^ -> ?
    for _, count := range things {
        count.Ends()
//            ^^^^ -> a.go Other.Ends
        print(count)
//            ^^^^^ -> ?
    }
    many := []*T{}
    many[0].Ends()
//          ^^^^ -> ?
    var listed []*Other
    listed[0].Ends()
//            ^^^^ -> a.go Other.Ends
    listed.Ends()
//         ^^^^ -> ?
    _ = Other{count: 1}
//            ^^^^^ -> ?
    func(x Other) { x.Ends() }(Other{})
//                    ^^^^ -> a.go Other.Ends
    use(1, nil, nil).Size()
//                   ^^^^ -> ?
    return item
}

func plain(unknown interface{}) { helper(); count++; unknown.Ends() }
//                                ^^^^^^ -> a.go helper
//                                          ^^^^^ -> a.go count
//                                                           ^^^^ -> ?
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, picture)
