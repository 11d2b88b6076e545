// The kitchen display: clocks that tick here, keys that bump, a sound for new tickets. The server draws the tickets.
import { installBell } from "comanda/sound.js";
import { recalled, remember } from "comanda/storage.js";

const board = () => document.querySelector(".kds-board");
const tickets = () => [...document.querySelectorAll(".ticket")];
const bell = installBell({ notes: [880, 1174.7], gap: 0.16, length: 0.5, loudness: 0.5, key: "comanda-kds-muted", button: "[data-kds-sound]" });

// --- clocks: the server's time, so that a tablet with a wrong clock shows the right age
let skew = 0;
let words = {};
function read() {
  const element = board();
  if (!element) return;
  skew = Date.parse(element.dataset.now) - Date.now();
  words = JSON.parse(element.dataset.words);
}
function clock(ms) {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}
function tick() {
  const now = Date.now() + skew;
  for (const ticket of tickets()) {
    const at = (name) => Date.parse(ticket.dataset[name]);
    const isCalledOff = ticket.dataset.kind === "cancelled";
    const age = now < at("fires") ? "later" : isCalledOff || now < at("soon") ? "fresh" : now < at("due") ? "soon" : "late";
    if (ticket.dataset.age !== age) ticket.dataset.age = age;
    const word = ticket.querySelector("[data-age-word]");
    const said = isCalledOff ? "" : words[age];
    if (word.textContent !== said) word.textContent = said;
    // Until it is late: how long it has been going. Then: by how much.
    const [sign, since] = age === "late" ? ["+", at("due")] : [age === "later" ? "−" : "", at("fires")];
    ticket.querySelector("[data-timer]").textContent = sign + clock(now - since);
  }
}

// --- new tickets
let known = new Set();
function shown({ first = false } = {}) {
  read();
  tick();
  const ids = tickets().map((ticket) => ticket.dataset.ticket);
  const fresh = ids.filter((id) => !known.has(id));
  if (!first && fresh.length) {
    bell.ring();
    for (const id of fresh) document.getElementById(`ticket-${id}`).classList.add("is-new");
  }
  known = new Set([...known, ...ids]);
  showMore();
}

// --- tickets beyond the right edge: a cook must know that there are more
function showMore() {
  const rail = document.querySelector(".kds-tickets");
  const more = document.querySelector("[data-kds-more]");
  if (!rail || !more) return;
  const edge = rail.getBoundingClientRect().right;
  const hidden = tickets().filter((ticket) => ticket.getBoundingClientRect().left > edge - 40).length;
  more.hidden = hidden === 0;
  more.querySelector("span").textContent = hidden === 1 ? more.dataset.one : more.dataset.many.replace("{n}", hidden);
}

// --- all-day counts
function showCounts(on) {
  document.body.classList.toggle("kds-without-counts", !on);
  for (const button of document.querySelectorAll("[data-kds-counts]")) button.setAttribute("aria-pressed", String(on));
}

function toggleCounts() {
  const on = document.body.classList.contains("kds-without-counts");
  showCounts(on);
  remember("comanda-kds-counts", on ? "1" : "0");
  showMore();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-kds-more]")) document.querySelector(".kds-tickets").scrollBy({ left: document.querySelector(".kds-tickets").clientWidth * 0.9 });
  if (event.target.closest("[data-kds-counts]")) toggleCounts();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  if (digit) {
    const ticket = tickets()["1234567890".indexOf(digit[1])];
    const button = ticket?.querySelector(event.shiftKey ? "[data-start]" : "[data-bump]");
    if (button && !event.repeat) { event.preventDefault(); button.click(); }
  }
  const key = event.key.toLowerCase();
  if (key === "r") document.querySelector("[data-kds-recent]")?.click();
  if (key === "a") toggleCounts();
  if (key === "m") bell.toggle();
});

// A tap answers at once; the server's picture follows and wins.
document.addEventListener("htmx:beforeRequest", (event) => {
  const element = event.detail.elt;
  if (element.matches("[data-bump]")) element.closest(".ticket").classList.add("is-leaving");
  if (element.matches(".ticket-item")) element.dataset.state = element.getAttribute("aria-pressed") === "true" ? "cooking" : "ready";
  if (element.matches("[data-start]")) element.closest(".ticket").dataset.cooking = "";
});
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    for (const ticket of document.querySelectorAll(".is-leaving")) ticket.classList.remove("is-leaving");
    document.body.dispatchEvent(new CustomEvent("kitchen:refresh"));
  });
}
document.addEventListener("htmx:afterRequest", (event) => {
  // An undo answers into nothing: look at the board again.
  if (event.detail.requestConfig?.path?.includes("/recall/") && event.detail.target?.id !== "kds") document.body.dispatchEvent(new CustomEvent("kitchen:refresh"));
});
// The rail stays where the cook left it.
let scrolled = 0;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "kds") scrolled = document.querySelector(".kds-tickets")?.scrollLeft ?? 0;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "kds") return;
  document.querySelector(".kds-tickets").scrollLeft = scrolled;
  shown();
});

showCounts((recalled("comanda-kds-counts") ?? (innerWidth < 768 ? "0" : "1")) !== "0");
shown({ first: true });
setInterval(tick, 1000);
addEventListener("resize", showMore);
document.addEventListener("scroll", showMore, true);
