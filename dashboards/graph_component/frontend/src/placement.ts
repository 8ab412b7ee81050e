// Where nodes go. The same elements in the same order give the same picture: nothing here is left to chance.
import type { Core, LayoutOptions, NodeCollection, NodeSingular, Position } from "cytoscape";
import type { Layout } from "./payload.ts";

export const SMALLEST = 0.6; // zoom below which captions cannot be read
const STEP = 95; // distance of a new node from its neighbour
const GAP = 58; // nodes nearer than this overlap with their captions
const WIDE = 96; // captions of nodes nearer than this in a row run into one another
const SETTLING = 600; // rounds for nodes that already stand beside a neighbour; a new picture takes fcose's own 2,500
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

// fcose draws its samples from Math.random; a seeded one for the time of the run makes the picture repeatable.
function repeatably(run: () => void) {
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

const FCOSE = { name: "fcose", animate: false, quality: "default", nodeSeparation: 110, idealEdgeLength: 105, nodeRepulsion: 9000, packComponents: false };

export function runLayout(cy: Core, layout: Layout) {
  const options = layout === "dagre"
    ? { name: "dagre", animate: false, rankDir: "LR", nodeSep: 30, rankSep: 130, fit: false }
    : { ...FCOSE, randomize: true, fit: false };
  repeatably(() => cy.layout(options as LayoutOptions).run());
  if (cy.width() > 0 && cy.height() > 0) widen(cy, layout === "dagre" ? 2.5 : 1.7);
}

// Captions are wide and screens too: a picture taller than its frame is drawn out sideways.
function widen(cy: Core, most: number) {
  const { x1, w, h } = cy.nodes().boundingBox({ includeLabels: false });
  const factor = Math.min(most, (h * cy.width()) / (w * cy.height()), (0.85 * cy.width()) / (SMALLEST * w));
  if (!(factor > 1)) return;
  cy.batch(() => cy.nodes().forEach((node) => { node.position("x", x1 + (node.position("x") - x1) * factor); }));
}

export function runLayoutAroundFixed(cy: Core, shown: NodeCollection) {
  const places = shown.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
  const options = { ...FCOSE, randomize: false, fit: false, numIter: SETTLING, fixedNodeConstraint: places };
  repeatably(() => cy.layout(options as LayoutOptions).run());
  // The constraint holds them already; this also takes back the last rounding.
  cy.batch(() => { for (const { nodeId, position } of places) (cy.getElementById(nodeId) as NodeSingular).position(position); });
  cy.batch(() => giveRoom(cy, shown));
}

// Links pull a new node even onto another one: then it goes to the nearest spot where neither disc nor caption is covered.
function giveRoom(cy: Core, shown: NodeCollection) {
  const settled = shown.map((node) => ({ ...node.position() }));
  const covered = (x: number, y: number) => settled.some((p) => Math.abs(p.x - x) < WIDE && Math.abs(p.y - y) < GAP);
  for (const node of cy.nodes().not(shown).toArray() as NodeSingular[]) {
    const wish = { ...node.position() };
    let spot = wish;
    for (let turn = 1; turn < 1000 && covered(spot.x, spot.y); turn += 1) {
      const radius = 12 * Math.sqrt(turn);
      spot = { x: wish.x + radius * Math.cos(turn * GOLDEN), y: wish.y + radius * Math.sin(turn * GOLDEN) };
    }
    node.position(spot);
    settled.push(spot);
  }
}

const taken = (settled: Position[], x: number, y: number) => settled.some((p) => Math.abs(p.x - x) < GAP && Math.abs(p.y - y) < GAP * 0.8);

function spotAround(anchor: Position, outward: number, settled: Position[]): Position {
  for (let turn = 0; ; turn += 1) {
    const angle = outward + (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * (GOLDEN / 4);
    const radius = STEP * (1 + Math.floor(turn / 20) * 0.6);
    const spot = { x: anchor.x + radius * Math.cos(angle), y: anchor.y + radius * Math.sin(angle) };
    if (!taken(settled, spot.x, spot.y)) return spot;
  }
}

function spotInColumn(anchor: Position, direction: number, settled: Position[]): Position {
  const x = anchor.x + direction * (STEP + 60);
  for (let row = 0; ; row += 1) {
    const y = anchor.y + (row % 2 ? 1 : -1) * Math.ceil(row / 2) * GAP;
    if (!taken(settled, x, y)) return { x, y };
  }
}

// New nodes start beside a neighbour that is already placed; those without one stand in a row below the picture.
export function placeBesideNeighbours(cy: Core, fresh: NodeCollection, layout: Layout) {
  let waiting = fresh.toArray() as NodeSingular[];
  const placed = new Set(cy.nodes().not(fresh).map((node) => node.id()));
  const settled = (cy.nodes().not(fresh).toArray() as NodeSingular[]).map((node) => ({ ...node.position() }));
  const edge = cy.nodes().not(fresh).boundingBox();
  const middle = { x: (edge.x1 + edge.x2) / 2, y: (edge.y1 + edge.y2) / 2 };
  const settle = (node: NodeSingular, spot: Position) => { node.position(spot); settled.push(spot); placed.add(node.id()); };
  while (waiting.length) {
    const later: NodeSingular[] = [];
    for (const node of waiting) {
      const line = node.connectedEdges().toArray().find((e) => placed.has((e.source().same(node) ? e.target() : e.source()).id()));
      if (!line) { later.push(node); continue; }
      const receives = line.target().same(node);
      const anchor = (receives ? line.source() : line.target()).position();
      settle(node, layout === "dagre"
        ? spotInColumn(anchor, receives ? 1 : -1, settled)
        : spotAround(anchor, Math.atan2(anchor.y - middle.y, anchor.x - middle.x), settled));
    }
    if (later.length === waiting.length) {
      later.forEach((node, place) => settle(node, { x: edge.x1 + place * STEP, y: edge.y2 + STEP }));
      return;
    }
    waiting = later;
  }
}
