// Fades what was not paid in the months shown. Only looks: what the page sent and what is kept stay as they are.
import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import { shownNodes } from "./captions.ts";
import type { MonthCounts } from "./payload.ts";
import type { Span } from "./months.ts";

export interface Counted { shown: number; all: number }

// How many payments between nodes that are shown lie in these months, and how many there are?
export function countPayments(cy: Core, lines: MonthCounts, span: Span): Counted {
  const found = { shown: 0, all: 0 };
  for (const [id, months] of Object.entries(lines)) {
    if (!isShown(cy.getElementById(id) as EdgeSingular)) continue;
    for (const [month, count] of months) { found.all += count; if (month >= span.from && month <= span.to) found.shown += count; }
  }
  return found;
}

// A line of payments is pale without one in these months; a node where all its lines are.
export function fade(cy: Core, lines: MonthCounts, span: Span): void {
  cy.batch(() => {
    for (const edge of cy.edges('[kind = "money"]').toArray() as EdgeSingular[]) {
      const months = lines[edge.id()] ?? ((edge.data("_holds") ?? []) as string[]).flatMap((id) => lines[id] ?? []);
      if (months.length) wear(edge, months.some(([month]) => month >= span.from && month <= span.to));
    }
    for (const node of shownNodes(cy).toArray() as NodeSingular[]) {
      const edges = (node.connectedEdges().toArray() as EdgeSingular[]).filter(isShown);
      if (edges.length) wear(node, Boolean(node.data("path") || node.data("focus")) || edges.some((edge) => edge.hasClass("on") || !(edge.hasClass("off") || edge.data("faded"))));
    }
  });
}

export function unfade(cy: Core): void { cy.elements(".on, .off").removeClass("on off"); }

const isShown = (edge: EdgeSingular): boolean => edge.nonempty() && !edge.connectedNodes().is(".hide, .fold");

function wear(element: NodeSingular | EdgeSingular, on: boolean): void {
  if (element.hasClass(on ? "on" : "off")) return;
  element.removeClass(on ? "off" : "on").addClass(on ? "on" : "off");
}
