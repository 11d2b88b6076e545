// What only the page of all components needs: a toast to look at.
document.addEventListener("click", (event) => {
  const sample = event.target.closest("[data-sample-toast]");
  if (sample) window.comanda.toast({ message: sample.dataset.sampleToast, undo: () => {} });
});
