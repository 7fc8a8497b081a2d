package net.app;
// module: net.app

import java.util.List;
//               ^^^^ import java.util List
import net.store.*;
//     ^^^^^^^^^ import net.store *
import static net.util.Texts.join;
//                           ^^^^ import net.util.Texts join
import static net.util.Limits.*;
//            ^^^^^^^^^^^^^^^ import net.util.Limits *

/**
 * Keeps a connection open. And more.
 *
 * @since 1.2
 */
@Kept("now")
public class Session<T extends Wire> extends Base<String> implements Closeable, a.Lockable {
//           ^^^^^^^ definition.class Session
//           ^^^^^^^ signature public class Session<T extends Wire> extends Base<String> implements Closeable, a.Lockable
//           ^^^^^^^ doc Keeps a connection open.
//           ^^^^^^^ bases Base, Closeable, a.Lockable
//           ^^^^^^^ decorators Kept
//           ^^^^^^^ fields pool, left, right, LIMIT
//                                           ^^^^ reference.base in Session
//                                                                                ^^^^^^^^ reference.base on a
    /** Where connections come from. */
    private final Map<String, Pool> pool = new Pool<>(3);
//                                  ^^^^ definition.field Session.pool
//                                  ^^^^ result Pool
//                                  ^^^^ doc Where connections come from.
//                                  ^^^^ private
//                                             ^^^^ reference.call
    Size left, right;
//       ^^^^ definition.field Session.left
//             ^^^^^ result Size
    static final int LIMIT = 3;
//                   ^^^^^ signature LIMIT: int
    public Session(Pool pool, int... sizes) {
//         ^^^^^^^ definition.constructor Session.Session
//         ^^^^^^^ signature public Session(Pool pool, int... sizes)
//         ^^^^^^^ parameter pool: Pool
//         ^^^^^^^ parameter sizes: -
        super(pool);
        this.pool = pool;
//           ^^^^ reference.read on this
        Wire made = null;
//           ^^^^ local = Wire()
    }
    @Override
    protected <U> List<Response> send(final Request request, U[] rest) throws Trouble {
//                               ^^^^ definition.method Session.send
//                               ^^^^ signature protected <U> List<Response> send(final Request request, U[] rest) throws Trouble
//                               ^^^^ result Response
//                               ^^^^ parameter request: Request
//                               ^^^^ decorators Override
//                               ^^^^ private
        pool.<Wire>take(request).close();
//                 ^^^^ reference.nothing
//                               ^^^^^ reference.call on pool.take()
        super.send(A.this, arr[0].x, (Wire) rest);
//            ^^^^ reference.call on super
//                                ^ reference.read on arr[]
        switch (level) { case LOW: break; }
        return new Handler() {
//             ^^^ definition.class Session.send.new
//             ^^^ bases Handler
            Response handle(Request inner) { return help(inner, LIMIT); }
//                   ^^^^^^ definition.method Session.send.new.handle
//                                                  ^^^^ reference.call in Session.send.new.handle
        };
    }
    abstract Response later(Request request);
//                    ^^^^^ definition.method Session.later
//                    ^^^^^ signature abstract Response later(Request request)
    static { int count = 0; }
//               ^^^^^ local
    class Inner {}
//        ^^^^^ definition.class Session.Inner
}
// outline: Session, Session.pool, Session.left, Session.right, Session.LIMIT, Session.Session, Session.send
// outline: Session.send.new, Session.send.new.handle, Session.later, Session.Inner
