// [data-theme-toggle] switches between light and dark and remembers it on this device.
import { remember } from "./storage.js";

export function installTheme() {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const page = document.documentElement;
    const now = page.dataset.bsTheme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    page.dataset.bsTheme = now === "dark" ? "light" : "dark";
    remember("comanda-theme", page.dataset.bsTheme);
  });
}
