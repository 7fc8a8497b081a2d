#include <net/session.h>
#ifdef DEBUG
//     ^^^^^ reference.read
static int guarded(void);
//         ^^^^^^^ definition.prototype guarded
//         ^^^^^^^ signature static int guarded(void)
#else
int unguarded(session_t *session);
//  ^^^^^^^^^ definition.prototype unguarded
//  ^^^^^^^^^ signature int unguarded(session_t *session)
//  ^^^^^^^^^ parameter session: session_t
#endif

// Counts.
unsigned long count(session_t **sessions, unsigned (*wanted)(session_t *)) {
//            ^^^^^ definition.function count
//            ^^^^^ signature unsigned long count(session_t **sessions, unsigned (*wanted)(session_t *))
//            ^^^^^ doc Counts.
//            ^^^^^ parameter sessions: session_t
//            ^^^^^ parameter wanted: -
//                                                           ^^^^^^^^^ reference.type
    unsigned long total = 0;
    goto end;
end:
    switch (sessions[0]->kind) {
//                       ^^^^ reference.read on sessions[]
    case HIGH: return wanted(sessions[0]);
//       ^^^^ reference.read
    default: return find(sessions)->size + (*wanted)(*sessions);
//                  ^^^^ reference.call
//                                  ^^^^ reference.read on find()
    }
}

int main(int argc, char *argv[]) { return guarded() + count(0, 0); }
//  ^^^^ definition.function main
//  ^^^^ signature int main(int argc, char *argv[])
//  ^^^^ parameter argc: -
//  ^^^^ parameter argv: -
//                                        ^^^^^^^ reference.call
//                                                    ^^^^^ reference.call
// outline: guarded, unguarded, count, main
