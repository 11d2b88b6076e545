// The menu on the left: categories, tiles, search.
import { basket } from "./basket.js";
import { $, button, element, say } from "./dom.js";
import { changed } from "./quote.js";
import { openSheet } from "./sheet.js";
import { drawCounts, tileOf } from "./tiles.js";

const plain = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
let category = basket?.data.categories[0]?.id;
let jumped = false;

function drawCategories() {
  $("counter-categories").replaceChildren(...basket.data.categories.map((entry) => {
    const chip = button("chip", entry.name);
    chip.dataset.category = entry.id;
    return chip;
  }));
  markCategory();
}

function markCategory() {
  for (const chip of $("counter-categories").children) {
    chip.setAttribute("aria-pressed", String(Number(chip.dataset.category) === category && !$("counter-search").value));
  }
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
  // Without a search the whole menu is one page under its headings; a category is where it begins.
  const parts = $("counter-search").value ? shown.map(tileOf) : basket.data.categories.flatMap((entry) => {
    const heading = element("h2", "tiles-title", entry.name);
    heading.dataset.begins = entry.id;
    return [heading, ...basket.data.items.filter((item) => item.category === entry.id).map(tileOf)];
  });
  $("counter-tiles").replaceChildren(...(parts.length ? parts : [element("p", "text-muted", say("None"))]));
  drawCounts();
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
  const searched = $("counter-search").value;
  $("counter-search").value = "";
  if (searched) drawTiles();
  const tiles = $("counter-tiles");
  const before = tiles.scrollTop;
  tiles.scrollTop = tiles.querySelector(`[data-begins="${id}"]`).offsetTop - 6;
  jumped = tiles.scrollTop !== before;
  category = id;
  markCategory();
}

// The category on top is the one the eye is in. The last ones may never get there: after a jump the chip's word stands.
export function followScroll() {
  const tiles = $("counter-tiles");
  tiles.addEventListener("scroll", () => {
    if (jumped) { jumped = false; return; }
    const heading = [...tiles.querySelectorAll("[data-begins]")].filter((one) => one.offsetTop <= tiles.scrollTop + 16).at(-1);
    if (!heading) return;
    category = Number(heading.dataset.begins);
    markCategory();
  }, { passive: true });
}

export function drawMenu() {
  drawCategories();
  drawTiles();
}
