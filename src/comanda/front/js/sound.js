// A bell that rings for what is new, and a button that silences it; the choice is kept on this device.
// Browsers let a page sound only after a touch: the first one anywhere wakes it.
import { recalled, remember } from "./storage.js";

// notes in hertz, one every `gap` seconds, each of `length` seconds; `loudness` from 0 to 1; `button` is a selector.
export function installBell({ notes, gap, length, loudness, key, button }) {
  let muted = recalled(key) === "1";
  let audio = null;

  function wake() {
    audio ??= new AudioContext();
    if (audio.state === "suspended") audio.resume();
  }

  function ring() {
    if (muted || !audio || audio.state !== "running") return;
    notes.forEach((frequency, index) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const start = audio.currentTime + index * gap;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, start);
      volume.gain.exponentialRampToValueAtTime(loudness, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + length + 0.05);
    });
  }

  function show() {
    for (const control of document.querySelectorAll(button)) control.setAttribute("aria-pressed", String(!muted));
  }

  function toggle() {
    muted = !muted;
    remember(key, muted ? "1" : "0");
    show();
    wake();
    ring();
  }

  document.addEventListener("click", (event) => {
    wake();
    if (event.target.closest(button)) toggle();
  });
  show();
  return { ring, toggle };
}
