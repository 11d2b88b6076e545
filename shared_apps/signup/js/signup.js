// The sign-up form: the address follows the name until somebody types one, a country brings its money, and the small
// storefront beside it grows as they type.
const field = (name) => document.querySelector(`[data-signup] [name="${name}"]`);
const preview = () => document.querySelector("[data-preview]");
let ownAddress = Boolean(field("subdomain")?.value);

const slug = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);

function show(name, text) {
  preview()?.querySelectorAll(`[data-show="${name}"]`).forEach((place) => { place.textContent = text || place.dataset.empty; });
}

function ink(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#fff" : "#000";
}

function draw() {
  const brand = field("brand")?.value.trim() ?? "";
  show("brand", brand);
  show("initial", brand.slice(0, 1).toUpperCase());
  show("subdomain", field("subdomain")?.value.trim());
  const place = [field("venue_name")?.value, field("city")?.value].map((text) => text?.trim()).filter(Boolean).join(", ");
  show("venue", place);
  const hours = [field("opens")?.value, field("closes")?.value];
  show("hours", hours[0] && hours[1] ? hours.map((text) => text.slice(0, 5)).join(" – ") : "");
  const colour = field("colour")?.value ?? "";
  if (/^#[0-9a-f]{6}$/i.test(colour)) {
    preview()?.style.setProperty("--brand", colour);
    preview()?.style.setProperty("--ink", ink(colour));
    document.querySelectorAll("[data-colour]").forEach((swatch) => swatch.setAttribute("aria-pressed", String(swatch.dataset.colour === colour.toLowerCase())));
  }
  const currency = field("currency")?.value.toUpperCase() ?? "";
  if (/^[A-Z]{3}$/.test(currency)) {
    try {
      const format = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency });
      preview()?.querySelectorAll("[data-price]").forEach((price) => { price.textContent = format.format(Number(price.dataset.price)); });
    } catch { /* a currency this browser does not know yet: the numbers stay */ }
  }
}

function paintSwatches() {
  document.querySelectorAll("[data-colour]").forEach((swatch) => swatch.style.setProperty("--swatch", swatch.dataset.colour));
}

function countryChosen(select) {
  const { currency, timezones, language, tax } = select.selectedOptions[0].dataset;
  field("currency").value = currency;
  field("language").value = language;
  field("timezone").replaceChildren(...timezones.split(" ").map((zone) => new Option(zone, zone)));
  document.querySelector("[data-tax-note]").textContent = tax;
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("[data-signup]")) return;
  if (event.target.name === "subdomain" && event.isTrusted) ownAddress = event.target.value !== "";
  if (event.target.name === "brand" && !ownAddress) {
    field("subdomain").value = slug(event.target.value);
    field("subdomain").dispatchEvent(new Event("input", { bubbles: true }));
  }
  draw();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-country]")) countryChosen(event.target);
  draw();
});
// The browser's way back is a step back: each step onward is a place of its own in its history.
const step = () => Number(field("step")?.value ?? 1);
let shown = step();
history.replaceState(null, "");
window.addEventListener("popstate", () => {
  if ((history.state?.signup ?? 1) < step()) document.querySelector("[data-signup] [data-back]").click();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "signup") return;
  if (step() > shown && (history.state?.signup ?? 1) < step()) history.pushState({ signup: step() }, "");
  shown = step();
});
document.addEventListener("click", (event) => {
  if (event.isTrusted && event.target.closest("[data-back]") && history.state?.signup === step()) {
    event.preventDefault();
    history.back();
  }
  const swatch = event.target.closest("[data-colour]");
  if (!swatch) return;
  field("colour").value = swatch.dataset.colour;
  draw();
});
// A step that arrives takes the focus to its first empty question, or to the first that needs another look.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "signup") return;
  paintSwatches();
  draw();
  const form = event.target.querySelector("[data-signup]");
  (form.querySelector("[aria-invalid=true]") ?? form.querySelector("input:not([type=hidden]):not([type=color])"))?.focus();
});
paintSwatches();
draw();
