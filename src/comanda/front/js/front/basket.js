// Checkout: answers that move the price or the time ask for a new summary; the button sends one order, not two.
// core.js ran before: its HTMX, not a second one.
const { htmx } = window;

const ASKS = new Set(["service", "when", "saved", "street", "postcode", "city", "tip"]);

export function installBasket() {
  const lift = () => document.body.style.setProperty("--toast-bottom", `${(document.querySelector(".basket-bar")?.offsetHeight ?? 8) + 8}px`);
  document.addEventListener("htmx:afterSettle", lift);
  lift();
  const form = document.querySelector("[data-checkout]");
  if (!form) return;
  const buttons = () => form.querySelectorAll("[data-place]");
  form.addEventListener("change", (event) => {
    if (ASKS.has(event.target.name)) htmx.trigger(form, "requote");
  });
  form.addEventListener("submit", () => {
    // After the form's data is taken: a second tap must not place a second order (the key would stop it anyway).
    setTimeout(() => buttons().forEach((button) => (button.disabled = true)));
  });
  addEventListener("pageshow", () => buttons().forEach((button) => (button.disabled = false)));
}
