// What the reader does: expand, choose, move, drag, zoom; and the address, which carries what is open, so that a
// bookmark or a reload brings it back.

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

// -- the address

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
  const [expanded = "", more = "", chosen = ""] = location.hash.slice(1).split("/");
  const known = (text) => /^\d+$/.test(text) && Number(text) < data.nodes.length;
  for (const number of expanded.split(",").filter(known)) state.expanded.add(Number(number));
  for (const key of more.split(",").filter(Boolean)) state.more.add(key);
  if (known(chosen) && visible(neighbours, state).nodes.has(Number(chosen))) state.chosen = Number(chosen);
}

// -- here it starts

const middle = data.nodes[0];
$("title").textContent = middle.label;
$("extent").textContent = `${middle.kind} · ${place(middle)} · ${data.nodes.length} ${data.nodes.length === 1 ? "symbol" : "symbols"} in this page` + (data.left_out ? `, ${data.left_out} farther ones left out` : "");
recall();
show({ fit: true, still: true });
