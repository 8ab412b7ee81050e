// Nodes of one kind around a node as one: "accounts (12)". The group is drawn in the place of one of its members and takes over
// their links; the members stay in the picture, unseen, so that nothing moves when they come back.
import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import { titled } from "./changes.ts";
import type { TypeLook } from "./payload.ts";
import type { View } from "./view.ts";

const LEAST = 2; // nodes that make a group
const SIGN = "group\u001f";

export const isGroup = (node: NodeSingular): boolean => Boolean(node.data("_members"));
export const membersOf = (node: NodeSingular): NodeSingular[] =>
  ((node.data("_members") ?? []) as string[]).map((id) => node.cy().getElementById(id) as NodeSingular).filter((member) => member.nonempty());
export const ownNodes = (cy: Core) => cy.nodes().not("[_members]");

// What an act is about: for a group its members.
export const single = (nodes: readonly NodeSingular[]): NodeSingular[] =>
  [...new Map(nodes.flatMap((node) => (isGroup(node) ? membersOf(node) : [node])).map((node) => [node.id(), node])).values()];

const grouped = (hub: NodeSingular): string[] => (hub.data("_grouped") ?? []) as string[];
const kindOf = (node: NodeSingular): string => (node.data("protected") ? "protected" : String(node.data("type")));

function lookOf(view: View, kind: string): TypeLook {
  const { data } = view.component;
  return kind === "protected" ? data.protected : data.types[kind] ?? data.protected;
}

// The kinds of which this node has several neighbours that can be one: not pinned, not the start, not in another group or fold.
export function groupable(hub: NodeSingular): Map<string, NodeSingular[]> {
  const found = new Map<string, NodeSingular[]>();
  if (isGroup(hub)) return found;
  for (const node of hub.neighborhood().nodes().not("[_members], .hide, .fold, .grouped").toArray() as NodeSingular[]) {
    if (node.data("_pin") || node.data("focus") || node.data("_fold") || grouped(node).length || node.same(hub)) continue;
    found.set(kindOf(node), [...(found.get(kindOf(node)) ?? []), node]);
  }
  for (const [kind, nodes] of found) if (nodes.length < LEAST) found.delete(kind);
  return found;
}

export const wordOf = (view: View, kind: string): string => lookOf(view, kind).word;

export function group(view: View, hub: NodeSingular, nodes: readonly NodeSingular[], kind: string): void {
  const before = grouped(hub), value = [...before, ...nodes.map((node) => node.id())].sort();
  view.history.act(`${view.text("did_group")}: ${wordOf(view, kind)} (${nodes.length}), ${String(hub.data("name"))}`, [{ kind: "group", id: hub.id(), value, before }]);
}

export function ungroup(view: View, node: NodeSingular): void {
  const hub = view.cy.getElementById(String(node.data("_hub"))) as NodeSingular, gone = new Set((node.data("_members") ?? []) as string[]);
  if (hub.empty()) return;
  const before = grouped(hub);
  view.history.act(titled(view.text("did_ungroup"), [String(node.data("name"))]), [{ kind: "group", id: hub.id(), value: before.filter((id) => !gone.has(id)), before }]);
}

interface Drawn { id: string; data: Record<string, unknown>; at: { x: number; y: number } }

// Brings the drawn groups in line with what the nodes say of theirs. Called before captions are worked out.
export function drawGroups(view: View): void {
  const { cy } = view, hubs = cy.nodes("[?_grouped]").filter((hub) => grouped(hub as NodeSingular).length > 0);
  if (hubs.empty() && cy.elements("[_members], [_holds], .grouped").empty()) return;
  cy.batch(() => {
    const owner = new Map<string, Drawn>(), groups: Drawn[] = [];
    for (const hub of (hubs.toArray() as NodeSingular[]).sort((a, b) => (a.id() < b.id() ? -1 : 1))) {
      const kinds = new Map<string, NodeSingular[]>();
      for (const id of grouped(hub)) {
        const node = cy.getElementById(id) as NodeSingular;
        if (node.empty() || node.hasClass("hide") || node.hasClass("fold") || owner.has(id) || node.same(hub)) continue;
        kinds.set(kindOf(node), [...(kinds.get(kindOf(node)) ?? []), node]);
      }
      for (const [kind, nodes] of kinds) {
        const made = drawn(view, hub, kind, nodes);
        groups.push(made);
        for (const node of nodes) owner.set(node.id(), made);
      }
    }
    for (const node of ownNodes(cy).toArray() as NodeSingular[]) {
      if (node.hasClass("grouped") === owner.has(node.id())) continue;
      node.toggleClass("grouped", owner.has(node.id()));
      if (owner.has(node.id())) node.unselect().removeClass("reached");
    }
    replace(cy, "nodes", groups);
    replace(cy, "edges", links(cy, owner).map((data) => ({ id: String(data["id"]), data, at: { x: 0, y: 0 } })));
  });
}

