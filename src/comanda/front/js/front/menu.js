// The menu page: the section in view is marked in the bar, search and filters hide dishes as you type.
const plain = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function followScroll(bar) {
  const links = new Map([...bar.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const row = bar.querySelector(".menu-cats");
  let current = null;
  const mark = (id) => {
    if (id === current) return;
    links.get(current)?.removeAttribute("aria-current");
    current = id;
    const link = links.get(id);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    row.scrollTo({ left: link.offsetLeft - row.offsetLeft - 24, behavior: "instant" });
  };
  const sections = [...document.querySelectorAll("[data-section]")];
  const pick = () => {
    const line = bar.getBoundingClientRect().bottom + 24;
    const passed = sections.filter((section) => !section.hidden && section.getBoundingClientRect().top <= line);
    const isEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    mark((isEnd ? sections.filter((section) => !section.hidden).pop() : passed.pop() ?? sections[0])?.id);
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      pick();
    });
  }, { passive: true });
  pick();
}

function readFilters() {
  const chosen = (name) => [...document.querySelectorAll(`[data-menu-filters] [name=${name}]:checked`)].map((box) => box.value);
  const search = document.querySelector("[data-menu-search]");
  return { words: plain(search?.value ?? "").split(/\s+/).filter(Boolean), diets: chosen("diet"), without: chosen("allergen") };
}

function filter(list) {
  const { words, diets, without } = readFilters();
  const active = words.length + diets.length + without.length > 0;
  let shown = 0;
  for (const dish of list.querySelectorAll("[data-dish]")) {
    const own = dish.dataset;
    const fits = words.every((word) => own.words.includes(word))
      && diets.every((diet) => own.diets.split(" ").includes(diet))
      && !without.some((allergen) => own.allergens.split(" ").includes(allergen));
    dish.hidden = !fits;
    if (fits && !dish.closest("[data-featured]")) shown += 1;
  }
  for (const section of list.querySelectorAll("[data-section]")) {
    section.hidden = active && (section.hasAttribute("data-featured") || !section.querySelector("[data-dish]:not([hidden])"));
  }
  list.classList.toggle("is-filtered", active);
  list.querySelector("[data-filter-none]").toggleAttribute("data-shown", active && shown === 0);
  const state = list.querySelector("[data-filter-state]");
  state.hidden = !active || shown === 0;
  const count = state.querySelector("[data-filter-count]");
  count.textContent = shown === 1 ? count.dataset.one : count.dataset.many.replace("{n}", shown);
}

// The back button may bring a page from the browser's memory: drawn for another way to be served, or with an old basket.
function wakeUp() {
  const { service } = document.querySelector("[data-service]").dataset;
  const chosen = document.cookie.split("; ").find((pair) => pair.startsWith("service="))?.slice(8);
  if (chosen && service !== "dine_in" && chosen !== service) location.reload();
  else document.body.dispatchEvent(new Event("cart:changed"));
}

export function installMenu() {
  const list = document.querySelector("[data-menu-list]");
  if (!list) return;
  addEventListener("pageshow", (event) => event.persisted && wakeUp());
  followScroll(document.getElementById("menu-bar"));
  const search = document.querySelector("[data-menu-search]");
  const box = document.getElementById("menu-search");
  const opener = document.querySelector("[data-search-open]");
  opener.addEventListener("click", () => {
    const open = box.toggleAttribute("data-open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) search.focus();
    else {
      search.value = "";
      filter(list);
    }
  });
  search.addEventListener("input", () => filter(list));
  document.querySelector("[data-menu-filters]")?.addEventListener("change", () => filter(list));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-filter-clear]")) return;
    search.value = "";
    for (const checkbox of document.querySelectorAll("[data-menu-filters] :checked")) checkbox.checked = false;
    filter(list);
  });
}
