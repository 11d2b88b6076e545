// [data-theme-toggle] switches between light and dark and remembers it on this device.
export function installTheme() {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const page = document.documentElement;
    const now = page.dataset.bsTheme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    page.dataset.bsTheme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("comanda-theme", page.dataset.bsTheme);
    } catch {
      // not remembered, still switched
    }
  });
}
