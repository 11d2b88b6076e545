// Ctrl-K: jump anywhere by typing a few letters.
function matches(text, query) {
  const plain = (value) => value.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain(query).split(/\s+/).every((word) => plain(text).includes(word));
}

export function installPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const none = dialog.querySelector(".palette-none");
  const found = dialog.querySelector("#palette-found");
  const lines = () => [...dialog.querySelectorAll("[data-href]")].filter((line) => !line.hidden);

  function select(line) {
    for (const other of dialog.querySelectorAll("[aria-selected=true]")) other.setAttribute("aria-selected", "false");
    if (!line) return;
    line.setAttribute("aria-selected", "true");
    line.id ||= `palette-line-${Math.random().toString(36).slice(2)}`;
    input.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }

  function refresh() {
    for (const line of dialog.querySelectorAll("#palette-list [data-href]")) line.hidden = !matches(line.textContent, input.value);
    found.hidden = !found.children.length || !input.value;
    none.hidden = lines().length > 0;
    select(lines()[0]);
  }

  function move(step) {
    const all = lines();
    const at = all.findIndex((line) => line.getAttribute("aria-selected") === "true");
    select(all[(at + step + all.length) % all.length]);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (dialog.open) dialog.close();
      else dialog.showModal();
    }
  });
  dialog.addEventListener("toggle", () => {
    if (!dialog.open) return;
    input.value = "";
    found.replaceChildren();
    refresh();
    input.focus();
  });
  input.addEventListener("input", refresh);
  found.addEventListener("htmx:afterSwap", refresh);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      dialog.querySelector("[aria-selected=true]")?.click();
    }
  });
  dialog.addEventListener("click", (event) => {
    const line = event.target.closest("[data-href]");
    if (line) location.assign(line.dataset.href);
  });
}
