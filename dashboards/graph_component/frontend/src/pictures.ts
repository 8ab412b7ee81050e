// One picture a node: icon in the middle, mark of the stage at the upper left, "+12" at the lower right.
// The picture is twice as wide as the node, so that mark and badge sit on its edge.
import type { StageLook, TypeLook } from "./payload.ts";

export interface Theme { ink: string; paper: string; primary: string; font: string; line: string; money: string }

const made = new Map<string, string>();

const svg = (body: string) =>
  "data:image/svg+xml;utf8," +
  encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 60 60">${body}</svg>`);

function badge(hidden: number, theme: Theme) {
  // The whole number, or that it is more than the picture has room for: never a smaller one.
  const text = hidden > 99999 ? "99999+" : "+" + hidden;
  const width = 7 + 5 * text.length;
  const middle = Math.min(46, 59 - width / 2);
  return `<rect x="${middle - width / 2}" y="38" width="${width}" height="12" rx="6" fill="${theme.ink}"/>` +
    `<text x="${middle}" y="47" font-family="sans-serif" font-size="9" font-weight="bold" text-anchor="middle" fill="${theme.paper}">${text}</text>`;
}

function mark(stage: StageLook, theme: Theme) {
  return `<g transform="translate(8 8) scale(0.62)"><circle cx="12" cy="12" r="15" fill="${theme.paper}"/>` +
    `<path d="${stage.mark}" fill="${stage.colour}" fill-rule="evenodd"/></g>`;
}

export function composedImage(look: TypeLook, stage: StageLook | undefined, hidden: number, theme: Theme): string {
  const key = [look.icon, stage ? stage.mark + stage.colour : "", hidden, theme.ink, theme.paper].join("|");
  let image = made.get(key);
  if (image === undefined) {
    const icon = `<g transform="translate(21 21) scale(0.75)"><path d="${look.icon}" fill="#ffffff" fill-rule="evenodd"/></g>`;
    image = svg(icon + (stage ? mark(stage, theme) : "") + (hidden ? badge(hidden, theme) : ""));
    made.set(key, image);
  }
  return image;
}
