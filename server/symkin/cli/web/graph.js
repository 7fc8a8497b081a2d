// What is in the page and which of it is visible. Values in, values out: nothing here knows the browser.

// Clockwise from the left, as the layout sets them around a symbol: users before it, what it needs behind it.
const GROUPS = ["references", "bases", "output", "inputs", "fields", "subtypes"];
const FORWARD = { base: "bases", field: "fields", input: "inputs", output: "output", reference: "inputs" };
const BACKWARD = { base: "subtypes" };
const PRECEDENCE = ["base", "field", "input", "output", "reference"];

// Neighbours of a group that are shown at once, of the middle and of others; the rest waits behind a "more".
const FIRST = 8;
const FIRST_FARTHER = 5;

/** The group in which the other end of a link stands, seen from `node`. */
function groupOf(link, node) {
  const kind = PRECEDENCE.find((one) => link.kinds.includes(one));
  return link.source === node ? FORWARD[kind] : BACKWARD[kind] || "references";
}

/** For each node its neighbours `{node, link, group}`, each once, in the data's order within a group. */
function neighboursOf(data) {
  const all = data.nodes.map(() => new Map());
  const add = (node, other, link) => {
    const group = groupOf(data.links[link], node);
    const known = all[node].get(other);
    // Two that use each other: what the middle needs says more than who needs it.
    if (!known || (known.group === "references" && group !== "references")) all[node].set(other, { node: other, link, group });
  };
  data.links.forEach(({ source, target }, number) => {
    add(source, target, number);
    add(target, source, number);
  });
  const place = ({ group, node }) => GROUPS.indexOf(group) * data.nodes.length + node;
  return all.map((found) => [...found.values()].sort((a, b) => place(a) - place(b)));
}

/**
 * What is to be seen: `nodes`, a Map of number -> {node, parent, group, hidden}, in breadth-first order, where `hidden`
 * counts the neighbours that expanding would add; and `chips`, the "more" of groups that are too long to be shown at once.
 */
function visible(neighbours, state) {
  const nodes = new Map([[0, { node: 0, parent: -1, group: "", hidden: 0 }]]);
  const chips = [];
  for (const { node } of nodes.values()) {
    if (!state.expanded.has(node)) continue;
    const first = node === 0 ? FIRST : FIRST_FARTHER;
    for (const group of GROUPS) {
      const fresh = neighbours[node].filter((one) => one.group === group && !nodes.has(one.node));
      if (state.muted.has(group)) continue;
      const all = state.more.has(`${node}:${group}`) || fresh.length <= first + 1;
      const shown = fresh.filter((one, place) => all || place < first || state.kept.has(one.node));
      for (const one of shown) nodes.set(one.node, { node: one.node, parent: node, group, hidden: 0 });
      if (shown.length < fresh.length) chips.push({ node, group, count: fresh.length - shown.length });
    }
  }
  for (const one of nodes.values()) {
    one.hidden = neighbours[one.node].filter((other) => !nodes.has(other.node) && !state.muted.has(other.group)).length;
  }
  return { nodes, chips };
}

/** The nodes from the middle to `node`, by the fewest steps. */
function pathTo(neighbours, node) {
  const from = new Map([[0, -1]]);
  for (const [at] of from) for (const one of neighbours[at]) if (!from.has(one.node)) from.set(one.node, at);
  const path = [];
  for (let at = node; at !== undefined && at >= 0; at = from.get(at)) path.unshift(at);
  return path;
}

/** The nodes whose names hold all of the words, best first: a name that starts so, then a short one. */
function search(data, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const score = ({ name, label }) => {
    const lower = name.toLowerCase();
    return (lower === words[0] ? 0 : lower.startsWith(words[0]) ? 1000 : lower.includes(words[0]) ? 2000 : 3000) + label.length;
  };
  return data.nodes
    .map((node, number) => ({ node, number }))
    .filter(({ node }) => words.every((word) => `${node.module}.${node.qualified_name}`.toLowerCase().includes(word)))
    .sort((a, b) => score(a.node) - score(b.node) || a.number - b.number)
    .map(({ number }) => number);
}
