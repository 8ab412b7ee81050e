// What of the picture is kept in a saved view: read from the picture, told apart from what is kept, written back into it.
import type { Core, NodeSingular } from "cytoscape";
import { apply, type Change } from "./changes.ts";
import { ownNodes } from "./groups.ts";
import { placeOf } from "./placement.ts";

export interface Field { kind: string; target: string; value: unknown }

// The form in which two values are compared: names in order, whatever their order was.
export function written(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => one !== null && typeof one === "object" && !Array.isArray(one)
    ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one);
}

export const keyOf = ({ kind, target, value }: Field): string =>
  [kind, target, kind === "note" ? (value as { id: string }).id : ""].join("\n");

const NOTHING: Record<string, unknown> = { hidden: false, pinned: false, colour: null, fold: [], group: [] };

function marksOf(node: NodeSingular): Record<string, unknown> {
  return { hidden: node.hasClass("hide"), pinned: Boolean(node.data("_pin")), colour: String(node.data("_colour") ?? "") || null, fold: (node.data("_leaves") ?? []) as string[], group: (node.data("_grouped") ?? []) as string[] };
}

// Nodes in the picture as they are kept: their places and marks. Marks that a node does not bear are there too.
export function nodeFields(cy: Core): Map<string, Field> {
  const found = new Map<string, Field>();
  const put = (field: Field) => found.set(keyOf(field), field);
  for (const node of ownNodes(cy).toArray() as NodeSingular[]) {
    put({ kind: "node", target: node.id(), value: placeOf(node) });
    for (const [kind, value] of Object.entries(marksOf(node))) put({ kind, target: node.id(), value });
  }
  return found;
}

export function cameraOf(cy: Core): Field {
  const zoom = cy.zoom(), { x, y } = cy.pan(), round = (value: number) => Math.round(value * 100) / 100;
  return { kind: "camera", target: "", value: { zoom: Math.round(zoom * 1e5) / 1e5, x: round((cy.width() / 2 - x) / zoom), y: round((cy.height() / 2 - y) / zoom) } };
}

// The middle of the picture at the same spot, whatever the size of the window.
export function lookAt(cy: Core, { zoom, x, y }: { zoom: number; x: number; y: number }): void {
  cy.zoom(zoom);
  cy.pan({ x: cy.width() / 2 - x * cy.zoom(), y: cy.height() / 2 - y * cy.zoom() });
}

// Is a mark worth a change where nothing is kept of it?
export const isNothing = ({ kind, value }: Field): boolean => kind in NOTHING && written(NOTHING[kind]) === written(value);

export function fieldOf(key: string, value: string): Field {
  const [kind = "", target = ""] = key.split("\n");
  return { kind, target, value: JSON.parse(value) as unknown };
}

// What of the nodes is otherwise in the picture than it is kept. `drawn`: nodes that were in the picture before.
export function differences(cy: Core, kept: ReadonlyMap<string, string>, drawn: ReadonlySet<string>): Field[] {
  const now = nodeFields(cy), found: Field[] = [];
  for (const [key, field] of now) {
    const before = kept.get(key);
    if (before === undefined ? isNothing(field) : before === written(field.value)) continue;
    if (field.kind === "node" && (cy.getElementById(field.target) as NodeSingular).grabbed()) continue;
    found.push(field);
  }
  for (const id of drawn) {
    const field = { kind: "node", target: id, value: null };
    if (!now.has(keyOf(field)) && (kept.get(keyOf(field)) ?? "null") !== "null") found.push(field);
  }
  return found;
}

// The same mark, taken off.
export const bare = (field: Field): Field => ({ ...field, value: NOTHING[field.kind] });

// Writes fields into the picture as they are kept. Nodes that are being dragged stay with who drags them.
export function writeFields(cy: Core, fields: readonly Field[]): void {
  const changes: Change[] = [];
  for (const { kind, target, value } of fields) {
    const node = cy.getElementById(target) as NodeSingular;
    if (node.empty()) continue;
    switch (kind) {
      case "node":
        if (value === null) node.remove();
        else if (!node.grabbed()) changes.push({ kind: "place", id: target, value: value as { x: number; y: number }, before: placeOf(node) });
        break;
      case "hidden": changes.push({ kind, id: target, value: Boolean(value), before: node.hasClass("hide") }); break;
      case "pinned": changes.push({ kind: "pin", id: target, value: Boolean(value), before: Boolean(node.data("_pin")) }); break;
      case "colour": changes.push({ kind, id: target, value: String(value ?? ""), before: String(node.data("_colour") ?? "") }); break;
      case "group": changes.push({ kind, id: target, value: value as string[], before: (node.data("_grouped") ?? []) as string[] }); break;
      case "fold": changes.push({ kind, id: target, value: value as string[], before: (node.data("_leaves") ?? []) as string[] }); break;
    }
  }
  cy.batch(() => { for (const change of changes) apply(cy, change); });
}
