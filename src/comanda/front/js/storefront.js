// What only customers' pages have. Every page works without it: links lead to pages, forms post.
import { installBasket } from "./front/basket.js";
import { installItems } from "./front/items.js";
import { installMenu } from "./front/menu.js";
import { installVenues } from "./front/venues.js";

function paintPictures(root = document) {
  for (const picture of root.querySelectorAll("img[data-colour]")) {
    if (!picture.complete) picture.style.backgroundColor = picture.dataset.colour;
  }
}

paintPictures();
installMenu();
installItems(paintPictures);
installBasket();
installVenues();

// Keeps the page that says "no connection", and nothing else: see shared_apps/branding/web/offline.py.
if (navigator.serviceWorker && document.querySelector("link[rel=manifest]")) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
