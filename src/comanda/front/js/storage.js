// What this device remembers. A private window refuses: then nothing is known and nothing breaks.
export function recalled(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // not remembered, still done
  }
}
