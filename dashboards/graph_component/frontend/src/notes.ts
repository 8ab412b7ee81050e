// Notes on the chosen node or link: a list at the side of the picture, and a field for the next one. Revoked notes stay.
import type { EdgeSingular, NodeSingular } from "cytoscape";
import { clock, makeId } from "./address.ts";
import { made } from "./elements.ts";
import { isGroup } from "./groups.ts";
import type { Note } from "./keptnotes.ts";
import { part } from "./parts.ts";
import { actedOn, type View } from "./view.ts";

type Chosen = NodeSingular | EdgeSingular;

const idsOf = (element: Chosen): string[] => [...((element.data("holds") ?? element.data("_holds") ?? []) as string[]), element.id()];

export class Notes {
  private readonly panel: HTMLElement;
  private readonly list = made("ol", "");
  private readonly head = made("h2", "");
  private readonly text = made("textarea", "");
  private sort: "fact" | "assessment" = "fact";
  private chosen: Chosen | null = null;
  private drawn = ""; // what the list was drawn from: it is drawn again when that changes, not at each look at the server
  private wanted = false; // opened by the reader, not by a note that is there

  constructor(private readonly view: View) {
    this.panel = part(view.frame, ".notes");
    this.text.maxLength = 4000;
    this.text.rows = 3;
    this.panel.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Streamlit and the picture have letters of their own
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.add();
    });
    view.cy.on("select unselect tap", () => this.follow());
    view.keeper.changed = () => this.follow();
  }

  // The tool: opens the list for what is chosen.
  open(): void {
    if (!this.pick()) { this.view.say(this.view.text("choose_first")); return; }
    this.wanted = true;
    this.follow();
    this.text.focus();
  }

  private pick(): Chosen | null {
    const { cy } = this.view, edge = cy.edges(":selected").first(), node = actedOn(this.view).find((one) => !isGroup(one));
    return node ?? (edge.nonempty() ? edge as unknown as EdgeSingular : null);
  }

  private close(): void {
    this.wanted = false;
    this.panel.hidden = true;
    this.view.box.focus({ preventScroll: true });
  }

  private follow(): void {
    const chosen = this.pick();
    if (this.text.value.trim() && !this.panel.hidden && chosen?.id() !== this.chosen?.id()) return; // what is being written keeps its place
    this.chosen = chosen;
    const notes = chosen ? this.notes(chosen) : [];
    const hidden = !chosen || !(this.wanted || notes.length);
    if (hidden && this.panel.hidden) return;
    this.panel.hidden = hidden;
    if (chosen && !hidden) this.draw(chosen, notes);
  }

  private notes(chosen: Chosen): Note[] {
    const ids = new Set(idsOf(chosen));
    return this.view.keeper.notes.all.filter((note) => ids.has(note.target));
  }

  private draw(chosen: Chosen, notes: readonly Note[]): void {
    const { view } = this, { cy } = view, drawn = JSON.stringify([chosen.id(), notes, view.component.data.texts["notes"]]);
    if (drawn === this.drawn && this.panel.childElementCount) return;
    this.drawn = drawn;
    const name = (id: string) => String(cy.getElementById(id).data("name") ?? "");
    this.head.textContent = `${view.text("notes")}: ${chosen.isNode() ? name(chosen.id()) : `${name(chosen.data("source"))} → ${name(chosen.data("target"))}`}`;
    this.list.replaceChildren(...notes.map((note) => this.row(note)));
    this.text.setAttribute("aria-label", view.text("note_text"));
    this.text.placeholder = view.text("note_text");
    const away = made("button", "away", "×"), keep = made("button", "keep", view.text("add_note")), foot = made("div", "foot");
    away.type = keep.type = "button";
    away.setAttribute("aria-label", view.text("put_away"));
    away.addEventListener("click", () => this.close());
    keep.addEventListener("click", () => this.add());
    const sorts = (["fact", "assessment"] as const).map((sort) => {
      const button = made("button", "sort", view.text(sort === "fact" ? "fact" : "assessment"));
      button.type = "button";
      button.setAttribute("aria-pressed", String(sort === this.sort));
      button.addEventListener("click", () => { this.sort = sort; for (const one of sorts) one.setAttribute("aria-pressed", String(one === button)); });
      return button;
    });
    foot.append(...sorts, keep);
    const focused = (this.panel.getRootNode() as Document | ShadowRoot).activeElement === this.text;
    this.panel.setAttribute("aria-label", this.head.textContent);
    this.panel.replaceChildren(this.head, away, this.list, this.text, foot);
    if (focused) this.text.focus();
  }

  private row(note: Note): HTMLElement {
    const { view } = this, row = made("li", [note.sort, note.revoked ? "revoked" : ""].join(" ").trim());
    const moment = (text: string) => { const at = new Date(text); return `${at.toLocaleDateString(view.component.data.view?.language === "ro" ? "ro-RO" : "en-GB")} ${clock(at)}`; };
    row.append(made("p", "", note.text), made("small", "", `${view.text(note.sort === "fact" ? "fact" : "assessment")} · ${note.author} · ${moment(note.moment)}`));
    if (note.revoked) row.append(made("small", "", `${view.text("revoked")} · ${note.revoked_by} · ${moment(note.revoked_at)}`));
    else {
      const revoke = made("button", "revoke", view.text("revoke"));
      revoke.type = "button";
      revoke.addEventListener("click", () => {
        view.keeper.note({ ...note, revoked: true, revoked_by: view.component.data.view?.reader ?? "", revoked_at: new Date().toISOString() });
        this.text.focus();
      });
      row.append(revoke);
    }
    return row;
  }

  private add(): void {
    const text = this.text.value.trim(), { chosen, view } = this;
    if (!text || !chosen) { this.text.focus(); return; }
    this.text.value = "";
    const id = makeId(8);
    view.keeper.note({ id, target: idsOf(chosen)[0] ?? chosen.id(), author: view.component.data.view?.reader ?? "", moment: new Date().toISOString(), sort: this.sort, text, revoked: false, revoked_by: "", revoked_at: "" });
    view.say(view.text("note_added"));
  }
}
