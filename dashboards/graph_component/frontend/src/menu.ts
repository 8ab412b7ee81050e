// A button with a list of acts below it: arrows go through the list, Escape and a click elsewhere close it.
export interface Item { word: string; swatch?: { letter: string; colour: string }; key?: string; act(): void }

export class Menu {
  private readonly list = document.createElement("div");

  constructor(private readonly button: HTMLButtonElement, private readonly items: () => Item[]) {
    const holder = document.createElement("span");
    holder.className = "holder";
    button.replaceWith(holder);
    holder.append(button, this.list);
    this.list.className = "menu";
    this.list.setAttribute("role", "menu");
    this.list.hidden = true;
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => this.toggle());
    holder.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && holder.contains(event.relatedTarget))) this.close();
    });
    holder.addEventListener("keydown", (event) => this.onKey(event));
  }

  toggle(): void {
    if (!this.list.hidden) { this.close(); return; }
    this.list.replaceChildren(...this.items().map((item) => this.entry(item)));
    this.list.setAttribute("aria-label", this.button.getAttribute("aria-label") ?? "");
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.at(0)?.focus();
  }

  private entry(item: Item): HTMLButtonElement {
    const entry = document.createElement("button");
    entry.type = "button";
    entry.setAttribute("role", "menuitem");
    entry.tabIndex = -1;
    if (item.swatch) {
      const swatch = document.createElement("i");
      swatch.style.background = item.swatch.colour;
      swatch.textContent = item.swatch.letter;
      swatch.setAttribute("aria-hidden", "true");
      entry.append(swatch);
    }
    entry.append(item.word);
    if (item.key) {
      const key = document.createElement("kbd");
      key.textContent = item.key;
      entry.append(key);
    }
    entry.addEventListener("click", () => { this.close(); this.button.focus({ preventScroll: true }); item.act(); });
    return entry;
  }

  private at(place: number): HTMLElement | undefined {
    const entries = [...this.list.children] as HTMLElement[];
    return entries[(place + entries.length) % entries.length];
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation(); // Streamlit has its own one-letter shortcuts
    if (this.list.hidden) {
      if (event.key === "ArrowDown") { event.preventDefault(); this.toggle(); }
      return;
    }
    const root = this.list.getRootNode() as Document | ShadowRoot;
    const here = [...this.list.children].indexOf(root.activeElement as Element);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); this.at(here + step)?.focus(); }
    if (event.key === "Escape") { event.preventDefault(); this.close(); this.button.focus(); }
  }

  private close(): void {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }
}
