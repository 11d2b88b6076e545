// Taps on a live screen, the order board or the kitchen display, where they come faster than answers.
//
// HTMX's queue forgets them: a request that waits is dropped when its button leaves the page, and every answer replaces all
// buttons. So no tap waits. A picture that is older than the newest tap, or comes while others are under way, is left out;
// after the last answer the screen is fetched again where one was.
//
// A tap is a request other than GET whose target is a live screen ([data-live-topic]); hx-sync="this:drop" on its button
// leaves out a second one while the first is under way.
const screens = new WeakMap(); // screen -> its taps under way, how many have begun, and whether a picture was left out
const asked = new WeakMap(); // request -> how many taps had begun when it was sent

export function installTaps() {
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (!detail.target.matches("[data-live-topic]")) return;
    const screen = screens.get(detail.target) ?? { taps: new Set(), begun: 0, isStale: false };
    screens.set(detail.target, screen);
    if (detail.requestConfig.verb !== "get") {
      screen.taps.add(detail.xhr);
      screen.begun += 1;
    }
    asked.set(detail.xhr, screen.begun);
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const screen = screens.get(detail.target);
    if (!screen) return;
    const isAlone = screen.taps.size === (screen.taps.has(detail.xhr) ? 1 : 0);
    if (isAlone && asked.get(detail.xhr) === screen.begun) return;
    screen.isStale = true;
    detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const screen = screens.get(detail.target);
    if (!screen) return;
    screen.taps.delete(detail.xhr);
    if (screen.taps.size || !screen.isStale) return;
    screen.isStale = false;
    detail.target.dispatchEvent(new CustomEvent("live:update", { detail: {} }));
  });
}
