// The server's own sum, a moment after the last tap.
import { basket } from "./basket.js";
import { draw, drawSums, problem } from "./check.js";
import { page } from "./dom.js";
import { body, send } from "./server.js";

let timer = null;
let asked = 0;

export function changed() {
  basket.sums = null;
  draw();
  clearTimeout(timer);
  if (basket.lines.length) timer = setTimeout(ask, 300);
  else problem();
}

async function ask() {
  const mine = ++asked;
  try {
    const found = await send(page.dataset.quoteUrl, body());
    if (mine !== asked) return null;
    basket.sums = found;
    problem();
    drawSums();
    return found;
  } catch (error) {
    if (mine === asked) problem(error.message);
    return null;
  }
}

// At once: the sum that is to be paid. Null where there is none; then the check says why.
export function quote() {
  clearTimeout(timer);
  return ask();
}
