// Small words for making and finding what stands on the page.
export const $ = (id) => document.getElementById(id);
export const page = $("counter");

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export const button = (className, text) => Object.assign(element("button", className, text), { type: "button" });

// The page's own words, in its language: say("Seats", 4).
export const say = (name, n = "") => (page.dataset[`say${name}`] ?? "").replace("{n}", n);
