export const first: {
//           ^^^^^ definition.variable first
  /** Of one. */
  <A>(self: List<A>): Option<A>
  // Of two.

  /**
   * Of two.
   */
  <A, B>(self: List<A>, other: List<B>): Option<A>
  <
    A
  >(self: A): Option<A>
} = dual(2, 1)
//  ^^^^ reference.call in first
export interface Source<in Name, out Item, in out Both extends Pair = never> extends Base<Item> {
//               ^^^^^^ definition.interface Source
//               ^^^^^^ bases Base
  <A>(self: A): Item
  <B>(self: B, item: Item): Item
  readonly pair: Pair
//         ^^^^ definition.field Source.pair
}
const pick = (all: Pair[]) =>
  <A>(one: A) => dual(one)
//               ^^^^ reference.call in pick
export function dual(size: number, body: unknown): Pair {
//              ^^^^ definition.function dual
  return made
}
// outline: first, Source, Source.pair, pick, dual
