// Where nodes go: each to the free spot nearest its wish, where disc and caption cover nothing. Nothing is left to chance.
import type { Core, LayoutOptions, NodeSingular, Position } from "cytoscape";
import { Grid, captionBelow, discBox, type Body } from "./boxes.ts";
import type { Layout } from "./payload.ts";

export const SMALLEST = 0.7; // zoom from which every caption has its room
const RING = 34; // pixels between the rings of spots around a neighbour
const RINGS = 40;
const COLUMN = 200; // from column to column where the picture runs from left to right
const ROOM = 0.3; // share of the area that discs and captions may fill
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const FCOSE = { name: "fcose", animate: false, quality: "default", nodeSeparation: 110, idealEdgeLength: 105, nodeRepulsion: 9000, packComponents: false };

export interface Placed extends Body { at: Position }
export interface Fresh extends Body { near: string[]; receives: boolean }
export type Line = readonly [Position, Position];

// fcose draws its samples from Math.random; a seeded one for the time of the run makes the picture repeatable.
function repeatably(run: () => void): void {
  const chance = Math.random;
  let state = 0x9e3779b9;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  try { run(); } finally { Math.random = chance; }
}

export function runLayout(cy: Core, layout: Layout): void {
  const options = layout === "dagre"
    ? { name: "dagre", animate: false, rankDir: "LR", nodeSep: 40, rankSep: 150, fit: false }
    : { ...FCOSE, randomize: true, fit: false };
  repeatably(() => cy.layout(options as LayoutOptions).run());
  if (cy.width() > 0 && cy.height() > 0) widen(cy, layout === "dagre" ? 2.5 : 1.7);
}

// Captions are wide and screens too: a picture taller than its frame is drawn out sideways.
function widen(cy: Core, most: number): void {
  const { x1, w, h } = cy.nodes().boundingBox({ includeLabels: false });
  const factor = Math.min(most, (h * cy.width()) / (w * cy.height()), (0.85 * cy.width()) / (SMALLEST * w));
  if (!(factor > 1)) return;
  cy.batch(() => cy.nodes().forEach((node) => { node.position("x", x1 + (node.position("x") - x1) * factor); }));
}

class Room {
  private readonly grid = new Grid();

  free(body: Body, at: Position): boolean {
    return !this.grid.hit(discBox(body, at, 1, 4)) && !this.grid.hit(captionBelow(body, at));
  }

  take(body: Body, at: Position): void {
    this.grid.add(discBox(body, at, 1, 4));
    const caption = captionBelow(body, at);
    this.grid.add({ ...caption, x1: caption.x1 - 3, x2: caption.x2 + 3, y2: caption.y2 + 3 });
  }

  // Does a line from here to there run through the disc of a third node?
  crosses(from: Position, to: Position, ends: readonly string[]): boolean {
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 20);
    for (let step = 1; step < steps; step += 1) {
      const x = from.x + ((to.x - from.x) * step) / steps, y = from.y + ((to.y - from.y) * step) / steps;
      const hit = this.grid.hit({ x1: x - 2, x2: x + 2, y1: y - 2, y2: y + 2, of: "", rank: 0 });
      if (hit && !ends.includes(hit.of)) return true;
    }
    return false;
  }
}

const byRank = (a: Body, b: Body) => b.rank - a.rank || (a.id < b.id ? -1 : 1);

// After a layout: the most linked first, each to the free spot nearest to where the layout wants it. One pass.
export function settle(nodes: readonly Placed[]): Map<string, Position> {
  const span = (values: number[]) => Math.max(1, Math.max(...values) - Math.min(...values));
  const wide = span(nodes.map((node) => node.at.x)), tall = span(nodes.map((node) => node.at.y));
  const need = nodes.reduce((sum, node) => sum + (node.w + 8) * (2 * node.r + node.h + 8), 0);
  const spread = Math.max(1, Math.sqrt(need / ROOM / (wide * tall)));
  const room = new Room(), places = new Map<string, Position>();
  for (const node of [...nodes].sort(byRank)) {
    for (let turn = 0; ; turn += 1) { // a sunflower around the wish
      const radius = 9 * Math.sqrt(turn);
      const at = { x: node.at.x * spread + 1.3 * radius * Math.cos(turn * GOLDEN), y: node.at.y * spread + radius * Math.sin(turn * GOLDEN) };
      if (!room.free(node, at)) continue;
      room.take(node, at);
      places.set(node.id, at);
      break;
    }
  }
  return places;
}

