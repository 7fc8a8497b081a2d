import { Transport } from "./transport";

/**
 * A connection that is kept open. It is not safe to share.
 * @example new Session(url)
 */
@Component({ selector: "session" })
export default abstract class Session<T> extends Transport<T> implements Closable, io.Reader<T> {
//                            ^^^^^^^ definition.class Session
//                            ^^^^^^^ signature abstract class Session<T> extends Transport<T> implements Closable, io.Reader<T>
//                            ^^^^^^^ doc A connection that is kept open.
//                            ^^^^^^^ bases Transport, Closable, io.Reader
//                            ^^^^^^^ decorators Component
//                            ^^^^^^^ fields pool, #count, limit, url, retry
//                            ^^^^^^^ import here Session as default exported
//                                               ^^^^^^^^^ reference.base in Session
//                                                                                    ^^^^^^ reference.base on io
  /** Where connections come from. */
  private readonly pool: Pool<T> = new Pool();
//                 ^^^^ definition.field Session.pool
//                 ^^^^ doc Where connections come from.
//                 ^^^^ private
//                 ^^^^ result Pool, T
//                 ^^^^ value Pool()
  static #count = 0;
//       ^^^^^^ definition.field Session.#count
//       ^^^^^^ private
  @Input() limit?: number;
//         ^^^^^ decorators Input
//         ^^^^^ signature limit: number

  constructor(private url: URL, public readonly retry?: RetryPolicy, ...rest: Item[]) {
  // <- definition.constructor Session.constructor
  // <- parameter url: URL
  // <- parameter retry: RetryPolicy
  // <- parameter rest: Item
//                    ^^^ definition.field Session.url
//                    ^^^ private
//                                              ^^^^^ definition.field Session.retry
//                                              ^^^^^ value RetryPolicy()
    super();
    this.limit = own(url);
//       ^^^^^ reference.read on this in Session.constructor
  }

  get size(): number {
//    ^^^^ definition.property Session.size
    return this.pool!.items[0]?.size();
//              ^^^^ reference.read on this
//                    ^^^^^ reference.read on this.pool
//                              ^^^^ reference.call on this.pool.items[]
  }
  set size(value: number) {}

  abstract open(): void;
//         ^^^^ definition.method Session.open
//         ^^^^ signature abstract open(): void

  /** Sends. */
  @Log()
  protected async send(this: Session<T>, { body, headers: h }: Options = {}, [first] = []): Promise<Response> {
//                ^^^^ definition.method Session.send
//                ^^^^ doc Sends.
//                ^^^^ private
//                ^^^^ decorators Log
//                ^^^^ parameter this: Session, T
//                ^^^^ parameter _: Options
//                ^^^^ result Response
//                ^^^^ value Response()
//                                         ^^^^ local
//                                                        ^ local
//                                                                            ^^^^^ local
    return super.send(body, h, first);
//               ^^^^ reference.call on super in Session.send
  }

  handler = (event: Event) => {
  // <- definition.method Session.handler
  // <- signature handler = (event: Event)
    const own = event.target;
//        ^^^ local = event.target
    this.send(own);
//       ^^^^ reference.call on this
  };

  [Symbol.iterator]() {}
  static { const hidden = 1; }
//               ^^^^^^ local
}
// outline: Session, Session.pool, Session.#count, Session.limit, Session.constructor, Session.url, Session.retry
// outline: Session.size, Session.open, Session.send, Session.handler, Session.[Symbol.iterator]
