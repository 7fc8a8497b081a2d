// Where things stand. Deterministic: the same picture each time. Bodies are {key, parent, group, w, h, x, y, held}:
// x and y are centres, `held` ones have stood before and hardly move, so that expanding does not shuffle the rest.

const GAP_X = 22;
const GAP_Y = 10;
const WIDE = 1.7; // across, names need more room: distances count in heights
const PITCH = 38; // from one name in a column to the next

/** Give every body that has no place yet one near its parent; parents come before children. */
function seed(bodies) {
  const at = new Map(bodies.map((body) => [body.key, body]));
  const fans = new Map();
  for (const body of bodies) {
    if (body.x !== undefined) continue;
    if (body.parent === undefined) Object.assign(body, { x: 0, y: 0 });
    else fans.set(body.parent, [...(fans.get(body.parent) || []), body]);
  }
  // Bodies come breadth first, so a parent's fan is spread before those of its children.
  for (const [key, children] of fans) spread(at.get(key), children, at);
}

function spread(parent, children, at) {
  const grandparent = at.get(parent.parent);
  if (!grandparent) around(parent, children);
  else column(parent, children, parent.x < at.get(rootOf(parent, at)).x ? -1 : 1);
}

function rootOf(body, at) {
  while (body.parent !== undefined) body = at.get(body.parent);
  return body.key;
}

/**
 * Up the left side, down the right, turned so that the first group (who refers to it) has its middle at the left.
 * Names are wide and low: so they are spread evenly over the height, and nearest to the middle where it is lowest.
 */
function around(parent, children) {
  const half = children.length / 2;
  const opening = { references: 0.5, bases: 1, output: 1.2, inputs: 1.5, fields: 1.7, subtypes: 0 }[children[0].group] * half;
  const first = children.filter((body) => body.group === children[0].group).length;
  const offset = children[0].group === "references" ? opening - first / 2 : opening;
  const height = Math.max(half * PITCH, 90) / 2;
  children.forEach((body, place) => {
    const turn = ((place + 0.5 + offset + 2 * children.length) % children.length) / half; // 0 to 1 left, 1 to 2 right
    const side = turn < 1 ? -1 : 1;
    const y = turn < 1 ? height * (1 - 2 * turn) : height * (2 * turn - 3);
    const bulge = Math.sqrt(Math.max(0, 1 - (y / height) ** 2));
    const edge = parent.w / 2 + 40 + (40 + 0.25 * height) * bulge;
    Object.assign(body, { x: parent.x + side * (edge + body.w / 2), y: parent.y + y });
  });
}

/** One below the other on the outer side. */
function column(parent, children, side) {
  const edge = parent.w / 2 + 90 + 2 * children.length;
  children.forEach((body, place) => {
    body.y = parent.y + (place - (children.length - 1) / 2) * PITCH;
    body.x = parent.x + side * (edge + body.w / 2);
  });
}

/** Move bodies until springs and repulsion are at rest, then until no two overlap. */
function relax(bodies, links, rounds = 220) {
  const index = new Map(bodies.map((body, number) => [body.key, number]));
  const springs = links.map(({ a, b, tree }) => spring(bodies, index.get(a), index.get(b), tree));
  for (let round = 0; round < rounds; round++) {
    const heat = (1 - round / rounds) ** 1.5;
    const force = bodies.map(() => ({ x: 0, y: 0 }));
    repel(bodies, force);
    for (const one of springs) pull(bodies, one, force);
    bodies.forEach((body, number) => move(body, force[number], heat));
    if (round % 4 === 3) part(bodies, 0.5);
  }
  for (let round = 0; round < 400 && part(bodies, 1); round++);
}

/** A child is at rest where it was seeded; what else is linked draws nearer over long distances only. */
function spring(bodies, a, b, tree) {
  const length = Math.hypot((bodies[b].x - bodies[a].x) / WIDE, bodies[b].y - bodies[a].y);
  return { a, b, rest: tree ? Math.min(length, 420) : 320, strength: tree ? 0.06 : 0.003, tree };
}

