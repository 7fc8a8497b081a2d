package net;

enum Level implements Ranked {
//   ^^^^^ definition.enum Level
//   ^^^^^ fields LOW, HIGH, rank
    LOW(1), HIGH { int rank() { return join(2); } };
//  ^^^ definition.enum_member Level.LOW
//                     ^^^^ definition.function Level.HIGH.rank
    private int rank;
    Level(int rank) { this.rank = rank; }
//  ^^^^^ definition.constructor Level.Level
}

/** A point in space. */
record Point(Size x, int y) implements Ranked {
//     ^^^^^ definition.record Point
//     ^^^^^ doc A point in space.
//     ^^^^^ fields x, y
//     ^^^^^ bases Ranked
//                ^ definition.field Point.x
//                ^ result Size
    Point { check(x); }
//  ^^^^^ definition.constructor Point.Point
//          ^^^^^ reference.call in Point.Point
}

interface Ranked extends Comparable<Ranked>, net.Base {
//        ^^^^^^ definition.interface Ranked
//        ^^^^^^ bases Comparable, net.Base
    int MOST = 9;
//      ^^^^ definition.field Ranked.MOST
    /** Tells the rank. */
    int rank();
//      ^^^^ definition.method Ranked.rank
//      ^^^^ doc Tells the rank.
    default Session open(List<? extends Request> all) {
//                  ^^^^ signature default Session open(List<? extends Request> all)
//                  ^^^^ parameter all: Request
//                  ^^^^ result Session
        for (Request each : all) { each.run(x -> x.go(), Point::new, this::rank, (Wire w) -> w.cut()); }
//                   ^^^^ local = Request()
//                                           ^ local
//                                                                         ^^^^ reference.call on this
//                                                                                     ^ local = Wire()
        outer: try (Pool pool = find()) { break outer; } catch (Trouble | Other trouble) { trouble.tell(); }
//                       ^^^^ local = Pool()
//                                                                              ^^^^^^^ local
//                                                                                                 ^^^^ reference.call on ?
        if (all instanceof Session found && found.ok()) { return found; }
//                                 ^^^^^ local = Session()
        var made = Session.make(key = 1);
//          ^^^^ local = Session.make()
        return made;
    }
}

@interface Kept { String value() default ""; }
//         ^^^^ definition.interface Kept
//                       ^^^^^ definition.method Kept.value
// outline: Level, Level.LOW, Level.HIGH, Level.HIGH.rank, Level.rank, Level.Level, Point, Point.x, Point.y
// outline: Point.Point, Ranked, Ranked.MOST, Ranked.rank, Ranked.open, Kept, Kept.value
