// What only adds to the tracker's pages: a preview that opens. Everything is there without it.
(() => {
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.classList.contains("preview")) event.detail.target.hidden = false;
  });
})();
