// The editors: rows that come and go, a picture seen before it is sent, and a word before leaving unsaved work.
import { installDrag } from "./lists/drag.js";

const form = () => document.querySelector("[data-editor]");
let dirty = false;

// A box stands for its row's place: "2", or "2:5" where a row has several.
function number(list) {
  const name = list.dataset.numbered;
  if (!name) return;
  list.querySelectorAll(":scope > [data-row]").forEach((row, place) => {
    for (const box of row.querySelectorAll(`[name="${name}"]`)) box.value = box.value.replace(/^[^:]*/, place);
  });
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]");
  if (add) {
    const kind = add.dataset.addRow;
    const list = document.querySelector(`[data-rows="${kind}"]`);
    list.append(document.querySelector(`[data-row-template="${kind}"]`).content.cloneNode(true));
    number(list);
    list.lastElementChild.querySelector("input:not([type=hidden]), select").focus();
    dirty = true;
  }
  const remove = event.target.closest("[data-remove-row]");
  if (remove) {
    const list = remove.closest("[data-rows]");
    remove.closest("[data-row]").remove();
    number(list);
    dirty = true;
    (list.querySelector("input:not([type=hidden]), select") ?? document.querySelector(`[data-add-row="${list.dataset.rows}"]`))?.focus();
  }
});
document.addEventListener("reordered", (event) => { number(event.target); dirty = true; });

function show(file) {
  const preview = document.querySelector("[data-picture-preview]");
  preview.src = URL.createObjectURL(file);
  preview.hidden = false;
  document.querySelector("[data-picture-none]").hidden = true;
}
document.addEventListener("change", (event) => {
  if (form()?.contains(event.target)) dirty = true;
  if (event.target.matches("[data-picture-input]") && event.target.files[0]) show(event.target.files[0]);
});
document.addEventListener("dragover", (event) => {
  const drop = event.target.closest("[data-picture]");
  if (drop) { event.preventDefault(); drop.classList.add("is-over"); }
});
document.addEventListener("dragleave", (event) => event.target.closest("[data-picture]")?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const drop = event.target.closest("[data-picture]");
  if (!drop) return;
  event.preventDefault();
  drop.classList.remove("is-over");
  const input = drop.querySelector("[data-picture-input]");
  input.files = event.dataTransfer.files;
  if (input.files[0]) { show(input.files[0]); dirty = true; }
});
document.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && form()) { event.preventDefault(); form().requestSubmit(); }
});

installDrag();
