// Package net keeps sessions.
package net

import (
	"fmt"
 // <- import fmt itself as fmt
	h "net/http"
// ^ import net/http itself as h
	"example.com/go-yaml/v3"
 // <- import example.com/go-yaml/v3 itself as yaml
	. "example.com/dot"
// ^ import example.com/dot *
	_ "example.com/blank"
)

// Session is kept open.
type Session struct {
//   ^^^^^^^ definition.struct Session
//   ^^^^^^^ signature Session struct
//   ^^^^^^^ doc Session is kept open.
//   ^^^^^^^ bases Base, io.Closer
//   ^^^^^^^ fields pool, width, height
	Base
 // <- reference.base in Session
	io.Closer
//  ^^^^^^ reference.base on io
	pool *Pool
 // <- definition.field Session.pool
 // <- result Pool
//     ^^^^ reference.type
	width, height Size
 // <- result Size
//      ^^^^^^ result Size
}

type Network interface {
//   ^^^^^^^ definition.interface Network
//   ^^^^^^^ bases fmt.Stringer
	fmt.Stringer
	Send(request *Request) (response *Response, err error)
 // <- definition.method Network.Send
 // <- parameter request: Request
 // <- result Response
}

// Send sends.
func (s *Session) Send(request *Request, options ...Option) (*Response, error) {
//                ^^^^ definition.method Session.Send
//                ^^^^ signature func (s *Session) Send(request *Request, options ...Option) (*Response, error)
//                ^^^^ doc Send sends.
//                ^^^^ parameter request: Request
//                ^^^^ parameter options: Option
//                ^^^^ result Response
//       ^^^^^^^ reference.type in Session.Send
	taken, err := s.pool.Take(request)
//                    ^^^^ reference.call on s.pool
//      ^^^ local
	return taken.Run(Wrapped{inner: request}), err
//                ^^^^^^^ reference.call in Session.Send
}

func (l List[T]) Len() int { return len(l.items) }
//               ^^^ definition.method List.Len
func (s Session) values(c chan int) (first *Pool, second Size) {
//               ^^^^^^ result Pool, Size
//               ^^^^^^ private
	made, _ := new(Pool), &Session{pool: nil}
 // <- local = Pool()
	other := &lists.Node[int]{Value: 1}
 // <- local = lists.Node()
//               ^ reference.call on lists
	forced := made.(*Session)
 // <- local = Session()
	switch kind := any(made).(type) { case Size: kind.Go() }
//                                                 ^ reference.call on ?
	select { case got := <-c: got.Go() }
//                             ^ reference.call on ?
	for range forced.pool.size { other.Next() }
//                                  ^ reference.call on other
	return
}
// outline: Session, Session.pool, Session.width, Session.height, Network, Network.Send, Session.Send, List.Len, Session.values
