package net

type (
	// ID names one.
	ID int
 // <- definition.type ID
 // <- doc ID names one.
	Handler func(request Request) Response
 // <- definition.type Handler
)
type Alias = pkg.Other
//   ^^^^^ definition.type Alias
//   ^^^^^ result pkg.Other
//               ^^^^^ reference.type on pkg

const LIMIT, floor = 3, 1
//    ^^^^^ definition.constant LIMIT
//           ^^^^^ definition.variable floor

var (
	table = map[string]Session{}
 // <- definition.variable table
	first, second Session
//      ^^^^^^ result Session
)

func Open[T any](config Config, left, right Side) Session {
//   ^^^^ definition.function Open
//   ^^^^ signature func Open[T any](config Config, left, right Side) Session
//   ^^^^ parameter config: Config
//   ^^^^ parameter right: Side
//   ^^^^ result Session
	var own Session
//   ^^^ local
	for index, item := range config.Items {
		func(inner int) { use(item, index, own) }(1)
//                  ^^^ reference.call in Open
	}
	return pkg.New(left, LIMIT)
//          ^^^ reference.call on pkg
}
// outline: ID, Handler, Alias, LIMIT, floor, table, first, second, Open
