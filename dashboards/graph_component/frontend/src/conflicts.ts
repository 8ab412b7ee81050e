// Two persons at one view: which of their changes is newest, and where both changed the same thing without knowing of it.
import { keyOf, type Field } from "./kept.ts";
import type { Outbox } from "./outbox.ts";
import type { View } from "./view.ts";

export interface Step extends Field { seq: number; author: string; batch: string }
interface Own { seq: number; base: number; value: unknown }

const SILENT = new Set(["camera", "name", "note"]);

// What the sender of a batch knew when it was made; unknown for a batch that no page has made.
const baseOf = (step: Step): number => { const [, base = ""] = step.batch.split("-"); return base ? Number(base) : Infinity; };

export class Conflicts {
  private own = new Map<string, Own>();

  constructor(private readonly page: string) {}

  private isOwn(step: Step): boolean { return step.batch.startsWith(`${this.page}-`); }

  // The changes of others, or of this reader elsewhere, that stand: none newer is on its way.
  newestOfOthers(steps: readonly Step[], outbox: Outbox | null): Step[] {
    const newest = new Map<string, Step>();
    for (const step of steps) newest.set(keyOf(step), step);
    return [...newest].filter(([key, step]) => !this.isOwn(step) && !outbox?.waits(key)).map(([, step]) => step);
  }

  // Sentences: what was changed at once by whom, and whose change stands.
  find(steps: readonly Step[], outbox: Outbox | null, view: View): string[] {
    const said: string[] = [], waiting = new Map((outbox?.all() ?? []).map((field) => [keyOf(field), field]));
    for (const step of steps) if (this.isOwn(step)) this.own.set(keyOf(step), { seq: step.seq, base: baseOf(step), value: step.value });
    const me = view.component.data.view?.reader ?? "";
    for (const step of steps) {
      const key = keyOf(step), mine = this.own.get(key), open = waiting.get(key);
      if (SILENT.has(step.kind) || this.isOwn(step) || step.author === me) continue;
      const after = open ? { value: open.value } : mine && mine.base < step.seq && step.seq < mine.seq ? mine : null;
      const before = !after && mine && mine.seq < step.seq && baseOf(step) < mine.seq ? mine : null;
      if (!after && !before) continue;
      const theirs = { author: step.author, words: wordsOf(step, view) }, ours = { author: me, words: wordsOf({ ...step, value: (after ?? before)?.value }, view) };
      const [older, newer] = after ? [theirs, ours] : [ours, theirs];
      said.push(`${nameOf(step, view)}: ${older.author}: ${older.words}; ${newer.author}: ${newer.words}. ${view.text("newest_stands")}: ${newer.author}.`);
    }
    return said;
  }
}

const nameOf = (step: Step, view: View): string => (step.target && String(view.cy.getElementById(step.target).data("name") ?? "")) || view.text("view");

function wordsOf({ kind, value }: Field, view: View): string {
  switch (kind) {
    case "node": return view.text(value === null ? "did_take_out" : "did_move");
    case "hidden": return view.text(value ? "did_hide" : "did_show");
    case "pinned": return view.text(value ? "did_pin" : "did_unpin");
    case "fold": return view.text((value as string[]).length ? "did_fold" : "did_unfold");
    case "group": return view.text((value as string[]).length ? "did_group" : "did_ungroup");
    case "colour": return value ? view.component.data.colours.find((one) => one.name === value)?.word ?? String(value) : view.text("did_uncolour");
    case "layout": return view.text("did_arrange");
    default: return view.text("did_filter");
  }
}
