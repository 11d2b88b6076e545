// A dish to tap: its name, its price, its picture, and how many of it stand on the check.
import { basket } from "./basket.js";
import { $, button, element, say } from "./dom.js";

export function tileOf(item) {
  const tile = button("tile");
  tile.dataset.item = item.id;
  tile.disabled = item.off;
  tile.append(element("span", "tile-name", item.name));
  const prices = item.sizes.map((size) => basket.minor(size.prices[basket.service] ?? Object.values(size.prices)[0]));
  const price = basket.money(Math.min(...prices)) + (new Set(prices).size > 1 ? " +" : "");
  const foot = element("span", "tile-foot");
  foot.append(element("span", "tile-price money", item.off ? say("Off") : price));
  if (item.picture) foot.append(Object.assign(new Image(36, 36), { src: item.picture, alt: "", loading: "lazy", decoding: "async" }));
  tile.append(foot);
  return tile;
}

// How many of a dish stand on the check already.
export function drawCounts() {
  for (const tile of $("counter-tiles").querySelectorAll("[data-item]")) {
    const many = basket.lines.filter((line) => line.item === Number(tile.dataset.item)).reduce((sum, line) => sum + line.quantity, 0);
    tile.querySelector(".count")?.remove();
    if (many) tile.append(element("span", "count", String(many)));
  }
}
