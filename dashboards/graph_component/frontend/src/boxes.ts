// What covers what: boxes in a grid of cells, so that a question costs no more in a large picture.
import type { Position } from "cytoscape";

const CELL = 64;

export interface Box { x1: number; y1: number; x2: number; y2: number; of: string; rank: number }

// A node as a body that takes room. `w`, `h`: of its caption; `left`, `right`: it carries signs on that side of its disc.
export interface Body { id: string; r: number; w: number; h: number; rank: number; left: boolean; right: boolean }

const SIGN = 11; // how far the signs of a node reach beyond its disc
const NEAR = 3; // from the disc to the caption

export class Grid {
  private readonly cells = new Map<number, Box[]>();

  private *keys(box: Box): Generator<number> {
    for (let x = Math.floor(box.x1 / CELL); x <= Math.floor(box.x2 / CELL); x += 1)
      for (let y = Math.floor(box.y1 / CELL); y <= Math.floor(box.y2 / CELL); y += 1) yield x * 100003 + y;
  }

  add(box: Box): void {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box); else this.cells.set(key, [box]);
    }
  }

  // The first box of another node that this one covers; those of a rank below `least` do not count.
  hit(box: Box, least = -Infinity): Box | null {
    for (const key of this.keys(box))
      for (const other of this.cells.get(key) ?? [])
        if (other.of !== box.of && other.rank >= least && other.x1 < box.x2 && other.x2 > box.x1 && other.y1 < box.y2 && other.y2 > box.y1) return other;
    return null;
  }
}

// The disc with its signs. `scale`: pixels on the screen for one of the picture.
export function discBox(body: Body, at: Position, scale = 1, room = 1): Box {
  const side = (signs: boolean) => (body.r + (signs ? SIGN : 0)) * scale + room;
  return {
    x1: at.x - side(body.left), x2: at.x + side(body.right), y1: at.y - side(body.left || body.right), y2: at.y + body.r * scale + room,
    of: body.id, rank: body.rank,
  };
}

export type Across = "left" | "center" | "right";
export type Down = "top" | "center" | "bottom";
export interface Side { across: Across; down: Down; dx: number; dy: number; box: Box }

const SIDES: readonly (readonly [Across, Down])[] = [
  ["center", "bottom"], ["right", "center"], ["left", "center"], ["center", "top"],
  ["right", "bottom"], ["left", "bottom"], ["right", "top"], ["left", "top"],
];

// The eight places of a caption of w by h pixels; `away`: how much further from the disc. dx, dy: from the disc's edge, as cytoscape counts.
export function captionSides(body: Body, at: Position, scale = 1, away = 0): Side[] {
  return SIDES.map(([across, down]) => {
    const r = body.r * scale, corner = across !== "center" && down !== "center";
    const signs = (has: boolean) => (has ? SIGN * scale : 0);
    const dx = across === "center" ? 0 : NEAR + away + signs(across === "left" ? body.left : body.right) - (corner ? NEAR + r * 0.3 : 0);
    const dy = down === "center" ? 0 : NEAR + away + (down === "top" ? signs(body.left || body.right) : 0) - (corner ? r * 0.4 : 0);
    const x1 = across === "center" ? at.x - body.w / 2 : across === "right" ? at.x + r + dx : at.x - r - dx - body.w;
    const y1 = down === "center" ? at.y - body.h / 2 : down === "bottom" ? at.y + r + dy : at.y - r - dy - body.h;
    return { across, down, dx, dy, box: { x1, x2: x1 + body.w, y1, y2: y1 + body.h, of: body.id, rank: Infinity } };
  });
}

// The place below the disc, which every node keeps free for its caption.
export function captionBelow(body: Body, at: Position, scale = 1): Box {
  const y1 = at.y + body.r * scale + NEAR;
  return { x1: at.x - body.w / 2, x2: at.x + body.w / 2, y1, y2: y1 + body.h, of: body.id, rank: Infinity };
}
