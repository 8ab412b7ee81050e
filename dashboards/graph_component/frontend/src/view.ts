// The picture that is open in one place of the page, and what its parts may ask of it.
import type { Core, NodeSingular } from "cytoscape";
import type { History } from "./changes.ts";
import type { Keeper } from "./keeper.ts";
import type { Messages } from "./messages.ts";
import type { Layout, Mounted } from "./payload.ts";

export interface View {
  readonly cy: Core;
  readonly box: HTMLElement; // the canvas: it takes the keys
  readonly frame: HTMLElement;
  readonly history: History;
  readonly keeper: Keeper;
  readonly messages: Messages;
  readonly stop: AbortController; // ends what listens outside the picture
  component: Mounted;
  font: string;
  layout: Layout | null;
  told: string | null; // the selection that the page asked for last
  reported: string | null; // the selection that the page was told last
  marking: boolean;
  unfitted: boolean;
  worn: string; // the looks that the style was made for
  path: string; // the chosen path, its nodes' ids
  start: string; // the node that the picture began with
  grown: number; // how often the page had added nodes when it was last heard
  asked: number; // the last change of what is shown that the page was told
  tell(event: "expand" | "open", node: NodeSingular): void;
  show(): void; // tells the page which nodes are in the picture
  say(text: string): void;
  news(sentences: readonly string[]): void; // stays in sight until the reader puts it away
  describe(node: NodeSingular): string;
  clear(): void;
  fit(): void;
  begin(): void;
  zoom(factor: number): void;
  name(): void; // works the captions out
  text(key: string): string;
}

// The nodes that an act is about: those selected, else the one that the keys have reached.
export function actedOn(view: View): NodeSingular[] {
  const shown = view.cy.nodes(":visible"), selected = shown.filter(":selected");
  return (selected.nonempty() ? selected : shown.filter(".reached")).toArray() as NodeSingular[];
}
