// The menu page: search while typing, order by dragging, prices in place, many dishes at once.
import { installDrag } from "./lists/drag.js";

const { htmx } = window;
const status = () => document.querySelector("[data-menu-status]");
const say = (text) => { if (status()) status().textContent = text; };
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

// --- search
const shown = (row) => [".menu-row-name", ".menu-row-note", ".menu-row-meta .tabular"].map((part) => row.querySelector(part)?.textContent ?? "");
const wordsOf = (row) => `${fold(shown(row).join(" "))} ${row.dataset.words}`;
function search(field) {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of document.querySelectorAll("[data-row]")) {
    row.hidden = !words.every((word) => wordsOf(row).includes(word));
    found += row.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("[data-section]"))
    section.hidden = words.length > 0 && !section.querySelector("[data-row]:not([hidden])");
  document.querySelector("[data-menu-nothing]").hidden = found > 0 || words.length === 0;
  say(status().dataset.found.replace("%d", found));
}
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-menu-search]")) search(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input, textarea, select")) return;
  const field = document.querySelector("[data-menu-search]");
  if (field) { event.preventDefault(); field.focus(); }
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

// --- order
const waiting = new Map();
document.addEventListener("reordered", (event) => {
  const list = event.target;
  const root = document.querySelector("[data-board]");
  const keys = [...list.querySelectorAll(":scope > [data-drag-item]")].map((item) => item.dataset.dragItem);
  const place = keys.indexOf(event.detail.item.dataset.dragItem) + 1;
  if (place) say(status().dataset.moved.replace("%s", event.detail.item.querySelector(".menu-row-name")?.textContent ?? "").replace("%d", place));
  clearTimeout(waiting.get(list));
  waiting.set(list, setTimeout(() => {
    if (list.dataset.dragList === "category") {
      for (const key of keys) document.querySelector(".menu-sections").append(document.getElementById(`category-${key}`));
      const extras = document.getElementById("extras");
      if (extras) extras.parentElement.append(extras);
      document.querySelector(".menu-sections").append(document.querySelector("[data-menu-nothing]"));
      htmx.ajax("POST", root.dataset.categoryOrder, { swap: "none", values: { category: keys } });
    } else htmx.ajax("POST", root.dataset.order, { swap: "none", values: { category: list.dataset.category, item: keys } });
  }, 350));
});

// --- prices in place: Enter saves, Escape takes back, a refusal puts the old price back
document.addEventListener("focusin", (event) => { if (event.target.matches("[data-price]")) event.target.select(); });
document.addEventListener("keydown", (event) => {
  if (!event.target.matches("[data-price]")) return;
  if (event.key === "Enter") event.target.blur();
  if (event.key === "Escape") { event.target.value = event.target.defaultValue; event.target.blur(); }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const all = [...document.querySelectorAll("[data-row]:not([hidden]) [data-price]")];
    const next = all[all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }
});
const address = (kind, key) => document.querySelector("[data-board]").dataset[kind].replace("/0/", `/${key}/`);
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("[data-price]") || field.value === field.defaultValue) return;
  htmx.ajax("POST", address("priceUrl", field.dataset.price), { source: field, swap: "none", values: { price: field.value } });
});
document.addEventListener("htmx:afterRequest", (event) => {
  const field = event.detail.elt;
  if (!field.matches?.("[data-price]")) return;
  if (!event.detail.successful) field.value = field.defaultValue;
});
document.addEventListener("price-saved", (event) => {
  const field = document.querySelector(`[data-price="${event.detail.size}"]`);
  if (!field) return;
  field.value = field.defaultValue = event.detail.price;
  field.classList.add("is-saved");
  setTimeout(() => field.classList.remove("is-saved"), 1200);
});

// --- sold out: one dialog for all rows
let dish = null;
function tell(until) {
  const row = dish;
  htmx.ajax("POST", address("soldOutUrl", row.dataset.dragItem), { target: row, swap: "outerHTML", values: { until } })
    .then(() => document.getElementById(row.id)?.querySelector(".menu-row-actions button")?.focus());
}
document.addEventListener("click", (event) => {
  const dialog = document.getElementById("sold-out");
  const opener = event.target.closest("[data-sold-out], [data-bring-back]");
  if (opener) {
    dish = opener.closest("[data-row]");
    if (opener.matches("[data-bring-back]")) return tell("back");
    dialog.querySelector("h2").textContent = opener.getAttribute("aria-label");
    return dialog.showModal();
  }
  const until = event.target.closest("#sold-out [value]")?.value;
  if (until) { dialog.close(); tell(until); }
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sold-out-form]")) return;
  event.preventDefault();
  document.getElementById("sold-out").close();
  tell(event.target.elements.until.value);
});

// --- many at once
function count() {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const chosen = document.querySelectorAll("[data-pick]:checked").length;
  bar.hidden = chosen === 0;
  const label = bar.querySelector("[data-bulk-count]");
  label.textContent = chosen === 1 ? label.dataset.one : label.dataset.many.replace("%d", chosen);
}
let last = null;
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  if (pick) {
    const all = [...document.querySelectorAll("[data-row]:not([hidden]) [data-pick]")];
    if (event.shiftKey && last) {
      const [start, end] = [all.indexOf(last), all.indexOf(pick)].sort((one, two) => one - two);
      for (const between of all.slice(Math.max(0, start), end + 1)) between.checked = pick.checked;
    }
    last = pick;
    count();
  }
  if (event.target.closest("[data-bulk-clear]")) {
    for (const chosen of document.querySelectorAll("[data-pick]:checked")) chosen.checked = false;
    count();
  }
});
document.addEventListener("menu-reload", () => setTimeout(() => htmx.ajax("GET", window.location.pathname + window.location.search, { target: "#main", select: "#main", swap: "outerHTML show:none" }), 30));
document.addEventListener("htmx:afterSettle", count);

installDrag();
