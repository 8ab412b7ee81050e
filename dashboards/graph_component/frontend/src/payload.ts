// What the page sends to the browser: dashboards/graph_component/component.py and elements.py write it.
import type { Core } from "cytoscape";
import type { Field } from "./kept.ts";

export type Layout = "fcose" | "dagre";

export interface TypeLook { colour: string; shape: string; icon: string; word: string }
export interface StageLook { colour: string; mark: string; border: string }
export interface NamedColour { name: string; letter: string; colour: string; word: string }

export interface DrawnNode {
  id: string; type: string; name: string; stage: string;
  caption?: string; state?: string; state_label?: string; hidden?: number;
  protected?: boolean; focus?: boolean; faded?: boolean; path?: boolean;
}
export interface DrawnEdge {
  id: string; source: string; target: string; kind: string; label: string;
  inferred?: boolean; faded?: boolean; path?: boolean;
  holds?: string[]; // the links that one line stands for
}

// The last time that the page itself added nodes: how many times it has, and which node was expanded.
export interface Grown { times: number; node: string }

// The saved view that the page has open. `opening` rises when the page itself opens another one, or none.
export interface OpenView {
  id: string; opening: number; case: string; language: string; reader: string;
  fields: Field[]; // filter, layout, start and path as the page has them
  said: string[]; // what the reader should know of a view that was just opened
}

export type MonthCounts = Record<string, [month: number, count: number][]>; // payments by line

// The money of the picture by month. Months are numbers from the one of `first` on.
export interface TimelineData {
  first: string; last: string; // days between which there is money
  days: [string | null, string | null]; // the filter that is on
  bars: [month: number, tall: number, shown: number, words: string][];
  lines: MonthCounts;
  highest: string;
}

export interface Payload {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  types: Record<string, TypeLook>;
  protected: TypeLook;
  stages: Record<string, StageLook>;
  colours: NamedColour[];
  layout: Layout;
  height: number;
  selected: string[];
  note: string;
  grown: Grown;
  heard: number; // the last of the reader's own changes of what is shown that the page has taken up
  received: Received;
  view: OpenView | null;
  timeline: TimelineData | null;
  shown_again: number; // rises when the page asks for what is hidden
  knows_away: boolean; // it takes some nodes for hidden or folded
  language: string;
  texts: Record<string, string>;
}

// The last message of a picture that the page has had.
export interface Received { sender: string; number: number }

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
