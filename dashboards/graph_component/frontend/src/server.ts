// Asks the routes beside the page. A refusal carries the server's sentence in the reader's language.
import type { View } from "./view.ts";

export class Refused extends Error {
  constructor(readonly status: number, message: string) { super(message); }
}

// `lasting`: the request outlives its page; it may then have no more than 64 kB.
export async function ask<T>(view: View, route: string, body?: unknown, lasting = false): Promise<T> {
  const of = view.component.data.view, address = new URL(`/workbench/${route}`, location.href);
  if (of?.case) address.searchParams.set("case", of.case);
  address.searchParams.set("lang", of?.language ?? "en");
  const answer = await fetch(address, body === undefined ? { keepalive: lasting } : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), keepalive: lasting,
  });
  if (answer.ok) return await answer.json() as T;
  const said = await answer.json().catch(() => ({})) as { error?: string };
  throw new Refused(answer.status, said.error ?? view.text("not_saved"));
}
