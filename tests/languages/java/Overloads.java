package net.app;

class Overloads {
    private final Map<String, Integer> sizes;
//                                     ^^^^^ gives Map
    static final char[] SIGNS = {};
//                      ^^^^^ gives char[]
    @Deprecated(since = "2") public static <T extends Wire> T[] put(final @Nullable List<? extends T> all, int[] sizes, long n) {
//                                                              ^^^ takes List, int[], long
//                                                              ^^^ gives T[]
        final String text = "a";
        put("a", 1, 1L, 'c', 1.0, 2f, true, null);
//      ^^^ given :String, :int, :long, :char, :double, :float, :boolean, :null
        put(text, sizes, n, this.sizes, SIGNS[0], all.get(0));
//      ^^^ given :String, :int[], :long, this.sizes, SIGNS[], ?
        put(new Wire<>(1), new Wire() { }, new int[2][], (Reader) all, Wire.class, () -> 1, Wire::open);
//      ^^^ given :Wire, :Wire, :int[][], :Reader, :Class, :->, :->
        put(/* sizes */ 1 + 2, "a" + n, n == 1, !done, -1, n > 0 ? "a" : "b", (("a")), Arrays.asList(1), n + text);
//      ^^^ given :int, :String, :boolean, :boolean, :int, :String, :String, :List, ?
        for (Wire wire : wires) put(wire, key -> put(key), item);
//                              ^^^ given :Wire, :->, item
//                                               ^^^ given ?
        return put();
//             ^^^ given -
    }
    void put(String... texts) { }
//       ^^^ takes String...
    void pass(char[] signs, int at, String... texts) {
        put(texts, texts[0], signs[at++], rows[0]);
//      ^^^ given :String[], :String, :char, rows[]
        put(System.lineSeparator(), sign.charValue(), Long.parseLong(text));
//      ^^^ given :String, :char, :long
    }
    void two(int a) { long same = 1; }
//       ^^^ takes int
    void two(char b, byte lines[]) { { int same = 1; } { long same = 2; put(same); } }
//       ^^^ takes char, byte[]
//                                                                      ^^^ given ?
}
// outline: Overloads, Overloads.sizes, Overloads.SIGNS, Overloads.put, Overloads.put.new, Overloads.put, Overloads.pass
// outline: Overloads.two, Overloads.two
