// Which captions are drawn, and on which side of the disc: the most important first, 12 pixels on the screen at every zoom.
import type { Core, EdgeSingular, NodeCollection, NodeSingular } from "cytoscape";
import { Grid, captionSides, discBox, type Body, type Side } from "./boxes.ts";
import { SMALLEST } from "./placement.ts";

export const FONT = 12;
const LINE = 15; // height of a line of a caption
const EDGE_FONT = 11;
const LONGEST_NAME = 28;
const WIDEST = 132; // a longer name goes on two lines
export const NAMED = 20; // so many of the most important nodes are named at every zoom
const MORE = 1.15; // room that is left around a caption
const AWAY = [0, 12, 26, 44]; // how far a caption that must be drawn may stand from its disc
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null = null;

export function forgetWidths(): void { widths.clear(); }

function textWidth(text: string, size: number, font: string, weight: number): number {
  const key = `${weight} ${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    pen ??= document.createElement("canvas").getContext("2d");
    if (!pen) return text.length * size * 0.55;
    pen.font = `${weight} ${size}px ${font}`;
    width = pen.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

const shortened = (name: string) => (name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME - 1) + "…" : name);
export const radius = (node: NodeSingular): number => (node.data("focus") ? 20 : 15);
const weightOf = (node: NodeSingular) => (node.data("path") ? 700 : 400);

function linesOf(node: NodeSingular, font: string): string[] {
  const name = shortened(String(node.data("name"))), second = node.data("caption") ? [String(node.data("caption"))] : [];
  const words = name.split(" ");
  if (words.length < 2 || textWidth(name, FONT, font, weightOf(node)) <= WIDEST) return [name, ...second];
  let cut = 1, least = Infinity; // the break that leaves the two lines most alike
  for (let place = 1; place < words.length; place += 1) {
    const longer = Math.max(words.slice(0, place).join(" ").length, words.slice(place).join(" ").length);
    if (longer < least) { least = longer; cut = place; }
  }
  return [words.slice(0, cut).join(" "), words.slice(cut).join(" "), ...second];
}

export const shownNodes = (cy: Core): NodeCollection => cy.nodes().not(".hide, .fold, .grouped");
export const linked = (node: NodeSingular): number => node.degree(false);

export function importance(node: NodeSingular): number {
  return (node.selected() ? 1e6 : 0) + (node.data("path") ? 1e5 : 0) + (node.data("_pin") ? 1e4 : 0) + (node.data("_notes") ? 5e3 : 0) + (node.data("focus") ? 1e3 : 0) + linked(node);
}

// A node as a body whose caption has its size in pixels. `room`: what it takes up where nodes are placed; a much linked
// node keeps the room that its caption needs at SMALLEST.
export function bodyOf(node: NodeSingular, font: string, room = false): Body {
  const lines = linesOf(node, font), more = !room ? 1 : linked(node) > 3 ? 1 / SMALLEST : MORE;
  return {
    id: node.id(), r: radius(node),
    w: (Math.max(...lines.map((line) => textWidth(line, FONT, font, weightOf(node)))) + 4) * more, h: lines.length * LINE * more,
    rank: importance(node), left: Boolean(node.data("hidden") || node.data("_fold") || node.data("_colour")), right: Boolean(node.data("stage") || node.data("_pin")),
  };
}

function choose(body: Body, at: { x: number; y: number }, scale: number, grid: Grid, before: string, must: boolean): Side | null {
  const sides = captionSides(body, at, scale).sort((a, b) => Number(sideName(b) === before) - Number(sideName(a) === before));
  const free = sides.find((side) => !grid.hit(side.box));
  if (free || !must) return free ?? null;
  const small = sides.find((side) => !grid.hit(side.box, body.rank / 3));
  if (small) return small;
  for (const away of AWAY)
    for (const side of captionSides(body, at, scale, away)) if (!grid.hit(side.box, body.rank)) return side;
  for (const away of AWAY) // over a disc, but over no other caption
    for (const side of captionSides(body, at, scale, away)) if (!grid.hit(side.box, Infinity)) return side;
  return sides[0] ?? null;
}

const sideName = (side: Side) => `${side.across} ${side.down}`;

// Writes the captions of nodes, then those of links where there is room left. Returns how many nodes are named.
export function writeCaptions(cy: Core, font: string): number {
  const zoom = cy.zoom(), grid = new Grid();
  const nodes = shownNodes(cy).toArray() as NodeSingular[];
  const bodies = nodes.map((node) => ({ node, body: bodyOf(node, font), at: { x: node.position("x") * zoom, y: node.position("y") * zoom } }));
  for (const { body, at } of bodies) grid.add(discBox(body, at, zoom));
  bodies.sort((a, b) => b.body.rank - a.body.rank || (a.body.id < b.body.id ? -1 : 1));
  let named = 0;
  cy.batch(() => {
    bodies.forEach(({ node, body, at }, order) => {
      const side = choose(body, at, zoom, grid, String(node.data("_side") ?? ""), order < NAMED);
      if (side) { grid.add(side.box); named += 1; }
      write(node, side ? {
        _label: linesOf(node, font).join("\n"), _side: sideName(side), _across: side.across, _down: side.down, _size: FONT / zoom,
        _dx: (side.across === "left" ? -side.dx : side.dx) / zoom, _dy: (side.down === "top" ? -side.dy : side.dy) / zoom,
      } : { _label: "" });
    });
    writeLinkCaptions(cy, font, grid);
  });
  return named;
}

function writeLinkCaptions(cy: Core, font: string, grid: Grid): void {
  const zoom = cy.zoom();
  const weight = (edge: EdgeSingular) => (edge.data("path") ? 4 : 0) + (edge.data("kind") === "money" ? 2 : 0) - (edge.data("faded") ? 3 : 0);
  const edges = (cy.edges().toArray() as EdgeSingular[]).sort((a, b) => weight(b) - weight(a) || (a.id() < b.id() ? -1 : 1));
  for (const edge of edges) {
    const text = String(edge.data("label") || "");
    let free = false;
    if (text && edge.visible() && (zoom >= SMALLEST || edge.data("path"))) {
      const lines = text.split("\n"), middle = edge.midpoint();
      const w = Math.max(...lines.map((line) => textWidth(line, EDGE_FONT, font, edge.data("path") ? 700 : 400))) + 4, h = lines.length * 14;
      const box = { x1: middle.x * zoom - w / 2, x2: middle.x * zoom + w / 2, y1: middle.y * zoom - h / 2, y2: middle.y * zoom + h / 2, of: edge.id(), rank: Infinity };
      free = !grid.hit(box);
      if (free) grid.add(box);
    }
    write(edge, free ? { _label: text, _size: EDGE_FONT / zoom } : { _label: "" });
  }
}

// Only what changes is written: each write works the style of its element out again.
function write(element: NodeSingular | EdgeSingular, wanted: Record<string, unknown>): void {
  if (Object.entries(wanted).some(([name, value]) => element.data(name) !== value)) element.data(wanted);
}
