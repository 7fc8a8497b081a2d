// What all parts of the page share: its data, what is open, and how elements are made.

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
