// Keeps the picture as a saved view: what the reader changes goes to the server soon after, and is sent again until it is
// acknowledged; what others change comes into the picture. The browser makes the view's id, and puts it into the address.
import { clock, makeId, moment, writeAddress } from "./address.ts";
import { bare, cameraOf, differences, fieldOf, isNothing, keyOf, lookAt, nodeFields, writeFields, written, type Field } from "./kept.ts";
import { Conflicts, type Step } from "./conflicts.ts";
import { KeptNotes, type Note } from "./keptnotes.ts";
import { ownNodes } from "./groups.ts";
import { LARGEST, Outbox } from "./outbox.ts";
import type { Payload } from "./payload.ts";
import { ask, Refused } from "./server.ts";
import type { View } from "./view.ts";

interface Answer { revision: number; name: string; removed: boolean; steps: Step[]; news: string[]; notes: Note[] | null }
type Camera = { zoom: number; x: number; y: number };

const SOON = 300; // from a change to its sending
const OFTEN = 3_000; // between two looks at what others did
const LONGEST = 30_000; // between two tries while the server does not answer
const OF_PAGE = new Set(["filter", "layout", "seed", "path"]);

export class Keeper {
  id = "";
  name = "";
  removed = false;
  readonly notes = new KeptNotes();
  changed = () => {}; // notes or name: what shows them is drawn again
  private readonly page = makeId(5);
  private outbox: Outbox | null = null;
  private kept = new Map<string, string>(); // the view as this page knows it
  private drawn = new Set<string>(); // nodes that were in the picture
  private fields = new Map<string, Field>(); // what the page itself said last of filter, layout, start and path
  private camera: Camera | null = null;
  private conflicts = new Conflicts("");
  private opening = -1;
  private known = 0;
  private caughtUp = false;
  private busy = false;
  private timer = 0;
  private last = 0; // when others were last asked about
  private failures = 0;
  private moment = "";

