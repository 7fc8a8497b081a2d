namespace net {
void put(const std::string& text, unsigned int n = 1, char *buffer = nullptr);
//   ^^^ takes const std::string, unsigned int=, char*=
int put(int, const Wire<int>&&, double values[3]);
//  ^^^ takes int, const Wire, double[]
//  ^^^ gives int
template <typename T> void put(T item, Args&&... rest) {
//                         ^^^ takes T, Args...
    const char* name = "a";
    auto some = open();
    put("a", 'c', true, nullptr, name, some, item, 7);
//  ^^^ given :char*, :char, :bool, :null, :char*, ?, :T, :int
}
char *give(const char *text, Wire const &wire, char *const fixed) {
//    ^^^^ takes const char*, const Wire, char*
//    ^^^^ gives char*
    put(1U, 2.5f, 3L, 0xFFull, 1e3, -1, &wire, *text, (long)text, int(text), static_cast<Wire*>(text), new Wire(1));
//  ^^^ given :unsigned int, :float, :long, :unsigned long long, :double, :int, :Wire*, :char, :long, :int, :Wire*, :Wire*
    put(this, *this, text ? "a" : "b", &text[0], !text);
//  ^^^ given ?, this, :char*, ?, :bool
}
}
// outline: net, net.put, net.put, net.put, net.give
