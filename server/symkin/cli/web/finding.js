// The search box: a list of what is found, in the manner of a combobox.

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
