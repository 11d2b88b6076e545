// [data-stepper]: two buttons around a number; the input fires "input" and "change" as if typed.
export function installSteppers() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-stepper] [data-step]");
    if (!button) return;
    const input = button.closest("[data-stepper]").querySelector("input");
    const old = Number(input.value) || 0;
    const next = Math.min(Number(input.max || 99), Math.max(Number(input.min || 0), old + Number(button.dataset.step)));
    if (next === old) return;
    input.value = next;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
