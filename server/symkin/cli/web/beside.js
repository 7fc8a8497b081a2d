// Beside the picture: the legend and the details of the chosen symbol.

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