function repel(bodies, force) {
  for (let i = 0; i < bodies.length; i++) {
    for (let j = i + 1; j < bodies.length; j++) {
      const dx = (bodies[i].x - bodies[j].x) / WIDE || 0.01 * (i - j);
      const dy = bodies[i].y - bodies[j].y || 0.01 * (i - j);
      const square = dx * dx + dy * dy;
      if (square > 40000) continue;
      const push = 900 / Math.max(square, 100);
      const distance = Math.sqrt(square);
      shove(force, i, j, (push * dx * WIDE) / distance, (push * dy) / distance);
    }
  }
}

function pull(bodies, { a, b, rest, strength, tree }, force) {
  const dx = (bodies[b].x - bodies[a].x) / WIDE;
  const dy = bodies[b].y - bodies[a].y;
  const distance = Math.hypot(dx, dy) || 1;
  if (!tree && distance < rest) return;
  const by = (strength * (distance - rest)) / distance;
  shove(force, a, b, by * dx * WIDE, by * dy);
}

function shove(force, a, b, x, y) {
  force[a].x += x;
  force[a].y += y;
  force[b].x -= x;
  force[b].y -= y;
}

function move(body, force, heat) {
  if (body.parent === undefined) return;
  const ease = body.held ? 0.04 : 1;
  const length = Math.hypot(force.x, force.y);
  const most = 30 * heat + 0.5;
  const scale = (ease * Math.min(length, most)) / (length || 1);
  body.x += force.x * scale;
  body.y += force.y * scale;
}

/** Push overlapping bodies apart along the shorter way; whether there were any. */
function part(bodies, share) {
  let overlapped = false;
  const order = bodies.map((body) => body).sort((a, b) => a.y - b.y || a.x - b.x);
  for (let i = 0; i < order.length; i++) {
    for (let j = i + 1; j < order.length; j++) {
      const [one, two] = [order[i], order[j]];
      if (two.y - one.y > 60) break;
      const x = (one.w + two.w) / 2 + GAP_X - Math.abs(two.x - one.x);
      const y = (one.h + two.h) / 2 + GAP_Y - Math.abs(two.y - one.y);
      if (x <= 0.01 || y <= 0.01) continue;
      overlapped = true;
      separate(one, two, x, y, share);
    }
  }
  return overlapped;
}

function separate(one, two, x, y, share) {
  const weight = (body) => (body.parent === undefined ? 0 : body.held ? 0.35 : 1);
  const total = weight(one) + weight(two) || 1;
  const axis = y <= x ? "y" : "x";
  const way = (two[axis] - one[axis] || 1) > 0 ? 1 : -1;
  const by = ((axis === "y" ? y : x) + 0.02) * share * way;
  one[axis] -= (by * weight(one)) / total;
  two[axis] += (by * weight(two)) / total;
}

/**
 * Where a line to or from a point meets the rectangle of `body`: the end that faces it, so that lines run between names
 * and not under them; for what lies above or below, and for the middle, the border on the way.
 */
function border(body, x, y, margin) {
  const [dx, dy] = [x - body.x, y - body.y];
  const [w, h] = [body.w / 2 + margin, body.h / 2 + margin];
  if (body.parent !== undefined && Math.abs(dx) > w + 12) return { x: body.x + Math.sign(dx) * w, y: body.y, level: true };
  const scale = Math.min(w / Math.abs(dx || 1e-9), h / Math.abs(dy || 1e-9), 1);
  return { x: body.x + dx * scale, y: body.y + dy * scale };
}

/**
 * A line from one body to another: `start`, `end` and the two points that bend it, so that it comes level to the end of
 * a name. `margin` keeps it off its target.
 */
function curve(from, to, margin) {
  const aim = border(to, from.x, from.y, margin);
  const start = border(from, aim.x, aim.y, 1);
  const end = border(to, start.x, start.y, margin);
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const bend = (share, level) => ({ x: start.x + dx * share, y: start.y + dy * (level === undefined ? share : level) });
  return { start, end, first: bend(0.4, start.level ? 0 : undefined), second: bend(0.6, end.level ? 1 : undefined) };
}

/** The nearest body in a direction (dx, dy one of -1, 0, 1), or undefined. */
function towards(bodies, from, dx, dy) {
  let best;
  let least = Infinity;
  for (const body of bodies) {
    const [x, y] = [body.x - from.x, body.y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (body === from || along < 4 || aside > along * 2.2) continue;
    if (along + 2 * aside < least) [best, least] = [body, along + 2 * aside];
  }
  return best;
}
