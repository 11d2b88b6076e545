// The week's editor: add, remove and copy intervals, and a bar for each day that shows its twenty-four hours.
(() => {
  const week = document.querySelector("[data-week]");
  if (!week) return;
  const note = week.querySelector("[data-week-note]");
  const days = [...week.querySelectorAll("[data-day]")];
  const rows = (day) => [...day.querySelectorAll("[data-interval]")];
  const field = (row, name) => row.querySelector(`[name^="${name}-"]`);
  const minutes = (text) => (/^\d\d:\d\d/.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) : null);
  let made = 0;

  function add(day, values) {
    const row = day.querySelector("[data-interval-template]").content.firstElementChild.cloneNode(true);
    made += 1;
    for (const control of row.querySelectorAll("[id]")) {
      const id = `${control.id}-${made}`;
      row.querySelector(`label[for="${control.id}"]`)?.setAttribute("for", id);
      control.id = id;
    }
    for (const [name, value] of Object.entries(values)) field(row, name).value = value;
    day.querySelector(".intervals").append(row);
    return row;
  }

  function span(bar, from, to) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("x", from);
    rect.setAttribute("width", Math.max(0, to - from));
    rect.setAttribute("height", 12);
    rect.setAttribute("class", "day-bar-open");
    bar.append(rect);
  }

  function draw() {
    for (const day of days) {
      day.querySelector("[data-closed]").hidden = rows(day).length > 0;
      for (const old of day.querySelectorAll(".day-bar-open")) old.remove();
    }
    for (const day of days) {
      const next = days[(days.indexOf(day) + 1) % 7];
      for (const row of rows(day)) {
        const [from, to] = [minutes(field(row, "opens").value), minutes(field(row, "closes").value)];
        if (from === null || to === null) continue;
        span(day.querySelector("[data-bar]"), from, to > from ? to : 1440);
        if (to <= from && to > 0) span(next.querySelector("[data-bar]"), 0, to);
      }
    }
  }

  function changed() {
    note.textContent = note.dataset.changed;
    draw();
  }

  week.addEventListener("click", (event) => {
    const day = event.target.closest("[data-day]");
    if (event.target.closest("[data-add-interval]")) {
      const last = rows(day).pop();
      const start = last ? field(last, "closes").value : "";
      const row = add(day, last ? { opens: start < "19:00" ? "19:00" : "", closes: start < "19:00" ? "23:00" : "" } : { opens: "12:00", closes: "15:00" });
      field(row, "opens").focus();
      changed();
    } else if (event.target.closest("[data-remove-interval]")) {
      event.target.closest("[data-interval]").remove();
      day.querySelector("[data-add-interval]").focus();
      changed();
    } else if (event.target.closest("[data-copy]")) {
      const values = rows(day).map((row) => Object.fromEntries(["opens", "closes", "service"].map((name) => [name, field(row, name).value])));
      for (const target of event.target.closest("[data-copy]").dataset.copy.split(",")) {
        const other = days[Number(target)];
        if (other === day) continue;
        for (const row of rows(other)) row.remove();
        for (const entry of values) add(other, entry);
      }
      event.target.closest("details").open = false;
      day.querySelector("summary").focus();
      changed();
    }
  });
  week.addEventListener("input", changed);
  draw();
})();
