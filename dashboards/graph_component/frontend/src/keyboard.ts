// The graph without a mouse: arrows go to the nearest node in that direction, letters act on it.
import type { Core, NodeSingular } from "cytoscape";
import type { View } from "./view.ts";

type Direction = readonly [number, number];
const ARROWS: Record<string, Direction> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function nearest(cy: Core, from: NodeSingular, [dx, dy]: Direction): NodeSingular | null {
  const here = from.position();
  let best: NodeSingular | null = null;
  let least = Infinity;
  cy.nodes().not(from).forEach((node) => {
    const there = node.position();
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const cost = along + 2 * across;
    if (along > 0 && cost < least) { least = cost; best = node; }
  });
  return best;
}

function reach(view: View, node: NodeSingular) {
  const { cy } = view;
  cy.nodes().removeClass("reached");
  node.addClass("reached");
  const { x, y } = node.renderedPosition();
  if (x < 0 || y < 0 || x > cy.width() || y > cy.height()) cy.center(node);
  view.say(node);
}

export function listenToKeys(view: View) {
  const { cy, box } = view;
  const reached = () => cy.nodes(".reached").first() as NodeSingular;
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || cy.nodes().empty()) return;
    const at = reached();
    const acts: Record<string, () => unknown> = {
      " ": () => at.nonempty() && (at.selected() ? at.unselect() : at.select()),
      e: () => at.nonempty() && view.tell("expand", at),
      Enter: () => at.nonempty() && view.tell("open", at),
      "+": () => view.zoom(1.3),
      "-": () => view.zoom(1 / 1.3),
      0: () => view.fit(),
      Escape: () => { view.clear(); cy.nodes().removeClass("reached"); },
    };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const direction = ARROWS[key], act = acts[key];
    if (direction) {
      const next = at.empty() ? cy.nodes("[?focus]").union(cy.nodes()).first().nodes().first() : nearest(cy, at, direction);
      if (next) reach(view, next);
    } else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit has its own one-letter shortcuts
  });
}
