// The picture that is open in one place of the page.
import type { Core, NodeSingular } from "cytoscape";
import type { Layout, Mounted } from "./payload.ts";

export interface View {
  cy: Core;
  box: HTMLElement;
  component: Mounted;
  layout: Layout | null;
  told: string | null; // the selection that the page asked for last
  reported: string | null; // the selection that the page was told last
  marking: boolean;
  unfitted: boolean;
  worn: string; // the looks that the style was made for
  path: string; // the chosen path, its nodes' ids
  timer: number;
  settling: number;
  observer: ResizeObserver | null;
  tell(event: "expand" | "open", node: NodeSingular): void;
  say(node: NodeSingular): void;
  clear(): void;
  fit(): void;
  begin(): void;
  zoom(factor: number): void;
}
