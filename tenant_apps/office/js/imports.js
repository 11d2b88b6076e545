// Beside each field, samples of the column that is chosen for it.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-column]")) return;
  const sample = document.getElementById(event.target.getAttribute("aria-describedby"));
  sample.textContent = event.target.selectedOptions[0].dataset.samples ?? "";
});

// The fragment is replaced again and again: a region of its own says each step once.
document.addEventListener("htmx:afterSettle", () => {
  const said = document.querySelector("[data-import-status]");
  const step = document.getElementById("job")?.dataset.announce;
  if (said && step && said.textContent !== step) said.textContent = step;
});