  constructor(private readonly view: View) {
    const stop = view.stop.signal;
    view.cy.on("viewport", () => { if (this.id && this.caughtUp) this.soon(); });
    window.addEventListener("pagehide", () => this.leave(), { signal: stop });
    window.addEventListener("online", () => this.soon(0), { signal: stop });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.leave(); else this.soon(0); }, { signal: stop });
    stop.addEventListener("abort", () => { this.leave(); clearTimeout(this.timer); });
  }

  get on(): boolean { return Boolean(this.view.component.data.view); }

  // Called at each run, before the picture is brought in line: is another view, or none, to be kept now?
  attach(data: Payload): void {
    if (!data.view) return;
    if (data.view.opening === this.opening) return;
    if (this.opening >= 0) this.leave();
    this.opening = data.view.opening;
    this.begin(data.view.id);
    this.say(data.view.said);
    if (this.id) { this.view.box.style.visibility = "hidden"; this.soon(0); } // until the nodes are in their places
  }

  // Called at each run, after the picture was brought in line.
  settle(data: Payload): void {
    if (!data.view) return;
    const before = this.fields;
    this.fields = new Map(data.view.fields.map((field) => [keyOf(field), field]));
    if (this.id) writeAddress(this.id);
    const { cy } = this.view;
    const fresh = ownNodes(cy).filter((node) => !this.drawn.has(node.id())).map((node) => node.id());
    const wanted = new Set(fresh);
    const known = [...this.kept].map(([key, value]) => fieldOf(key, value)).filter((field) => field.value !== null && wanted.has(field.target));
    if (this.caughtUp) writeFields(cy, known);
    if (this.caughtUp) this.look([...this.fields].filter(([key, field]) => before.has(key) && written(before.get(key)?.value) !== written(field.value)).map(([, field]) => field));
    this.mark();
  }

  // The saved camera, if there is one: what the picture begins with.
  lookBack(): boolean {
    if (this.camera && this.id) lookAt(this.view.cy, this.camera);
    return Boolean(this.camera && this.id);
  }

  // Takes up what is different in the picture from what is kept. `more`: changes that the picture does not show.
  look(more: readonly Field[] = []): void {
    if (!this.on || !this.caughtUp || this.removed) return;
    const { cy, history } = this.view, noted = more.some((field) => field.kind === "note");
    const first = !this.id;
    if (first && !history.done.length && !noted) return;
    if (first) this.make();
    const found: Field[] = more.filter((field) => written(field.value) !== this.kept.get(keyOf(field)));
    if (first) found.push(...this.fields.values());
    found.push(...differences(cy, this.kept, this.drawn));
    this.drawn = new Set(ownNodes(cy).map((node) => node.id()));
    const camera = cameraOf(cy);
    if (cy.width() > 0 && this.kept.get(keyOf(camera)) !== written(camera.value)) { found.push(camera); this.camera = camera.value as Camera; }
    if (!found.length) return;
    for (const field of found) if (field.kind !== "note") this.kept.set(keyOf(field), written(field.value));
    this.outbox?.add(found, this.known);
    this.soon(first ? 0 : SOON);
  }

  // A note of this reader: shown at once, and kept; also where the view's own state is still on its way.
  note(note: Note): void {
    const field = this.notes.add(note);
    if (this.caughtUp) this.look([field]);
    else if (!this.removed) { this.outbox?.add([field], this.known); this.soon(); }
    this.mark();
  }

  rename(name: string): void { this.outbox?.add([{ kind: "name", target: "", value: name }], this.known); this.name = name; this.soon(0); }

  // The menu has changed a view: what is open hears of it at once.
  again(): void { this.last = 0; this.removed = false; this.soon(0); }

  soon(wait = SOON): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.work(), this.failures && wait ? Math.min(LONGEST, 1_000 * 2 ** (this.failures - 1)) : wait);
  }

  // One question at a time: what is sent and what others did come in their order.
  private async work(): Promise<void> {
    if (!this.on || !this.id || this.busy) return;
    this.busy = true;
    const { id, opening } = this;
    try {
      if (this.caughtUp) this.look();
      await this.send(id);
      if (id === this.id && (!this.caughtUp || (!document.hidden && Date.now() - this.last >= OFTEN))) await this.catchUp(id);
      this.failures = 0;
      if (this.outbox?.empty && this.moment) this.tell(`${this.view.text("saved")} ${this.moment}`);
    } catch (problem) {
      if (opening !== this.opening) return;
      if (problem instanceof Refused && problem.status < 500) { this.stop(problem); return; }
      this.failures += 1;
      this.view.box.style.visibility = "";
      if (!this.outbox?.empty || !this.caughtUp) this.tell(this.view.text("not_saved"));
    } finally {
      this.busy = false;
      if (this.id && !this.view.stop.signal.aborted && !this.removed) this.soon(this.outbox?.empty ? OFTEN : this.failures ? OFTEN : SOON);
    }
  }

  private async send(id: string): Promise<void> {
    const { outbox } = this;
    if (!outbox) return;
    if (outbox.name !== null) {
      await ask(this.view, "views", { name: outbox.name, id });
      outbox.made();
    }
    for (let batch = outbox.next(); batch; batch = outbox.next()) {
      try {
        const { saved } = await ask<{ saved: string }>(this.view, `views/${id}/changes`, { batch: batch.id, changes: batch.changes });
        outbox.acknowledged(batch.id);
        this.moment = clock(new Date(saved));
      } catch (problem) {
        if (!(problem instanceof Refused) || problem.status >= 500) throw problem;
        await this.catchUp(id); // is the view still there?
        if (this.removed) return;
        if (batch.changes.length === 1) this.say([problem.message]);
        outbox.refused(batch.id);
      }
    }
  }

  private async catchUp(id: string): Promise<void> {
    const found = await ask<Answer>(this.view, `views/${id}/changes?after=${this.known}`);
    if (id !== this.id) return;
    this.last = Date.now();
    this.known = found.revision;
    this.name = found.name;
    this.removed = found.removed;
    const first = !this.caughtUp;
    if (first) this.caughtUp = true;
    const said = first ? [] : [...found.news, ...this.conflicts.find(found.steps, this.outbox, this.view)];
    this.take(this.conflicts.newestOfOthers(found.steps, this.outbox), first);
    if (found.notes) this.notes.take(found.notes, found.revision, (key) => Boolean(this.outbox?.waits(key)));
    if (said.length) this.say(said);
    if (this.removed) this.tell(this.view.text("removed"));
    this.view.box.style.visibility = "";
    this.mark();
    if (found.notes) this.view.name();
  }

  // Brings what others did into the picture; what the page has to know of it, it is told.
  private take(steps: readonly Step[], first: boolean): void {
    const { view } = this, { cy } = view;
    let asks = false;
    for (const step of steps) {
      const key = keyOf(step);
      if (step.kind === "camera" && !first) continue;
      this.kept.set(key, written(step.value));
      if (step.kind === "camera") this.camera = step.value as Camera;
      else if (OF_PAGE.has(step.kind)) {
        if (written(this.fields.get(key)?.value ?? null) === written(step.value)) continue;
        asks = true;
        if (step.kind === "layout") view.layout = step.value as View["layout"];
      } else if (step.kind === "node" && (step.value !== null) !== cy.hasElementWithId(step.target)) asks = true;
    }
    const stale = first ? [...nodeFields(cy)].filter(([key, field]) => field.kind !== "node" && !isNothing(field) && !this.kept.has(key)).map(([, field]) => field) : [];
    writeFields(cy, [...stale.map(bare), ...steps]);
    for (const step of steps) if (step.kind === "node" && step.value === null) this.drawn.delete(step.target);
    if (first) { this.lookBack(); view.history.clear(); this.drawn = new Set(ownNodes(cy).map((node) => node.id())); }
    if (steps.length) view.name();
    if (!asks) return;
    const placed = [...this.kept].filter(([key, value]) => key.startsWith("node\n") && value !== "null").map(([key]) => key.split("\n")[1] ?? "");
    view.asked += 1;
    view.messages.send("view", { act: "catch_up", id: this.id, ids: [...new Set([...ownNodes(cy).map((node) => node.id()), ...placed])], turn: view.asked });
  }

  private begin(id: string): void {
    const { data } = this.view.component;
    this.id = id;
    this.name = "";
    this.removed = false;
    this.notes.clear();
    this.kept.clear();
    this.drawn.clear();
    this.camera = null;
    this.known = this.failures = this.last = 0;
    this.moment = "";
    this.caughtUp = !id;
    this.conflicts = new Conflicts(this.page);
    this.outbox = id ? new Outbox(`tracer-view:${data.view?.case ?? ""}:${id}`, this.page) : null;
    this.tell("");
    this.changed();
  }

  private make(): void {
    const { data } = this.view.component, start = data.nodes.find((node) => node.focus)?.name ?? this.view.text("label");
    this.id = makeId();
    this.name = `${start.slice(0, 80)}, ${moment(new Date(), data.language)}`; // two views of one node differ
    this.outbox = new Outbox(`tracer-view:${data.view?.case ?? ""}:${this.id}`, this.page);
    this.outbox.name = this.name;
    this.drawn = new Set(ownNodes(this.view.cy).map((node) => node.id()));
    writeAddress(this.id);
    this.view.messages.send("view", { act: "kept", id: this.id });
    this.changed();
  }

  // The page goes, or another view comes: what waits is sent without waiting for an answer.
  private leave(): void {
    if (!this.id || !this.outbox) return;
    if (!this.view.cy.destroyed()) this.look();
    if (this.outbox.name !== null) void ask(this.view, "views", { name: this.outbox.name, id: this.id }, true).catch(() => {});
    const batch = this.outbox.next();
    if (batch && JSON.stringify(batch).length < LARGEST) {
      const { outbox } = this;
      void ask(this.view, `views/${this.id}/changes`, { batch: batch.id, changes: batch.changes }, true).then(() => outbox.acknowledged(batch.id)).catch(() => {});
    }
  }

  // There is no such view, or this reader may not keep one: nothing more is sent.
  private stop(problem: Refused): void {
    const { id } = this;
    this.say([problem.message]);
    if (problem.status === 404) this.outbox?.drop();
    this.begin("");
    this.opening = this.view.component.data.view?.opening ?? this.opening;
    this.view.box.style.visibility = "";
    writeAddress("");
    this.view.messages.send("view", { act: "drop", id });
  }

  private mark(): void {
    this.notes.mark(this.view.cy);
    this.changed();
  }

  private tell(text: string): void {
    const line = this.view.frame.querySelector(".kept");
    if (line && line.textContent !== text) line.textContent = text;
  }

  private say(sentences: readonly string[]): void { this.view.news(sentences); }
}
