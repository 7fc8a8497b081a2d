// Copyright of nobody.

// Package lists keeps lists.
// It is small.
package lists
// about: Package lists keeps lists.

// Node has a value.
//
// And a next one.
type Node[T any] struct {
//   ^^^^ definition.struct Node
//   ^^^^ signature Node[T any] struct
//   ^^^^ doc Node has a value.
	// Value is what it holds.
	Value T
 // <- definition.field Node.Value
 // <- doc Value is what it holds.
	next  *Node[T]
 // <- result Node, T
}

func (n *Node[T]) Next() *Node[T] { return n.next }
//                ^^^^ definition.method Node.Next
//                                           ^^^^ reference.read on n in Node.Next
// outline: Node, Node.Value, Node.next, Node.Next
