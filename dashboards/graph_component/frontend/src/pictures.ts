// One picture a node: the icon in the middle and small signs at its edge. At the left "+12" neighbours not shown, how many
// are folded, the letter of its colour; at the right the mark of the stage and the pin. Twice as wide as the node.
import type { StageLook, TypeLook } from "./payload.ts";

export interface Theme { ink: string; paper: string; card: string; primary: string; font: string; line: string; money: string }
export interface Signs { hidden: number; folded: number; pinned: boolean; noted: boolean; letter: string; colour: string }

const made = new Map<string, string>();

const svg = (body: string) =>
  "data:image/svg+xml;utf8," +
  encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 60 60">${body}</svg>`);

const written = (text: string, x: number, y: number, fill: string) =>
  `<text x="${x}" y="${y}" font-family="sans-serif" font-size="9" font-weight="bold" text-anchor="middle" fill="${fill}">${text}</text>`;

// The whole number, or that it is more than the picture has room for: never a smaller one.
const counted = (count: number) => (count > 99999 ? "99999+" : String(count));

function hiddenSign(hidden: number, theme: Theme): string {
  const text = hidden > 99999 ? counted(hidden) : "+" + hidden, width = 7 + 5 * text.length, x1 = Math.max(0, 24 - width);
  return `<rect x="${x1}" y="8" width="${width}" height="12" rx="6" fill="${theme.ink}"/>` + written(text, x1 + width / 2, 17, theme.paper);
}

function foldSign(folded: number, theme: Theme): string { // a small stack with the number of its leaves
  const text = counted(folded), width = 6 + 5 * text.length, x1 = Math.max(0, 18 - width);
  return `<path d="M${x1 + 2} 23h${width}v10" fill="none" stroke="${theme.ink}" stroke-width="1.4"/>` +
    `<rect x="${x1}" y="25" width="${width}" height="10" fill="${theme.paper}" stroke="${theme.ink}" stroke-width="1.4"/>` + written(text, x1 + width / 2, 33.2, theme.ink);
}

const letterSign = (letter: string, colour: string, theme: Theme) =>
  `<circle cx="11" cy="42" r="6" fill="${colour}" stroke="${theme.paper}" stroke-width="1"/>` + written(letter, 11, 45.2, "#ffffff");

const stageSign = (stage: StageLook, theme: Theme) =>
  `<g transform="translate(39 6) scale(0.6)"><circle cx="12" cy="12" r="15" fill="${theme.paper}"/>` +
  `<path d="${stage.mark}" fill="${stage.colour}" fill-rule="evenodd"/></g>`;

const pinSign = (theme: Theme) =>
  `<g transform="translate(43 24) scale(0.55)"><circle cx="12" cy="12" r="12" fill="${theme.primary}"/>` +
  `<path d="M9 5h6v1.6l-1 .7v3.2l2.4 2v1.6h-3.6V19L12 20l-.8-1v-4.9H7.6v-1.6l2.4-2V7.3l-1-.7z" fill="${theme.paper}"/></g>`;

const noteSign = (theme: Theme) => // a sheet with a folded corner
  `<g transform="translate(42 40)"><path d="M0 0h13v9l-4 4H0z" fill="#f2b866" stroke="${theme.ink}" stroke-width="1"/><path d="M3 4h7M3 7h5" stroke="#4a2d05" stroke-width="1.2"/></g>`;

export function composedImage(look: TypeLook, stage: StageLook | undefined, signs: Signs, theme: Theme): string {
  const key = [look.icon, stage ? stage.mark + stage.colour : "", JSON.stringify(signs), theme.ink, theme.paper, theme.primary].join("|");
  let image = made.get(key);
  if (image === undefined) {
    image = svg(
      `<g transform="translate(21 21) scale(0.75)"><path d="${look.icon}" fill="#ffffff" fill-rule="evenodd"/></g>` +
      (stage ? stageSign(stage, theme) : "") + (signs.pinned ? pinSign(theme) : "") + (signs.noted ? noteSign(theme) : "") + (signs.hidden ? hiddenSign(signs.hidden, theme) : "") +
      (signs.folded ? foldSign(signs.folded, theme) : "") + (signs.letter ? letterSign(signs.letter, signs.colour, theme) : ""));
    made.set(key, image);
  }
  return image;
}
