// The case graph in the browser: cytoscape.js with fcose and dagre, bundled, no network, no eval.
// Runs again at every change of data or theme: it updates what is there and never rebuilds it.
import cytoscape, { type CollectionReturnValue, type Core, type NodeCollection, type NodeSingular, type StylesheetJson } from "cytoscape";
import fcose from "cytoscape-fcose";
import dagre from "cytoscape-dagre";
import { SMALLEST, placeBesideNeighbours, runLayout, runLayoutAroundFixed } from "./placement.ts";
import { composedImage, type Theme } from "./pictures.ts";
import { listenToKeys } from "./keyboard.ts";
import type { Layout, Mounted, Payload } from "./payload.ts";
import type { View } from "./view.ts";

cytoscape.use(fcose);
cytoscape.use(dagre);

const DOUBLE_CLICK_MS = 300; // a selection waits this long, so that a double click is one message and not three
const FIRST_SIGHT_MS = 30; // new nodes are painted beside their neighbours before their finer places are worked out
const LONGEST_NAME = 28;
const LARGEST = 1.4; // zoom above which a small graph only looks coarse
const live = new WeakMap<Mounted["parentElement"], View>();

function themeOf(parent: Mounted["parentElement"]): Theme {
  const style = getComputedStyle(parent instanceof ShadowRoot ? parent.host : parent);
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  return {
    ink: read("--st-text-color", "#111827"),
    paper: read("--st-background-color", "#ffffff"),
    primary: read("--st-primary-color", "#0f3d5e"),
    font: read("--st-font", "sans-serif"),
    line: "#7b8794",
    money: "#16a34a",
  };
}

const shortened = (name: string) => (name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME - 1) + "…" : name);
const caption = (node: NodeSingular) => shortened(node.data("name")) + (node.data("caption") ? "\n" + node.data("caption") : "");
const size = (node: NodeSingular) => (node.data("focus") ? 40 : 30);

function styleOf(theme: Theme, data: Payload): StylesheetJson {
  const look = (node: NodeSingular) => (node.data("protected") ? data.protected : data.types[node.data("type")] ?? data.protected);
  const stage = (node: NodeSingular) => data.stages[node.data("stage")];
  return [
    { selector: "node", style: {
      shape: (n) => look(n).shape, "background-color": (n) => look(n).colour, width: size, height: size,
      "background-image": (n) => composedImage(look(n), stage(n), n.data("hidden") || 0, theme),
      "background-width": "200%", "background-height": "200%", "background-position-x": "50%", "background-position-y": "50%",
      "background-clip": "none", "background-image-containment": "over", "bounds-expansion": 22,
      "border-width": (n) => (n.data("protected") ? 4 : stage(n) ? 4 : n.data("focus") ? 2 : 0),
      "border-style": (n) => (n.data("protected") ? "double" : stage(n)?.border ?? "solid"),
      "border-color": (n) => (n.data("protected") ? theme.ink : stage(n)?.colour ?? theme.ink),
      label: caption, color: theme.ink, "font-family": theme.font, "font-size": 12, "text-wrap": "wrap", "text-max-width": 150,
      "text-valign": "bottom", "text-margin-y": 5, "min-zoomed-font-size": 6,
      "text-background-color": theme.paper, "text-background-opacity": 0.85, "text-background-padding": 1 } },
    { selector: "edge", style: {
      "curve-style": "bezier", "control-point-step-size": 34, width: 1.4, "line-color": theme.line,
      "target-arrow-color": theme.line, "target-arrow-shape": "triangle", "arrow-scale": 0.8,
      label: "data(label)", color: theme.ink, "font-family": theme.font, "font-size": 10, "text-rotation": "autorotate",
      "min-zoomed-font-size": 7, "text-background-color": theme.paper, "text-background-opacity": 0.9, "text-background-padding": 1 } },
    { selector: 'edge[kind = "money"]', style: { width: 2.2, "line-color": theme.money, "target-arrow-color": theme.money } },
    { selector: 'edge[kind = "control"]', style: { "target-arrow-shape": "vee" } },
    { selector: 'edge[kind = "family"]', style: { "target-arrow-shape": "none" } },
    { selector: 'edge[kind = "measure"]', style: { width: 2.6, "target-arrow-shape": "tee" } },
    { selector: 'edge[kind = "record"]', style: { width: 1, "target-arrow-shape": "none", "line-opacity": 0.6 } },
    { selector: "edge[?inferred]", style: { "line-style": "dashed", "line-dash-pattern": [7, 4], "target-arrow-fill": "hollow" } },
    { selector: "edge[?path]", style: { width: 5, "line-color": theme.primary, "target-arrow-color": theme.primary, "font-weight": 700, "z-index": 5 } },
    { selector: "node[?path]", style: { "outline-width": 4, "outline-color": theme.primary, "outline-offset": 2, "font-weight": 700 } },
    { selector: "[?faded], .aside", style: { opacity: 0.18 } },
    { selector: ":selected", style: {
      "overlay-color": theme.primary, "overlay-opacity": 0.28, "overlay-padding": 6 } },
    { selector: "node.reached", style: { "outline-width": 3, "outline-color": theme.primary, "outline-offset": 4 } },
  ] as StylesheetJson;
}

