// Alpine in the build that needs no eval. Office, kitchen and platform shells load it; it starts when the page's own
// deferred scripts have run, so they may register with Alpine.data() before.
import Alpine from "@alpinejs/csp";

window.Alpine = Alpine;
document.addEventListener("DOMContentLoaded", () => Alpine.start());
