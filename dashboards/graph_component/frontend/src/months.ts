// Months as numbers from the first one on, and the stretch of them that is shown: a window that moves on, or one that grows.
export interface Span { readonly from: number; readonly to: number } // both inclusive

export const FROM_START = 0; // instead of a number of months at once: all from the first one on

const parts = (day: string): [number, number] => { const [year = 0, month = 1] = day.split("-").map(Number); return [year, month]; };

// The number of the month of a day; 0 for the month of `first`.
export function monthOf(day: string, first: string): number {
  const [year, month] = parts(day), [firstYear, firstMonth] = parts(first);
  return (year - firstYear) * 12 + month - firstMonth;
}

// The first or the last day of a month.
export function dayOf(place: number, first: string, end: "first" | "last"): string {
  const [firstYear, firstMonth] = parts(first), months = firstYear * 12 + firstMonth - 1 + place, year = Math.floor(months / 12), month = months % 12;
  const day = end === "first" ? 1 : new Date(Date.UTC(2000 + (year % 400), month + 1, 0)).getUTCDate(); // a year of the same calendar that Date does not take for 19..
  return [String(year).padStart(4, "0"), String(month + 1).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

// Where playing begins: on from the months that are shown; at the first month with money where those reach the last one.
export function beginning(shown: Span, atOnce: number, money: Span): Span {
  const on = shown.to >= money.from && shown.to < money.to;
  if (atOnce === FROM_START) return { from: 0, to: on ? shown.to : money.from };
  const from = on ? shown.from : money.from;
  return { from, to: Math.min(money.to, from + atOnce - 1) };
}

// The months one step later; null at the last month with money.
export function next(shown: Span, atOnce: number, money: Span): Span | null {
  if (shown.to >= money.to) return null;
  return { from: atOnce === FROM_START ? shown.from : shown.from + 1, to: shown.to + 1 };
}

// A step of the whole stretch, or of its end alone, within the months there are.
export function stepped(shown: Span, by: number, endAlone: boolean, count: number): Span {
  if (endAlone) return { from: shown.from, to: Math.max(shown.from, Math.min(count - 1, shown.to + by)) };
  const step = Math.max(-shown.from, Math.min(count - 1 - shown.to, by));
  return { from: shown.from + step, to: shown.to + step };
}
