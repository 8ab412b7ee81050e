// The icons of the row of tools: paths in a 24 by 24 box, drawn as lines.
export const ICONS = {
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  expand: "M12 2v6M12 16v6M2 12h6M16 12h6M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  select: "M4 8V4h4M12 4h3M19 4h1v4M20 12v3M20 19v1h-4M12 20H8M4 19v1M4 15v-3",
  hide: "M3 3l18 18M10.6 5.1A10 10 0 0 1 22 12a13 13 0 0 1-2.4 3.4M6.5 6.6A13 13 0 0 0 2 12a10.5 10.5 0 0 0 14.6 5.2M9.9 9.9a3 3 0 0 0 4.2 4.2",
  pin: "M12 17v5M8 3h8M9 3v7l-3 4v3h12v-3l-3-4V3",
  colour: "M12 3s6 6.3 6 11a6 6 0 0 1-12 0c0-4.7 6-11 6-11z",
  fold: "M4 4h7v7H4zM13 13h7v7h-7zM14 4h6v6M4 14v6h6",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M9 9h6v6H9z",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  note: "M4 4h16v11l-5 5H4zM20 15h-5v5M8 9h8M8 13h4",
  views: "M6 3h12v18l-6-4.5L6 21z",
  find: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
} as const;

export function icon(name: keyof typeof ICONS): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg", drawn = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  drawn.append(path);
  return drawn;
}
