// A drag is one act, whatever number of nodes goes with it; a dragged node pulls no caption before it rests. With a group go
// its members.
import type { NodeSingular } from "cytoscape";
import { moved, type Spot } from "./changes.ts";
import { isGroup, single } from "./groups.ts";
import { placeOf, rounded } from "./placement.ts";
import type { View } from "./view.ts";

export function listenToDrags(view: View): void {
  const { cy } = view;
  let held: Map<string, Spot> | null = null, groups = new Map<string, Spot>();
  cy.on("grab", "node", (event) => {
    const going = (event.target.selected() ? cy.nodes(":selected") : event.target).toArray() as NodeSingular[];
    held = new Map(single(going).map((node) => [node.id(), placeOf(node)]));
    groups = new Map(going.filter(isGroup).map((node) => [node.id(), { ...node.position() }]));
  });
  cy.on("free", "node", () => {
    if (!held) return;
    const from = held;
    held = null;
    cy.batch(() => {
      for (const [id, was] of groups) {
        const node = cy.getElementById(id) as NodeSingular, dx = node.position("x") - was.x, dy = node.position("y") - was.y;
        for (const member of single([node])) member.position(rounded({ x: member.position("x") + dx, y: member.position("y") + dy }));
      }
      for (const id of from.keys()) { const node = cy.getElementById(id) as NodeSingular; node.position(placeOf(node)); }
    });
    const before = view.history.done.length;
    moved(view, from);
    if (view.history.done.length !== before) view.name();
  });
}
