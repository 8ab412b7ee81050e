// Selects many nodes at once: by kind, by a loop drawn around them; and finds one by its words.
import type { NodeSingular, Position } from "cytoscape";
import { shownNodes } from "./captions.ts";
import type { Item } from "./menu.ts";
import { showHidden } from "./changes.ts";
import { part } from "./parts.ts";
import type { View } from "./view.ts";

const STEP = 4; // pixels between two corners of the loop

function select(view: View, nodes: NodeSingular[]): void {
  view.cy.batch(() => { view.cy.elements().unselect(); for (const node of nodes) node.select(); });
  view.say(`${view.text("selected")}: ${nodes.length}`);
}

export function selectItems(view: View, lasso: () => void): Item[] {
  const shown = shownNodes(view.cy).toArray() as NodeSingular[], data = view.component.data;
  const kinds = new Map<string, NodeSingular[]>();
  for (const node of shown) {
    const word = node.data("protected") ? data.protected.word : data.types[node.data("type")]?.word ?? "";
    kinds.set(word, [...(kinds.get(word) ?? []), node]);
  }
  const selected = shown.filter((node) => node.selected());
  const items: Item[] = [
    { word: view.text("lasso"), key: "L", act: lasso },
    { word: `${view.text("all")} (${shown.length})`, act: () => select(view, shown) },
    ...[...kinds].sort().map(([word, nodes]) => ({ word: `${word} (${nodes.length})`, act: () => select(view, nodes) })),
  ];
  if (selected.length) items.push({ word: view.text("others"), act: () => select(view, shown.filter((node) => !selected.includes(node))) });
  const hidden = view.cy.nodes(".hide").length;
  if (hidden) items.push({ word: `${view.text("show_hidden")} (${hidden})`, act: () => showHidden(view) });
  return items;
}

function within(corners: readonly Position[], { x, y }: Position): boolean {
  let inside = false;
  corners.forEach((a, place) => {
    const b = corners[(place + 1) % corners.length] ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

// Lets the reader draw a loop once; the nodes inside it are selected. Escape ends it without a selection.
export function drawLasso(view: View, colour: string): void {
  const sheet = part<HTMLCanvasElement>(view.frame, ".lasso"), pen = sheet.getContext("2d");
  if (!pen || !sheet.hidden) return;
  sheet.hidden = false;
  sheet.width = sheet.clientWidth;
  sheet.height = sheet.clientHeight;
  view.say(view.text("lasso_help"));
  let corners: Position[] = [];
  const done = new AbortController(), { signal } = done;
  const end = () => { done.abort(); sheet.hidden = true; view.box.focus({ preventScroll: true }); };
  const spot = (event: PointerEvent) => ({ x: event.offsetX, y: event.offsetY });
  sheet.addEventListener("pointerdown", (event) => { event.preventDefault(); sheet.setPointerCapture(event.pointerId); corners = [spot(event)]; }, { signal });
  sheet.addEventListener("pointermove", (event) => {
    const last = corners.at(-1), at = spot(event);
    if (!last || Math.hypot(at.x - last.x, at.y - last.y) < STEP) return;
    corners.push(at);
    pen.clearRect(0, 0, sheet.width, sheet.height);
    pen.beginPath();
    for (const corner of corners) pen.lineTo(corner.x, corner.y);
    pen.closePath();
    pen.lineWidth = 1.5;
    pen.setLineDash([6, 4]);
    pen.strokeStyle = pen.fillStyle = colour;
    pen.stroke();
    pen.globalAlpha = 0.12;
    pen.fill();
    pen.globalAlpha = 1;
  }, { signal });
  // Not pointerup: a drag that the browser takes over ends without one.
  sheet.addEventListener("lostpointercapture", () => {
    const inside = (shownNodes(view.cy).toArray() as NodeSingular[]).filter((node) => within(corners, node.renderedPosition()));
    end();
    if (corners.length > 2) select(view, inside);
  }, { signal });
  view.box.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopImmediatePropagation(); end(); } }, { signal, capture: true });
  view.box.focus({ preventScroll: true });
}

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The nodes whose words hold this text, whatever its case and accents, the most linked first.
export function matching(view: View, text: string): NodeSingular[] {
  const wanted = folded(text.trim()), close = wanted.replaceAll(" ", "");
  if (!wanted) return [];
  const words = (node: NodeSingular) => folded([node.data("name"), node.data("caption")].filter(Boolean).join(" "));
  return (shownNodes(view.cy).toArray() as NodeSingular[])
    .filter((node) => words(node).includes(wanted) || words(node).replaceAll(" ", "").includes(close))
    .sort((a, b) => b.degree(false) - a.degree(false) || (a.id() < b.id() ? -1 : 1));
}
