// On a phone the filters make room for the orders, unless one of them is in use.
for (const filters of document.querySelectorAll("[data-filters]:not([data-filtered])")) {
  if (matchMedia("(max-width: 767.98px)").matches) filters.open = false;
}

// Empty filters stay out of the address, so that it can be read and sent to a colleague.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id !== "history-filters") return;
  const { parameters } = event.detail;
  for (const [key, value] of [...parameters.entries()]) if (value === "") parameters.delete(key);
});
