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
//  ^^^ given :char*, :char, :bool, :null, :char*, ?, :T, ?
}
}
// outline: net, net.put, net.put, net.put
