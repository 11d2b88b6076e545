// The basket keeps itself fresh through HTMX; this moves the toasts above its bar and keeps checkout's button honest.
export function installBasket() {
  const lift = () => document.body.style.setProperty("--toast-bottom", document.querySelector(".basket-bar") ? "92px" : "16px");
  document.addEventListener("htmx:afterSettle", lift);
  lift();
  const form = document.querySelector("[data-checkout]");
  form?.addEventListener("submit", () => {
    // After the form's data is taken: a second tap must not place a second order (the key would stop it anyway).
    setTimeout(() => form.querySelectorAll("[type=submit][data-place]").forEach((button) => (button.disabled = true)));
  });
  addEventListener("pageshow", () => form?.querySelectorAll("[data-place]").forEach((button) => (button.disabled = false)));
}
