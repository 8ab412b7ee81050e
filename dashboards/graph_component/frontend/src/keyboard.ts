// The graph without a mouse: Tab goes through the nodes by importance, arrows along links, letters act on the node.
import type { NodeSingular } from "cytoscape";
import { linked, shownNodes } from "./captions.ts";
import { actedOn, type View } from "./view.ts";

type Direction = readonly [number, number];
const ARROWS: Record<string, Direction> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// The linked node that lies most in this direction; none where no link leads that way.
function along(view: View, from: NodeSingular, [dx, dy]: Direction): NodeSingular | null {
  const here = from.position();
  let best: NodeSingular | null = null;
  let least = Infinity;
  for (const node of from.neighborhood().nodes().intersection(shownNodes(view.cy)).toArray() as NodeSingular[]) {
    const there = node.position();
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 0 && cost < least) { least = cost; best = node; }
  }
  return best;
}

export function reach(view: View, node: NodeSingular): void {
  const { cy } = view;
  cy.nodes().removeClass("reached");
  node.addClass("reached");
  const { x, y } = node.renderedPosition();
  if (x < 0 || y < 0 || x > cy.width() || y > cy.height()) cy.center(node);
  view.say(view.describe(node));
}

export const byImportance = (view: View): NodeSingular[] =>
  (shownNodes(view.cy).toArray() as NodeSingular[]).sort((a, b) => linked(b) - linked(a) || (a.id() < b.id() ? -1 : 1));

// Each letter is an act of the tools: `acts` by key, in lower case.
export function listenToKeys(view: View, acts: Readonly<Record<string, () => void>>): void {
  const { cy, box } = view;
  const reached = () => cy.nodes(".reached:visible").first() as unknown as NodeSingular;
  let leaving = false; // after Escape, Tab leaves the picture
  box.addEventListener("focus", () => { leaving = false; });
  box.addEventListener("keydown", (event) => {
    if (event.altKey || cy.nodes().empty()) return;
    const at = reached(), key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const take = () => { event.preventDefault(); event.stopPropagation(); }; // Streamlit has its own one-letter shortcuts
    if (event.ctrlKey || event.metaKey) {
      if (key !== "z") return;
      take();
      if (event.shiftKey) view.history.redo(); else view.history.undo();
      return;
    }
    const direction = ARROWS[key];
    if (key === "Tab") {
      if (leaving) return;
      const nodes = byImportance(view), place = (at.empty() ? (event.shiftKey ? nodes.length : -1) : nodes.findIndex((node) => node.same(at))) + (event.shiftKey ? -1 : 1);
      const next = nodes[place];
      if (!next) return; // past the last one, or before the first, the picture is left
      reach(view, next);
    } else if (direction) {
      const next = at.empty() ? byImportance(view)[0] : along(view, at, direction);
      if (next) reach(view, next); else view.say(view.text("no_link_there"));
    } else if (key === " ") {
      if (at.nonempty()) { if (at.selected()) at.unselect(); else at.select(); }
    } else if (key === "Enter" || key === "e") {
      const [node] = actedOn(view);
      if (at.nonempty()) view.tell("expand", at); else if (node) view.tell("expand", node);
    } else if (key === "o") {
      if (at.nonempty()) view.tell("open", at);
    } else if (key === "Escape") {
      view.clear();
      cy.nodes().removeClass("reached found");
      leaving = true;
    } else if (acts[key]) acts[key]();
    else return;
    if (key !== "Escape") leaving = false;
    take();
  });
}
