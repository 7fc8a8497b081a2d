/** Keeps things. */
export class Store extends mixin(Base) {
//           ^^^^^ definition.class Store
//           ^^^^^ doc Keeps things.
//           ^^^^^ bases mixin
  static size = 3;
//       ^^^^ definition.field Store.size
  #items = new Map();
  // <- private
  // <- value Map()
  constructor(path, { mode = "r", ...rest } = {}, ...extra) {
  // <- definition.constructor Store.constructor
  // <- parameter path: -
  // <- parameter extra: -
//                    ^^^^ local
    super(path);
    this.path = path;
//       ^^^^ definition.field Store.path
  }
  get full() { return this.#items.size > Store.size; }
//    ^^^^ definition.property Store.full
//                         ^^^^^^ reference.read on this
//                                ^^^^ reference.read on this.#items
//                                             ^^^^ reference.read on Store
  onClick = (event) => this.load(event);
  // <- definition.method Store.onClick
//                          ^^^^ reference.call on this
  static async *load() {}
//              ^^^^ definition.method Store.load
}
const Named = class extends Store {};
//    ^^^^^ definition.class Named
//    ^^^^^ bases Store
//                          ^^^^^ reference.base in Named
// outline: Store, Store.size, Store.#items, Store.constructor, Store.path, Store.full, Store.onClick, Store.load, Named
