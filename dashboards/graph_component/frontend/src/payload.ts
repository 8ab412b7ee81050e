// What the page sends to the browser: dashboards/graph_component/component.py and elements.py write it.
import type { Core } from "cytoscape";

export type Layout = "fcose" | "dagre";

export interface TypeLook { colour: string; shape: string; icon: string }
export interface StageLook { colour: string; mark: string; border: string }

export interface DrawnNode {
  id: string; type: string; name: string; stage: string;
  caption?: string; state?: string; state_label?: string; hidden?: number;
  protected?: boolean; focus?: boolean; faded?: boolean; path?: boolean;
}
export interface DrawnEdge {
  id: string; source: string; target: string; kind: string; label: string;
  inferred?: boolean; faded?: boolean; path?: boolean;
}

export interface Payload {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  types: Record<string, TypeLook>;
  protected: TypeLook;
  stages: Record<string, StageLook>;
  layout: Layout;
  height: number;
  selected: string[];
  note: string;
  texts: Record<"label" | "help" | "closer" | "farther" | "everything" | "more" | "protected", string>;
}

// What Streamlit hands to the component at every run.
export interface Mounted {
  data: Payload;
  parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

declare global {
  interface Window { __tracer_graph?: Core }
}
