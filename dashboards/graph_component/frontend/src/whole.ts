// The whole case as an overview: places come from the server, sigma.js draws them; a click opens a node in the working picture.
// Its script is a file of its own, so that no other page loads it.
import Graph from "graphology";
import Sigma from "sigma";
import { made } from "./elements.ts";
import type { TypeLook } from "./payload.ts";
import { part } from "./parts.ts";
import { themeOf } from "./theme.ts";

type Node = [id: string, kind: number, x: number, y: number, group: number, links: number, name: string];
interface Answer {
  kinds: string[]; nodes: Node[]; links: [number, number][]; groups: [hub: string, x: number, y: number, radius: number, size: number][]; total: number; left_out: number; error?: string;
}
interface Data { case: string; language: string; height: number; types: Record<string, TypeLook>; protected: TypeLook; texts: Record<string, string> }
interface Mounted { data: Data; parentElement: HTMLElement | ShadowRoot; setTriggerValue(name: string, value: unknown): void }
interface Open { component: Mounted; sigma: Sigma | null; drawn: string; stop: AbortController }

const LISTED = 20;
const SMALL = 2, LARGE = 13; // pixels of the radius of a node
const LONGEST = 28; // letters of a name
const STILL = 3_000; // with more nodes links are not drawn while the picture moves
const live = new WeakMap<Mounted["parentElement"], Open>();

declare global { interface Window { __tracer_whole?: Sigma } }

async function read(at: Open): Promise<Answer> {
  const { data } = at.component, address = new URL("/workbench/graph/whole", location.href);
  if (data.case) address.searchParams.set("case", data.case);
  address.searchParams.set("lang", data.language);
  const answer = await fetch(address, { signal: at.stop.signal }), found = await answer.json() as Answer;
  if (!answer.ok) throw new Error(found.error ?? "");
  return found;
}

const lookOf = (data: Data, kind: string): TypeLook => (kind === "protected" ? data.protected : data.types[kind] ?? data.protected);

const shortened = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

