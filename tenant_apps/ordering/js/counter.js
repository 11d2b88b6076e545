// The counter page: tiles on the left, the check on the right, everything in two touches and from the keyboard.
import { basket } from "./counter/basket.js";
import { draw } from "./counter/check.js";
import { $, page } from "./counter/dom.js";
import { addItem, drawMenu, drawTiles, followScroll, found, showCategory } from "./counter/menu.js";
import { installPayment } from "./counter/pay.js";
import { changed } from "./counter/quote.js";
import { choose, chooseSize, keep, openSheet, takeOut } from "./counter/sheet.js";
import { drawTables, pickTable } from "./counter/tables.js";

function pressDigit(digit) {
  if (basket.selected && basket.lines.includes(basket.selected)) { basket.selected.quantity = digit; changed(); return; }
  basket.multiplier = digit;
  draw();
}

function installCounter() {
  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    const tile = hit("[data-item]");
    if (tile) addItem(basket.items.get(Number(tile.dataset.item)));
    const chip = hit("[data-category]");
    if (chip) showCategory(Number(chip.dataset.category));
    const service = hit("[data-service]");
    if (service) {
      basket.service = service.dataset.service;
      basket.running = basket.service === "dine_in" ? basket.data.order ?? basket.table?.order ?? null : null;
      drawTiles();
      changed();
    }
    const line = hit("[data-line]");
    if (line) {
      const entry = basket.lines[Number(line.dataset.line)];
      if (basket.selected === entry) openSheet(basket.items.get(entry.item), entry);
      else { basket.selected = entry; draw(); }
    }
    const less = hit("[data-less]");
    if (less) {
      const entry = basket.lines[Number(less.dataset.less)];
      if (entry.quantity > 1) entry.quantity -= 1;
      else basket.remove(entry);
      changed();
    }
    const digit = hit("[data-digit]");
    if (digit) pressDigit(Number(digit.dataset.digit));
    const size = hit("[data-size]");
    if (size) chooseSize(Number(size.dataset.size));
    const option = hit("[data-option]");
    if (option) choose(Number(option.dataset.group), Number(option.dataset.option));
    if (hit("[data-item-add]")) keep();
    if (hit("[data-item-remove]")) takeOut();
    const table = hit("[data-table]");
    if (table) pickTable(table.dataset.table, table.dataset.order);
    if (hit("[data-clear]") && basket.lines.length) { basket.lines = []; basket.selected = null; changed(); }
    if (hit("[data-check-open]")) page.classList.add("is-check-open");
    if (hit("[data-check-close]")) page.classList.remove("is-check-open");
  });
  $("counter-search").addEventListener("input", drawMenu);
  for (const input of page.querySelectorAll("[data-field]")) input.addEventListener("change", changed);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const search = $("counter-search");
    if (event.target === search) {
      if (event.key === "Enter") { event.preventDefault(); addItem(found().find((item) => !item.off)); search.select(); }
      if (event.key === "Escape") { search.value = ""; drawMenu(); search.blur(); }
      return;
    }
    if (event.target.closest("input, textarea, select")) return;
    if (/^[1-9]$/.test(event.key)) pressDigit(Number(event.key));
    else if (/^\p{L}$/u.test(event.key)) search.focus();
    else if (event.key === "Escape") { basket.selected = null; draw(); }
  });
  addEventListener("beforeunload", (event) => { if (basket.lines.length && !basket.leaving) event.preventDefault(); });

  drawMenu();
  followScroll();
  drawTables();
  draw();
  if (!basket.data.order && basket.data.tables.some((table) => table.token === basket.data.table)) pickTable(basket.data.table);
}

if (basket) {
  installCounter();
  installPayment();
}
