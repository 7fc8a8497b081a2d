<?php

// Counts.
function count_all(array $sessions, callable $wanted = null): int
//       ^^^^^^^^^ definition.function count_all
//       ^^^^^^^^^ signature function count_all(array $sessions, callable $wanted = null): int
//       ^^^^^^^^^ parameter sessions: -
//       ^^^^^^^^^ parameter wanted: -
{
    foreach ($sessions as $key => $session) { $session->close(); }
//                                                      ^^^^^ reference.call on ? in count_all
    [$first, $second] = split_up($sessions);
//                      ^^^^^^^^ reference.call
    try { retry(); } catch (Broken $error) { $error->log(); }
//        ^^^^^ reference.call
//                                                   ^^^ reference.call on ? in count_all
    $pool = new Pool();
//              ^^^^ reference.call
    $pool->drain(Level::Low, Session::LIMIT);
//         ^^^^^ reference.call on pool
//               ^^^^^ reference.read
//                      ^^^ reference.read on Level
//                           ^^^^^^^ reference.read
//                                    ^^^^^ reference.read on Session
    return Tools\size($pool);
//               ^^^^ reference.call
}

/**
 * Tells the size.
 *
 * @return Size
 */
function size(?Pool $pool): Size|null { return $pool?->size(); }
//       ^^^^ definition.function size
//       ^^^^ signature function size(?Pool $pool): Size|null
//       ^^^^ doc Tells the size.
//       ^^^^ parameter pool: Pool
//       ^^^^ result Size
//                          ^^^^ reference.type
//                                                     ^^^^ reference.call on ? in size
// outline: count_all, size
