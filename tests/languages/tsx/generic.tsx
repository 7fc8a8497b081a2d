class List<T,> extends React.Component<ListProps<T>> {
//    ^^^^ definition.class List
//    ^^^^ bases React.Component
//                           ^^^^^^^^^ reference.base on React
  state: ListState = {};
  // <- definition.field List.state
  render() { return <Row<T> {...this.props} key={this.state.id} />; }
  // <- definition.method List.render
//                   ^^^ reference.call in List.render
//                                                    ^^^^^ reference.read on this
}
const Row = <T,>(props: RowProps<T>) => null;
//    ^^^ definition.function Row
//    ^^^ parameter props: RowProps, T
// outline: List, List.state, List.render, Row
