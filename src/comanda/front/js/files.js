// File fields (components/field.html): what was chosen is named in our own words, and the area shows that it takes drops.
function show(input) {
  const area = input.closest("[data-file-drop]");
  const name = area.querySelector("[data-file-name]");
  name.dataset.none ??= name.textContent;
  const names = [...input.files].map((file) => file.name).join(", ");
  name.textContent = names || name.dataset.none;
  area.classList.toggle("has-file", names !== "");
}

export function installFiles() {
  const fields = () => document.querySelectorAll("[data-file-drop] input");
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-file-drop] input")) show(event.target);
  });
  for (const [kind, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(kind, (event) => {
      if (event.target.matches?.("[data-file-drop] input")) event.target.classList.toggle("is-over", over);
    });
  }
  document.addEventListener("reset", () => setTimeout(() => fields().forEach(show)));
  addEventListener("pageshow", () => fields().forEach(show)); // back in the browser: it may have kept the file
}
