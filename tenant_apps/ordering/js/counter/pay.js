// Sending and paying: cash with its change, cards with an answer that may take a moment.
import { basket } from "./basket.js";
import { problem } from "./check.js";
import { $, page, say } from "./dom.js";
import { quote } from "./quote.js";
import { body, send } from "./server.js";

const dialog = $("counter-payment");
const done = $("counter-done");
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
let due = 0;
let given = 0;
let placed = null;
let busy = false;
let typed = false;

async function once(control, work) {
  if (busy) return;
  busy = true;
  control.classList.add("htmx-request");
  try { await work(); } finally {
    busy = false;
    control.classList.remove("htmx-request");
  }
}

// The order as it will be paid: the server's total, agreed on before money changes hands.
async function place(extra) {
  if (placed) return placed;
  const sum = await quote();
  if (!sum) return null;
  placed = await send(page.dataset.placeUrl, { ...body(), expected_total: basket.running ? null : sum.total, ...extra });
  return placed;
}

function finish(order, change = null) {
  dialog.close();
  $("counter-done-title").textContent = say("Sent", order.reference);
  done.querySelector("[data-done-number]").textContent = order.reference;
  const line = done.querySelector("[data-done-change]");
  line.hidden = change === null;
  line.textContent = change === null ? "" : `${say("ChangeDue")} ${basket.money(change)}`;
  done.querySelector("[data-done-receipt]").href = order.receipt;
  basket.leaving = true;
  done.showModal();
  done.querySelector("[data-done-next]").focus();
}

// --- cash
function notes() {
  const steps = [5, 10, 20, 50, 100, 200].map((note) => note * basket.unit);
  const sums = [due, ...steps.map((step) => Math.ceil(due / step) * step), ...steps.filter((step) => step > due)];
  return [...new Set(sums)].filter((sum) => sum >= due).sort((a, b) => a - b).slice(0, 5);
}

function drawCash() {
  dialog.querySelector("[data-due]").textContent = basket.money(due);
  $("cash-given").textContent = basket.money(given);
  const missing = due - given;
  const label = dialog.querySelector("[data-change-label]");
  label.textContent = missing > 0 ? say("CashLeft", basket.money(missing)) : label.dataset.change;
  dialog.querySelector("[data-change-due]").textContent = missing > 0 ? "" : basket.money(-missing);
  dialog.querySelector("[data-confirm-cash]").disabled = missing > 0;
  $("cash-notes").replaceChildren(...notes().map((amount) => {
    const note = Object.assign(document.createElement("button"), { type: "button", className: "btn money", textContent: basket.money(amount) });
    note.dataset.note = amount;
    return note;
  }));
}

function press(key) {
  if (key === "back") given = Math.floor(given / 10);
  else for (const digit of key) given = Math.min(given * 10 + Number(digit), 10 ** 9);
  drawCash();
}

async function takeCash() {
  const order = await place({ provider: "cash" });
  if (!order) { dialog.close(); return; }
  const paid = await send(order.pay_url, { provider: "cash", key: `cash-${basket.key}` });
  finish(paid, given - due);
}

// --- card
function drawCards() {
  $("card-choices").replaceChildren(...basket.data.cards.map((card, index) => {
    const choice = document.createElement("label");
    choice.className = "choice";
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "card", value: card.token, className: "form-check-input", checked: index === 0 });
    const text = Object.assign(document.createElement("span"), { className: "choice-text", textContent: card.label });
    text.append(Object.assign(document.createElement("small"), { textContent: card.outcome }));
    choice.append(input, text);
    return choice;
  }));
}

function cardProblem(text = "") {
  const place = $("card-problem");
  place.textContent = text;
  place.hidden = !text;
}

async function chargeCard() {
  const token = dialog.querySelector('input[name="card"]:checked').value;
  cardProblem(say("Waiting"));
  let order = placed
    ? await send(placed.pay_url, { provider: "test_card", token, key: `card-${crypto.randomUUID?.() ?? Date.now()}` })
    : await place({ provider: "test_card", token });
  if (!order) { dialog.close(); return; }
  for (let wait = 150; wait < 6000; wait *= 1.5) {
    if (["authorized", "paid"].includes(order.payment_state)) { cardProblem(); finish(order); return; }
    if (order.payment_state === "failed") { cardProblem(say("Declined")); return; }
    if (order.payment_state === "action_needed") { cardProblem(say("Challenge")); return; }
    await pause(wait);
    order = await send(order.payment_url);
  }
  cardProblem(say("Unknown"));
}

async function openPayment() {
  if (basket.running) {
    basket.leaving = true;
    location.assign(basket.running.bill);
    return;
  }
  const sum = await quote();
  if (!sum) return;
  due = basket.minor(sum.total);
  given = due;
  typed = false;
  cardProblem();
  show("cash");
  drawCash();
  dialog.showModal();
}

function show(way) {
  for (const tab of dialog.querySelectorAll("[data-way]")) {
    const on = tab.dataset.way === way;
    tab.setAttribute("aria-selected", String(on));
    $(`pane-${tab.dataset.way}`).hidden = !on;
  }
}

const guarded = (control, work) => once(control, async () => {
  try { await work(); } catch (error) {
    if (dialog.open) { cardProblem(error.message); window.comanda.toast({ message: error.message, level: "danger" }); } else problem(error.message);
  }
});

export function installPayment() {
  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    const pay = hit("[data-pay]");
    if (pay) guarded(pay, openPayment);
    const send = hit("[data-send]");
    if (send) guarded(send, async () => { const order = await place({ provider: "cash" }); if (order) finish(order); });
    const way = hit("[data-way]");
    if (way) show(way.dataset.way);
    const key = hit("[data-key]");
    if (key) { if (!typed) { given = 0; typed = true; } press(key.dataset.key); }
    const note = hit("[data-note]");
    if (note) { given = Number(note.dataset.note); typed = true; drawCash(); }
    const cash = hit("[data-confirm-cash]");
    if (cash) guarded(cash, takeCash);
    const card = hit("[data-confirm-card]");
    if (card) guarded(card, chargeCard);
    if (hit("[data-done-next]")) location.assign(`${page.dataset.counterUrl}?venue=${basket.data.venue}`);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || $("pane-cash").hidden) return;
    if (/^\d$/.test(event.key)) { if (!typed) { given = 0; typed = true; } press(event.key); }
    if (event.key === "Backspace") { typed = true; press("back"); }
    if (event.key === "Enter" && given >= due) { event.preventDefault(); guarded(dialog.querySelector("[data-confirm-cash]"), takeCash); }
  });
  // An order that was placed and not paid (a declined card) stays: leaving the dialog leads to it.
  dialog.addEventListener("close", () => { if (placed && !done.open) { basket.leaving = true; location.assign(placed.url); } });
  drawCards();
}
