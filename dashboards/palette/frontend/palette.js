// Ctrl+K on every page. A native dialog: the trap of focus and Esc are the browser's own.
// Results are asked from a plain route, so no page runs again while the reader types.

const WAIT = 150; // milliseconds after the last key
const SHORTEST = 2; // letters: one letter means nothing
const SVG = "http://www.w3.org/2000/svg";
const live = new WeakMap();

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}

function icon(look) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("aria-hidden", "true");
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: 24, height: 24, rx: 6, fill: look.colour })) ground.setAttribute(name, value);
  const mark = document.createElementNS(SVG, "path");
  const path = { d: look.path, fill: "#ffffff", "fill-rule": "evenodd", transform: "translate(4 4) scale(0.667)" };
  for (const [name, value] of Object.entries(path)) mark.setAttribute(name, value);
  drawn.append(ground, mark);
  return drawn;
}

class Palette {
  constructor(root) {
    const part = (selector) => root.querySelector(selector);
    this.button = part(".open");
    this.dialog = part("dialog");
    this.input = part("input");
    this.list = part(".list");
    this.said = part(".said");
    this.keys = part(".keys");
    this.options = [];
    this.at = 0;
    this.groups = [];
    this.subject = null;
    this.from = null;
    this.stop = new AbortController();
    const signal = this.stop.signal;
    document.addEventListener("keydown", (event) => this.openByKey(event), { capture: true, signal });
    this.button.addEventListener("click", () => this.open(), { signal });
    this.input.addEventListener("input", () => this.asked(), { signal });
    this.dialog.addEventListener("keydown", (event) => this.press(event), { signal });
    for (const kind of ["keyup", "keypress"]) this.dialog.addEventListener(kind, (event) => event.stopPropagation(), { signal });
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close(), { signal });
    this.dialog.addEventListener("close", () => this.leave(), { signal });
  }

  update(data, send) {
    this.data = data;
    this.send = send;
    this.button.querySelector(".prompt").textContent = data.texts.prompt;
    this.button.setAttribute("aria-keyshortcuts", "Control+K");
    for (const part of [this.dialog, this.input, this.list]) part.setAttribute("aria-label", data.texts.label);
    this.keys.textContent = data.texts.keys;
  }

  openByKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    event.stopPropagation();
    this.open();
  }

  open() {
    if (this.dialog.open) return;
    // The browser would give the focus back itself, and scroll the page to it.
    this.focused = document.activeElement;
    this.focused?.blur();
    this.from = null;
    this.groups = [];
    this.input.value = "";
    this.input.placeholder = this.data.texts.prompt;
    this.said.textContent = "";
    this.paint();
    this.dialog.showModal();
    this.input.focus();
  }

  /** Forgets the question: its answer, if one is still on its way, is dropped. */
  drop() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
    this.waiting = false;
    this.eager = false;
  }

  asked() {
    this.drop();
    const text = this.input.value.trim();
    if (!this.data.search || text.length < SHORTEST) {
      this.groups = [];
      this.said.textContent = "";
      this.paint();
      return;
    }
    this.paint();
    this.waiting = true;
    this.said.textContent = this.data.texts.searching;
    this.timer = setTimeout(() => this.fetch(text), WAIT);
  }

  async fetch(text) {
    const request = new AbortController();
    this.request = request;
    const address = new URLSearchParams({ case: this.data.case, lang: this.data.language });
    let answer = null;
    try {
      const given = await fetch(`/workbench/find?${address}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text }),
        signal: request.signal,
      });
      answer = await given.json();
    } catch {
      answer = {};
    }
    if (this.request !== request || !this.dialog.open) return; // a newer question was asked meanwhile
    this.waiting = false;
    this.groups = answer.groups ?? [];
    this.at = 0;
    this.said.textContent = answer.error ?? (answer.groups ? this.counted(answer) : this.data.texts.failed);
    this.paint();
    if (this.eager) this.choose(this.at);
  }

  counted(answer) {
    if (!answer.complete) return this.data.texts.more;
    return answer.groups.length ? "" : this.data.texts.nothing;
  }

  /** The choices in the order in which they stand: hits by kind, pages, then what can be done with the chosen hit. */
  choices() {
    const { data } = this;
    const made = [];
    for (const group of this.groups) {
      for (const hit of group.hits) made.push({ title: group.title, hit, look: data.icons[hit.type] });
    }
    if (this.from) return made.filter((one) => one.hit.id !== this.from.id);
    const text = plain(this.input.value.trim());
    for (const page of data.pages) {
      if (plain(page.title).split(/\s+/).some((word) => word.startsWith(text)) || plain(page.title).startsWith(text)) {
        made.push({ title: data.texts.pages, name: page.title, send: { page: page.page } });
      }
    }
    return made;
  }

  acts(hit) {
    const { texts, schedule, pages } = this.data;
    const title = texts.with.replace("{name}", hit.name);
    const made = [];
    if (pages.some((page) => page.page === "graph")) {
      made.push({ title, name: texts.graph, key: "G", send: { page: "graph", node: hit.id } });
      made.push({ title, name: texts.path, key: "P", begin: hit });
    }
    if (schedule && hit.type === "Person") {
      made.push({ title, name: texts.schedule, key: "S", send: { page: "assets", node: hit.id } });
    }
    return made;
  }

  paint() {
    const found = this.choices();
    const chosen = this.options[this.at];
    if (this.at < found.length) this.subject = found[this.at]?.hit ?? null;
    else if (!found.some((one) => one.hit?.id === this.subject?.id)) this.subject = null;
    this.options = [...found, ...(this.subject && !this.from ? this.acts(this.subject) : [])];
    if (this.at >= this.options.length) this.at = 0;
    const parts = [];
    let title = null;
    for (const [place, option] of this.options.entries()) {
      if (option.title !== title) {
        title = option.title;
        parts.push(element("div", "title", title));
        parts.at(-1).setAttribute("role", "presentation");
      }
      parts.push(this.draw(option, place));
    }
    this.list.replaceChildren(...parts);
    if (this.options.length) this.input.setAttribute("aria-activedescendant", `option${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    if (chosen !== this.options[this.at]) this.list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  draw(option, place) {
    const line = element("div", "option");
    line.id = `option${place}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", String(place === this.at));
    line.addEventListener("click", () => this.choose(place));
    const words = element("div", "words");
    if (option.hit) {
      line.append(icon(option.look));
      words.append(element("div", "name", option.hit.name), element("div", "detail", option.hit.detail || option.hit.kind));
    } else words.append(element("div", "name plain", option.name));
    line.append(words);
    if (option.hit?.reason) {
      const reason = element("span", "reason", option.hit.reason);
      reason.title = option.hit.reason;
      line.append(reason);
    }
    if (option.key) line.append(element("kbd", "", `Alt ${option.key}`));
    return line;
  }

  press(event) {
    event.stopPropagation(); // Streamlit's own one-letter keys must not answer while the reader types
    const count = this.options.length;
    const act = event.altKey && this.options.findIndex((one) => one.key && event.code === `Key${one.key}`);
    if (typeof act === "number" && act >= 0) {
      event.preventDefault();
      this.choose(act);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.step(event.key === "ArrowDown" ? 1 : count - 1);
    } else if (event.key === "Tab") {
      event.preventDefault();
      this.nextKind(event.shiftKey ? count - 1 : 1);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.choose(this.at);
    }
  }

  leave() {
    this.drop();
    if (this.focused?.isConnected) this.focused.focus({ preventScroll: true });
  }

  step(by) {
    if (!this.options.length) return;
    this.at = (this.at + by) % this.options.length;
    this.paint();
  }

  nextKind(by) {
    const title = this.options[this.at]?.title;
    for (let place = this.at, left = this.options.length; left > 0; left -= 1) {
      place = (place + by) % this.options.length;
      if (this.options[place].title !== title) {
        const first = this.options.findIndex((one) => one.title === this.options[place].title);
        this.at = first;
        this.paint();
        return;
      }
    }
  }

  choose(place) {
    if (this.waiting) {
      this.eager = true; // the list belongs to an older question: the first hit of the new one is opened
      return;
    }
    const option = this.options[place];
    if (!option) return;
    if (option.begin) {
      this.from = option.begin;
      this.drop();
      this.groups = [];
      this.at = 0;
      this.input.value = "";
      this.input.placeholder = this.data.texts.from.replace("{name}", option.begin.name);
      this.paint();
      this.input.focus();
      return;
    }
    this.dialog.close();
    this.send("chosen", option.send ?? this.target(option.hit));
  }

  target(hit) {
    if (this.from) return { page: "graph", node: this.from.id, end: hit.id };
    return { page: this.data.assets.includes(hit.type) ? "asset" : "graph", node: hit.id };
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  let palette = live.get(parentElement);
  if (!palette) {
    palette = new Palette(parentElement);
    live.set(parentElement, palette);
  }
  palette.update(data, setTriggerValue);
  return () => {
    palette.drop();
    palette.stop.abort();
    live.delete(parentElement);
  };
}
