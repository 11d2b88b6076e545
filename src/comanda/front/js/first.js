// Runs before the page paints: the remembered choice of light or dark, else the tenant's default, else the device's.
(() => {
  const page = document.documentElement;
  let choice = null;
  try {
    choice = localStorage.getItem("comanda-theme");
  } catch {
    // storage refused (private window): the default stands
  }
  choice ??= page.dataset.themeDefault;
  if (choice === "light" || choice === "dark") page.dataset.bsTheme = choice;
  page.classList.add("js");
})();
