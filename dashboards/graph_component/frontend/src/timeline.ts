// The timeline below the picture: money by month, a stretch of months to choose by drag or keys, and to play. While it plays or
// is dragged only the looks change; the page hears of the months, and makes them its filter, when that ends.
import { drawBars } from "./bars.ts";
import { made } from "./elements.ts";
import { countPayments, fade, unfade } from "./fading.ts";
import { FROM_START, beginning, dayOf, monthOf, next, stepped, type Span } from "./months.ts";
import type { TimelineData } from "./payload.ts";
import type { Theme } from "./pictures.ts";
import { part } from "./parts.ts";
import type { View } from "./view.ts";

const AT_ONCE = [1, 3, 6, 12, FROM_START];
const SPEEDS = [1, 2, 4]; // months a second
const GRIP = 7; // pixels around an end of the frame that take hold of it
const KEYS_REST = 500; // from the last key to the page

export class Timeline {
  theme: Theme | null = null;
  private data: TimelineData | null = null;
  private span: Span = { from: 0, to: 0 };
  private count = 1; // months
  private atOnce = 3;
  private speed = 2;
  private timer = 0;
  private playing = false;
  private moving = false; // the looks are ahead of the page's filter
  private due = 0;
  private readonly section: HTMLElement;
  private readonly months: HTMLElement;
  private readonly sheet: HTMLCanvasElement;
  private readonly run = made("button", "run");
  private readonly whole = made("button", "whole");
  private readonly said = made("span", "span");

