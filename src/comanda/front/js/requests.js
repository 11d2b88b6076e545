// What every HTMX request shares: the CSRF token, and a word to the person when one fails.
import { csrfToken } from "./csrf.js";
import { toast } from "./toasts.js";

export function installRequests() {
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  const say = (label) => toast({ message: document.getElementById("toasts").dataset[label], level: "danger" });
  document.addEventListener("htmx:sendError", () => say("offlineLabel"));
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (event.detail.xhr.getResponseHeader("HX-Trigger")?.includes("toast")) return;
    say(status === 403 ? "refusedLabel" : status === 429 ? "limitedLabel" : "errorLabel");
  });
}
