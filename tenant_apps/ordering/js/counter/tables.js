// The tables of the room, and whose order runs at which.
import { basket } from "./basket.js";
import { $, button, element, say } from "./dom.js";
import { changed } from "./quote.js";

export function drawTables() {
  $("counter-no-tables").hidden = basket.data.tables.length > 0;
  // Two parties may share a table: each of its orders has a tile of its own.
  const places = basket.data.tables.flatMap((table) => (table.orders.length ? table.orders.map((order) => [table, order]) : [[table, null]]));
  $("counter-table-grid").replaceChildren(...places.map(([table, order]) => {
    const tile = button("option", table.name);
    tile.dataset.table = table.token;
    tile.append(element("span", "text-muted", order ? `#${order.reference}` : say("Seats", table.seats)));
    if (order) {
      tile.dataset.order = order.id;
      tile.classList.add("is-busy");
    }
    return tile;
  }));
}

export function pickTable(token, orderId = null) {
  const table = basket.data.tables.find((entry) => entry.token === token);
  const order = table.orders.find((entry) => entry.id === Number(orderId)) ?? table.orders.at(-1) ?? null;
  basket.table = { ...table, order };
  basket.running = order;  // what is on the check already goes along
  $("counter-tables").close();
  changed();
}
