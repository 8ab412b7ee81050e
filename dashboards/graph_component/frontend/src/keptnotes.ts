// The notes of the view: those that the server has, and those of this reader that are on their way; which elements bear them.
import type { Core } from "cytoscape";
import type { Field } from "./kept.ts";

export interface Note {
  id: string; target: string; author: string; moment: string; sort: "fact" | "assessment"; text: string;
  revoked: boolean; revoked_by: string; revoked_at: string;
}

export class KeptNotes {
  all: Note[] = [];
  noted = 0; // the revision at which the server had other notes last

  clear(): void { this.all = []; this.noted = 0; }

  // A note of this reader, shown at once. Returns the change that keeps it.
  add(note: Note): Field {
    this.all = [...this.all.filter((one) => one.id !== note.id), note];
    return { kind: "note", target: note.target, value: { id: note.id, text: note.text, sort: note.sort, revoked: note.revoked } };
  }

  // All notes as the server has them; those that still wait to be sent stay.
  take(found: readonly Note[], revision: number, waits: (key: string) => boolean): void {
    this.noted = revision;
    this.all = [...found, ...this.all.filter((note) => waits(["note", note.target, note.id].join("\n")) && !found.some((one) => one.id === note.id))];
  }

  // Marks nodes and links with how many notes stand on them; a line that stands for several links bears those of all.
  mark(cy: Core): void {
    const counts = new Map<string, number>();
    for (const note of this.all) if (!note.revoked) counts.set(note.target, (counts.get(note.target) ?? 0) + 1);
    cy.batch(() => cy.elements().not("[_members], [_holds]").forEach((element) => {
      const count = [element.id(), ...((element.data("holds") ?? []) as string[])].reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
      if (count !== (element.data("_notes") ?? 0)) element.data("_notes", count);
    }));
  }
}
