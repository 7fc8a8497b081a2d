// Draws what `graph.js` says is visible where `layout.js` says.

// -- what is visible, and where

function wanted() {
  const seen = visible(neighbours, state);
  const found = [...seen.nodes.values()].map(({ node, parent, group, hidden }) => ({
    key: String(node), node, parent: parent < 0 ? undefined : String(parent), group, hidden,
    text: short(within(data.nodes[node].label, parent < 0 ? "" : data.nodes[parent].label)),
  }));
  for (const { node, group, count } of seen.chips) {
    found.push({ key: `${node}:${group}`, node, parent: String(node), group, chip: true, text: `${count} more` });
  }
  // Together with its group, whatever was found first.
  const order = (body) => (body.parent === undefined ? -1 : GROUPS.indexOf(body.group));
  return found.map((body, number) => ({ body, number })).sort((a, b) => level(a.body, seen) - level(b.body, seen) || order(a.body) - order(b.body) || a.number - b.number).map(({ body }) => body);
}

function level(body, seen) {
  let steps = 0;
  for (let at = body.parent; at !== undefined; steps++) {
    const { parent } = seen.nodes.get(Number(at));
    at = parent < 0 ? undefined : String(parent);
  }
  return steps;
}

const pen = document.createElement("canvas").getContext("2d");

function measure(body) {
  const style = getComputedStyle(document.documentElement).getPropertyValue("--mono");
  const middle = body.parent === undefined;
  pen.font = `${middle ? "600 14px" : "12.5px"} ${style}`;
  body.label = pen.measureText(body.text).width;
  pen.font = `11px ${style}`;
  body.extra = body.hidden && !state.expanded.has(body.node) ? `+${body.hidden}` : "";
  body.w = body.label + (middle ? 32 : 38) + (body.extra ? pen.measureText(body.extra).width + 8 : 0);
  body.h = middle ? 36 : 26;
}

function arrange() {
  const list = wanted();
  const families = familiesOf(list);
  for (const body of list) {
    measure(body);
    const known = bodies.get(body.key);
    // Who gets a new sister or loses one is placed anew with all of them; everybody else stays.
    if (known && families.get(body.parent) === settled.get(body.parent)) Object.assign(body, { x: known.x, y: known.y, held: true });
  }
  settled = families;
  const links = linksAmong(list, new Set(list.map((body) => body.key)));
  seed(list);
  carry(list);
  relax(list, links);
  return { list, links };
}

/** For each parent the keys of its children, as one text. */
function familiesOf(list) {
  const families = new Map();
  for (const { key, parent } of list) families.set(parent, `${families.get(parent) || ""} ${key}`);
  return families;
}

/** What hangs on a body that was placed anew moves with it; parents come first. */
function carry(list) {
  const moved = new Map();
  for (const body of list) {
    const by = (body.held && moved.get(body.parent)) || [0, 0];
    [body.x, body.y] = [body.x + by[0], body.y + by[1]];
    const known = bodies.get(body.key);
    if (known) moved.set(body.key, [body.x - known.x, body.y - known.y]);
  }
}

function linksAmong(list, keys) {
  const parents = new Map(list.map((body) => [body.key, body]));
  const tree = (a, b) => parents.get(a).parent === b || parents.get(b).parent === a;
  const found = data.links
    .map((link) => ({ link, a: String(link.source), b: String(link.target) }))
    .filter(({ a, b }) => a !== b && keys.has(a) && keys.has(b))
    .map((one) => ({ ...one, tree: tree(one.a, one.b) }));
  for (const body of list) if (body.chip) found.push({ a: body.parent, b: body.key, tree: true });
  return found;
}

// -- drawing

function show({ fit = false, still = false } = {}) {
  const before = new Map([...bodies].map(([key, { x, y }]) => [key, { x, y }]));
  const { list, links } = arrange();
  const gone = [...drawn.keys()].filter((key) => !list.some((body) => body.key === key));
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : undefined;
  for (const key of gone) drawn.get(key).remove(), drawn.delete(key), bodies.delete(key);
  for (const body of list) bodies.set(body.key, body);
  drawLegend();
  for (const body of list) drawNode(body);
  drawLinks(links);
  mark();
  if (gone.includes(focused)) focus(String(state.chosen));
  $("empty").hidden = list.length > 1;
  drawDetails();
  remember();
  animate(before, fit ? fitted() : outside(list) ? fitted() : view, still);
}

function drawNode(body) {
  const group = drawn.get(body.key) || $("nodes").appendChild(draw("g", { tabindex: -1, role: "button" }));
  drawn.set(body.key, group);
  const expanded = !body.chip && state.expanded.has(body.node);
  const middle = body.parent === undefined;
  group.dataset.key = body.key;
  group.setAttribute("class", ["node", body.group, middle && "middle", expanded && "expanded", body.chip && "chip"].filter(Boolean).join(" "));
  group.setAttribute("aria-label", spoken(body));
  if (neighbours[body.node].length && !body.chip) group.setAttribute("aria-expanded", expanded);
  const left = -body.w / 2;
  group.replaceChildren(draw("rect", { x: left, y: -body.h / 2, width: body.w, height: body.h, rx: body.h / 2 }));
  if (!middle) {
    group.append(draw("circle", { cx: left + 15, cy: 0, r: 8 }), draw("text", { class: "letter", x: left + 15, y: 0.5 }, LETTERS[body.group]));
  }
  group.append(draw("text", { x: left + (middle ? 16 : 28), y: 0 }, body.text));
  if (body.extra) group.append(draw("text", { class: "count", x: left + (middle ? 16 : 28) + body.label + 8, y: 0 }, body.extra));
}

