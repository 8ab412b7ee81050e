// Makes a part of the page with its class and its words.
export function made<K extends keyof HTMLElementTagNameMap>(tag: K, kind: string, words = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = kind;
  element.textContent = words;
  return element;
}
