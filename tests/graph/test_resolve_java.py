"""What Java names mean: proved, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import check

PICTURES = {
    "a reference to a method of several is open": """
--- src/net/Pool.java
package net;
class Pool {
    void clear() {}
    void clear(int key) {}
    void close() {}
    void go(Runner runner) {
        runner.run(this::clear);
//                       ^^^^^ -> ?
        runner.run(this::close);
//                       ^^^^^ -> src/net/Pool.java Pool.close
    }
}
""",
    "overloads are told apart by what they are given, or not at all": """
--- src/net/Printer.java
package net;
import java.io.*;
class Base { void print(Object any, int level) {} void print(Wire wire, int level) {} }
class Wire implements Closeable { Wire twin; int size; String name() { return ""; } Object[] all; }
enum Level { LOW }
public class Printer extends Base {
    void print(String text) {}
    void print(int number) {}
    void print(long number) {}
    void print(Wire wire) {}
    void print(Enum<?> level) {}
    void print(Object... many) {}
    void print(Reader reader, boolean twice) {}
    void print(File file, boolean twice) {}
    void keep(Object any) {}
    void keep(Runnable task) {}
    void keep(char[] signs) {}
    A open(int key) { return null; }
    B open(String key) { return null; }
    void run(Wire wire, Reader reader, File file, String[] words, Unknown unknown) {
        print("a");
//      ^^^^^ -> src/net/Printer.java Printer.print:7
        print(1);
//      ^^^^^ -> src/net/Printer.java Printer.print:8
        print('a');
//      ^^^^^ -> src/net/Printer.java Printer.print:8
        print(1L);
//      ^^^^^ -> src/net/Printer.java Printer.print:9
        print(wire.twin);
//      ^^^^^ -> src/net/Printer.java Printer.print:10
        print(wire.name());
//      ^^^^^ -> src/net/Printer.java Printer.print:7
        print(wire.size);
//      ^^^^^ -> src/net/Printer.java Printer.print:8
        print(Level.LOW);
//      ^^^^^ -> src/net/Printer.java Printer.print:11
        print(words);
//      ^^^^^ -> src/net/Printer.java Printer.print:12
        print(wire.all);
//      ^^^^^ -> src/net/Printer.java Printer.print:12
        print("a", 1, 2);
//      ^^^^^ -> src/net/Printer.java Printer.print:12
        print();
//      ^^^^^ -> src/net/Printer.java Printer.print:12
        print(unknown);
//      ^^^^^ -> ?
        print(new StringReader("a"), true);
//      ^^^^^ -> src/net/Printer.java Printer.print:13
        print(file, true);
//      ^^^^^ -> src/net/Printer.java Printer.print:14
        print(null, true);
//      ^^^^^ -> ?
        print(wire, 1);
//      ^^^^^ -> src/net/Printer.java Base.print:3
        keep("a");
//      ^^^^ -> src/net/Printer.java Printer.keep:15
        keep(new char[2]);
//      ^^^^ -> src/net/Printer.java Printer.keep:17
        keep(unknown);
//      ^^^^ -> ?
        open(1).close();
//      ^^^^ -> src/net/Printer.java Printer.open:18
//              ^^^^^ -> ?
    }
}
class A { void close() {} }
class B { void close() {} }
""",
    "packages: peers without import, single types, nested, static, on demand": """
--- src/main/java/net/app/Session.java
package net.app;

import java.util.List;
import net.store.Store;
import net.store.Store.Entry;
import static net.util.Texts.join;
import static net.util.Limits.*;
import net.wire.*;

