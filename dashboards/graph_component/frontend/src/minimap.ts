// The whole picture in a corner: every node a dot, the part in view a frame. A press or a drag brings that part into view.
import type { Core, NodeSingular } from "cytoscape";
import { shownNodes } from "./captions.ts";
import type { Theme } from "./pictures.ts";

const EDGE = 6;
const AROUND = 10; // pixels between the map and the edge of the picture
const ZOOMS = 80; // pixels of the buttons in the other corner

export class Minimap {
  private due = 0;
  private scale = 1;
  private origin = { x: 0, y: 0 };
  private held = false;
  theme: Theme | null = null;

  constructor(private readonly cy: Core, private readonly sheet: HTMLCanvasElement) {
    cy.on("pan zoom resize position add remove data select unselect class", () => this.soon());
    const go = (event: PointerEvent) => {
      const at = { x: (event.offsetX - EDGE) / this.scale + this.origin.x, y: (event.offsetY - EDGE) / this.scale + this.origin.y };
      cy.pan({ x: cy.width() / 2 - at.x * cy.zoom(), y: cy.height() / 2 - at.y * cy.zoom() });
    };
    sheet.addEventListener("pointerdown", (event) => { event.preventDefault(); sheet.setPointerCapture(event.pointerId); this.held = true; go(event); });
    sheet.addEventListener("lostpointercapture", () => { this.held = false; this.soon(); });
    sheet.addEventListener("pointermove", (event) => { if (sheet.hasPointerCapture(event.pointerId)) go(event); });
  }

  soon(): void { this.due ||= requestAnimationFrame(() => { this.due = 0; this.draw(); }); }

  end(): void { cancelAnimationFrame(this.due); }

  // Nodes that are chosen, found or on the path are never covered: the map goes to the other corner, or out of sight.
  private giveWay(): void {
    const { cy, sheet } = this;
    if (this.held) return;
    const wanted = (cy.nodes(":selected, .reached, .found, [?path]").intersection(shownNodes(cy)).toArray() as NodeSingular[]).map((node) => node.renderedBoundingBox({ includeOverlays: false }));
    const [width, height] = [sheet.offsetWidth + AROUND, sheet.offsetHeight + AROUND], y1 = cy.height() - height;
    const free = (x1: number) => !wanted.some((box) => box.x2 > x1 && box.x1 < x1 + width && box.y2 > y1);
    const right = free(cy.width() - width), left = !right && free(ZOOMS);
    sheet.classList.toggle("left", left);
    sheet.classList.toggle("away", !right && !left);
  }

  private draw(): void {
    const { cy, sheet, theme } = this, pen = sheet.getContext("2d"), nodes = shownNodes(cy);
    if (!pen || !theme || sheet.clientWidth === 0) return;
    const more = window.devicePixelRatio || 1;
    sheet.width = sheet.clientWidth * more;
    sheet.height = sheet.clientHeight * more;
    pen.scale(more, more);
    const width = sheet.clientWidth - 2 * EDGE, height = sheet.clientHeight - 2 * EDGE;
    if (nodes.empty()) return;
    const all = nodes.boundingBox({ includeLabels: false, includeOverlays: false }), seen = cy.extent();
    this.scale = Math.min(width / Math.max(1, all.w), height / Math.max(1, all.h));
    this.origin = { x: all.x1 - (width / this.scale - all.w) / 2, y: all.y1 - (height / this.scale - all.h) / 2 };
    const x = (value: number) => (value - this.origin.x) * this.scale + EDGE, y = (value: number) => (value - this.origin.y) * this.scale + EDGE;
    for (const node of nodes.toArray() as NodeSingular[]) {
      const chosen = node.selected() || node.data("path");
      pen.fillStyle = chosen ? theme.primary : theme.line;
      pen.beginPath();
      pen.arc(x(node.position("x")), y(node.position("y")), chosen ? 2.6 : 1.7, 0, 7);
      pen.fill();
    }
    this.giveWay();
    const clip = (value: number, most: number) => Math.max(1, Math.min(most - 1, value));
    const x1 = clip(x(seen.x1), sheet.clientWidth), y1 = clip(y(seen.y1), sheet.clientHeight);
    pen.strokeStyle = theme.primary;
    pen.lineWidth = 1.5;
    pen.strokeRect(x1, y1, clip(x(seen.x2), sheet.clientWidth) - x1, clip(y(seen.y2), sheet.clientHeight) - y1);
  }
}
