// The library asks the browser for a frame sixty times a second for ever, drawn or not, which costs a core some percent. Here its
// loop stands still once nothing was drawn for a while, and goes on with the next wish to draw.
import cytoscape from "cytoscape";

const REST = 1_500; // from the last wish to draw: by then the pictures of nodes that it works out between frames are done

interface Renderer { destroyed?: boolean; requestedFrame?: boolean; wake?: () => void }
interface Drawing { startRenderLoop(this: Renderer): void; redraw(this: Renderer, options?: unknown): void }

export function restWhenIdle(): void {
  const get = cytoscape as unknown as (kind: string, name: string) => { prototype: Drawing }, drawing = get("renderer", "canvas").prototype;
  const { startRenderLoop, redraw } = drawing;
  drawing.redraw = function (options) { redraw.call(this, options); this.wake?.(); };
  drawing.startRenderLoop = function () {
    if (this.wake) return; // called at each notice, begun once
    let step: FrameRequestCallback | null = null, running = false, last = performance.now();
    // What the library does in a frame ends with the wish for the next one: that wish alone is kept back.
    const holding = (act: () => void) => {
      const ask = window.requestAnimationFrame;
      window.requestAnimationFrame = (one) => { if (step !== null && one !== step) return ask.call(window, one); step = one; return 0; };
      try { act(); } finally { window.requestAnimationFrame = ask; }
    };
    const frame = (time: number) => {
      holding(() => step?.(time));
      if (this.requestedFrame) last = time;
      running = !this.destroyed && time - last < REST;
      if (running) requestAnimationFrame(frame);
    };
    this.wake = () => {
      last = performance.now();
      if (running || this.destroyed) return;
      running = true;
      requestAnimationFrame(frame);
    };
    holding(() => startRenderLoop.call(this));
    this.wake();
  };
}
