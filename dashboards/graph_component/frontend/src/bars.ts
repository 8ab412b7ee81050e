// Draws the months: pale bars for all money, full ones for what the filter leaves, years below, the months chosen as a frame.
import type { Theme } from "./pictures.ts";
import type { TimelineData } from "./payload.ts";
import { dayOf, type Span } from "./months.ts";

const BOTTOM = 14; // pixels for the years
const YEAR = 34; // pixels that a year needs
const GAP = 0.14; // share of a month that is left empty

// `bounds`: the frame; null for the whole time. `moving`: the bars in it are not counted yet, so they are half full.
export function drawBars(sheet: HTMLCanvasElement, data: TimelineData, count: number, bounds: Span | null, moving: boolean, theme: Theme): void {
  const pen = sheet.getContext("2d"), width = sheet.clientWidth, height = sheet.clientHeight;
  if (!pen || width === 0) return;
  const more = window.devicePixelRatio || 1;
  sheet.width = width * more;
  sheet.height = height * more;
  pen.scale(more, more);
  const x = (month: number) => (month * width) / count, low = height - BOTTOM;
  if (bounds) {
    pen.fillStyle = theme.primary;
    pen.globalAlpha = 0.12;
    pen.fillRect(x(bounds.from), 0, x(bounds.to + 1) - x(bounds.from), low);
  }
  const tallest = Math.max(1e-9, ...data.bars.map(([, tall]) => tall)), step = width / count;
  const bar = (month: number, tall: number, strength: number) => {
    const long = tall > 0 ? Math.max(1, (tall / tallest) * (low - 6)) : 0;
    pen.globalAlpha = strength;
    pen.fillRect(x(month) + (step * GAP) / 2, low - long, Math.max(1, step * (1 - GAP)), long);
  };
  pen.fillStyle = theme.money;
  for (const [month, tall, shown] of data.bars) {
    const inside = moving && bounds !== null && month >= bounds.from && month <= bounds.to;
    bar(month, tall, inside ? 0.62 : 0.28);
    if (!moving) bar(month, shown, 1);
  }
  pen.globalAlpha = 1;
  pen.strokeStyle = theme.line;
  pen.lineWidth = 1;
  pen.strokeRect(0, low + 0.5, width, 0);
  pen.fillStyle = theme.ink;
  pen.font = `11px ${theme.font}`;
  pen.textBaseline = "alphabetic";
  const every = Math.max(1, Math.ceil((YEAR * count) / (width * 12)));
  for (let month = 0, years = 0; month < count; month += 1) {
    const day = dayOf(month, data.first, "first");
    if (month && !day.endsWith("-01-01")) continue;
    if (month === 0 && !day.endsWith("-01-01") && (12 - Number(day.slice(5, 7)) + 1) * step < YEAR) continue; // no room before the next year
    if (years % every === 0) pen.fillText(day.slice(0, 4), x(month) + 3, height - 3);
    years += 1;
  }
  pen.fillText(data.highest, 4, 11);
  if (!bounds) return;
  pen.fillStyle = theme.primary;
  for (const end of [x(bounds.from), x(bounds.to + 1)]) { // a line with a grip at each end
    const at = Math.max(1, Math.min(width - 1, end));
    pen.fillRect(at - 1, 0, 2, low);
    pen.fillRect(Math.max(0, Math.min(width - 6, at - 3)), low / 2 - 9, 6, 18);
  }
}
