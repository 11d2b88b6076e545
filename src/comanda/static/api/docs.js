// Swagger UI is dark where <html> says so; the page says it by the person's choice, or else by the device's.
const page = document.documentElement;
const night = matchMedia("(prefers-color-scheme: dark)");
const follow = () => page.classList.toggle("dark-mode", (page.dataset.bsTheme ?? (night.matches ? "dark" : "light")) === "dark");
night.addEventListener("change", follow);
new MutationObserver(follow).observe(page, { attributes: true, attributeFilter: ["data-bs-theme"] });
follow();
