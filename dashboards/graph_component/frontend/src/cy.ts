// The case graph in the browser: cytoscape.js with fcose and dagre, bundled, no network, no eval.
// Runs again at every change of data or theme: it updates what is there and never rebuilds it.
import cytoscape, { type CollectionReturnValue, type EdgeSingular, type NodeSingular } from "cytoscape";
import fcose from "cytoscape-fcose";
import dagre from "cytoscape-dagre";
import { Away } from "./away.ts";
import { bodyOf, forgetWidths, importance, shownNodes, writeCaptions } from "./captions.ts";
import { added, rearranged, showHidden, History } from "./changes.ts";
import { restWhenIdle } from "./frames.ts";
import { drawGroups, isGroup, ownNodes, ungroup } from "./groups.ts";
import { listenToDrags } from "./drags.ts";
import { Keeper } from "./keeper.ts";
import { listenToKeys } from "./keyboard.ts";
import { Messages } from "./messages.ts";
import { Minimap } from "./minimap.ts";
import type { Layout, Mounted, Payload } from "./payload.ts";
import { SMALLEST, place, placeOf, rounded, runLayout, settle, type Line } from "./placement.ts";
import { styleOf } from "./style.ts";
import { themeOf } from "./theme.ts";
import { Timeline } from "./timeline.ts";
import { openTools, type Tools } from "./toolbar.ts";
import { part } from "./parts.ts";
import type { View } from "./view.ts";
import { showNews } from "./news.ts";

cytoscape.use(fcose);
cytoscape.use(dagre);
restWhenIdle();

const DOUBLE_CLICK_MS = 300; // a selection waits this long, so that a double click is one message and not three
const NAMING_MS = 90; // captions wait until the zoom rests
const LARGEST = 1.4; // zoom above which a small graph only looks coarse

interface Open { view: View; tools: Tools; map: Minimap; timeline: Timeline; away: Away; words: string; end(): void }
const live = new WeakMap<Mounted["parentElement"], Open>();

function describe(node: NodeSingular, texts: Payload["texts"]): string {
  const parts = [node.data("name"), node.data("caption"), node.data("state_label")];
  if (node.data("protected")) parts.push(texts["protected"]);
  if (node.data("hidden")) parts.push(`+${node.data("hidden")} ${texts["more"]}`);
  if (node.data("_fold")) parts.push(`${texts["folded"]}: ${node.data("_fold")}`);
  return parts.filter(Boolean).join(", ");
}

