// The counter page: tiles on the left, the check on the right, everything in two touches and from the keyboard.
(() => {
  const basket = window.comandaCounter;
  if (!basket) return;
  const page = document.getElementById("counter");
  const $ = (id) => document.getElementById(id);
  const say = (name, n = "") => (page.dataset[`say${name}`] ?? "").replace("{n}", n);
  const plain = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const button = (className, text) => Object.assign(element("button", className, text), { type: "button" });
  let category = basket.data.categories[0]?.id;
  let multiplier = 1;
  let sums = null;

  // --- the menu
  function drawCategories() {
    $("counter-categories").replaceChildren(...basket.data.categories.map((entry) => {
      const chip = button("chip", entry.name);
      chip.dataset.category = entry.id;
      chip.setAttribute("aria-pressed", String(entry.id === category && !$("counter-search").value));
      return chip;
    }));
  }
  function found() {
    const words = plain($("counter-search").value).split(/\s+/).filter(Boolean);
    if (!words.length) return basket.data.items.filter((item) => item.category === category);
    return basket.data.items.filter((item) => words.every((word) => plain(item.name).includes(word)));
  }
  function drawTiles() {
    const tiles = found().map((item) => {
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

  // --- the check
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
      const less = button("btn btn-icon btn-quiet check-step", "−");
      less.dataset.less = basket.lines.indexOf(line);
      less.setAttribute("aria-label", `${say("Remove")} 1 ${name}`);
      row.append(open, less);
      return row;
    });
    $("counter-lines").replaceChildren(...running, ...rows);
    $("counter-empty").hidden = rows.length + running.length > 0;
    if (basket.selected) $("counter-lines").querySelector(".is-selected")?.scrollIntoView({ block: "nearest" });
  }
  function drawSums() {
    const shown = sums ?? { extras: [], total: null };
    const total = shown.total === null ? basket.total() : basket.minor(shown.total);
    // With nothing new on it, a running order shows what it still owes.
    const owing = basket.running && !basket.lines.length;
    const sum = owing ? basket.minor(basket.running.due) : total;
    const rows = shown.extras.flatMap((extra) => [element("dt", "", extra.name), element("dd", "money", basket.money(basket.minor(extra.gross)))]);
    rows.push(element("dt", "sum-total", owing ? say("Owing") : ""), element("dd", "money sum-total", basket.money(sum)));
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
  function problem(text = "") {
    $("counter-problem").textContent = text;
    $("counter-problem").hidden = !text;
  }
  function draw() {
    drawService();
    drawLines();
    drawSums();
    for (const digit of page.querySelectorAll("[data-digit]")) digit.setAttribute("aria-pressed", String(multiplier > 1 && Number(digit.dataset.digit) === multiplier));
  }

  // --- the server's own sum, a moment after the last tap
  const field = (name) => page.querySelector(`[data-field="${name}"]`)?.value.trim() ?? "";
  const address = () => (basket.service === "delivery" && field("street") && field("postcode") ? { street: field("street"), postcode: field("postcode"), city: field("city"), details: field("details") } : null);
  basket.body = () => ({ venue: basket.data.venue, service: basket.service, order: basket.running?.id ?? null, lines: basket.wire(), address: address(), name: field("name"), phone: field("phone"), table: basket.service === "dine_in" ? basket.table?.token ?? "" : "", key: basket.key });
  basket.send = async (url, body) => {
    const token = document.cookie.split("; ").find((pair) => /^(__Host-)?csrftoken=/.test(pair))?.split("=")[1] ?? "";
    let answer;
    try {
      answer = await fetch(url, { method: body ? "POST" : "GET", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: body ? JSON.stringify(body) : undefined });
    } catch {
      throw new Error(say("Offline"));
    }
    const found = await answer.json().catch(() => ({}));
    if (answer.ok) return found;
    const fields = Object.values(found.fields ?? {}).flat();
    throw new Error([found.title ?? say("Offline"), ...fields, found.remedy].filter(Boolean).join(" "));
  };
  let timer = null;
  let asked = 0;
  function changed() {
    sums = null;
    basket.dirty = true;
    draw();
    clearTimeout(timer);
    if (basket.lines.length) timer = setTimeout(quote, 300);
    else problem();
  }
  async function quote() {
    const mine = ++asked;
    try {
      const found = await basket.send(page.dataset.quoteUrl, basket.body());
      if (mine !== asked) return null;
      sums = found;
      problem();
      drawSums();
      return found;
    } catch (error) {
      if (mine === asked) problem(error.message);
      return null;
    }
  }
  basket.quote = () => { clearTimeout(timer); return quote(); };
  basket.problem = problem;
  basket.say = say;
  basket.redraw = () => { drawTiles(); changed(); };

  function addItem(item) {
    if (!item || item.off) return;
    if (!basket.isPlain(item)) { openSheet(item); return; }
    const line = basket.draft(item);
    line.quantity = multiplier;
    multiplier = 1;
    basket.add(line);
    changed();
  }

  // --- sizes and choices
  let editing = null;
  let draft = null;
  let isTouched = false;
  function openSheet(item, line = null) {
    editing = line;
    isTouched = false;
    draft = line ? { ...line, chosen: new Map([...line.chosen].map(([group, options]) => [group, new Map(options)])) } : { ...basket.draft(item), quantity: multiplier };
    $("counter-item-title").textContent = item.name;
    $("counter-item-note").value = draft.note;
    drawSheet();
    $("counter-item").showModal();
  }
  function drawSheet() {
    const item = basket.items.get(draft.item);
    const parts = [];
    if (item.sizes.length > 1) {
      const sizes = element("div", "counter-options");
      for (const size of item.sizes) {
        const choice = button("option", size.name);
        choice.dataset.size = size.id;
        choice.setAttribute("aria-pressed", String(size.id === draft.size));
        choice.append(element("span", "money", basket.money(basket.minor(size.prices[basket.service] ?? Object.values(size.prices)[0]))));
        sizes.append(choice);
      }
      parts.push(sizes);
    }
    for (const group of item.groups) {
      const box = element("fieldset", "field");
      const rule = group.minimum && group.minimum === group.maximum ? say("Exactly", group.minimum) : group.minimum ? say("Required", group.minimum) : group.maximum ? say("Optional", group.maximum) : say("Any");
      const legend = element("legend", "field-label", group.name);
      legend.append(" ", element("span", "text-muted fw-normal", [rule, group.included ? say("Included", group.included) : ""].filter(Boolean).join(", ")));
      const options = element("div", "counter-options");
      for (const option of group.options) {
        const count = draft.chosen.get(group.id)?.get(option.id) ?? 0;
        const choice = button("option", option.name);
        choice.dataset.group = group.id;
        choice.dataset.option = option.id;
        choice.disabled = option.off;
        choice.setAttribute("aria-pressed", String(count > 0));
        if (basket.minor(option.price)) choice.append(element("span", "money", `+ ${basket.money(basket.minor(option.price))}`));
        options.append(choice);
      }
      box.append(legend, options);
      parts.push(box);
    }
    $("counter-item-body").replaceChildren(...parts);
    const add = document.querySelector("[data-item-add]");
    add.disabled = !basket.isComplete(draft);
    add.textContent = `${editing ? say("Change") : say("Add")} · ${basket.money(basket.price(draft) * draft.quantity)}`;
    document.querySelector("[data-item-remove]").hidden = !editing;
  }
  function choose(groupId, optionId) {
    isTouched = true;
    const group = basket.items.get(draft.item).groups.find((entry) => entry.id === groupId);
    const chosen = draft.chosen.get(groupId) ?? new Map();
    draft.chosen.set(groupId, chosen);
    if (chosen.get(optionId)) chosen.delete(optionId);
    else {
      if (group.maximum === 1) chosen.clear();
      if (!group.maximum || [...chosen.values()].reduce((sum, n) => sum + n, 0) < group.maximum) chosen.set(optionId, 1);
    }
    drawSheet();
  }
  function keep() {
    draft.note = $("counter-item-note").value.trim();
    if (editing) Object.assign(editing, draft);
    else basket.add(draft);
    multiplier = 1;
    $("counter-item").close();
    changed();
  }

  // --- tables
  function drawTables() {
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
  function pickTable(token, orderId = null) {
    const table = basket.data.tables.find((entry) => entry.token === token);
    const order = table.orders.find((entry) => entry.id === Number(orderId)) ?? table.orders.at(-1) ?? null;
    basket.table = { ...table, order };
    basket.running = order;  // what is on the check already goes along
    $("counter-tables").close();
    changed();
  }

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    const tile = hit("[data-item]");
    if (tile) addItem(basket.items.get(Number(tile.dataset.item)));
    const chip = hit("[data-category]");
    if (chip) { category = Number(chip.dataset.category); $("counter-search").value = ""; drawCategories(); drawTiles(); }
    const service = hit("[data-service]");
    if (service) {
      basket.service = service.dataset.service;
      basket.running = basket.service === "dine_in" ? basket.data.order ?? basket.table?.order ?? null : null;
      basket.redraw();
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
    if (size) {
      draft.size = Number(size.dataset.size);
      // The second touch: where nothing else must be said, the size is the order.
      if (!editing && !isTouched && basket.isComplete(draft)) keep();
      else drawSheet();
    }
    const option = hit("[data-option]");
    if (option) choose(Number(option.dataset.group), Number(option.dataset.option));
    if (hit("[data-item-add]")) keep();
    if (hit("[data-item-remove]")) { basket.remove(editing); $("counter-item").close(); changed(); }
    const table = hit("[data-table]");
    if (table) pickTable(table.dataset.table, table.dataset.order);
    if (hit("[data-clear]") && basket.lines.length) { basket.lines = []; basket.selected = null; changed(); }
    if (hit("[data-check-open]")) page.classList.add("is-check-open");
    if (hit("[data-check-close]")) page.classList.remove("is-check-open");
  });
  function pressDigit(digit) {
    if (basket.selected && basket.lines.includes(basket.selected)) { basket.selected.quantity = digit; changed(); return; }
    multiplier = digit;
    draw();
  }
  $("counter-search").addEventListener("input", () => { drawCategories(); drawTiles(); });
  for (const input of page.querySelectorAll("[data-field]")) input.addEventListener("change", changed);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const search = $("counter-search");
    if (event.target === search) {
      if (event.key === "Enter") { event.preventDefault(); addItem(found().find((item) => !item.off)); search.select(); }
      if (event.key === "Escape") { search.value = ""; drawCategories(); drawTiles(); search.blur(); }
      return;
    }
    if (event.target.closest("input, textarea, select")) return;
    if (/^[1-9]$/.test(event.key)) pressDigit(Number(event.key));
    else if (/^\p{L}$/u.test(event.key)) search.focus();
    else if (event.key === "Escape") { basket.selected = null; draw(); }
  });
  addEventListener("beforeunload", (event) => { if (basket.lines.length && !basket.leaving) event.preventDefault(); });

  drawCategories();
  drawTiles();
  drawTables();
  draw();
  if (!basket.data.order && basket.data.tables.some((table) => table.token === basket.data.table)) pickTable(basket.data.table);
})();