// A colour between two; the card draws no colour that lets another through.
function mixed(over: string, under: string, share: number): string {
  const parts = [over, under].map((colour) => [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16)));
  if (parts.some((one) => one.some(Number.isNaN))) return over;
  return `#${[0, 1, 2].map((place) => Math.round((parts[0]?.[place] ?? 0) * share + (parts[1]?.[place] ?? 0) * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function draw(at: Open, found: Answer): void {
  const begun = performance.now();
  const { data, parentElement: parent } = at.component, theme = themeOf(parent), graph = new Graph({ multi: false, type: "undirected" });
  const most = Math.max(1, ...found.nodes.map((node) => node[5])), looks = found.kinds.map((kind) => lookOf(data, kind)), thread = mixed(theme.line, theme.paper, 0.28);
  found.nodes.forEach(([id, kind, x, y, , links, name]) => graph.addNode(id, { x, y: -y, label: name, size: SMALL + (LARGE - SMALL) * Math.sqrt(links / most), color: looks[kind]?.colour ?? theme.line, zIndex: links }));
  for (const [one, other] of found.links) graph.addEdge(found.nodes[one]?.[0], found.nodes[other]?.[0], { size: 0.5, color: thread });
  at.sigma?.kill();
  const sigma = at.sigma = new Sigma(graph, part(parent, ".sheet"), {
    allowInvalidContainer: true, zIndex: true, hideEdgesOnMove: found.nodes.length > STILL, minCameraRatio: 0.02, maxCameraRatio: 2, labelFont: theme.font, labelSize: 12, labelColor: { color: theme.ink },
    labelDensity: 0.5, labelGridCellSize: 150, labelRenderedSizeThreshold: 5, stagePadding: 70,
    defaultDrawNodeLabel: (pen, node, settings) => { // on the colour of the page, so that it can be read over nodes
      if (!node.label) return;
      pen.font = `${settings.labelSize}px ${settings.labelFont}`;
      const name = shortened(node.label), x = node.x + node.size + 3;
      pen.fillStyle = theme.paper;
      pen.globalAlpha = 0.85;
      pen.fillRect(x - 2, node.y - 8, pen.measureText(name).width + 4, 16);
      pen.globalAlpha = 1;
      pen.fillStyle = theme.ink;
      pen.fillText(name, x, node.y + 4);
    },
    defaultDrawNodeHover: (pen, node, settings) => { // as a caption, on the colour of the page
      pen.font = `${settings.labelSize}px ${settings.labelFont}`;
      const name = String(node.label ?? ""), wide = pen.measureText(name).width;
      pen.fillStyle = theme.paper;
      pen.fillRect(node.x + node.size + 1, node.y - 10, wide + 8, 20);
      pen.strokeStyle = theme.primary;
      pen.strokeRect(node.x + node.size + 1, node.y - 10, wide + 8, 20);
      pen.beginPath();
      pen.arc(node.x, node.y, node.size + 2, 0, 7);
      pen.stroke();
      pen.fillStyle = theme.ink;
      pen.fillText(name, node.x + node.size + 5, node.y + 4);
    },
  });
  sigma.once("afterRender", () => { performance.measure("tracer-whole", { start: begun }); });
  sigma.on("clickNode", ({ node }) => openNode(at, node));
  sigma.on("enterNode", () => { part(parent, ".sheet").classList.add("over"); });
  sigma.on("leaveNode", () => { part(parent, ".sheet").classList.remove("over"); });
  window.__tracer_whole = sigma; // read by the browser tests, by nothing else
}

const openNode = (at: Open, id: string) => at.component.setTriggerValue("open", { id, t: Date.now() });

// The same without a mouse: what is in the picture, what the colours mean, and the most linked nodes as buttons.
function tell(at: Open, found: Answer): void {
  const { data, parentElement: parent } = at.component, { texts } = data, side = part(parent, ".side"), number = (value: number) => value.toLocaleString(data.language === "ro" ? "ro-RO" : "en-GB");
  const counts = new Map<number, number>();
  for (const node of found.nodes) counts.set(node[1], (counts.get(node[1]) ?? 0) + 1);
  const kinds = made("ul", "kinds");
  for (const [kind, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    const look = lookOf(data, found.kinds[kind] ?? ""), row = made("li", ""), dot = made("i", "");
    dot.style.background = look.colour;
    row.append(dot, made("span", "", look.word), made("b", "", number(count)));
    kinds.append(row);
  }
  const list = made("ol", "nodes");
  for (const [id, kind, , , , links, name] of [...found.nodes].sort((a, b) => b[5] - a[5] || (a[0] < b[0] ? -1 : 1)).slice(0, LISTED)) {
    const row = made("li", ""), button = made("button", "", name);
    button.type = "button";
    button.append(made("small", "", `${lookOf(data, found.kinds[kind] ?? "").word} · ${texts["links"] ?? ""}: ${number(links)}`));
    button.addEventListener("click", () => openNode(at, id));
    button.addEventListener("focus", () => { const state = at.sigma?.getNodeDisplayData(id); if (state) void at.sigma?.getCamera().setState({ x: state.x, y: state.y, ratio: 0.35 }); });
    row.append(button);
    list.append(row);
  }
  const said = [`${texts["nodes"] ?? ""}: ${number(found.nodes.length)}${found.total > found.nodes.length ? ` / ${number(found.total)}. ${texts["most_linked_alone"] ?? ""}` : ""}`];
  if (found.left_out) said.push(`${texts["lines_left_out"] ?? ""}: ${number(found.left_out)}`);
  side.replaceChildren(made("p", "count", said.join(" · ")), made("p", "help", texts["whole_help"] ?? ""), kinds, made("h2", "", texts["most_linked"] ?? ""), list);
}

async function show(at: Open): Promise<void> {
  const { parentElement: parent, data } = at.component, said = part(parent, ".said");
  said.textContent = data.texts["loading"] ?? "";
  try {
    const found = await read(at);
    tell(at, found);
    try { draw(at, found); said.textContent = ""; } catch { said.textContent = data.texts["no_webgl"] ?? ""; }
  } catch (problem) {
    if (!at.stop.signal.aborted) said.textContent = (problem instanceof Error && problem.message) || (data.texts["no_answer"] ?? "");
  }
}

export default function (component: Mounted): () => void {
  const { parentElement: parent, data } = component;
  let at = live.get(parent);
  if (!at) { at = { component, sigma: null, drawn: "", stop: new AbortController() }; live.set(parent, at); }
  at.component = component;
  const wanted = JSON.stringify([data, themeOf(parent)]);
  if (at.drawn !== wanted) {
    at.drawn = wanted;
    part(parent, ".whole").style.setProperty("--tall", `${data.height}px`);
    part(parent, ".sheet").setAttribute("aria-label", data.texts["whole"] ?? "");
    void show(at);
  }
  const open = at;
  return () => {
    open.stop.abort();
    open.sigma?.kill();
    if (window.__tracer_whole === open.sigma) delete window.__tracer_whole;
    live.delete(parent);
  };
}