function spoken(body) {
  if (body.chip) return `${body.text} ${body.group} of ${data.nodes[body.node].label}`;
  const { label, kind } = data.nodes[body.node];
  return `${label}, ${kind}${body.group ? `, in ${body.group} of ${data.nodes[Number(body.parent)].label}` : ""}${body.extra ? `, ${body.hidden} hidden neighbours` : ""}`;
}

function drawLinks(links) {
  $("links").replaceChildren();
  $("names").replaceChildren();
  lines = links.map(({ link, a, b, tree }) => {
    const [from, to] = [bodies.get(a), bodies.get(b)];
    const group = link ? groupOf(link, tree && from.parent === b ? link.target : link.source) : to.group;
    const style = [group, tree ? "" : "cross", link && link.confidence === "likely" ? "likely" : ""].join(" ");
    const line = { from, to, path: draw("path", { class: `link ${style}` }) };
    $("links").append(line.path);
    if (link) {
      line.head = $("links").appendChild(draw("path", { class: `head ${style}` }));
      const words = link.kinds.map((kind) => WORDS[kind]).join(", ");
      line.name = $("names").appendChild(draw("text", { class: `name ${style}` }, link.confidence === "likely" ? `${words} (likely)` : words));
    }
    return line;
  });
  $("canvas").classList.toggle("crowded", lines.length > 16);
}

function setPlaces() {
  for (const [key, group] of drawn) {
    const { x, y } = bodies.get(key);
    group.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }
  for (const line of lines) setLine(line);
  $("view").setAttribute("transform", `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.scale.toFixed(4)})`);
}

const spot = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;

function setLine({ from, to, path, head, name }) {
  const { start, end, first, second } = curve(from, to, head ? 2 : 0);
  const angle = Math.atan2(end.y - second.y, end.x - second.x);
  const stop = head ? { x: end.x - 7 * Math.cos(angle), y: end.y - 7 * Math.sin(angle) } : end;
  path.setAttribute("d", `M${spot(start)}C${spot(first)} ${spot(second)} ${spot(stop)}`);
  if (!head) return;
  head.setAttribute("d", "M0 0L-9 4L-9 -4Z");
  head.setAttribute("transform", `translate(${spot(end)}) rotate(${((angle * 180) / Math.PI).toFixed(1)})`);
  name.setAttribute("x", ((start.x + 3 * first.x + 3 * second.x + end.x) / 8).toFixed(1));
  name.setAttribute("y", ((start.y + 3 * first.y + 3 * second.y + end.y) / 8).toFixed(1));
}

/** Glide from where things stood to where they belong. */
function animate(before, aim, still) {
  const run = ++running;
  const start = performance.now();
  const goals = new Map([...bodies].map(([key, body]) => [key, { x: body.x, y: body.y }]));
  const origin = { ...view };
  const quiet = still || matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden;
  const from = (key, body) => before.get(key) || before.get(body.parent) || goals.get(key);
  const step = (now) => {
    if (run !== running) return;
    const done = quiet ? 1 : Math.min(1, Math.max(0, now - start) / 380);
    const eased = 1 - (1 - done) ** 3;
    const mix = (a, b) => a + (b - a) * eased;
    for (const [key, body] of bodies) {
      const [old, goal] = [from(key, body), goals.get(key)];
      [body.x, body.y] = [mix(old.x, goal.x), mix(old.y, goal.y)];
    }
    view = { x: mix(origin.x, aim.x), y: mix(origin.y, aim.y), scale: mix(origin.scale, aim.scale) };
    setPlaces();
    if (done < 1) requestAnimationFrame(step);
  };
  step(start);
}

// -- the view

function box(list) {
  const side = (which) => list.map(which);
  return {
    left: Math.min(...side((b) => b.x - b.w / 2)), right: Math.max(...side((b) => b.x + b.w / 2)),
    top: Math.min(...side((b) => b.y - b.h / 2)), bottom: Math.max(...side((b) => b.y + b.h / 2)),
  };
}

function fitted() {
  const { left, right, top, bottom } = box([...bodies.values()]);
  const [w, h] = paper();
  const scale = Math.max(0.1, Math.min(1.25, (w - 40) / (right - left), (h - 40) / (bottom - top)));
  return { scale, x: w / 2 - ((left + right) / 2) * scale, y: h / 2 - ((top + bottom) / 2) * scale };
}

/** Width and height of what the legend leaves free. */
function paper() {
  return [$("stage").clientWidth, $("legend").offsetTop];
}

function outside(list) {
  const [w, h] = paper();
  const { left, right, top, bottom } = box(list);
  const { x, y, scale } = view;
  return left * scale + x < 0 || top * scale + y < 0 || right * scale + x > w || bottom * scale + y > h;
}

function settle() {
  running++; // whatever glides stops where it is asked to be
}

function zoom(factor, x = $("stage").clientWidth / 2, y = $("stage").clientHeight / 2) {
  settle();
  const scale = Math.max(0.08, Math.min(4, view.scale * factor));
  view = { scale, x: x - ((x - view.x) * scale) / view.scale, y: y - ((y - view.y) * scale) / view.scale };
  setPlaces();
}

/** Bring a node into sight, as little as it takes. */
function follow(body) {
  const { clientWidth: w, clientHeight: h } = $("stage");
  const [x, y] = [body.x * view.scale + view.x, body.y * view.scale + view.y];
  const clamp = (value, size) => Math.max(90, Math.min(size - 60, value));
  view = { ...view, x: view.x + clamp(x, w) - x, y: view.y + clamp(y, h) - y };
  setPlaces();
}
