// The row of tools above the picture, the zoom at its corner and the row of the last acts below it.
import { drawLasso, matching, selectItems } from "./choosing.ts";
import { colour, fold, hide, leavesOf, pin, type Act } from "./changes.ts";
import { group, groupable, isGroup, single, ungroup, wordOf } from "./groups.ts";
import { ICONS, icon } from "./icons.ts";
import { reach } from "./keyboard.ts";
import { Menu, type Item } from "./menu.ts";
import { Notes } from "./notes.ts";
import { SavedViews } from "./savedviews.ts";
import type { NodeSingular } from "cytoscape";
import { part } from "./parts.ts";
import { actedOn, type View } from "./view.ts";

const LAST_ACTS = 3;
const UNDO_LIST = 12;

type Name = keyof typeof ICONS;

export interface Tools {
  acts: Record<string, () => void>; // by key
  refresh(): void; // after a change of what is selected or of what was done
  write(): void; // in the reader's language
}

export function openTools(view: View): Tools {
  const { frame } = view;
  const primary = () => getComputedStyle(frame).getPropertyValue("--st-primary-color").trim() || "#0f3d5e";
  const needed: [HTMLButtonElement, () => boolean][] = [];
  const lasso = () => drawLasso(view, primary());
  const full = () => { if (document.fullscreenElement) void document.exitFullscreen(); else void frame.requestFullscreen(); };
  const notes = new Notes(view);
  const some = () => actedOn(view).length > 0;
  const acts = {
    h: () => hide(view, single(actedOn(view))), p: () => pin(view, single(actedOn(view))), f: () => foldOrUnfold(), l: lasso, n: () => { if (view.keeper.on) notes.open(); },
    c: () => { refresh(); part<HTMLButtonElement>(frame, ".tool-colour").click(); }, s: () => part<HTMLButtonElement>(frame, ".tool-select").click(),
    "/": () => part<HTMLInputElement>(frame, ".find input").focus(), 0: () => view.fit(), "+": () => view.zoom(1.3), "-": () => view.zoom(1 / 1.3), m: full,
  };

  function button(name: Name | "closer" | "farther", sign: Node | string, key: string, act: (() => void) | null, when: (() => boolean) | null = null, bare = false): HTMLButtonElement {
    const made = document.createElement("button"), word = view.text(name);
    made.type = "button";
    made.className = `tool-${name}`;
    made.title = key ? `${word} (${key})` : word;
    made.setAttribute("aria-label", word);
    if (key) made.setAttribute("aria-keyshortcuts", key.replace("Ctrl+", "Control+"));
    made.append(sign);
    if (!bare) {
      const text = document.createElement("span");
      text.className = "word";
      text.textContent = word;
      made.append(text);
    }
    if (act) made.addEventListener("click", () => { act(); if (!made.disabled && name !== "find" && name !== "note") view.box.focus({ preventScroll: true }); });
    if (when) needed.push([made, when]);
    return made;
  }

  function gap(): HTMLElement {
    const line = document.createElement("span");
    line.className = "gap";
    return line;
  }

  function colourItems(): Item[] {
    return [
      ...view.component.data.colours.map((one) => ({ word: one.word, swatch: one, act: () => colour(view, single(actedOn(view)), one.name) })),
      { word: view.text("no_colour"), act: () => colour(view, single(actedOn(view)), "") },
    ];
  }

  function foldOrUnfold(): void {
    const nodes = actedOn(view), groups = nodes.filter(isGroup);
    for (const node of groups) ungroup(view, node);
    if (!groups.length) fold(view, nodes);
  }

  // What hangs on the node alone, its neighbours of each kind, and what is folded already.
  function foldItems(): Item[] {
    const [node] = actedOn(view);
    if (!node) return [];
    const around = isGroup(node) ? [node] : (view.cy.nodes("[_members]").toArray() as NodeSingular[]).filter((one) => one.data("_hub") === node.id());
    const folded = Number(node.data("_fold") ?? 0), leaves = leavesOf(node);
    return [
      ...around.map((one) => ({ word: `${view.text("unfold")}: ${String(one.data("name"))}`, act: () => ungroup(view, one) })),
      ...(!isGroup(node) && folded ? [{ word: `${view.text("unfold")} (${folded})`, key: "F", act: () => fold(view, [node]) }] : []),
      ...(!folded && leaves.length ? [{ word: `${view.text("leaves")} (${leaves.length})`, key: "F", act: () => fold(view, [node]) }] : []),
      ...[...groupable(node)].map(([kind, nodes]) => ({ word: `${wordOf(view, kind)} (${nodes.length})`, act: () => group(view, node, nodes, kind) })),
    ];
  }

  function undoItems(): Item[] {
    return view.history.done.slice(-UNDO_LIST).reverse().map((act, place) => ({
      word: `${clock(act)} ${act.title}`, act: () => { for (let turn = 0; turn <= place; turn += 1) view.history.undo(); },
    }));
  }

  function finder(): HTMLElement {
    const label = document.createElement("label"), field = document.createElement("input"), count = document.createElement("output");
    label.className = "find";
    field.type = "search";
    field.placeholder = view.text("find");
    field.setAttribute("aria-label", view.text("find"));
    field.title = `${view.text("find")} (/)`;
    let found: NodeSingular[] = [], place = 0;
    const go = () => {
      count.textContent = field.value.trim() ? `${found.length ? place + 1 : 0}/${found.length}` : "";
      const node = found[place];
      if (node) { reach(view, node); view.cy.center(node); }
    };
    field.addEventListener("input", () => {
      found = matching(view, field.value);
      place = 0;
      view.cy.batch(() => { view.cy.nodes().removeClass("found reached"); for (const node of found) node.addClass("found"); });
      go();
    });
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && found.length) { event.preventDefault(); place = (place + (event.shiftKey ? found.length - 1 : 1)) % found.length; go(); }
      if (event.key === "Escape") { event.preventDefault(); field.value = ""; field.dispatchEvent(new Event("input")); view.box.focus({ preventScroll: true }); }
    });
    label.append(icon("find"), field, count);
    return label;
  }

  function write(): void {
    needed.length = 0;
    const chooser = button("select", icon("select"), "S", null), tint = button("colour", icon("colour"), "C", null, some), folder = button("fold", icon("fold"), "F", null, () => foldItems().length > 0);
    const older = button("undo", icon("undo"), "Ctrl+Z", () => view.history.undo(), () => view.history.done.length > 0, true);
    const list = document.createElement("button");
    list.type = "button";
    list.className = "tool-history";
    list.textContent = "▾";
    list.title = view.text("last_acts");
    list.setAttribute("aria-label", view.text("last_acts"));
    needed.push([list, () => view.history.done.length > 0]);
    const views = button("views", icon("views"), "", null, null, true);
    const kept = view.keeper.on ? [button("note", icon("note"), "N", acts.n, () => some() || view.cy.edges(":selected").nonempty(), true), views] : [];
    const bar = part(frame, ".bar");
    bar.setAttribute("aria-label", view.text("tools"));
    bar.replaceChildren(
      older, list, button("redo", icon("redo"), "Ctrl+Shift+Z", () => view.history.redo(), () => view.history.undone.length > 0, true), gap(),
      button("expand", icon("expand"), "Enter", () => { const [node] = actedOn(view); if (node) view.tell("expand", node); }, some), chooser,
      button("hide", icon("hide"), "H", acts.h, some), button("pin", icon("pin"), "P", acts.p, some), tint,
      folder,
      gap(), ...kept, finder(), button("fit", icon("fit"), "0", view.fit, null, true), button("full", icon("full"), "M", full, null, true));
    new Menu(list, undoItems);
    new Menu(chooser, () => selectItems(view, lasso));
    new Menu(tint, colourItems);
    new Menu(folder, foldItems);
    if (view.keeper.on) new SavedViews(view, views);
    part(frame, ".zooms").replaceChildren(
      button("closer", "+", "+", acts["+"], null, true), button("farther", "−", "-", acts["-"], null, true));
    refresh();
  }

  function refresh(): void {
    for (const [made, when] of needed) made.disabled = !when();
    const rows = view.history.done.slice(-LAST_ACTS).reverse().map((act) => {
      const row = document.createElement("li"), time = document.createElement("time");
      time.textContent = clock(act);
      row.append(time, " " + act.title);
      return row;
    });
    part(frame, ".acts b").textContent = rows.length ? view.text("last_acts") : "";
    part(frame, ".acts ol").replaceChildren(...rows);
  }

  return { acts, refresh, write };
}

const clock = (act: Act) => `${String(act.at.getHours()).padStart(2, "0")}:${String(act.at.getMinutes()).padStart(2, "0")}`;