const part = (parent: Mounted["parentElement"], name: string): HTMLElement => {
  const found = parent.querySelector<HTMLElement>(name);
  if (!found) throw new Error(`the page of the graph has no ${name}`);
  return found;
};

function describe(node: NodeSingular, texts: Payload["texts"]): string {
  const parts = [node.data("name"), node.data("caption"), node.data("state_label")];
  if (node.data("protected")) parts.push(texts.protected);
  if (node.data("hidden")) parts.push(`+${node.data("hidden")} ${texts.more}`);
  return parts.filter(Boolean).join(", ");
}

function open(parent: Mounted["parentElement"], component: Mounted): View {
  const box = part(parent, ".canvas");
  box.style.height = component.data.height + "px";
  const cy = cytoscape({ container: box, minZoom: 0.05, maxZoom: 4, wheelSensitivity: 0.3, boxSelectionEnabled: true });
  const view: View = {
    cy, box, component, layout: null, told: null, reported: null, marking: false, unfitted: false, worn: "", path: "", timer: 0, settling: 0, observer: null,
    tell, say, clear, fit, begin, zoom,
  };
  function tellSelection(): void {
    clearTimeout(view.timer);
    const selected = cy.$(":selected").map((x) => x.id()).sort();
    if (JSON.stringify(selected) === view.reported) return;
    view.reported = JSON.stringify(selected);
    view.component.setStateValue("selected", selected);
  }
  function tell(event: "expand" | "open", node: NodeSingular): void {
    cy.elements().removeClass("aside");
    if (event === "expand") { // the neighbours first: a message of its own for the selection would run the page before them
      clearTimeout(view.timer);
      view.timer = setTimeout(tellSelection, DOUBLE_CLICK_MS);
    } else tellSelection();
    view.component.setTriggerValue(event, { id: node.id(), t: Date.now() });
  }
  function say(node: NodeSingular): void { part(parent, ".voice").textContent = describe(node, view.component.data.texts); }
  function clear(): void { cy.elements().removeClass("aside").unselect(); }
  function fit(): void { cy.fit(undefined, 24); if (cy.zoom() > LARGEST) { cy.zoom(LARGEST); cy.center(); } }
  function begin(): void { // names are readable at first sight, even if not every node is in view
    fit();
    if (cy.zoom() >= SMALLEST) return;
    const start = cy.nodes("[?focus]");
    cy.zoom(SMALLEST);
    cy.center(start.nonempty() ? start : undefined);
    const { x1, w } = cy.elements().boundingBox();
    if (w * SMALLEST < cy.width()) cy.pan({ x: (cy.width() - w * SMALLEST) / 2 - x1 * SMALLEST, y: cy.pan().y });
  }
  function zoom(factor: number): void { cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); }
  cy.on("select unselect", () => {
    if (view.marking) return;
    clearTimeout(view.timer);
    view.timer = setTimeout(tellSelection, DOUBLE_CLICK_MS);
  });
  cy.on("dbltap", "node", (event) => tell("expand", event.target));
  cy.on("cxttap", "node", (event) => tell("open", event.target));
  cy.on("tap", (event) => {
    cy.elements().removeClass("aside");
    if (event.target !== cy && event.target.isNode()) cy.elements().not(event.target.closedNeighborhood()).addClass("aside");
  });
  cy.on("mouseover", "node", (event) => { box.title = describe(event.target, view.component.data.texts); });
  cy.on("mouseout", "node", () => { box.title = ""; });
  box.addEventListener("contextmenu", (event) => event.preventDefault());
  listenToKeys(view);
  view.observer = new ResizeObserver(() => {
    cy.resize();
    if (view.unfitted && cy.width() > 0) { view.unfitted = false; view.begin(); }
  });
  view.observer.observe(box);
  window.__tracer_graph = cy; // read by the browser tests, by nothing else
  return view;
}

