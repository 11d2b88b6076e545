// What the page tells the server, and what it answers.
import { csrfToken } from "comanda/csrf.js";
import { basket } from "./basket.js";
import { page, say } from "./dom.js";

const field = (name) => page.querySelector(`[data-field="${name}"]`)?.value.trim() ?? "";
const address = () => (basket.service === "delivery" && field("street") && field("postcode") ? { street: field("street"), postcode: field("postcode"), city: field("city"), details: field("details") } : null);

export const body = () => ({ venue: basket.data.venue, service: basket.service, order: basket.running?.id ?? null, lines: basket.wire(), address: address(), name: field("name"), phone: field("phone"), table: basket.service === "dine_in" ? basket.table?.token ?? "" : "", key: basket.key });

// Raises an Error that says, in the server's words, what is the matter.
export async function send(url, body) {
  let answer;
  try {
    answer = await fetch(url, { method: body ? "POST" : "GET", headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() }, body: body ? JSON.stringify(body) : undefined });
  } catch {
    throw new Error(say("Offline"));
  }
  const found = await answer.json().catch(() => ({}));
  if (answer.ok) return found;
  const fields = Object.values(found.fields ?? {}).flat();
  throw new Error([found.title ?? say("Offline"), ...fields, found.remedy].filter(Boolean).join(" "));
}
