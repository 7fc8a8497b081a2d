// The page itself: draws what `graph.js` says is visible where `layout.js` says, and listens.

const data = JSON.parse(document.getElementById("data").textContent);
const neighbours = neighboursOf(data);
const LETTERS = { references: "R", bases: "B", output: "O", inputs: "I", fields: "F", subtypes: "S" };
const TITLES = {
  references: "References: who uses it", bases: "Bases", output: "Output: what it gives", inputs: "Inputs: what it takes and uses",
  fields: "Fields", subtypes: "Subtypes",
};
const WORDS = { base: "extends", field: "has field", input: "takes", output: "gives", reference: "uses" };
const LONGEST = 34;

const $ = (id) => document.getElementById(id);
const state = fresh();
const bodies = new Map(); // what stands where, by key: a node's number, or "number:group" of a chip
const drawn = new Map(); // key -> its <g>
let lines = []; // [{body a, body b, path, head, name}]
let view = { x: 0, y: 0, scale: 1 };
let running = 0;
let settled = new Map(); // which children each parent had

function fresh() {
  return { expanded: new Set([0]), more: new Set(), kept: new Set(), muted: new Set(), chosen: 0 };
}

function make(tag, attributes = {}, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

function draw(tag, attributes = {}, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

const place = (node) => `${node.path}:${node.line}`;

/** The label below its owner needs no owner's name. */
function within(label, owner) {
  return owner && label.startsWith(`${owner}.`) ? label.slice(owner.length + 1) : label;
}

/** A long name keeps its last part, which tells it from its neighbours; a part that is too long loses its middle. */
function short(label) {
  if (label.length <= LONGEST) return label;
  const start = label.indexOf(".", label.length - LONGEST);
  if (start >= 0 && start < label.length - 1) return `…${label.slice(start + 1)}`;
  const part = [...label.slice(label.lastIndexOf(".") + 1)];
  return part.length <= LONGEST ? part.join("") : `${part.slice(0, LONGEST / 2).join("")}…${part.slice(1 - LONGEST / 2).join("")}`;
}

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

// -- acting

function toggle(key) {
  const body = bodies.get(key);
  if (body.chip) state.more.add(key);
  else if (state.expanded.has(body.node)) state.expanded.delete(body.node);
  else if (neighbours[body.node].length) state.expanded.add(body.node);
  if (!body.chip) state.chosen = body.node;
  const before = bodies.size;
  show();
  say(body.chip ? `${body.text} shown` : `${data.nodes[body.node].label} ${state.expanded.has(body.node) ? "expanded" : "collapsed"}, ${bodies.size - before >= 0 ? bodies.size - before + " added" : before - bodies.size + " removed"}`);
  if (body.chip) focus(String(body.node), false);
}

function choose(node) {
  if (!bodies.has(String(node))) {
    const path = pathTo(neighbours, node);
    for (const step of path.slice(0, -1)) state.expanded.add(step);
    for (const step of path) state.kept.add(step);
    state.muted.clear();
  }
  state.chosen = node;
  show();
  focus(String(node));
}

function focus(key, move = true) {
  for (const [other, group] of drawn) group.setAttribute("tabindex", other === key ? 0 : -1);
  const group = drawn.get(key);
  if (group && move) group.focus({ preventScroll: true });
}

function say(text) {
  $("status").textContent = text;
}

function mark(hovered) {
  const chosen = hovered === undefined ? "" : hovered;
  $("canvas").classList.toggle("focused", chosen !== "");
  const near = new Set([chosen]);
  for (const { from, to, path, head, name } of lines) {
    const touches = from.key === chosen || to.key === chosen;
    if (touches) near.add(from.key), near.add(to.key);
    for (const part of [path, head, name]) if (part) part.classList.toggle("near", touches);
  }
  for (const [key, group] of drawn) {
    group.classList.toggle("near", near.has(key));
    group.classList.toggle("chosen", key === String(state.chosen));
  }
  if (![...drawn.values()].some((group) => group.getAttribute("tabindex") === "0")) focus(String(state.chosen), false);
}

function tip(key) {
  const body = bodies.get(key);
  $("tip").hidden = !body || body.chip;
  if ($("tip").hidden) return;
  const node = data.nodes[body.node];
  const parts = [make("b", {}, node.label), node.signature && make("code", {}, node.signature), node.doc && make("span", {}, node.doc), make("span", {}, `${node.kind} · ${place(node)}`)];
  $("tip").replaceChildren(...parts.filter(Boolean));
  const { clientWidth: w, clientHeight: h } = $("stage");
  const x = body.x * view.scale + view.x;
  const y = body.y * view.scale + view.y;
  const half = (body.h / 2) * view.scale + 8;
  const { offsetWidth, offsetHeight } = $("tip");
  $("tip").style.left = `${Math.max(8, Math.min(w - offsetWidth - 8, x - offsetWidth / 2))}px`;
  $("tip").style.top = `${y + half + offsetHeight > h ? Math.max(8, y - half - offsetHeight) : y + half}px`;
}

// -- beside the graph

function badge(group) {
  return make("span", { class: `badge ${group}`, "aria-hidden": "true" }, LETTERS[group]);
}

function drawLegend() {
  const counts = Object.fromEntries(GROUPS.map((group) => [group, 0]));
  for (const body of bodies.values()) if (body.group && !body.chip) counts[body.group]++;
  const buttons = ["bases", "fields", "inputs", "output", "references", "subtypes"].map((group) => {
    const button = make("button", { "aria-pressed": String(!state.muted.has(group)), title: "Show or hide", "data-group": group });
    button.append(badge(group), make("span", {}, group), make("b", {}, String(counts[group])));
    return button;
  });
  const focused = document.activeElement && document.activeElement.dataset.group;
  const sure = [["exact", "resolved"], ["likely", "the only one of its name in sight"]].map(([kind, text]) => {
    const line = make("p", { title: text });
    line.append(make("i", { class: kind }), make("span", {}, kind));
    return line;
  });
  $("legend").replaceChildren(...buttons, ...sure);
  const again = buttons.find((button) => button.dataset.group === focused);
  if (again) again.focus();
}

function drawDetails() {
  const node = data.nodes[state.chosen];
  const parts = [make("h2", {}, node.label), make("p", { class: "dim" }, node.module && node.kind !== "module" ? `${node.kind} in ${node.module}` : node.kind)];
  if (node.signature) parts.push(make("code", { class: "signature" }, node.signature));
  if (node.doc) parts.push(make("p", {}, node.doc));
  parts.push(actions(node));
  for (const group of ["bases", "fields", "inputs", "output", "references", "subtypes"]) {
    const members = neighbours[state.chosen].filter((one) => one.group === group);
    if (members.length) parts.push(...listed(group, members));
  }
  if (node.left_out) parts.push(make("p", { class: "dim" }, `${node.left_out} more of its neighbours are not in this page.`));
  if (state.chosen) parts.push(make("p", { class: "dim" }, "To see it in the middle:"), copier(`symkin show ${quoted(`${place(node)}:${node.column}`)} --html`));
  $("details").replaceChildren(...parts);
  $("details").scrollTop = 0;
}

/** As a shell reads it; the page cannot know which, so only what all agree on goes without quotes. */
const quoted = (text) => (/^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

function actions(node) {
  const row = make("div", { class: "row" });
  row.append(copier(place(node)));
  if (node.href) row.append(make("a", { href: node.href }, "Open in editor"));
  return row;
}

function copier(text) {
  const button = make("button", { class: "place", title: "Copy" });
  const label = () => button.replaceChildren(...text.split(/(?<=\/)/).flatMap((part) => [part, make("wbr")]));
  label();
  button.addEventListener("click", () => copy(text, button, label));
  return button;
}

async function copy(text, button, label) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.body.appendChild(make("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  say(`copied ${text}`);
  button.textContent = "Copied";
  setTimeout(label, 900);
}

function listed(group, members) {
  const heading = make("h3");
  heading.append(badge(group), make("span", {}, TITLES[group]), make("b", {}, String(members.length)));
  const list = make("ul");
  for (const { node, link } of members) {
    const button = make("button", { "data-node": String(node), title: place(data.nodes[node]) }, within(data.nodes[node].label, data.nodes[state.chosen].label));
    if (data.links[link].confidence === "likely") button.append(" ", make("small", {}, "likely"));
    list.appendChild(make("li")).append(button);
  }
  return [heading, list];
}

// -- searching

let hits = [];
let hit = 0;

function find() {
  hits = search(data, $("query").value).slice(0, 40);
  hit = 0;
  const none = $("query").value.trim() && !hits.length;
  $("found").hidden = !hits.length && !none;
  $("query").setAttribute("aria-expanded", String(hits.length > 0));
  $("found").replaceChildren(...hits.map(option));
  if (none) $("found").append(make("li", { class: "dim" }, "no such symbol in this page"));
  point();
  for (const [key, group] of drawn) group.classList.toggle("hit", hits.includes(Number(key)));
}

function option(number, at) {
  const item = make("li", { role: "option", id: `hit${at}`, "data-node": String(number) }, data.nodes[number].label);
  item.append(make("small", {}, `${data.nodes[number].kind} · ${place(data.nodes[number])}`));
  return item;
}

function point() {
  [...$("found").children].forEach((item, at) => item.setAttribute("aria-selected", String(at === hit && hits.length > 0)));
  if (hits.length) $("query").setAttribute("aria-activedescendant", `hit${hit}`);
  else $("query").removeAttribute("aria-activedescendant");
  const item = $("found").children[hit];
  if (item) item.scrollIntoView({ block: "nearest" });
}

function leaveSearch(clear = true) {
  if (clear) $("query").value = "";
  find();
}

$("query").addEventListener("input", find);
$("query").addEventListener("blur", () => setTimeout(() => ($("found").hidden = true), 150));
$("query").addEventListener("focus", find);
$("query").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    hit = Math.max(0, Math.min(hits.length - 1, hit + (event.key === "ArrowDown" ? 1 : -1)));
    point();
  } else if (event.key === "Enter" && hits.length) {
    const node = hits[hit];
    leaveSearch();
    choose(node);
  } else if (event.key === "Escape") {
    leaveSearch();
    focus(String(state.chosen));
  } else return;
  event.preventDefault();
});

// -- listening

const keyOf = (event) => {
  const group = event.target.closest && event.target.closest(".node");
  return group ? group.dataset.key : undefined;
};

let tipping;
const pointers = new Map();
let grip; // what the pointer holds: a node's key, or "" for the paper

$("canvas").addEventListener("pointerdown", (event) => {
  if (event.button) return;
  clearTimeout(tipping);
  settle();
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  grip = { key: keyOf(event) || "", moved: 0 };
  $("canvas").setPointerCapture(event.pointerId);
});

$("canvas").addEventListener("pointermove", (event) => {
  const last = pointers.get(event.pointerId);
  if (!last) return;
  const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
  if (pointers.size === 2) pinch(event, last);
  grip.moved += Math.abs(dx) + Math.abs(dy);
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (grip.moved < 5) return;
  $("canvas").classList.add("panning");
  tip();
  if (grip.key && pointers.size === 1) {
    const body = bodies.get(grip.key);
    [body.x, body.y] = [body.x + dx / view.scale, body.y + dy / view.scale];
  } else view = { ...view, x: view.x + dx / pointers.size, y: view.y + dy / pointers.size };
  setPlaces();
});

function pinch(event, last) {
  const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
  const stage = $("stage").getBoundingClientRect();
  const before = Math.hypot(last.x - other.x, last.y - other.y) || 1;
  zoom(Math.hypot(event.clientX - other.x, event.clientY - other.y) / before, (event.clientX + other.x) / 2 - stage.left, (event.clientY + other.y) / 2 - stage.top);
}

function release(event) {
  if (!pointers.delete(event.pointerId)) return;
  $("canvas").classList.remove("panning");
  if (event.type === "pointerup" && grip.moved < 5 && grip.key && bodies.has(grip.key)) {
    focus(grip.key);
    toggle(grip.key);
  }
}
$("canvas").addEventListener("pointerup", release);
$("canvas").addEventListener("pointercancel", release);

$("canvas").addEventListener("wheel", (event) => {
  event.preventDefault();
  const stage = $("stage").getBoundingClientRect();
  const lines = event.deltaMode === 1 ? 16 : 1;
  zoom(Math.exp(-event.deltaY * lines * 0.0016), event.clientX - stage.left, event.clientY - stage.top);
}, { passive: false });

$("canvas").addEventListener("pointerover", (event) => {
  if (pointers.size) return;
  mark(keyOf(event));
  tip();
  clearTimeout(tipping);
  tipping = setTimeout(tip, 300, keyOf(event));
});
$("canvas").addEventListener("pointerleave", () => (clearTimeout(tipping), mark(), tip()));
$("canvas").addEventListener("focusin", (event) => {
  const key = keyOf(event);
  if (!key || !event.target.matches(":focus-visible")) return;
  mark(key);
});
$("canvas").addEventListener("focusout", () => (mark(), tip()));

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

$("canvas").addEventListener("keydown", (event) => {
  const key = keyOf(event);
  if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") toggle(key);
  else if (ARROWS[event.key]) {
    const next = towards(bodies.values(), bodies.get(key), ...ARROWS[event.key]);
    if (next) {
      settle();
      if (!next.chip) (state.chosen = next.node), drawDetails();
      follow(next);
      focus(next.key);
    }
  } else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.target === $("query") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "/": () => $("query").focus(), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: refit, r: reset, Escape: () => (mark(), tip()) }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

function refit() {
  animate(new Map([...bodies].map(([key, { x, y }]) => [key, { x, y }])), fitted(), false);
}

function reset() {
  Object.assign(state, fresh());
  bodies.clear();
  settled.clear();
  show({ fit: true });
  focus("0");
}

$("closer").addEventListener("click", () => zoom(1.25));
$("farther").addEventListener("click", () => zoom(0.8));
$("fit").addEventListener("click", refit);
$("reset").addEventListener("click", reset);

for (const list of ["details", "found"]) {
  $(list).addEventListener("click", (event) => {
    const item = event.target.closest("[data-node]");
    if (!item) return;
    if (list === "found") leaveSearch();
    choose(Number(item.dataset.node));
  });
}

$("legend").addEventListener("click", (event) => {
  const button = event.target.closest("[data-group]");
  if (!button) return;
  const group = button.dataset.group;
  if (!state.muted.delete(group)) state.muted.add(group);
  if (!visible(neighbours, state).nodes.has(state.chosen)) state.chosen = 0;
  show();
});

let resized;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(refit, 120);
});

// -- the address carries what is open, so that a bookmark or a reload brings it back

function remember() {
  const parts = [[...state.expanded].filter(Boolean).join(","), [...state.more].join(","), state.chosen || ""];
  const hash = parts.some(Boolean) ? `#${parts.join("/")}` : "";
  if (location.hash !== hash) {
    try {
      history.replaceState(null, "", hash || location.pathname);
    } catch {
      // A browser may forbid it to files; then a reload starts anew.
    }
  }
}

function recall() {
  const [expanded = "", more = "", chosen = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  const known = (text) => /^\d+$/.test(text) && Number(text) < data.nodes.length;
  for (const number of expanded.split(",").filter(known)) state.expanded.add(Number(number));
  for (const key of more.split(",").filter(Boolean)) state.more.add(key);
  if (known(chosen) && visible(neighbours, state).nodes.has(Number(chosen))) state.chosen = Number(chosen);
}

const middle = data.nodes[0];
$("title").textContent = middle.label;
$("extent").textContent = `${middle.kind} · ${place(middle)} · ${data.nodes.length} ${data.nodes.length === 1 ? "symbol" : "symbols"} in this page` + (data.left_out ? `, ${data.left_out} farther ones left out` : "");
recall();
show({ fit: true, still: true });
