// Toasts: window.comanda.toast({message, level, undo}) or the response header HX-Trigger: {"toast": {...}}.
// They leave after six seconds (ten with an undo), never while pointed at or focused.
import htmx from "htmx.org";

const region = () => document.getElementById("toasts");

function arm(item) {
  const wait = item.querySelector("[data-toast-undo]") ? 10000 : 6000;
  const leave = () => (item.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : item.remove());
  setTimeout(leave, wait);
}

function button(label, className) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-quiet btn-sm ${className}`;
  made.textContent = label;
  return made;
}

export function toast({ message, level = "info", undo = "" }) {
  const place = region();
  const item = document.createElement("div");
  item.className = "toast-item";
  item.dataset.level = level;
  const text = document.createElement("p");
  text.className = "toast-text";
  text.textContent = message;
  item.append(text);
  if (undo) {
    const back = button(place.dataset.undoLabel, "");
    if (typeof undo === "function") back.addEventListener("click", () => (undo(), item.remove()));
    else back.dataset.toastUndo = undo;
    item.append(back);
  }
  const close = button("×", "btn-icon");
  close.setAttribute("aria-label", place.dataset.closeLabel);
  close.dataset.toastClose = "";
  item.append(close);
  // On a phone they lie over the page: the latest one is enough.
  const most = innerWidth < 768 ? 0 : 2;
  while (place.children.length > most) place.firstElementChild.remove();
  // An open modal dialog hides everything outside it: the toast goes inside.
  const dialog = [...document.querySelectorAll("dialog[open]")].pop();
  if (dialog && place.parentElement !== dialog) dialog.append(place);
  place.append(item);
  arm(item);
}

export function installToasts() {
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-toast]").forEach(arm));
  document.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail));
  document.addEventListener("click", (event) => {
    const undo = event.target.closest("[data-toast-undo]");
    if (undo) htmx.ajax("POST", undo.dataset.toastUndo, { swap: "none" });
    if (undo || event.target.closest("[data-toast-close]")) event.target.closest(".toast-item").remove();
  });
}
