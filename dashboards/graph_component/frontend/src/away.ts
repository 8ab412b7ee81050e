// Tells the page which nodes are hidden or folded, and that the view has other notes, so that its tables and counts follow.
import type { View } from "./view.ts";

const REST = 250; // from the last change to the page

export class Away {
  private told = JSON.stringify({ hidden: [], folded: [], noted: 0 });
  private timer = 0;
  private shownAgain = -1; // how often the page had asked for what is hidden

  constructor(private readonly view: View) { view.stop.signal.addEventListener("abort", () => clearTimeout(this.timer)); }

  // After each change of the picture.
  look(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const now = JSON.stringify(this.now());
      if (now === this.told) return;
      this.told = now;
      this.view.component.setStateValue("away", JSON.parse(now));
    }, REST);
  }

  // At each run of the page. `knows`: it was told of nodes put away, maybe by a picture before this one. Returns whether it asks
  // for what is hidden.
  asked(times: number, knows: boolean): boolean {
    const asks = this.shownAgain >= 0 && times > this.shownAgain;
    if (this.shownAgain < 0 && knows) this.told = "";
    this.shownAgain = times;
    return asks;
  }

  private now(): { hidden: string[]; folded: string[]; noted: number } {
    const ids = (name: string) => this.view.cy.nodes(name).map((node) => node.id()).sort();
    return { hidden: ids(".hide"), folded: ids(".fold"), noted: this.view.keeper.notes.noted };
  }
}
