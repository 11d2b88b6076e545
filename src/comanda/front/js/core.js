// What every page has: HTMX, toasts, dialogs, menus, the theme toggle, live updates.
import htmx from "htmx.org";
import { installDialogs } from "./dialogs.js";
import { installLive } from "./live.js";
import { installMenus } from "./menus.js";
import { installRequests } from "./requests.js";
import { installSteppers } from "./steppers.js";
import { installTabs } from "./tabs.js";
import { installTaps } from "./taps.js";
import { installTheme } from "./theme.js";
import { installToasts, toast } from "./toasts.js";

window.htmx = htmx;
window.comanda = { toast };

installTheme();
installToasts();
installDialogs();
installMenus();
installRequests();
installSteppers();
installTabs();
installTaps();
document.addEventListener("DOMContentLoaded", installLive);
