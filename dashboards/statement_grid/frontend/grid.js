// One line for each account, one cell for each month. A cell is small, so the whole height and width of its place opens it.

const SVG = "http://www.w3.org/2000/svg";
const NUMBER = 40, HOLDER = 206, CURRENCY = 240, CELLS = 250, COUNT = 58; // where the columns begin or end, in pixels
const LINE = 14, HEAD = 16, TALL = 11, GAP = 4; // GAP: between two years
const NARROW = 7, WIDE = 16;
const live = new WeakMap();

function made(parent, tag, values, text = "") {
  const found = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) found.setAttribute(name, value);
  found.textContent = text;
  parent.append(found);
  return found;
}

class Grid {
  constructor(root) {
    this.box = root.querySelector(".grid");
    this.said = root.querySelector(".said");
    this.at = null;
    this.stop = new AbortController();
    const signal = this.stop.signal;
    this.box.tabIndex = 0;
    this.box.setAttribute("role", "application");
    this.box.addEventListener("keydown", (event) => this.press(event), { signal });
    this.box.addEventListener("focus", () => this.at ?? this.move(this.first()), { signal });
    this.box.addEventListener("blur", () => this.leave(), { signal });
    this.box.addEventListener("pointermove", (event) => this.say(this.under(event)), { signal });
    this.box.addEventListener("pointerleave", () => this.say(this.at), { signal });
    this.box.addEventListener("click", (event) => this.open(this.under(event)), { signal });
    this.watch = new ResizeObserver(() => this.data && this.draw());
    this.watch.observe(this.box);
  }

  update(data, send) {
    this.data = data;
    this.send = send;
    this.box.setAttribute("aria-label", data.texts.label);
    this.draw();
  }

  x(month) {
    const [, begin] = this.data.first;
    const years = Math.floor((begin - 1 + month) / 12) - Math.floor((begin - 1) / 12);
    return CELLS + month * this.pitch + years * GAP;
  }

  draw() {
    const { rows, months, first } = this.data;
    const room = this.box.clientWidth || 736;
    const years = Math.ceil((first[1] - 1 + months) / 12);
    this.pitch = Math.max(NARROW, Math.min(WIDE, Math.floor(((room - CELLS - COUNT - years * GAP) / months) * 10) / 10));
    const width = Math.ceil(this.x(months - 1) + this.pitch + COUNT), height = HEAD + LINE * rows.length;
    if (this.drawn === `${width} ${JSON.stringify(this.data)}`) return;
    this.drawn = `${width} ${JSON.stringify(this.data)}`;
    const svg = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({ width, height, "aria-hidden": "true" })) svg.setAttribute(name, value);
    for (let month = 0; month < months; month += 1) {
      if (month === 0 || (first[1] - 1 + month) % 12 === 0) {
        const year = first[0] + Math.floor((first[1] - 1 + month) / 12);
        if (month > 0 || 12 - first[1] > 3) made(svg, "text", { x: this.x(month), y: 11, class: "year" }, String(year));
      }
    }
    rows.forEach((row, line) => this.drawLine(svg, row, line, width));
    this.mark = made(svg, "rect", { class: "at", width: 0, height: TALL + 2, rx: 2, visibility: "hidden" });
    this.box.replaceChildren(svg);
    if (this.at && this.light(this.at)) this.move(this.at);
  }

  drawLine(svg, row, line, width) {
    const y = HEAD + LINE * line;
    made(svg, "text", { x: 0, y: y + 10, class: "quiet" }, row.number);
    const name = made(svg, "text", { x: NUMBER, y: y + 10 }, row.holder);
    name.textContent = row.holder.length > 27 ? `${row.holder.slice(0, 26)}…` : row.holder;
    made(svg, "text", { x: CURRENCY, y: y + 10, class: "quiet", "text-anchor": "end" }, row.currency);
    [...row.lights].forEach((light, place) => {
      const x = this.x(row.begin + place), inset = light === "a" ? 0 : 0.8;
      const size = { width: this.pitch - 1.4 - 2 * inset, height: TALL - 2 * inset };
      made(svg, "rect", { x: x + inset, y: y + 1 + inset, rx: 1, class: `cell ${light}`, ...size });
    });
    made(svg, "text", { x: width, y: y + 10, class: "quiet", "text-anchor": "end" }, row.count);
  }

  first() {
    const line = this.data.rows.findIndex((row) => /[dm]/.test(row.lights));
    const row = this.data.rows[Math.max(0, line)];
    return { line: Math.max(0, line), month: row.begin + Math.max(0, row.lights.search(/[dm]/)) };
  }

  light(cell) {
    const row = this.data.rows[cell.line];
    return row?.lights[cell.month - row.begin];
  }

  under(event) {
    const place = this.box.getBoundingClientRect();
    const x = event.clientX - place.left + this.box.scrollLeft, y = event.clientY - place.top;
    const line = Math.floor((y - HEAD) / LINE);
    if (line < 0 || line >= this.data.rows.length || x < CELLS - 2) return null;
    for (let month = this.data.months - 1; month >= 0; month -= 1) {
      if (x >= this.x(month) - 1) {
        const cell = { line, month };
        return this.light(cell) && x < this.x(month) + this.pitch + GAP ? cell : null;
      }
    }
    return null;
  }

  say(cell) {
    if (!cell || !this.light(cell)) {
      this.said.textContent = "";
      return;
    }
    const row = this.data.rows[cell.line], [year, month] = this.data.first;
    const number = month - 1 + cell.month;
    const when = `${this.data.names[number % 12]} ${year + Math.floor(number / 12)}`;
    const who = [row.number, row.holder, row.currency].filter(Boolean).join(" ");
    this.said.textContent = `${who}, ${when}: ${this.data.texts[this.light(cell)]}`;
  }

  move(cell) {
    if (!this.light(cell)) return;
    this.at = cell;
    this.mark.setAttribute("x", this.x(cell.month) - 1);
    this.mark.setAttribute("y", HEAD + LINE * cell.line);
    this.mark.setAttribute("width", this.pitch + 0.6);
    this.mark.setAttribute("visibility", "visible");
    this.say(cell);
  }

  leave() {
    this.at = null;
    this.mark.setAttribute("visibility", "hidden");
    this.say(null);
  }

  press(event) {
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (event.key === "Enter" && this.at) this.open(this.at);
    else if (steps[event.key] && this.at) {
      const [down, right] = steps[event.key];
      const line = Math.min(this.data.rows.length - 1, Math.max(0, this.at.line + down)), row = this.data.rows[line];
      const last = row.begin + row.lights.length - 1;
      this.move({ line, month: Math.min(last, Math.max(row.begin, this.at.month + right)) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  open(cell) {
    if (cell && this.light(cell)) this.send("opened", cell);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let grid = live.get(parentElement);
  if (!grid) {
    grid = new Grid(parentElement);
    live.set(parentElement, grid);
  }
  grid.update(data, setTriggerValue);
  return () => {
    grid.stop.abort();
    grid.watch.disconnect();
    live.delete(parentElement);
  };
}
