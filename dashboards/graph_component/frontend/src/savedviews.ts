// The menu of saved views: the one that is open with its name and its link, and all others to open, rename or take away.
import { clock, makeId } from "./address.ts";
import { made } from "./elements.ts";
import { ask } from "./server.ts";
import type { View } from "./view.ts";

interface Line { id: string; name: string; author: string; changed: string; changed_by: string; removed: boolean }

const days = (moment: string, language: string) => `${new Date(moment).toLocaleDateString(language === "ro" ? "ro-RO" : "en-GB")} ${clock(new Date(moment))}`;

export class SavedViews {
  private readonly panel = made("div", "menu views");
  private gone: Line | null = null; // taken away last: it can be brought back

  constructor(private readonly view: View, private readonly button: HTMLButtonElement) {
    const holder = made("span", "holder");
    button.replaceWith(holder);
    holder.append(button, this.panel);
    this.panel.hidden = true;
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", button.getAttribute("aria-label") ?? "");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => { if (this.panel.hidden) void this.open(); else this.close(); });
    holder.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !holder.contains(event.relatedTarget)) this.close();
    });
    holder.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Streamlit has its own one-letter shortcuts
      if (event.key === "Escape") { this.close(); button.focus(); }
    });
  }

  private async open(): Promise<void> {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.panel.replaceChildren(made("p", "said", "…"));
    this.gone = null;
    await this.draw();
    this.panel.querySelector<HTMLElement>("input, button")?.focus();
  }

  private close(): void {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  private async draw(): Promise<void> {
    const { view } = this;
    try {
      const { views } = await ask<{ views: Line[] }>(view, "views");
      this.panel.replaceChildren(this.present(), ...(this.gone ? [this.undoing(this.gone)] : []), ...views.filter((line) => !line.removed).map((line) => this.row(line)));
      if (!views.some((line) => !line.removed)) this.panel.append(made("p", "said", view.text("no_views")));
    } catch (problem) {
      this.panel.replaceChildren(made("p", "said", problem instanceof Error && problem.message ? problem.message : view.text("no_answer")));
    }
  }

  // The view that is open: its name can be written over, its link copied.
  private present(): HTMLElement {
    const { view } = this, { keeper } = view, box = made("div", "present");
    if (!keeper.id) { box.append(made("p", "said", view.text("no_view_yet"))); return box; }
    const link = this.act("link", view.text("copy_link"), () => void this.copy(link));
    box.append(this.field(keeper.name, (name) => { keeper.rename(name); }), link);
    return box;
  }

  private async copy(link: HTMLButtonElement): Promise<void> {
    const { view } = this, address = new URL("/graph", location.href), of = view.component.data.view;
    if (of?.case) address.searchParams.set("case", of.case);
    address.searchParams.set("view", view.keeper.id);
    try { await navigator.clipboard.writeText(address.href); } catch { // no right to the clipboard: the old way
      const field = document.createElement("textarea");
      field.value = address.href;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      link.focus();
    }
    link.textContent = view.text("copied");
    view.say(view.text("copied"));
  }

  private row(line: Line): HTMLElement {
    const { view } = this, row = made("div", "row"), open = line.id === view.keeper.id;
    const choose = this.act("open", line.name, () => { this.close(); if (!open) view.messages.send("view", { act: "open", id: line.id }); });
    if (open) choose.setAttribute("aria-current", "true");
    choose.append(made("small", "", `${line.changed_by} · ${days(line.changed, view.component.data.view?.language ?? "en")}`));
    const pen = this.act("pen", "✎", () => {
      const field = this.field(line.name, (name) => void this.change(`views/${line.id}/changes`, { batch: makeId(), changes: [{ kind: "name", target: "", value: name }] }));
      row.replaceChildren(field);
      field.querySelector("input")?.select();
    }, `${view.text("rename")}: ${line.name}`);
    const away = this.act("away", "×", () => { this.gone = line; void this.change(`views/${line.id}/removal`, { removed: true }); }, `${view.text("take_away")}: ${line.name}`);
    row.append(choose, pen, away);
    return row;
  }

  private undoing(line: Line): HTMLElement {
    const row = made("div", "row");
    row.append(made("span", "said", `${this.view.text("taken_away")}: ${line.name}`),
      this.act("undo", this.view.text("undo"), () => { this.gone = null; void this.change(`views/${line.id}/removal`, { removed: false }); }));
    return row;
  }

  private async change(route: string, body: unknown): Promise<void> {
    try { await ask(this.view, route, body); } catch (problem) { this.view.news([problem instanceof Error ? problem.message : ""]); }
    this.view.keeper.again();
    await this.draw();
    this.panel.querySelector<HTMLElement>("button.undo, button")?.focus();
  }

  private field(name: string, take: (name: string) => void): HTMLElement {
    const label = made("label", "name"), field = document.createElement("input");
    field.value = name;
    field.maxLength = 120;
    field.setAttribute("aria-label", this.view.text("view_name"));
    field.addEventListener("change", () => { if (field.value.trim()) take(field.value.trim()); });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") field.blur(); });
    label.append(field);
    return label;
  }

  private act(kind: string, word: string, act: () => void, label = ""): HTMLButtonElement {
    const button = made("button", kind, word);
    button.type = "button";
    if (label) { button.setAttribute("aria-label", label); button.title = label; }
    button.addEventListener("click", act);
    return button;
  }
}
