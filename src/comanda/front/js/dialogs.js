// Dialogs and bottom sheets are <dialog> elements:
//   data-open="id"    opens it; with hx-get on the same element the content is fetched into it
//   data-close        closes the dialog around it; a click on the backdrop does too
//   data-open-on-load on a <dialog> that arrives with content (an HTMX swap, or a page that starts with it open)
// The server may send HX-Trigger: {"close-dialog": "id"} after a form in a dialog was saved.
// data-confirm="question" on a submit button or HTMX element asks first (hx-confirm works as well).
import { ask } from "./confirm.js";

const toasts = () => document.getElementById("toasts");

function open(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

let agreed = null; // the element whose question was just answered with yes

export function installDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      event.preventDefault();
      open(document.getElementById(opener.dataset.open));
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    else if (event.target instanceof HTMLDialogElement && !event.target.hasAttribute("data-stay")) event.target.close();
    const asking = event.target.closest("[data-confirm]");
    if (!asking) return;
    if (agreed === asking) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(asking.dataset.confirm, { label: asking.getAttribute("aria-label") ?? asking.textContent }).then((yes) => {
      if (!yes) return;
      agreed = asking;
      asking.click();
      agreed = null;
    });
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    const label = event.detail.elt.getAttribute("aria-label") ?? event.detail.elt.textContent;
    ask(event.detail.question, { label }).then((yes) => yes && event.detail.issueRequest(true));
  });
  document.addEventListener("close", (event) => {
    if (event.target.contains(toasts())) document.body.append(toasts());
    if (event.target.hasAttribute("data-once")) event.target.remove();
  }, true);
  document.addEventListener("htmx:load", (event) => {
    const root = event.detail.elt;
    if (root.matches?.("dialog[data-open-on-load]")) open(root);
    root.querySelectorAll?.("dialog[data-open-on-load]").forEach(open);
  });
  document.addEventListener("close-dialog", (event) => document.getElementById(event.detail.value)?.close());
}
