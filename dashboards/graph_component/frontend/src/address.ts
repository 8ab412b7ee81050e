// The id of a view: made here, and put into the address of the page, so that a reload opens the view again.
export const makeId = (bytes = 16): string => [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// Streamlit writes addresses too, and may know nothing of the view yet: this is called again at each run.
export function writeAddress(id: string): void {
  const address = new URL(location.href);
  if ((address.searchParams.get("view") ?? "") === id) return;
  if (id) address.searchParams.set("view", id); else address.searchParams.delete("view");
  history.replaceState(history.state, "", address);
}

export const clock = (at: Date): string => `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;

// "2 Dec 2026, 09:05:07"
export const moment = (at: Date, language: string): string =>
  at.toLocaleString(language === "ro" ? "ro-RO" : "en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" });
