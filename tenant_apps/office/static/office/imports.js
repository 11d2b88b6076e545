// Beside each field, samples of the column that is chosen for it.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-column]")) return;
  const sample = document.getElementById(event.target.getAttribute("aria-describedby"));
  sample.textContent = event.target.selectedOptions[0].dataset.samples ?? "";
});
