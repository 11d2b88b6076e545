// The menu on the left: categories, tiles, search.
import { basket } from "./basket.js";
import { $, button, element, say } from "./dom.js";
import { changed } from "./quote.js";
import { openSheet } from "./sheet.js";

const plain = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
let category = basket?.data.categories[0]?.id;

function drawCategories() {
  $("counter-categories").replaceChildren(...basket.data.categories.map((entry) => {
    const chip = button("chip", entry.name);
    chip.dataset.category = entry.id;
    chip.setAttribute("aria-pressed", String(entry.id === category && !$("counter-search").value));
    return chip;
  }));
}

export function found() {
  const words = plain($("counter-search").value).split(/\s+/).filter(Boolean);
  if (!words.length) return basket.data.items.filter((item) => item.category === category);
  return basket.data.items.filter((item) => words.every((word) => plain(item.name).includes(word)));
}

export function drawTiles() {
  const shown = found();
  // For screen readers: the dish that Enter adds, and how many there are; not every tile of every category.
  $("counter-found").textContent = $("counter-search").value ? `${shown[0]?.name ?? say("None")} (${shown.length})` : "";
  const tiles = shown.map((item) => {
    const tile = button("tile");
    tile.dataset.item = item.id;
    tile.disabled = item.off;
    tile.append(element("span", "tile-name", item.name));
    const prices = item.sizes.map((size) => basket.minor(size.prices[basket.service] ?? Object.values(size.prices)[0]));
    const price = basket.money(Math.min(...prices)) + (new Set(prices).size > 1 ? " +" : "");
    tile.append(element("span", "tile-price money", item.off ? say("Off") : price));
    return tile;
  });
  $("counter-tiles").replaceChildren(...(tiles.length ? tiles : [element("p", "text-muted", say("None"))]));
}

export function addItem(item) {
  if (!item || item.off) return;
  if (!basket.isPlain(item)) { openSheet(item); return; }
  const line = basket.draft(item);
  line.quantity = basket.multiplier;
  basket.multiplier = 1;
  basket.add(line);
  changed();
}

export function showCategory(id) {
  category = id;
  $("counter-search").value = "";
  drawMenu();
}

export function drawMenu() {
  drawCategories();
  drawTiles();
}
