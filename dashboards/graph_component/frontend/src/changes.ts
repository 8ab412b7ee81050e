// What the reader does to the picture, as small changes: one list serves the screen, undo and redo.
import type { Core, NodeSingular } from "cytoscape";
import { shownNodes } from "./captions.ts";
import type { DrawnEdge, DrawnNode } from "./payload.ts";
import { placeOf } from "./placement.ts";
import type { View } from "./view.ts";

export interface Spot { x: number; y: number }
export interface ShownNode { node: DrawnNode; at: Spot }
interface Values {
  node: ShownNode | null; // in the picture, or not
  link: DrawnEdge | null;
  place: Spot;
  hidden: boolean;
  pin: boolean;
  colour: string; // the name of one of the six colours; empty for none
  fold: string[]; // the leaves that are folded into this node
  group: string[]; // the neighbours that are drawn as groups, one for each kind
}
export type Kind = keyof Values;
export type Change = { [K in Kind]: { kind: K; id: string; value: Values[K]; before: Values[K] } }[Kind];
export interface Act { title: string; at: Date; changes: Change[] }

const ORDER: readonly Kind[] = ["node", "link", "place", "fold", "group", "hidden", "pin", "colour"];
const MOST = 200; // acts that can be undone

const nodeOf = (cy: Core, id: string) => cy.getElementById(id) as NodeSingular;

function move(node: NodeSingular, at: Spot): void {
  const locked = node.locked();
  if (locked) node.unlock();
  node.position({ ...at });
  if (locked) node.lock();
}

export function apply(cy: Core, change: Change): void {
  const element = nodeOf(cy, change.id);
  switch (change.kind) {
    case "node":
      if (change.value === null) element.remove();
      else if (element.empty()) cy.add({ group: "nodes", data: { ...change.value.node }, position: { ...change.value.at } });
      return;
    case "link":
      if (change.value === null) element.remove();
      else if (element.empty() && cy.hasElementWithId(change.value.source) && cy.hasElementWithId(change.value.target))
        cy.add({ group: "edges", data: { ...change.value } });
      return;
    case "fold":
      for (const leaf of change.before) nodeOf(cy, leaf).removeClass("fold");
      for (const leaf of change.value) nodeOf(cy, leaf).addClass("fold");
      if (element.nonempty()) element.data("_fold", change.value.length).data("_leaves", change.value);
      return;
  }
  if (element.empty()) return;
  switch (change.kind) {
    case "place": return move(element, change.value);
    case "hidden":
      element.toggleClass("hide", change.value);
      if (change.value) element.unselect().removeClass("reached");
      return;
    case "pin":
      element.data("_pin", change.value);
      if (change.value) element.lock(); else element.unlock();
      return;
    case "colour": element.data("_colour", change.value); return;
    case "group": element.data("_grouped", change.value); return; // drawGroups draws them
  }
}

const swapped = (change: Change): Change => ({ ...change, value: change.before, before: change.value }) as Change;

export class History {
  readonly done: Act[] = [];
  readonly undone: Act[] = [];

  constructor(private readonly view: () => View, private readonly changed: () => void) {}

  // Does an act and keeps it. `drawn`: it is on the screen already.
  act(title: string, changes: Change[], drawn = false): void {
    if (!changes.length) return;
    this.done.push({ title, at: new Date(), changes });
    if (this.done.length > MOST) this.done.shift();
    this.undone.length = 0;
    if (!drawn) this.write(changes);
    this.view().say(title);
    this.changed();
  }

  undo(): void { this.turn(this.done, this.undone, true); }
  redo(): void { this.turn(this.undone, this.done, false); }

  clear(): void {
    this.done.length = 0;
    this.undone.length = 0;
    this.changed();
  }

  private turn(from: Act[], to: Act[], back: boolean): void {
    const act = from.pop();
    if (!act) return;
    to.push(act);
    this.write(back ? act.changes.map(swapped).reverse() : act.changes);
    this.view().say(`${this.view().text(back ? "undone" : "redone")}: ${act.title}`);
    this.changed();
  }

  private write(changes: Change[]): void {
    const view = this.view();
    const ordered = [...changes].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    view.cy.batch(() => { for (const change of ordered) apply(view.cy, change); });
    view.name();
    if (changes.some((change) => change.kind === "node")) view.show();
  }
}

// "Hidden: Alfa SRL +3": the first name, and how many more.
export function titled(word: string, names: readonly string[]): string {
  const [first = "", ...more] = names;
  return `${word}: ${first}${more.length ? ` +${more.length}` : ""}`;
}

