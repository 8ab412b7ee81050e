// The colours and the type of the page, as Streamlit's theme has them.
import type { Theme } from "./pictures.ts";

export function themeOf(parent: HTMLElement | ShadowRoot): Theme {
  const style = getComputedStyle(parent instanceof ShadowRoot ? parent.host : parent);
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  return {
    ink: read("--st-text-color", "#111827"),
    paper: read("--st-background-color", "#ffffff"),
    card: read("--st-secondary-background-color", "#f3f6f9"),
    primary: read("--st-primary-color", "#0f3d5e"),
    font: read("--st-font", "sans-serif"),
    line: "#7b8794",
    money: "#16a34a",
  };
}