const turnOf = (a: Position, b: Position, c: Position) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
const cross = (a: Position, b: Position, c: Position, d: Position) => turnOf(a, b, c) * turnOf(a, b, d) < 0 && turnOf(c, d, a) * turnOf(c, d, b) < 0;
const middleOf = (spots: readonly Position[]): Position => ({
  x: spots.reduce((sum, at) => sum + at.x, 0) / Math.max(1, spots.length), y: spots.reduce((sum, at) => sum + at.y, 0) / Math.max(1, spots.length),
});

interface Spot { at: Position; ring: number; bend: number }

function* spotsAround(anchor: Position, outward: number, first: number): Generator<Spot> {
  for (let ring = first; ring < RINGS; ring += 1) {
    const turns = Math.max(1, Math.round(ring * 5));
    for (let turn = 0; turn < turns; turn += 1) {
      const bend = ((turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * 2 * Math.PI) / turns, angle = outward + bend;
      yield { at: { x: anchor.x + 1.25 * ring * RING * Math.cos(angle), y: anchor.y + ring * RING * Math.sin(angle) }, ring, bend: Math.abs(bend) };
    }
  }
}

function* spotsInColumns(anchor: Position, direction: number): Generator<Spot> {
  for (let ring = 0; ring < RINGS; ring += 1)
    for (let row = 0; row <= ring * 8 + 16; row += 1) {
      const y = anchor.y + ((row % 2 ? 1 : -1) * Math.ceil(row / 2) * RING) / 2;
      yield { at: { x: anchor.x + direction * (COLUMN + ring * RING), y }, ring, bend: Math.ceil(row / 2) / 8 };
    }
}

// New nodes: each to the free spot nearest its neighbours; crossings and lines through discs cost extra. No old node moves.
export function place(old: readonly Placed[], fresh: readonly Fresh[], lines: Line[], layout: Layout): Map<string, Position> {
  const room = new Room(), at = new Map<string, Position>(), places = new Map<string, Position>();
  const put = (body: Body, spot: Position) => { at.set(body.id, spot); room.take(body, spot); };
  for (const node of old) put(node, node.at);
  const middle = middleOf(old.map((node) => node.at));
  let waiting = [...fresh].sort((a, b) => b.near.length - a.near.length || byRank(a, b));
  while (waiting.length) {
    const later: Fresh[] = [];
    for (const node of waiting) {
      const ends = node.near.filter((id) => at.has(id)), anchors = ends.flatMap((id) => at.get(id) ?? []);
      if (!anchors.length) { later.push(node); continue; }
      const anchor = middleOf(anchors);
      const spots = layout === "dagre" ? spotsInColumns(anchor, node.receives ? 1 : -1)
        : spotsAround(anchor, Math.atan2(anchor.y - middle.y, anchor.x - middle.x), anchors.length > 1 ? 0 : 2);
      let best = null as { at: Position; cost: number; ring: number } | null;
      for (const spot of spots) {
        if (best && spot.ring > best.ring + 2) break;
        if (!room.free(node, spot.at)) continue;
        let cost = spot.ring * 3 + spot.bend;
        for (const end of anchors) {
          for (const line of lines) if (cross(spot.at, end, line[0], line[1])) cost += 1.5;
          if (room.crosses(spot.at, end, ends)) cost += 4;
        }
        if (!best || cost < best.cost) best = { at: spot.at, cost, ring: best?.ring ?? spot.ring };
      }
      const spot = best?.at ?? { x: anchor.x, y: anchor.y + RINGS * RING };
      put(node, spot);
      places.set(node.id, spot);
      for (const end of anchors) lines.push([spot, end]);
    }
    if (later.length === waiting.length) { // linked to nothing in the picture: a row below it
      const spots = [...at.values()];
      const y = Math.max(0, ...spots.map((spot) => spot.y)) + 90;
      let x = Math.min(...spots.map((spot) => spot.x), Infinity);
      if (!Number.isFinite(x)) x = 0;
      for (const node of later) {
        x += node.w / 2;
        put(node, { x, y });
        places.set(node.id, { x, y });
        x += node.w / 2 + 24;
      }
      break;
    }
    waiting = later;
  }
  return places;
}

// Places are kept to a tenth of a pixel, so that what is undone, saved or opened again lies where it lay.
export const rounded = ({ x, y }: Position): Position => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });
export const placeOf = (node: NodeSingular): Position => rounded(node.position());