const names = (nodes: NodeSingular[]) => nodes.map((node) => String(node.data("name")));

export function hide(view: View, nodes: NodeSingular[]): void {
  view.history.act(titled(view.text("did_hide"), names(nodes)), nodes.map((node) => ({ kind: "hidden", id: node.id(), value: true, before: false })));
}

export function showHidden(view: View): void {
  const nodes = view.cy.nodes(".hide").toArray() as NodeSingular[];
  view.history.act(titled(view.text("did_show"), names(nodes)), nodes.map((node) => ({ kind: "hidden", id: node.id(), value: false, before: true })));
}

// All of them are pinned; where all are already, all are let go.
export function pin(view: View, nodes: NodeSingular[]): void {
  const value = !nodes.every((node) => node.data("_pin"));
  const other = nodes.filter((node) => Boolean(node.data("_pin")) !== value);
  view.history.act(titled(view.text(value ? "did_pin" : "did_unpin"), names(other)), other.map((node) => ({ kind: "pin", id: node.id(), value, before: !value })));
}

export function colour(view: View, nodes: NodeSingular[], value: string): void {
  const other = nodes.filter((node) => String(node.data("_colour") ?? "") !== value);
  view.history.act(titled(view.text(value ? "did_colour" : "did_uncolour"), names(other)),
    other.map((node) => ({ kind: "colour", id: node.id(), value, before: String(node.data("_colour") ?? "") })));
}

// The shown neighbours of a node that nothing else in the picture is linked to.
export function leavesOf(node: NodeSingular): NodeSingular[] {
  const shown = shownNodes(node.cy());
  return (node.neighborhood().nodes().intersection(shown).toArray() as NodeSingular[]).filter(
    (leaf) => !leaf.data("_pin") && !leaf.data("focus") && !leaf.data("_fold") && !leaf.data("_members") && leaf.neighborhood().nodes().intersection(shown).not(node).not(leaf).empty());
}

export function fold(view: View, nodes: NodeSingular[]): void {
  for (const node of nodes) {
    const before: string[] = node.data("_leaves") ?? [], folded = before.length > 0;
    const value = folded ? [] : leavesOf(node).map((leaf) => leaf.id());
    if (!folded && !value.length) { view.say(view.text("no_leaves")); continue; }
    view.history.act(`${view.text(folded ? "did_unfold" : "did_fold")}: ${String(node.data("name"))} (${value.length || before.length})`,
      [{ kind: "fold", id: node.id(), value, before }]);
  }
}

// A drag has moved nodes from these places.
export function moved(view: View, from: ReadonlyMap<string, Spot>): void {
  const nodes = [...from.keys()].map((id) => nodeOf(view.cy, id)).filter((node) => node.nonempty());
  const other = nodes.filter((node) => { const at = placeOf(node), was = from.get(node.id()); return at.x !== was?.x || at.y !== was.y; });
  view.history.act(titled(view.text("did_move"), names(other)),
    other.map((node) => ({ kind: "place", id: node.id(), value: placeOf(node), before: from.get(node.id()) ?? placeOf(node) })), true);
}

// Another arrangement has moved every node from these places.
export function rearranged(view: View, from: ReadonlyMap<string, Spot>): void {
  const nodes = [...from.keys()].map((id) => nodeOf(view.cy, id)).filter((node) => node.nonempty());
  view.history.act(view.text("did_arrange"), nodes.map((node) => ({ kind: "place", id: node.id(), value: placeOf(node), before: from.get(node.id()) ?? placeOf(node) })), true);
}

// The page has added these nodes with their links.
export function added(view: View, fresh: NodeSingular[], expanded: string): void {
  const own = (element: { data(): Record<string, unknown> }) => Object.fromEntries(Object.entries(element.data()).filter(([name]) => !name.startsWith("_")));
  const hub = nodeOf(view.cy, expanded), ids = new Set(fresh.map((node) => node.id()));
  const links = view.cy.edges().filter((edge) => ids.has(edge.source().id()) || ids.has(edge.target().id()));
  const title = hub.nonempty() ? `${view.text("did_expand")}: ${String(hub.data("name"))} (${fresh.length})` : titled(view.text("did_add"), names(fresh));
  view.history.act(title, [
    ...fresh.map((node): Change => ({ kind: "node", id: node.id(), value: { node: own(node) as unknown as DrawnNode, at: placeOf(node) }, before: null })),
    ...links.map((edge): Change => ({ kind: "link", id: edge.id(), value: own(edge) as unknown as DrawnEdge, before: null })),
  ], true);
}
