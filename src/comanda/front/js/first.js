// Runs before the page paints: the remembered choice of light or dark, else the tenant's default, else the device's.
import { recalled } from "./storage.js";

const page = document.documentElement;
const choice = recalled("comanda-theme") ?? page.dataset.themeDefault;
if (choice === "light" || choice === "dark") page.dataset.bsTheme = choice;
page.classList.add("js");
