// The check on the right: what is chosen, what it costs, for whom.
import { basket } from "./basket.js";
import { $, button, element, page, say } from "./dom.js";
import { drawCounts } from "./tiles.js";

function drawLines() {
  const running = basket.running ? basket.running.lines.map((line) => {
    const row = element("div", "check-line is-sent");
    row.append(element("b", "check-count tabular", String(line.quantity)), element("span", "check-text", line.name), element("span", "money", basket.money(basket.minor(line.gross))));
    return row;
  }) : [];
  const rows = basket.lines.map((line) => {
    const { name, size, extras } = basket.describe(line);
    const row = element("div", "check-line");
    if (basket.selected === line) row.classList.add("is-selected");
    const open = button("check-open");
    open.dataset.line = basket.lines.indexOf(line);
    const text = element("span", "check-text");
    text.append(element("strong", "", name));
    if (size) text.append(" ", element("span", "text-muted", size));
    for (const extra of extras) text.append(element("small", "", `+ ${extra}`));
    if (line.note) text.append(element("small", "check-note", line.note));
    open.append(element("b", "check-count tabular", String(line.quantity)), text, element("span", "money", basket.money(basket.price(line) * line.quantity)));
    const less = button("btn btn-icon btn-quiet");
    less.append($("counter-minus").content.cloneNode(true));
    less.dataset.less = basket.lines.indexOf(line);
    less.setAttribute("aria-label", `${say("Remove")} 1 ${name}`);
    row.append(open, less);
    return row;
  });
  $("counter-lines").replaceChildren(...running, ...rows);
  $("counter-empty").hidden = rows.length + running.length > 0;
  if (basket.selected) $("counter-lines").querySelector(".is-selected")?.scrollIntoView({ block: "nearest" });
}

export function drawSums() {
  const shown = basket.sums ?? { extras: [], total: null };
  const total = shown.total === null ? basket.total() : basket.minor(shown.total);
  // With nothing new on it, a running order shows what it still owes.
  const owing = basket.running && !basket.lines.length;
  const sum = owing ? basket.minor(basket.running.due) : total;
  const rows = shown.extras.flatMap((extra) => [element("dt", "", extra.name), element("dd", "money", basket.money(basket.minor(extra.gross)))]);
  rows.push(element("dt", "sum-total", say(owing ? "Owing" : "Total")), element("dd", "money sum-total", basket.money(sum)));
  $("counter-sums").replaceChildren(...rows);
  for (const place of page.querySelectorAll("[data-total]")) place.textContent = basket.money(sum);
  for (const place of page.querySelectorAll("[data-count]")) place.textContent = basket.count();
  const nothing = basket.lines.length === 0;
  page.querySelector("[data-send]").disabled = nothing;
  // What is new is sent first; a running order with nothing new on it is paid on its bill.
  const owes = Boolean(basket.running) && basket.minor(basket.running.due) > 0;
  page.querySelector("[data-pay]").disabled = basket.running ? !owes : nothing;
  page.querySelector("[data-pay]").hidden = Boolean(basket.running) && (!nothing || !owes);
}

function drawService() {
  for (const chip of page.querySelectorAll("[data-service]")) {
    chip.hidden = !basket.data.services.includes(chip.dataset.service) || (basket.data.order && chip.dataset.service !== "dine_in");
    chip.setAttribute("aria-pressed", String(chip.dataset.service === basket.service));
  }
  for (const field of page.querySelectorAll("[data-for]")) field.hidden = !field.dataset.for.split(" ").includes(basket.service);
  const label = page.querySelector("[data-table-label]");
  const name = basket.running?.table || basket.table?.name;
  const called = name && /^\d+$/.test(name) ? say("Table", name) : name;
  label.textContent = basket.running ? [called, say("Running", basket.running.reference)].filter(Boolean).join(" · ") : called ?? label.dataset.none;
  const send = page.querySelector("[data-send-label]");
  send.textContent = basket.service === "dine_in" ? send.dataset.dine : send.dataset.later;
}

export function problem(text = "") {
  $("counter-problem").textContent = text;
  $("counter-problem").hidden = !text;
}

export function draw() {
  drawService();
  drawLines();
  drawCounts();
  drawSums();
  for (const digit of page.querySelectorAll("[data-digit]")) digit.setAttribute("aria-pressed", String(basket.multiplier > 1 && Number(digit.dataset.digit) === basket.multiplier));
}
