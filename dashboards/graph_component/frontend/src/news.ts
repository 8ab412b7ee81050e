// What others did in a view, and what a view has lost: sentences over the picture that stay until they are put away.
import { part } from "./parts.ts";
import type { View } from "./view.ts";

const MOST = 5;

export function showNews(view: View, sentences: readonly string[]): void {
  const box = part(view.frame, ".news"), list = part(box, "ul"), away = part<HTMLButtonElement>(box, "button");
  away.setAttribute("aria-label", view.text("put_away"));
  away.title = view.text("put_away");
  away.onclick = () => { list.replaceChildren(); box.hidden = true; view.box.focus({ preventScroll: true }); };
  for (const sentence of sentences) {
    const row = document.createElement("li");
    row.textContent = sentence;
    list.append(row);
  }
  while (list.children.length > MOST) list.firstElementChild?.remove();
  box.hidden = !list.children.length;
}
