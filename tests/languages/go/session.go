// Package net keeps sessions.
package net

import (
	"fmt"
	h "net/http"
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
// outline: Session, Session.pool, Session.width, Session.height, Network, Network.Send, Session.Send, List.Len
