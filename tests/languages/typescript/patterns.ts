export class Item {}
//           ^^^^ definition.class Item
export function take({ item, other: renamed = fallback, list: [head] }: Options, both: Item | Other) {
//              ^^^^ definition.function take
//                     ^^^^ local = Options().item
//                                  ^^^^^^^ local = Options().other
//                                                                               ^^^^ local = Item()|Other()
  const { pool, limits: { least } } = this.settings;
  //      ^^^^ local = this.settings.pool
  //                      ^^^^^ local = this.settings.limits.least
  const [first] = pool.all;
  //     ^^^^^ local = pool.all[]
  for (const { key } of pool.entries) key.turn();
  //           ^^^ local = pool.entries[].key
}
export class Other {}
//           ^^^^^ definition.class Other
// outline: Item, take, Other
