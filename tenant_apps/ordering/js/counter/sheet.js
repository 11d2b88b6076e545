// Sizes and choices of one dish, before it goes on the check or after.
import { basket } from "./basket.js";
import { $, button, element, say } from "./dom.js";
import { changed } from "./quote.js";

let editing = null;
let draft = null;
let isTouched = false;

export function openSheet(item, line = null) {
  editing = line;
  isTouched = false;
  draft = line ? { ...line, chosen: new Map([...line.chosen].map(([group, options]) => [group, new Map(options)])) } : { ...basket.draft(item), quantity: basket.multiplier };
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

export function choose(groupId, optionId) {
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

export function keep() {
  draft.note = $("counter-item-note").value.trim();
  if (editing) Object.assign(editing, draft);
  else basket.add(draft);
  basket.multiplier = 1;
  $("counter-item").close();
  changed();
}

export function chooseSize(sizeId) {
  draft.size = sizeId;
  // The second touch: where nothing else must be said, the size is the order.
  if (!editing && !isTouched && basket.isComplete(draft)) keep();
  else drawSheet();
}

export function takeOut() {
  basket.remove(editing);
  $("counter-item").close();
  changed();
}