public class Session {
    private Pool pool;
//          ^^^^ -> src/main/java/net/app/Pool.java Pool
    private Store store = new Store();
//          ^^^^^ -> src/main/java/net/store/Store.java Store
//                            ^^^^^ -> src/main/java/net/store/Store.java Store
    Entry entry;
//  ^^^^^ -> src/main/java/net/store/Store.java Store.Entry
    List<Wire> wires;
//  ^^^^ -> ?
//       ^^^^ -> src/main/java/net/wire/Wire.java Wire
    void run() {
        join(MOST);
//      ^^^^ -> src/main/java/net/util/Texts.java Texts.join
//           ^^^^ -> src/main/java/net/util/Limits.java Limits.MOST
        Store.open().entry.key();
//            ^^^^ -> src/main/java/net/store/Store.java Store.open
//                   ^^^^^ -> src/main/java/net/store/Store.java Store.entry
//                         ^^^ -> src/main/java/net/store/Store.java Store.Entry.key
        hidden();
//      ^^^^^^ -> ?
        Other.make();
//      ^^^^^ -> ?
    }
}
--- src/main/java/net/app/Pool.java
package net.app;
class Pool {}
--- src/main/java/net/store/Store.java
package net.store;
public class Store {
    Entry entry;
    public static Store open() { return null; }
    public static class Entry { String key() { return ""; } }
}
--- src/main/java/net/store/Wire.java
package net.store;
class Wire {}
--- src/main/java/net/util/Texts.java
package net.util;
public class Texts { public static String join(int most) { return ""; } static void hidden() {} }
--- src/main/java/net/util/Limits.java
package net.util;
public interface Limits { int MOST = 3; }
--- src/main/java/net/wire/Wire.java
package net.wire;
public class Wire {}
--- src/main/java/net/other/Other.java
package net.other;
public class Other { static void make() {} }
""",
    "members: this, super, inherited ones by their bare names, outer classes, fields beside methods": """
--- a/Base.java
package a;
abstract class Base<T> implements Closing {
    protected Pool pool;
    void start() {}
    abstract Base<T> next();
}
--- a/Closing.java
package a;
interface Closing { default void close() {} }
--- a/Pool.java
package a;
record Pool(Session first, int size) {
    Pool { check(); }
//         ^^^^^ -> a/Pool.java Pool.check
    static void check() {}
}
--- a/Session.java
package a;
public class Session extends Base<String> {
//                           ^^^^ -> a/Base.java Base
    private String name;
    String name() { return name; }
//                         ^^^^ -> a/Session.java Session.name
    Session() { this.name = ""; }
    @Override Session next() { return this; }
    void run(int start) {
        start();
//      ^^^^^ -> a/Base.java Base.start
        close();
//      ^^^^^ -> a/Closing.java Closing.close
        pool.first().next().name();
//      ^^^^ -> a/Base.java Base.pool
//           ^^^^^ -> a/Pool.java Pool.first
//                   ^^^^ -> a/Session.java Session.next
//                          ^^^^ -> a/Session.java Session.name
        super.next();
//            ^^^^ -> a/Base.java Base.next
        new Session().run(1);
//          ^^^^^^^ -> a/Session.java Session
//                    ^^^ -> a/Session.java Session.run
        this.pool.size();
//                ^^^^ -> a/Pool.java Pool.size
    }
    class Inner {
        void go() {
            start();
//          ^^^^^ -> a/Base.java Base.start
            Session.this.run(2);
//                       ^^^ -> a/Session.java Session.run
            new Closing() {
                void help() { close(); run(3); }
//                            ^^^^^ -> a/Closing.java Closing.close
//                                     ^^^ -> a/Session.java Session.run
            };
        }
    }
}
""",
    "locals: declared, inferred, loops, patterns, casts, lambdas; constants of an enumeration": """