function open(parent: Mounted["parentElement"], component: Mounted): Open {
  const box = part(parent, ".canvas"), frame = part(parent, ".frame");
  frame.style.setProperty("--tall", component.data.height + "px");
  const cy = cytoscape({ container: box, minZoom: 0.05, maxZoom: 4, wheelSensitivity: 0.3, boxSelectionEnabled: true });
  let selecting = 0, naming = 0;
  const history = new History(() => view, () => { tools.refresh(); view.keeper.look(); });
  const view: View = {
    cy, box, frame, history, component, stop: new AbortController(), get keeper(): Keeper { return keeper; }, messages: new Messages(() => view.component), font: "sans-serif", layout: null, told: null, reported: null, marking: false, unfitted: false,
    worn: "", path: "", start: "", grown: component.data.grown.times, asked: component.data.heard,
    tell(event, node) {
      if (isGroup(node)) { if (event === "expand") ungroup(view, node); return; }
      cy.elements().removeClass("aside");
      if (event === "expand") { // the neighbours first: a message of its own for the selection would run the page before them
        clearTimeout(selecting);
        selecting = window.setTimeout(tellSelection, DOUBLE_CLICK_MS);
      } else tellSelection();
      view.messages.send(event, { id: node.id() });
    },
    show() {
      view.asked += 1;
      view.messages.send("show", { ids: ownNodes(cy).map((node) => node.id()), turn: view.asked });
    },
    say(text) { part(parent, ".voice").textContent = text; },
    news: (sentences) => showNews(view, sentences),
    describe: (node) => describe(node, view.component.data.texts),
    clear() { cy.elements().removeClass("aside").unselect(); },
    fit() {
      cy.fit(shownNodes(cy), 36);
      if (cy.zoom() > LARGEST) { cy.zoom(LARGEST); cy.center(shownNodes(cy)); }
    },
    begin() { // names are readable at first sight, even if not every node is in view
      if (view.keeper.lookBack()) return;
      view.fit();
      if (cy.zoom() >= SMALLEST) return;
      const start = cy.nodes("[?focus]");
      cy.zoom(SMALLEST);
      cy.center(start.nonempty() ? start : undefined);
      const { x1, w } = cy.nodes().boundingBox();
      if (w * SMALLEST < cy.width()) cy.pan({ x: (cy.width() - w * SMALLEST) / 2 - x1 * SMALLEST, y: cy.pan().y });
    },
    zoom(factor) { cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); },
    name() {
      clearTimeout(naming);
      drawGroups(view);
      writeCaptions(cy, view.font);
      map.soon();
      count(parent, view);
      timeline.refresh();
      away.look();
    },
    text: (key) => view.component.data.texts[key] ?? key,
  };
  const nameSoon = () => { clearTimeout(naming); naming = window.setTimeout(view.name, NAMING_MS); };
  function tellSelection(): void {
    clearTimeout(selecting);
    const selected = cy.$(":selected").map((x) => x.id()).sort();
    if (JSON.stringify(selected) === view.reported) return;
    view.reported = JSON.stringify(selected);
    view.component.setStateValue("selected", selected);
  }
  cy.on("select unselect", () => {
    tools.refresh();
    nameSoon();
    if (view.marking) return;
    clearTimeout(selecting);
    selecting = window.setTimeout(tellSelection, DOUBLE_CLICK_MS);
  });
  cy.on("zoom", nameSoon);
  let pressed = "", before = ""; // the library takes two quick clicks on two nodes for a double click on the second
  cy.on("dbltap", "node", (event) => { if (before === event.target.id()) view.tell("expand", event.target); });
  cy.on("cxttap", "node", (event) => view.tell("open", event.target));
  cy.on("tap", (event) => {
    before = pressed;
    pressed = event.target === cy ? "" : event.target.id();
    cy.elements().removeClass("aside");
    cy.nodes().removeClass("reached");
    if (event.target === cy) return;
    if (event.target.isNode()) {
      event.target.addClass("reached");
      cy.elements().not(event.target.closedNeighborhood()).addClass("aside");
    }
  });
  listenToDrags(view);
  cy.on("mouseover", "node", (event) => { box.title = view.describe(event.target); });
  cy.on("mouseover", "edge", (event) => { box.title = event.target.data("label") || ""; });
  cy.on("mouseout", "node, edge", () => { box.title = ""; });
  box.addEventListener("click", () => box.focus({ preventScroll: true })); // the library takes the focus away at each press
  box.addEventListener("contextmenu", (event) => event.preventDefault());
  const keeper = new Keeper(view), map = new Minimap(cy, part<HTMLCanvasElement>(parent, ".map")), tools = openTools(view), timeline = new Timeline(view), away = new Away(view);
  listenToKeys(view, tools.acts);
  const observer = new ResizeObserver(() => {
    cy.resize();
    map.soon();
    if (view.unfitted && cy.width() > 0) { view.unfitted = false; view.begin(); view.name(); }
  });
  observer.observe(box);
  void document.fonts.ready.then(() => { forgetWidths(); if (!cy.destroyed()) nameSoon(); });
  window.__tracer_graph = cy; // read by the browser tests, by nothing else
  const end = () => {
    view.stop.abort();
    view.messages.end();
    clearTimeout(selecting);
    clearTimeout(naming);
    map.end();
    observer.disconnect();
    if (window.__tracer_graph === cy) delete window.__tracer_graph;
    cy.destroy();
  };
  return { view, tools, map, timeline, away, words: "", end };
}

function count(parent: Mounted["parentElement"], view: View): void {
  const { cy } = view, hidden = cy.nodes(".hide").length, folded = cy.nodes(".fold").length;
  const parts = [[view.text("shown"), shownNodes(cy).length], [view.text("hidden"), hidden], [view.text("folded"), folded], [view.text("did_group"), cy.nodes(".grouped").length]] as const;
  part(parent, ".count").textContent = parts.filter(([, much], place) => much || !place).map(([word, much]) => `${word}: ${much}`).join(" · ");
}

function label(parent: Mounted["parentElement"], at: Open, data: Payload): void {
  part(parent, ".note").textContent = data.note;
  const words = JSON.stringify([data.texts, data.colours]);
  if (at.words === words) return;
  at.words = words;
  at.view.box.setAttribute("aria-label", at.view.text("label"));
  part(parent, ".help").textContent = at.view.text("help");
  at.tools.write();
  at.timeline.write();
}