  constructor(private readonly view: View) {
    this.section = part(view.frame, ".time");
    this.months = part(this.section, ".months");
    this.sheet = part<HTMLCanvasElement>(this.months, "canvas");
    this.run.type = this.whole.type = "button";
    this.run.addEventListener("click", () => this.toggle());
    this.whole.addEventListener("click", () => { this.halt(); this.show({ from: 0, to: this.count - 1 }); this.tell(); });
    view.frame.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.playing) return;
      event.stopPropagation();
      event.preventDefault();
      this.finish();
    }, { capture: true });
    this.months.addEventListener("keydown", (event) => this.onKey(event));
    this.listenToDrags();
    const observer = new ResizeObserver(() => this.soon());
    observer.observe(this.months);
    view.stop.signal.addEventListener("abort", () => { observer.disconnect(); clearTimeout(this.timer); cancelAnimationFrame(this.due); });
  }

  // In the reader's language.
  write(): void {
    const { view } = this, play = part(this.section, ".play");
    const chooser = (word: string, options: readonly number[], chosen: number, say: (one: number) => string, take: (one: number) => void) => {
      const list = made("select", "");
      list.setAttribute("aria-label", word);
      list.title = word;
      list.append(...options.map((one) => new Option(say(one), String(one), false, one === chosen)));
      list.addEventListener("change", () => take(Number(list.value)));
      list.addEventListener("keydown", (event) => event.stopPropagation()); // Streamlit has its own one-letter shortcuts
      return list;
    };
    this.whole.textContent = view.text("whole_time");
    this.months.setAttribute("aria-label", view.text("timeline"));
    this.months.setAttribute("aria-description", view.text("timeline_help"));
    play.replaceChildren(
      this.run,
      chooser(view.text("at_once"), AT_ONCE, this.atOnce, (one) => (one === FROM_START ? view.text("from_start") : one === 1 ? view.text("one_month") : view.text("some_months").replace("#", String(one))), (one) => { this.atOnce = one; }),
      ...(still() ? [] : [chooser(view.text("speed"), SPEEDS, this.speed, (one) => view.text("a_second").replace("#", String(one)), (one) => { this.speed = one; })]),
      this.said, this.whole);
    this.refresh();
  }

  // At each run of the page: new bars, another filter. What is played or dragged goes on, unless the filter was changed elsewhere.
  take(data: TimelineData | null): void {
    const before = JSON.stringify(this.data?.days ?? null);
    this.data = data;
    this.section.hidden = !data;
    if (!data) { this.halt(); return; }
    this.count = monthOf(data.last, data.first) + 1;
    const held = this.playing || this.timer !== 0 || this.months.classList.contains("held");
    if (held && JSON.stringify(data.days) === before) { fade(this.view.cy, data.lines, this.span); this.refresh(); return; }
    this.halt();
    this.moving = false;
    unfade(this.view.cy);
    const [from, to] = data.days;
    this.span = { from: from ? monthOf(from, data.first) : 0, to: to ? monthOf(to, data.first) : this.count - 1 };
    this.refresh();
  }

  // After nodes were hidden or shown, too: their payments do not count.
  refresh(): void {
    const { data, view } = this;
    if (!data) return;
    const still_ = still(), word = view.text(still_ ? "next_month" : this.playing ? "pause" : "play");
    this.run.textContent = `${this.playing ? "❚❚" : "▶"} ${word}`;
    this.run.setAttribute("aria-label", word);
    this.run.disabled = !data.bars.length;
    this.whole.disabled = this.isWhole() && !this.moving;
    const text = this.words();
    this.said.textContent = text;
    this.months.setAttribute("aria-valuemin", "0");
    this.months.setAttribute("aria-valuemax", String(this.count - 1));
    this.months.setAttribute("aria-valuenow", String(this.span.to));
    this.months.setAttribute("aria-valuetext", text);
    this.soon();
  }

  // The first and the last month in which money of the picture moved.
  private get money(): Span {
    const months = (this.data?.bars ?? []).map(([month]) => month);
    return months.length ? { from: Math.min(...months), to: Math.max(...months) } : { from: 0, to: this.count - 1 };
  }

  private isWhole(): boolean { return this.span.from === 0 && this.span.to === this.count - 1 && (this.moving || !this.data?.days.some(Boolean)); }

  private soon(): void {
    this.due ||= requestAnimationFrame(() => {
      this.due = 0;
      if (this.data && this.theme) drawBars(this.sheet, this.data, this.count, this.isWhole() ? null : this.span, this.moving, this.theme);
    });
  }

  // "May 2022 – Sept 2022 · Transfers: 12/34". Days within a month are said as they are, and the page counts them.
  private words(): string {
    const { data, view } = this;
    if (!data) return "";
    const { language } = view.component.data, locale = language === "ro" ? "ro-RO" : "en-GB";
    const from = dayOf(this.span.from, data.first, "first"), to = dayOf(this.span.to, data.first, "last");
    const exact = this.moving || ((data.days[0] ?? from) === from && (data.days[1] ?? to) === to);
    const write = (day: string) => new Date(`${day}T12:00:00Z`).toLocaleDateString(locale, { month: "short", year: "numeric", timeZone: "UTC", ...(exact ? {} : { day: "numeric" }) });
    const ends = exact ? [write(from), write(to)] : [write(data.days[0] ?? from), write(data.days[1] ?? to)], said = ends[0] === ends[1] ? ends[0] ?? "" : ends.join(" – ");
    if (!exact) return said;
    const { shown, all } = countPayments(view.cy, data.lines, this.span);
    return `${said} · ${view.text("transfers")}: ${shown.toLocaleString(locale)}/${all.toLocaleString(locale)}`;
  }

  private show(span: Span): void {
    if (!this.data) return;
    this.span = span;
    this.moving = true;
    fade(this.view.cy, this.data.lines, span);
    this.refresh();
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.playing = false;
  }

  private toggle(): void {
    if (!this.data?.bars.length) return;
    if (this.playing) this.finish();
    else if (still()) { this.show((this.isWhole() ? null : next(this.span, this.atOnce, this.money)) ?? beginning({ from: 0, to: this.count - 1 }, this.atOnce, this.money)); this.tell(); }
    else this.start();
  }

  private start(): void {
    this.halt();
    this.playing = true;
    this.show(beginning(this.span, this.atOnce, this.money));
    this.again();
  }

  private again(): void {
    this.timer = window.setTimeout(() => {
      const later = next(this.span, this.atOnce, this.money);
      if (!later) { this.finish(); return; }
      this.show(later);
      this.again();
    }, 1_000 / this.speed);
  }

  private finish(): void {
    this.halt();
    if (this.span.from === 0 && this.span.to >= this.money.to) this.span = { from: 0, to: this.count - 1 }; // all money: no filter
    this.refresh();
    this.tell();
  }

  // The months shown become the filter of the page; its answer takes the looks over.
  private tell(): void {
    const { data, view } = this;
    if (!data) return;
    const day = (place: number, end: "first" | "last") => { const found = dayOf(place, data.first, end); return end === "first" ? (found < data.first ? data.first : found) : found > data.last ? data.last : found; };
    view.say(this.words());
    view.messages.send("days", { days: [day(this.span.from, "first"), day(this.span.to, "last")] });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.data) return;
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12 }[event.key];
    if (event.key === " ") this.toggle();
    else if (by || event.key === "Home") {
      this.halt();
      this.show(by ? stepped(this.span, by, event.shiftKey || this.isWhole(), this.count) : { from: 0, to: this.count - 1 });
      this.timer = window.setTimeout(() => { this.timer = 0; this.tell(); }, KEYS_REST);
    } else if (event.key !== "Tab") { event.stopPropagation(); return; } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private listenToDrags(): void {
    const { months } = this;
    let anchor = 0, moved = false;
    const at = (event: PointerEvent) => Math.max(0, Math.min(this.count - 1, Math.floor((event.offsetX * this.count) / Math.max(1, months.clientWidth))));
    const x = (month: number) => (month * months.clientWidth) / this.count;
    months.addEventListener("pointerdown", (event) => {
      if (!this.data || event.button !== 0) return;
      event.preventDefault();
      months.focus({ preventScroll: true });
      this.halt();
      months.setPointerCapture(event.pointerId);
      months.classList.add("held");
      const { from, to } = this.span, framed = !this.isWhole();
      anchor = framed && Math.abs(event.offsetX - x(from)) <= GRIP ? to : framed && Math.abs(event.offsetX - x(to + 1)) <= GRIP ? from : at(event);
      moved = false;
    });
    months.addEventListener("pointermove", (event) => {
      months.title = this.data?.bars.find(([month]) => month === at(event))?.[3] ?? "";
      if (!months.classList.contains("held")) return;
      const here = at(event), span = { from: Math.min(anchor, here), to: Math.max(anchor, here) };
      if (moved && span.from === this.span.from && span.to === this.span.to) return;
      moved = true;
      this.show(span);
    });
    // Not pointerup: a drag that the browser takes over ends without one.
    months.addEventListener("lostpointercapture", () => {
      months.classList.remove("held");
      if (!moved) this.show({ from: anchor, to: anchor });
      this.tell();
    });
  }
}

// Whoever asks for little motion goes from month to month by a press.
const still = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