--- a/A.java
package a;
class A { void go() {} void stop() {} A self() { return this; } }
class B { void go() {} void stop() {} }
enum Level {
    LOW, HIGH { void x() {} };
    private A holder;
    A get() { return holder; }
}
class Use {
    A field;
    void run(A given, A[] many, Object thing, B field) {
        given.go();
//            ^^ -> a/A.java A.go
        var made = new A();
        made.self().go();
//           ^^^^ -> a/A.java A.self
//                  ^^ -> a/A.java A.go
        for (A each : many) { each.go(); }
//                                 ^^ -> a/A.java A.go
        for (var each2 : many) { each2.go(); }
//                                     ^^ -> a/A.java A.go
        for (var other : unknown()) { other.go(); }
//                                          ^^ -> ?
        java.util.List<A> list = null;
        list.get(0).go();
//                  ^^ -> a/A.java A.go
        list.stop();
//           ^^^^ -> ?
        if (thing instanceof B found) { found.stop(); }
//                                            ^^^^ -> a/A.java B.stop
        ((A) thing).stop();
//                  ^^^^ -> a/A.java A.stop
        thing.stop();
//            ^^^^ -> ?
        field.go();
//            ^^ -> a/A.java B.go
        this.field.go();
//                 ^^ -> a/A.java A.go
        many[0].go();
//              ^^ -> a/A.java A.go
        Level.HIGH.get().stop();
//            ^^^^ -> a/A.java Level.HIGH
//                 ^^^ -> a/A.java Level.get
//                       ^^^^ -> a/A.java A.stop
        call(x -> x.go(), A::self);
//                  ^^ -> ?
//                           ^^^^ -> a/A.java A.self
        try (A opened = make()) { opened.go(); } catch (Trouble trouble) { trouble.tell(); }
//                                       ^^ -> a/A.java A.go
//                                                                                 ^^^^ -> a/A.java Trouble.tell
    }
    <T extends A> void type(T item) { item.go(); }
//                                         ^^ -> a/A.java A.go
    void keyed(java.util.Map<String, A> all, A[] many) { all.get("x").go(); many[0].go(); all.go(); }
//                                                                    ^^ -> a/A.java A.go
//                                                                                  ^^ -> a/A.java A.go
//                                                                                            ^^ -> ?
}
class Trouble extends Exception { void tell() {} }
""",
    "overloads are told apart by the number of arguments": """
--- a/A.java
package a;
class Base { void go(int a, int b, int c, int d) {} static Base of(String form, Object... rest) { return null; } }
class A extends Base {
    void go() {}
    Base go(int a) { return null; }
    Base go(int a, String b) { return null; }
    static Base of(String form) { return null; }
    void run() {
        go();
//      ^^ -> a/A.java A.go
        this.go(1, 2, 3, 4);
//           ^^ -> a/A.java Base.go
        of("", 1, 2);
//      ^^ -> a/A.java Base.of
        of("");
//      ^^ -> a/A.java A.of
    }
}
""",
    "of two trees that hold the same package the nearest counts": """
--- one/a/Tool.java
package a;
public class Tool { public static void cut() {} }
--- two/a/Tool.java
package a;
public class Tool { public static void cut() {} }
--- two/b/Use.java
package b;
import a.Tool;
class Use { void run() { Tool.cut(); } }
//                            ^^^ -> two/a/Tool.java Tool.cut
--- three/Use.java
package a;
class Use { void run() { Tool.cut(); } }
//                            ^^^ -> ?
""",
    "a variadic function takes an array or its elements; beside it a type variable's function is another one": """
--- a/Arrays.java
package a;
class Arrays {
    static void copy(Rule... rules) {}
    static void copy(Object rules) {}
    static void run(Object array, StringBuilder out) {}
    static <B extends Appendable> void run(Object array, B out) {}
    static void all(Rule... rules) {
        copy(rules);
//      ^^^^ -> a/Arrays.java Arrays.copy:3
        copy(rules[0]);
//      ^^^^ -> a/Arrays.java Arrays.copy:4
        run(rules, new StringBuffer());
//      ^^^ -> a/Arrays.java Arrays.run:6
    }
}
class Rule {}
""",
    "a type may have a standard one's name; one that is imported from elsewhere hides the package's": """
--- a/Predicate.java
package a;
public interface Predicate<T> { boolean evaluate(T object); }
--- a/Check.java
package a;
class Check<T> {
    Predicate<? super T> first;
    Predicate<? super T>[] rest;
    boolean run(T object) { return first.evaluate(object) && rest[0].evaluate(object); }
//                                       ^^^^^^^^ -> a/Predicate.java Predicate.evaluate
//                                                                   ^^^^^^^^ -> a/Predicate.java Predicate.evaluate
}
--- a/Foreign.java
package a;
import java.util.function.Predicate;
class Foreign { boolean run(Predicate<String> rule) { return rule.evaluate("a"); } }
//                                                                ^^^^^^^^ -> ?
""",
    "a member of a collection from elsewhere goes before the outer class's": """
