// How nodes and links are drawn. Colours of the page come from Streamlit's theme; those of types and stages from Python.
import type { EdgeSingular, NodeSingular, StylesheetJson } from "cytoscape";
import { radius } from "./captions.ts";
import type { Payload } from "./payload.ts";
import { composedImage, type Theme } from "./pictures.ts";

export function styleOf(theme: Theme, data: Payload): StylesheetJson {
  const look = (node: NodeSingular) => (node.data("protected") ? data.protected : data.types[node.data("type")] ?? data.protected);
  const stage = (node: NodeSingular) => data.stages[node.data("stage")];
  const tint = (node: NodeSingular) => data.colours.find((one) => one.name === node.data("_colour"));
  const size = (node: NodeSingular) => 2 * radius(node);
  const picture = (node: NodeSingular) => composedImage(look(node), stage(node), {
    hidden: node.data("hidden") || 0, folded: node.data("_fold") || 0, pinned: Boolean(node.data("_pin")), noted: Boolean(node.data("_notes")), letter: tint(node)?.letter ?? "", colour: tint(node)?.colour ?? "",
  }, theme);
  const caption = { label: (e: NodeSingular | EdgeSingular) => e.data("_label") || "", "font-size": (e: NodeSingular | EdgeSingular) => e.data("_size") || 12 };
  return [
    { selector: "node", style: {
      shape: (n: NodeSingular) => look(n).shape, "background-color": (n: NodeSingular) => look(n).colour, width: size, height: size,
      "background-image": picture, "background-width": "200%", "background-height": "200%", "background-position-x": "50%", "background-position-y": "50%",
      "background-clip": "none", "background-image-containment": "over", "bounds-expansion": 22,
      "border-width": (n: NodeSingular) => (n.data("protected") ? 4 : stage(n) ? 4 : n.data("focus") ? 2 : 0),
      "border-style": (n: NodeSingular) => (n.data("protected") ? "double" : stage(n)?.border ?? "solid"),
      "border-color": (n: NodeSingular) => (n.data("protected") ? theme.ink : stage(n)?.colour ?? theme.ink),
      ...caption, color: theme.ink, "font-family": theme.font, "text-wrap": "wrap", "text-max-width": 9999,
      "text-halign": (n: NodeSingular) => n.data("_across") || "center", "text-valign": (n: NodeSingular) => n.data("_down") || "bottom",
      "text-margin-x": (n: NodeSingular) => n.data("_dx") || 0, "text-margin-y": (n: NodeSingular) => n.data("_dy") || 0,
      "text-background-color": theme.paper, "text-background-opacity": 0.8 } },
    { selector: "node[?_colour]", style: {
      "underlay-color": (n: NodeSingular) => tint(n)?.colour ?? theme.ink, "underlay-opacity": 0.45, "underlay-padding": 7, "underlay-shape": "ellipse" } },
    { selector: "node[_members]", style: { "border-width": 5, "border-style": "double", "border-color": theme.ink } },
    { selector: "edge", style: {
      "curve-style": "bezier", "control-point-step-size": 34, width: 1.4, "line-color": theme.line,
      "target-arrow-color": theme.line, "target-arrow-shape": "triangle", "arrow-scale": 0.8,
      ...caption, color: theme.ink, "font-family": theme.font, "text-wrap": "wrap", "text-max-width": 9999,
      "text-background-color": theme.paper, "text-background-opacity": 0.9 } },
    { selector: 'edge[kind = "money"]', style: { width: 2.2, "line-color": theme.money, "target-arrow-color": theme.money } },
    { selector: 'edge[kind = "control"]', style: { "target-arrow-shape": "vee" } },
    { selector: 'edge[kind = "family"]', style: { "target-arrow-shape": "none" } },
    { selector: 'edge[kind = "measure"]', style: { width: 2.6, "target-arrow-shape": "tee" } },
    { selector: 'edge[kind = "record"]', style: { width: 1, "target-arrow-shape": "none", "line-opacity": 0.6 } },
    { selector: "edge[?inferred]", style: { "line-style": "dashed", "line-dash-pattern": [7, 4], "target-arrow-fill": "hollow" } },
    { selector: "edge[?_notes]", style: { "underlay-color": "#f2b866", "underlay-opacity": 0.5, "underlay-padding": 5 } },
    { selector: "edge[?path]", style: { width: 5, "line-color": theme.primary, "target-arrow-color": theme.primary, "font-weight": 700, "z-index": 5 } },
    { selector: "node[?path]", style: { "outline-width": 4, "outline-color": theme.primary, "outline-offset": 2, "font-weight": 700 } },
    { selector: "[?faded]", style: { opacity: 0.18 } },
    { selector: ".on", style: { opacity: 1 } },
    { selector: ".off, .aside", style: { opacity: 0.18 } },
    { selector: "edge.on, edge.off", style: { label: "" } }, // their sums are of other days
    { selector: ".hide, .fold, .grouped", style: { display: "none" } },
    { selector: ":selected", style: { "overlay-color": theme.primary, "overlay-opacity": 0.28, "overlay-padding": 6 } },
    { selector: "node.found", style: { "outline-width": 3, "outline-color": theme.ink, "outline-style": "dashed", "outline-offset": 4 } },
    { selector: "node.reached", style: { "outline-width": 3, "outline-color": theme.primary, "outline-style": "solid", "outline-offset": 4 } },
  ] as unknown as StylesheetJson;
}
