#include "pool.h"
#include <stdio.h>

#define LIMIT 3 /* how many */
//      ^^^^^ definition.constant LIMIT
#define MAX(a, b) ((a) > (b) ? (a) : (b))
//      ^^^ definition.macro MAX
//      ^^^ signature #define MAX(a, b)

typedef struct session session_t;
//                     ^^^^^^^^^ definition.type session_t
//                     ^^^^^^^^^ signature typedef struct session session_t
//                     ^^^^^^^^^ result session
/* A connection that is kept open. */
struct session {
//     ^^^^^^^ definition.struct session
//     ^^^^^^^ signature struct session
//     ^^^^^^^ doc A connection that is kept open.
//     ^^^^^^^ fields pool, width, height, run, i, f, value
    struct pool *pool; /* where from */
//               ^^^^ definition.field session.pool
//               ^^^^ value pool()
//               ^^^^ doc where from
//               ^^^^ result pool
    int width, height[3];
//      ^^^^^ definition.field session.width
//             ^^^^^^ definition.field session.height
    int (*run)(struct session *self, int code);
//        ^^^ definition.field session.run
//                    ^^^^^^^ reference.type
    union { int i; float f; } value;
//              ^ definition.field session.i
//                       ^ definition.field session.f
//                            ^^^^^ definition.field session.value
};
enum level { LOW, HIGH = 2 };
//   ^^^^^ definition.enum level
//   ^^^^^ signature enum level
//           ^^^ definition.enum_member level.LOW
//           ^^^ signature LOW
//                ^^^^ definition.enum_member level.HIGH
//                ^^^^ signature HIGH = 2
typedef enum { A, B } kind_t;
//             ^ definition.enum_member kind_t.A
//             ^ signature A
//                ^ definition.enum_member kind_t.B
//                ^ signature B
//                    ^^^^^^ definition.enum kind_t
//                    ^^^^^^ signature typedef enum kind_t
typedef int (*handler)(session_t *);
//            ^^^^^^^ definition.type handler
//            ^^^^^^^ signature typedef int (*handler)(session_t *)
typedef struct entry { struct entry *next; } entry_t;
//             ^^^^^ definition.struct entry
//             ^^^^^ result -
//                                   ^^^^ definition.field entry.next
//                                           ^^^^^^^ definition.type entry_t
//                                           ^^^^^^^ signature typedef struct entry entry_t
//                                           ^^^^^^^ result entry
struct documented {
    /** the first */ int one;
//                       ^^^ doc the first
    int two;
//      ^^^ doc -
    int three; /**< the third */
//      ^^^^^ doc the third
};
typedef unsigned long size;
//                    ^^^^ definition.type size
//                    ^^^^ signature typedef unsigned long size
union value { int i; };
//    ^^^^^ definition.struct value
//    ^^^^^ signature union value
//    ^^^^^ fields i
//                ^ definition.field value.i
extern int shared;
//         ^^^^^^ definition.variable shared
static int counter = LIMIT, *pointer;
//         ^^^^^^^ definition.variable counter
//         ^^^^^^^ value LIMIT
//                   ^^^^^ reference.read
//                           ^^^^^^^ definition.variable pointer

static struct session *make(const char *name, struct pool **pools, handler after, ...);
//                     ^^^^ definition.prototype make
//                     ^^^^ signature static struct session *make(const char *name, struct pool **pools, handler after, ...)
//                     ^^^^ parameter name: -
//                     ^^^^ parameter pools: pool
//                     ^^^^ parameter after: handler
//                     ^^^^ result session
//                                                   ^^^^ reference.type

/**
 * Makes a session.
 *
 * @param name of whom
 */
static struct session *
make(const char *name, struct pool **pools, handler after, ...)
// <- definition.function make
// <- signature static struct session * make(const char *name, struct pool **pools, handler after, ...)
// <- doc Makes a session.
// <- parameter name: -
// <- parameter pools: pool
// <- parameter after: handler
// <- result session
// <- private
//                                          ^^^^^^^ reference.type
{
    session_t *made = allocate(sizeof(*made));
//                    ^^^^^^^^ reference.call
    struct pool pool = { .size = LIMIT };
//                               ^^^^^ reference.read
    made->pool = &pool;
//        ^^^^ reference.read on made
    pool_take(made->pool, LOW);
//  ^^^^^^^^^ reference.call
//                  ^^^^ reference.read on made
//                        ^^^ reference.read
    made->run(made, MAX(1, counter));
//        ^^^ reference.call on made
//                  ^^^ reference.call
//                         ^^^^^^^ reference.read
    for (int i = 0; i < counter; i++)
//                      ^^^^^^^ reference.read
        pools[i]->size = i;
//                ^^^^ reference.read on pools[]
    after(made);
    return made;
}
// outline: LIMIT, MAX, session_t, session, session.pool, session.width, session.height, session.run, session.i
// outline: session.f, session.value, level, level.LOW, level.HIGH, kind_t.A, kind_t.B, kind_t, handler
// outline: entry, entry.next, entry_t, documented, documented.one, documented.two, documented.three, size, value
// outline: value.i, shared, counter, pointer, make, make