// The place of the member nearest the middle of all: its disc and caption have their room there.
function drawn(view: View, hub: NodeSingular, kind: string, nodes: readonly NodeSingular[]): Drawn {
  const middle = { x: 0, y: 0 };
  for (const node of nodes) { middle.x += node.position("x") / nodes.length; middle.y += node.position("y") / nodes.length; }
  const far = (node: NodeSingular) => Math.hypot(node.position("x") - middle.x, node.position("y") - middle.y);
  const [nearest] = [...nodes].sort((a, b) => far(a) - far(b) || (a.id() < b.id() ? -1 : 1));
  const id = `${SIGN}${kind}${SIGN}${hub.id()}`, word = wordOf(view, kind);
  return {
    id, at: { ...(nearest ?? hub).position() },
    data: {
      id, type: kind === "protected" ? "Person" : kind, protected: kind === "protected", name: `${nodes.length} × ${word}`, stage: "", caption: "", _members: nodes.map((node) => node.id()), _hub: hub.id(), _fold: nodes.length,
      faded: nodes.every((node) => node.data("faded")), path: nodes.some((node) => node.data("path")), _notes: nodes.reduce((sum, node) => sum + Number(node.data("_notes") ?? 0), 0),
    },
  };
}

// One line for all links of a kind and direction between a group and what it is linked to.
function links(cy: Core, owner: ReadonlyMap<string, Drawn>): Record<string, unknown>[] {
  const found = new Map<string, { data: Record<string, unknown>; held: EdgeSingular[] }>();
  for (const edge of cy.edges().not("[_holds]").toArray() as EdgeSingular[]) {
    const ends = [edge.source(), edge.target()], [source, target] = ends.map((end) => owner.get(end.id())?.id ?? end.id());
    if (!ends.some((end) => owner.has(end.id())) || source === target || ends.some((end) => end.is(".hide, .fold"))) continue;
    const id = [SIGN, edge.data("kind"), source, target].join("\u001f"), known = found.get(id);
    if (known) known.held.push(edge);
    else found.set(id, { data: { id, source, target, kind: edge.data("kind") }, held: [edge] });
  }
  return [...found.values()].map(({ data, held }) => {
    const labels = new Set(held.map((edge) => String(edge.data("label") || "")));
    return {
      ...data, label: labels.size === 1 ? [...labels][0] : `× ${held.length}`, _holds: held.map((edge) => edge.id()),
      inferred: held.every((edge) => edge.data("inferred")), faded: held.every((edge) => edge.data("faded")), path: held.some((edge) => edge.data("path")), _notes: held.reduce((sum, edge) => sum + Number(edge.data("_notes") ?? 0), 0),
    };
  });
}

function replace(cy: Core, sort: "nodes" | "edges", wanted: readonly Drawn[]): void {
  const ids = new Set(wanted.map((one) => one.id));
  cy.elements(sort === "nodes" ? "[_members]" : "[_holds]").filter((element) => !ids.has(element.id())).remove();
  for (const { id, data, at } of wanted) {
    const known = cy.getElementById(id);
    if (known.empty()) { cy.add({ group: sort, data, position: at }); continue; }
    if (Object.entries(data).some(([name, value]) => JSON.stringify(known.data(name)) !== JSON.stringify(value))) known.data(data);
    if (sort === "nodes" && !(known as unknown as NodeSingular).grabbed()) (known as unknown as NodeSingular).position(at);
  }
}
