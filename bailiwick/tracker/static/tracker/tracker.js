// What only adds to the tracker's pages: a preview that opens. Everything is there without it.
(() => {
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.classList.contains("preview")) event.detail.target.hidden = false;
  });
})();

// The query line: what it offers goes into the line; arrows choose, Enter takes, Escape closes.
(() => {
  const input = document.querySelector("[data-query-line]");
  const place = document.getElementById("completions");
  if (!input || !place) return;
  const links = () => [...place.querySelectorAll("a")];
  const at = () => links().findIndex((link) => link.getAttribute("aria-selected") === "true");
  const choose = (index) => links().forEach((link, each) => link.setAttribute("aria-selected", String(each === index)));

  function take(link) {
    input.value = link.dataset.line;
    place.replaceChildren();
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  place.addEventListener("mousedown", (event) => {
    const link = event.target.closest("a[data-line]");
    if (link) { event.preventDefault(); take(link); }
  });
  place.addEventListener("click", (event) => { if (event.target.closest("a[data-line]")) event.preventDefault(); });
  input.addEventListener("blur", () => setTimeout(() => { if (!place.contains(document.activeElement)) place.replaceChildren(); }, 150));
  input.addEventListener("keydown", (event) => {
    const count = links().length;
    if (event.key === "Escape") { if (count) { event.preventDefault(); place.replaceChildren(); } return; }
    if (!count) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose((at() + 1) % count); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(at() <= 0 ? count - 1 : at() - 1); }
    if ((event.key === "Enter" || event.key === "Tab") && at() >= 0) { event.preventDefault(); take(links()[at()]); }
  });
})();
