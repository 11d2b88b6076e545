// A dish opens as a sheet over the menu: fetched when a finger or pointer comes near, shown on the tap. The price moves
// with every choice; the server adds up for itself when the dish is put into the basket.
// core.js ran before: its HTMX, not a second one.
const { htmx } = window;

const fetched = new Map();

function get(url) {
  if (!fetched.has(url)) {
    const answer = fetch(url, { headers: { "HX-Request": "true" } }).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    });
    answer.catch(() => fetched.delete(url));
    fetched.set(url, answer);
    setTimeout(() => fetched.delete(url), 60000);
  }
  return fetched.get(url);
}

function chosen(group) {
  return [...group.querySelectorAll("input:checked")];
}

function times(input) {
  return Number(input.closest(".option").querySelector("select")?.value ?? 1);
}

function unitPrice(form) {
  let minor = Number((form.querySelector("[name=size]:checked") ?? form.querySelector("[name=size]")).dataset.minor);
  for (const group of form.querySelectorAll("[data-group]")) {
    const prices = chosen(group).flatMap((input) => Array(times(input)).fill(Number(input.dataset.minor)));
    prices.sort((one, two) => one - two);
    minor += prices.slice(Number(group.dataset.included)).reduce((sum, price) => sum + price, 0);
  }
  return minor;
}

function limit(group) {
  const max = Number(group.dataset.max || Infinity);
  const count = chosen(group).reduce((sum, input) => sum + times(input), 0);
  for (const input of group.querySelectorAll("input[type=checkbox]:not(:checked)")) {
    if (input.dataset.off === undefined) input.dataset.off = input.disabled ? "1" : "";
    input.disabled = input.dataset.off === "1" || count >= max;
  }
  if (count >= Number(group.dataset.min)) group.removeAttribute("data-missing");
}

function refresh(form) {
  for (const group of form.querySelectorAll("[data-group]")) limit(group);
  const { currency, digits, language } = form.dataset;
  const quantity = Math.max(1, Number(form.elements.quantity.value) || 1);
  const amount = (unitPrice(form) * quantity) / 10 ** Number(digits);
  form.querySelector("[data-item-total]").textContent = new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
}

function firstMissing(form) {
  return [...form.querySelectorAll("[data-group]")].find((group) => {
    const missing = chosen(group).reduce((sum, input) => sum + times(input), 0) < Number(group.dataset.min);
    group.toggleAttribute("data-missing", missing);
    return missing;
  });
}

async function open(link, paint) {
  let html;
  try {
    html = await get(link.href);
  } catch {
    location.assign(link.href);
    return;
  }
  document.getElementById("item-sheet")?.remove();
  document.body.insertAdjacentHTML("beforeend", html);
  const sheet = document.getElementById("item-sheet");
  paint(sheet);
  htmx.process(sheet);
  sheet.showModal();
  refresh(sheet.querySelector("form"));
}

export function installItems(paint) {
  const near = (event) => {
    const link = event.target.closest?.(".dish")?.querySelector("a[data-item]");
    if (link && !navigator.connection?.saveData) get(link.href).catch(() => {});
  };
  document.addEventListener("pointerover", near, { passive: true });
  document.addEventListener("touchstart", near, { passive: true });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-item]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link, paint);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-item-form]");
    if (!form) return;
    if (event.target.matches(".option-many")) event.target.closest(".option").querySelector("input").checked = true;
    refresh(form);
  });
  const check = (event) => {
    const form = event.target.closest("[data-item-form]");
    const group = form && firstMissing(form);
    if (!group) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    group.scrollIntoView({ block: "center" });
    group.querySelector("input:not(:disabled)")?.focus();
  };
  document.addEventListener("submit", check, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches?.("#item-sheet form") && event.detail.successful) document.getElementById("item-sheet").close();
  });
  document.querySelectorAll("[data-item-form]").forEach(refresh);
}
