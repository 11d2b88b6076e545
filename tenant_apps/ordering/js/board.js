// The order board: a tap moves the card at once, the server's picture follows and wins. New orders ring.
import { installBell } from "comanda/sound.js";

const board = () => document.getElementById("board");
const pending = () => [...document.querySelectorAll('.order-card[data-state="pending"]')].map((card) => card.dataset.order);
const bell = installBell({ notes: [659.3, 784, 1046.5], gap: 0.14, length: 0.45, loudness: 0.4, key: "comanda-board-muted", button: "[data-board-sound]" });

// --- ages: minutes since the order was placed, by the server's clock
let skew = 0;
function ages() {
  for (const element of document.querySelectorAll("[data-age-from]")) {
    const minutes = Math.max(0, Math.floor((Date.now() + skew - Date.parse(element.dataset.ageFrom)) / 60000));
    const text = minutes < 60 ? `${minutes}′` : minutes < 1440 ? `${Math.floor(minutes / 60)} h ${minutes % 60}′` : `${Math.floor(minutes / 1440)} d`;
    if (element.textContent !== text) element.textContent = text;
  }
}

// --- new orders
let known = new Set();
const title = document.title;
function shown({ first = false } = {}) {
  const now = document.querySelector("#board [data-now]")?.dataset.now;
  if (now) skew = Date.parse(now) - Date.now();
  ages();
  const waiting = pending();
  const fresh = waiting.filter((id) => !known.has(id));
  if (!first && fresh.length) {
    bell.ring();
    for (const id of fresh) document.getElementById(`order-${id}`).classList.add("is-new");
  }
  known = new Set([...known, ...waiting]);
  document.title = waiting.length ? `(${waiting.length}) ${title}` : title;
}

// --- moving at once
function move(button) {
  const card = button.closest(".order-card");
  if (!card) return;
  card.classList.add("is-moving");
  const column = document.querySelector(`.board-column[data-state="${button.dataset.move}"] .board-cards`);
  const source = card.closest(".board-column");
  if (!source) return;
  if (column) column.append(card);
  for (const place of [source, column?.closest(".board-column")]) {
    const count = place?.querySelector("[data-count]");
    if (count) count.textContent = place.querySelectorAll(".order-card").length - (place === source && !column ? 1 : 0);
  }
}

document.addEventListener("change", (event) => {
  const preset = event.target.closest("[data-fills]");
  if (preset) document.getElementById(preset.dataset.fills).value = preset.value;
});
// Whose order was it to be? The filters stay in the address, for bookmarks and reloads.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = document.querySelector("[data-url-state]");
  if (event.detail.elt !== form || !event.detail.successful) return;
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", `${form.getAttribute("action")}${values.size ? `?${values}` : ""}`);
  const venue = values.get("venue");
  const options = [...form.querySelectorAll('select[name="venue"] option')].map((option) => option.value).filter(Boolean);
  if (options.length) board().dataset.liveTopic = (venue ? [venue] : options).slice(0, 20).map((id) => `board:${id}`).join(" ");
});
document.addEventListener("htmx:beforeRequest", (event) => event.detail.elt.matches("[data-move]") && move(event.detail.elt));
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    if (document.querySelector(".is-moving")) document.body.dispatchEvent(new CustomEvent("board:refresh"));
  });
}
// News must not take the board from under a finger: the column stays in view and an open menu stays open.
let scrolled = 0;
let opened = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "board") return;
  scrolled = document.querySelector(".board")?.scrollLeft ?? 0;
  opened = event.detail.target.querySelector("details[open]")?.closest(".order-card")?.id ?? null;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "board") return;
  const columns = document.querySelector(".board");
  if (columns) columns.scrollLeft = scrolled;
  const menu = opened && document.getElementById(opened)?.querySelector("details");
  if (menu) menu.open = true;
  shown();
});

// An order's own page hears its venue's board; only news about itself (or about a gap) matters to it.
document.addEventListener("live:update", (event) => {
  const page = event.target.closest("[data-order-page]");
  if (page && (!event.detail.id || event.detail.id === page.dataset.orderPage)) renew();
}, true);
// What stands on the page, its steps and its dialogs are renewed together; never under somebody who is typing in one.
function renew() {
  const open = document.querySelector("#order-dialogs dialog[open]");
  if (open) open.addEventListener("close", renew, { once: true });
  else document.querySelector("[data-order-page]")?.dispatchEvent(new CustomEvent("order:changed"));
}

if (board()) shown({ first: true });
setInterval(ages, 15000);
