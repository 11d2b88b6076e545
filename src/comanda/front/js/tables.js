// <table data-sortable>: a heading <button data-sort="text|number"> sorts the rows in place; cells may carry data-value.
function value(row, index, kind) {
  const cell = row.cells[index];
  const raw = cell?.dataset.value ?? cell?.textContent.trim() ?? "";
  return kind === "number" ? Number.parseFloat(raw) || 0 : raw.toLocaleLowerCase();
}

export function installTables() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("table[data-sortable] thead [data-sort]");
    if (!button) return;
    const heading = button.closest("th");
    const table = button.closest("table");
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const kind = button.dataset.sort;
    const rows = [...table.tBodies[0].rows].sort((one, two) => {
      const [a, b] = [value(one, heading.cellIndex, kind), value(two, heading.cellIndex, kind)];
      const order = kind === "number" ? a - b : a.localeCompare(b);
      return down ? -order : order;
    });
    table.tBodies[0].append(...rows);
  });
}
