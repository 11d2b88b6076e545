// A form [data-theme-form] with inputs brand, accent, family, corner, mode, name drives every [data-theme-preview]
// on the page while its values change. data-theme-preview="light" or "dark" says which palette the element shows.
// Tokens are set through the style object, which the content policy allows; attributes it would not.
const CORNERS = { sharp: "3px", soft: "12px", round: "20px" };
const FAMILIES = {
  figtree: ["Figtree Variable", "Figtree Variable"],
  "dm-sans": ["DM Sans Variable", "DM Sans Variable"],
  nunito: ["Nunito Variable", "Nunito Variable"],
  fraunces: ["Figtree Variable", "Fraunces"],
};
let last = "";

async function paint(form) {
  const values = new FormData(form);
  const query = new URLSearchParams({ brand: values.get("brand") ?? "", accent: values.get("accent") ?? "#f2b33d" }).toString();
  const previews = document.querySelectorAll("[data-theme-preview]");
  const [text, display] = FAMILIES[values.get("family")] ?? FAMILIES.figtree;
  for (const preview of previews) {
    preview.style.setProperty("--radius", CORNERS[values.get("corner")] ?? CORNERS.soft);
    preview.style.setProperty("--font", `"${text}", sans-serif`);
    preview.style.setProperty("--font-display", `"${display}", sans-serif`);
    for (const place of preview.querySelectorAll("[data-preview-name]")) {
      const name = (values.get("name") ?? "").toString().trim();
      if (name) place.textContent = place.dataset.previewName === "initial" ? name[0].toUpperCase() : name;
    }
  }
  if (query === last) return;
  last = query;
  const answer = await fetch(`/theme/palette.json?${query}`);
  if (!answer.ok || query !== last) return;
  const palettes = await answer.json();
  for (const preview of previews) {
    const palette = palettes[preview.dataset.themePreview] ?? palettes.light;
    for (const [token, colour] of Object.entries(palette)) preview.style.setProperty(`--c-${token}`, colour);
  }
}

export function installThemePreview() {
  const form = document.querySelector("[data-theme-form]");
  if (!form) return;
  form.addEventListener("input", () => paint(form));
  document.addEventListener("htmx:afterSettle", () => paint(form));
  paint(form);
}