--- a/Trie.java
package a;
import java.util.*;
class Trie {
    int size() { return 0; }
    void grow() {}
    class Keys extends AbstractSet<String> { void run() { size(); grow(); } }
//                                                        ^^^^ -> ?
//                                                                ^^^^ -> a/Trie.java Trie.grow
    class Walk implements Iterator<String> { void run() { size(); } }
//                                                        ^^^^ -> a/Trie.java Trie.size
}
""",
    "each construct of the language that a receiver may be": """
--- a/Shape.java
package a;
import java.util.*;
import static b.Tools.cut;
import static b.Tools.*;
public interface Shape { default void draw() { area(); } int area(); }
//                                             ^^^^ -> a/Shape.java Shape.area
record Point(int x, Size size) { Size twice() { return size().grow(); } }
//                                                     ^^^^ -> a/Shape.java Point.size
//                                                            ^^^^ -> a/Shape.java Size.grow
class Size { Size grow() { return this; } static Size of() { return null; } }
//
enum Level {
    LOW { void go() { step(); } };
//                    ^^^^ -> a/Shape.java Level.step
    void go() {}
    void step() {}
}
class Outer<T extends Size> {
    Size own;
    void shut() {}
    class Inner {
        void run() { Outer.this.shut(); shut(); own.grow(); }
//                              ^^^^ -> a/Shape.java Outer.shut
//                                      ^^^^ -> a/Shape.java Outer.shut
//                                                  ^^^^ -> a/Shape.java Size.grow
    }
    void run(List<Size> sizes, Map<String, Size> named, Object any, boolean flag) {
        b.Tools.cut();
//              ^^^ -> b/Tools.java Tools.cut
        cut();
//      ^^^ -> b/Tools.java Tools.cut
        sew();
//      ^^^ -> b/Tools.java Tools.sew
        sizes.forEach(Size::grow);
//                          ^^^^ -> a/Shape.java Size.grow
        sizes.forEach(one -> one.grow());
//                               ^^^^ -> a/Shape.java Size.grow
        var made = Size.of();
        made.grow();
//           ^^^^ -> a/Shape.java Size.grow
        for (var one : sizes) one.grow();
//                                ^^^^ -> a/Shape.java Size.grow
        for (Size each : named.values()) each.grow();
//                                            ^^^^ -> a/Shape.java Size.grow
        ((Size) any).grow();
//                   ^^^^ -> a/Shape.java Size.grow
        (flag ? made : own).grow();
//                          ^^^^ ~> a/Shape.java Size.grow
        Size.of().grow().grow();
//                       ^^^^ -> a/Shape.java Size.grow
        new Shape() { public int area() { draw(); return 1; } };
//                                        ^^^^ -> a/Shape.java Shape.draw
        if (any instanceof Size found) found.grow();
//                                           ^^^^ -> a/Shape.java Size.grow
        new Outer<Size>().own.grow();
//                            ^^^^ -> a/Shape.java Size.grow
        Outer.Inner inner = null;
        inner.run();
//            ^^^ -> a/Shape.java Outer.Inner.run
        sizes.stream().map(one -> one.grow()).forEach(two -> two.grow());
//                                    ^^^^ -> a/Shape.java Size.grow
//                                                               ^^^^ ~> a/Shape.java Size.grow
        new b.Tools();
//            ^^^^^ -> b/Tools.java Tools
        java.util.Tools.cut();
//                      ^^^ -> ?
    }
}
--- b/Tools.java
package b;
public class Tools { public static void cut() {} public static void sew() {} }
""",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_meaning(picture: str, tmp_path: Path) -> None:
    check(tmp_path, picture)