function label(parent: Mounted["parentElement"], view: View, data: Payload): void {
  view.box.setAttribute("aria-label", data.texts.label);
  part(parent, ".help").textContent = data.texts.help;
  part(parent, ".note").textContent = data.note;
  const tools: [string, string, () => void][] = [["+", data.texts.closer, () => view.zoom(1.3)], ["−", data.texts.farther, () => view.zoom(1 / 1.3)], ["⤢", data.texts.everything, view.fit]];
  part(parent, ".tools").replaceChildren(...tools.map(([sign, name, act]) => {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = sign; button.title = name; button.setAttribute("aria-label", name); button.onclick = act;
    return button;
  }));
}

// Brings the shown elements in line with the wanted ones; returns the nodes that are new.
function align(cy: Core, data: Payload): NodeCollection {
  const wanted = new Set([...data.nodes, ...data.edges].map((element) => element.id));
  const fresh: CollectionReturnValue[] = [];
  cy.batch(() => {
    cy.elements().filter((shown) => !wanted.has(shown.id())).remove();
    for (const [group, elements] of [["nodes", data.nodes], ["edges", data.edges]] as const)
      for (const element of elements.map((one): { id: string; [name: string]: unknown } => ({ ...one }))) {
        const shown = cy.getElementById(element.id);
        if (shown.nonempty()) {
          for (const name of Object.keys(shown.data())) if (!(name in element)) shown.removeData(name);
          const changed = Object.keys(element).filter((name) => shown.data(name) !== element[name]);
          if (changed.length) shown.data(element);
        } else {
          const added = cy.add({ group, data: { ...element } });
          if (group === "nodes") fresh.push(added);
        }
      }
  });
  return fresh.reduce((all, one) => all.union(one), cy.collection()) as unknown as NodeCollection;
}

// A new style is worked out for every element: only a change of theme or of the looks asks for one.
function dress(view: View, parent: Mounted["parentElement"], data: Payload): void {
  const theme = themeOf(parent);
  const worn = JSON.stringify([theme, data.types, data.stages, data.protected]);
  if (view.worn === worn) return;
  view.worn = worn;
  view.cy.style(styleOf(theme, data));
}

function arrange(view: View, fresh: NodeCollection, layout: Layout): void {
  const { cy } = view;
  const shown = cy.nodes().not(fresh);
  if (view.layout !== layout || shown.empty()) {
    view.layout = layout;
    runLayout(cy, layout);
    if (cy.width() > 0) view.begin(); else view.unfitted = true;
  } else if (fresh.nonempty()) {
    placeBesideNeighbours(cy, fresh, layout);
    // First the picture, then the finer places of what is new: the reader sees the neighbours a tenth of a second sooner.
    if (layout === "fcose") view.settling = setTimeout(() => runLayoutAroundFixed(cy, shown), FIRST_SIGHT_MS);
  }
}

// A path that was chosen comes into sight: the nodes keep their places, only the view goes to them.
function showPath(view: View): void {
  const { cy } = view, path = cy.nodes("[?path]");
  const chosen = path.map((node) => node.id()).join(" ");
  if (view.path === chosen || cy.width() === 0) return;
  view.path = chosen;
  if (path.empty()) return;
  const { x1, y1, x2, y2 } = path.renderedBoundingBox();
  if (x1 >= 0 && y1 >= 0 && x2 <= cy.width() && y2 <= cy.height()) return;
  const before = cy.zoom();
  cy.fit(path, 40);
  if (cy.zoom() > before) { cy.zoom(before); cy.center(path); }
}

function mark(view: View, selected: string[]): void {
  const told = JSON.stringify(selected);
  if (view.told === told) return; // the page says nothing new: what the reader marked stands
  view.told = told;
  view.reported = told;
  view.marking = true;
  view.cy.elements().unselect();
  for (const id of selected) view.cy.getElementById(id).select();
  view.marking = false;
}

export default function (component: Mounted): () => void {
  const { data, parentElement: parent } = component;
  const known = live.get(parent), view = known ?? open(parent, component);
  if (!known) live.set(parent, view);
  view.component = component;
  clearTimeout(view.settling);
  label(parent, view, data);
  dress(view, parent, data);
  const fresh = align(view.cy, data);
  arrange(view, fresh, data.layout);
  showPath(view);
  mark(view, data.selected);
  return () => {
    clearTimeout(view.timer);
    clearTimeout(view.settling);
    view.observer?.disconnect();
    if (window.__tracer_graph === view.cy) delete window.__tracer_graph;
    view.cy.destroy();
    live.delete(parent);
  };
}
