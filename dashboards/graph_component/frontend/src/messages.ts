// Messages to the page, none of which is lost: Streamlit hands over the last trigger of a component alone, so each message is
// sent again with the next ones, or alone after some seconds, until the page says that it has had it.
import { makeId } from "./address.ts";
import type { Mounted, Received } from "./payload.ts";

export type Kind = "expand" | "open" | "show" | "view" | "days";
interface Message { number: number; kind: Kind; value: unknown }

const AGAIN = 10_000; // a page that has not answered by then may have lost its connection

export class Messages {
  private readonly sender = makeId(8);
  private waiting: Message[] = [];
  private count = 0;
  private timer = 0;

  constructor(private readonly page: () => Mounted) {}

  send(kind: Kind, value: unknown): void {
    this.count += 1;
    this.waiting.push({ number: this.count, kind, value });
    this.post();
  }

  // Called at each run with what the page has had.
  acknowledge({ sender, number }: Received): void {
    if (sender === this.sender) this.waiting = this.waiting.filter((message) => message.number > number);
    if (!this.waiting.length) clearTimeout(this.timer);
  }

  end(): void { clearTimeout(this.timer); }

  private post(): void {
    clearTimeout(this.timer);
    if (!this.waiting.length) return;
    this.page().setTriggerValue("messages", { sender: this.sender, messages: this.waiting, t: Date.now() });
    this.timer = window.setTimeout(() => this.post(), AGAIN);
  }
}
