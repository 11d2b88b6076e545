// The button of the sheet of table codes.
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