// Brings the shown elements in line with the wanted ones; returns the nodes that are new. What the reader took out or
// brought back stands until the page has heard of it. Names that begin with _ belong to the browser.
function align(view: View, data: Payload): NodeSingular[] {
  const { cy } = view, heard = data.heard >= view.asked;
  const wanted = new Set([...data.nodes, ...data.edges].map((element) => element.id));
  const fresh: NodeSingular[] = [];
  cy.batch(() => {
    if (heard) cy.elements().not("[_members], [_holds]").filter((shown) => !wanted.has(shown.id())).remove();
    for (const [group, elements] of [["nodes", data.nodes], ["edges", data.edges]] as const)
      for (const element of elements.map((one): { id: string; [name: string]: unknown } => ({ ...one }))) {
        const shown = cy.getElementById(element.id);
        if (shown.nonempty()) {
          for (const name of Object.keys(shown.data())) if (!(name in element) && !name.startsWith("_")) shown.removeData(name);
          const changed = Object.keys(element).filter((name) => shown.data(name) !== element[name]);
          if (changed.length) shown.data(element);
        } else if (heard && (group === "nodes" || (cy.hasElementWithId(String(element["source"])) && cy.hasElementWithId(String(element["target"]))))) {
          const made: CollectionReturnValue = cy.add({ group, data: { ...element } });
          if (group === "nodes") fresh.push(made as unknown as NodeSingular);
        }
      }
  });
  return fresh;
}

// A new style is worked out for every element: only a change of theme or of the looks asks for one.
function dress(at: Open, parent: Mounted["parentElement"], data: Payload): void {
  const theme = themeOf(parent), worn = JSON.stringify([theme, data.types, data.stages, data.protected, data.colours]);
  if (at.view.worn === worn) return;
  at.view.worn = worn;
  at.view.font = theme.font;
  at.map.theme = at.timeline.theme = theme;
  forgetWidths();
  at.view.cy.style(styleOf(theme, data));
}

function arrange(view: View, fresh: NodeSingular[], layout: Layout): void {
  const { cy } = view, ids = new Set(fresh.map((node) => node.id()));
  const bodies = (nodes: NodeSingular[]) => nodes.map((node) => ({ ...bodyOf(node, view.font, true), rank: node.degree(false), at: { ...node.position() } }));
  const old = (ownNodes(cy).toArray() as NodeSingular[]).filter((node) => !ids.has(node.id()));
  if (view.layout !== layout || !old.length) {
    const before = new Map((old.length ? old : []).map((node) => [node.id(), placeOf(node)]));
    view.layout = layout;
    const pinned = cy.nodes(":locked");
    pinned.unlock();
    runLayout(cy, layout);
    const places = settle(bodies(ownNodes(cy).toArray() as NodeSingular[]));
    cy.batch(() => { for (const [id, at] of places) (cy.getElementById(id) as NodeSingular).position(rounded(at)); });
    pinned.lock();
    if (before.size) rearranged(view, before); else view.history.clear();
    if (cy.width() > 0) view.begin(); else view.unfitted = true;
  } else if (fresh.length) {
    const near = (node: NodeSingular) => node.neighborhood().nodes().map((other) => other.id());
    const receives = (node: NodeSingular) => node.incomers("edge").nonempty();
    const between = (cy.edges().toArray() as EdgeSingular[]).filter((edge) => !ids.has(edge.source().id()) && !ids.has(edge.target().id()));
    const lines = between.map((edge): Line => [{ ...edge.source().position() }, { ...edge.target().position() }]);
    const places = place(bodies(old), fresh.map((node) => ({ ...bodyOf(node, view.font, true), rank: importance(node), near: near(node), receives: receives(node) })), lines, layout);
    cy.batch(() => { for (const [id, at] of places) (cy.getElementById(id) as NodeSingular).position(rounded(at)); });
  }
}

// What the page has added is an act like the reader's own; another start is not, it begins a new list.
function remember(view: View, fresh: NodeSingular[], data: Payload): void {
  const start = data.nodes.find((node) => node.focus)?.id ?? "", before = view.grown;
  view.grown = data.grown.times;
  if (start !== view.start) {
    view.start = start;
    view.history.clear();
  } else if (data.grown.times > before && fresh.length) added(view, fresh, data.grown.node);
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
  const known = live.get(parent), at = known ?? open(parent, component), { view } = at;
  if (!known) live.set(parent, at);
  view.component = component;
  view.messages.acknowledge(component.data.received);
  dress(at, parent, data);
  label(parent, at, data);
  view.keeper.attach(data);
  const fresh = align(view, data);
  arrange(view, fresh, data.layout);
  remember(view, fresh, data);
  showPath(view);
  mark(view, data.selected);
  view.keeper.settle(data);
  at.timeline.take(data.timeline);
  if (at.away.asked(data.shown_again, data.knows_away)) showHidden(view);
  view.name();
  return () => {
    at.end();
    live.delete(parent);
  };
}
