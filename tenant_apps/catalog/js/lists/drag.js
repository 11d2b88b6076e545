// Lists one can put in order: by pointer on the handle, or by arrow keys while it has the focus.
// <ol data-drag-list="kind"> of [data-drag-item]; items may go to another list of the same kind. Every drop sends
// "reordered" from the list (and from the list the item left); whoever owns the page says what that means.
let held = null;
const items = (list) => [...list.querySelectorAll(":scope > [data-drag-item]")];
const tell = (list, item) => list.dispatchEvent(new CustomEvent("reordered", { bubbles: true, detail: { item } }));

function listAt(x, y, kind) {
  return document.elementFromPoint(x, y)?.closest(`[data-drag-list="${kind}"]`);
}

function place(list, item, y) {
  const after = items(list).find((other) => {
    if (other === item || other.hidden) return false;
    const box = other.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  if (after) list.insertBefore(item, after);
  else {
    const last = items(list).filter((other) => other !== item).pop();
    if (last) last.after(item);
    else list.prepend(item);
  }
}

function release() {
  if (!held) return;
  const { item, from, moved } = held;
  held = null;
  item.classList.remove("is-held");
  if (!moved) return;
  tell(item.parentElement, item);
  if (item.parentElement !== from) tell(from, item);
}

export function installDrag() {
  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-drag-handle]");
    if (!handle || event.button) return;
    const item = handle.closest("[data-drag-item]");
    held = { item, from: item.parentElement, moved: false, kind: item.parentElement.dataset.dragList, handle };
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus();
  });

  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    held.item.classList.add("is-held");
    held.moved = true;
    const list = listAt(event.clientX, event.clientY, held.kind) ?? held.item.parentElement;
    place(list, held.item, event.clientY);
    if (event.clientY < 110) window.scrollBy(0, -14);
    else if (event.clientY > window.innerHeight - 110) window.scrollBy(0, 14);
  });

  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);

  document.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-drag-handle]");
    if (!handle || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const item = handle.closest("[data-drag-item]");
    const list = item.parentElement;
    const all = items(list);
    const index = all.indexOf(item) + (event.key === "ArrowUp" ? -1 : 1);
    if (index < 0 || index >= all.length) {
      const lists = [...document.querySelectorAll(`[data-drag-list="${list.dataset.dragList}"]`)];
      const next = lists[lists.indexOf(list) + (index < 0 ? -1 : 1)];
      if (!next) return;
      if (index < 0) {
        const last = items(next).pop();
        if (last) last.after(item);
        else next.prepend(item);
      } else next.prepend(item);
      tell(list, item);
      tell(next, item);
    } else {
      if (event.key === "ArrowUp") all[index].before(item);
      else all[index].after(item);
      tell(list, item);
    }
    handle.focus();
    item.scrollIntoView({ block: "nearest" });
  });
}
