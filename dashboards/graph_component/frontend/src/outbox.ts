// Changes that wait for the server: gathered, numbered in batches, kept in this browser's session until they are acknowledged.
import { keyOf, type Field } from "./kept.ts";

export interface Batch { id: string; changes: Field[] }
interface Stored { name: string | null; batches: Batch[]; open: Field[]; base: number }

const MOST = 400; // changes in a batch
export const LARGEST = 60_000; // bytes that a request may have which outlives its page

export class Outbox {
  name: string | null = null; // the name under which the view has still to be made
  private batches: Batch[] = [];
  private open = new Map<string, Field>();
  private base = 0; // the revision that was known when the first of the open changes was made
  private count = 0;

  constructor(private readonly place: string, private readonly page: string) {
    try {
      const found = JSON.parse(sessionStorage.getItem(place) ?? "null") as Stored | null;
      if (!found) return;
      this.name = found.name;
      this.batches = found.batches;
      this.base = found.base;
      for (const field of found.open) this.open.set(keyOf(field), field);
    } catch { /* what cannot be read is not there */ }
  }

  get empty(): boolean { return this.name === null && !this.batches.length && !this.open.size; }

  waits(key: string): boolean { return this.open.has(key) || this.batches.some((batch) => batch.changes.some((one) => keyOf(one) === key)); }

  // Every change that waits, in its order.
  all(): Field[] { return [...this.batches.flatMap((batch) => batch.changes), ...this.open.values()]; }

  add(fields: readonly Field[], known: number): void {
    if (!this.open.size) this.base = known;
    for (const field of fields) { this.open.delete(keyOf(field)); this.open.set(keyOf(field), field); }
    this.store();
  }

  // The batch that is sent next. Its id says who sends it and what the sender knew.
  next(): Batch | null {
    if (!this.batches.length && this.open.size) {
      const changes = [...this.open.values()].slice(0, MOST);
      while (changes.length > 1 && JSON.stringify(changes).length > LARGEST * 0.8) changes.length = Math.ceil(changes.length / 2);
      this.put(changes);
      for (const field of changes) this.open.delete(keyOf(field));
      this.store();
    }
    return this.batches[0] ?? null;
  }

  made(): void { this.name = null; this.store(); }

  acknowledged(id: string): void {
    this.batches = this.batches.filter((batch) => batch.id !== id);
    this.store();
  }

  // A batch that the server refuses is sent in halves, so that one wrong change takes no other with it; a single one is dropped.
  refused(id: string): void {
    const batch = this.batches.find((one) => one.id === id), rest = this.batches.filter((one) => one.id !== id);
    this.batches = [];
    if (batch && batch.changes.length > 1) {
      const half = Math.ceil(batch.changes.length / 2);
      this.put(batch.changes.slice(0, half));
      this.put(batch.changes.slice(half));
    }
    this.batches.push(...rest);
    this.store();
  }

  drop(): void {
    this.name = null;
    this.batches = [];
    this.open.clear();
    this.store();
  }

  private put(changes: Field[]): void {
    this.count += 1;
    this.batches.push({ id: `${this.page}-${this.base}-${this.count}`, changes });
  }

  private store(): void {
    try {
      if (this.empty) sessionStorage.removeItem(this.place);
      else sessionStorage.setItem(this.place, JSON.stringify({ name: this.name, batches: this.batches, open: [...this.open.values()], base: this.base } satisfies Stored));
    } catch { /* no room: what waits is in this page alone */ }
  }
}
