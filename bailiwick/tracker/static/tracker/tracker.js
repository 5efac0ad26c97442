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

// Keys of an issue and of a list of them: what carries data-do is pressed by its key, in the item that has the focus or
// on the page. In a list, where a row has no such button, the key leads to the page and presses it there.
(() => {
  let waiting = 0;
  const KEYS = "oxlacsreyn";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const asking = () => document.querySelector("dialog[open]") !== null;

  function press(element) {
    if (element.matches("summary")) {
      element.parentElement.open = true;
      element = element.parentElement.querySelector("input:not([type=hidden]), select, textarea") || element;
      return element.focus();
    }
    if (element.matches("input:not([type=checkbox]), select, textarea")) {
      element.scrollIntoView({ block: "center" });
      return element.focus();
    }
    return element.click();
  }

  const item = () => document.activeElement && document.activeElement.closest("[data-item], table.rows tbody tr");
  const address = (row) => {
    const link = row && row.querySelector('a[href^="/issues/"]');
    return link && /^\/issues\/\d+\/$/.test(link.getAttribute("href")) ? link.getAttribute("href") : "";
  };

  async function star(row, url) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    const place = row.querySelector(".stars");
    if (!token || !place) return location.assign(url);
    const body = new URLSearchParams(place.classList.contains("own") ? { stop: "1" } : {});
    const headers = { "X-CSRFToken": token.value, "HX-Request": "true" };
    const answer = await fetch(`${url}star/`, { method: "POST", headers, body });
    if (!answer.ok) return location.assign(url);
    const button = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("button");
    place.classList.toggle("own", button.getAttribute("aria-pressed") === "true");
    place.textContent = button.firstChild.textContent.trim();
    return undefined;
  }

  function inList(key, row, url) {
    if (key === "o") return location.assign(url);
    if (key === "x") { const box = row.querySelector("input[type=checkbox]"); return box && box.click(); }
    if (key === "s") return star(row, url);
    if (key === "l") return location.assign(`${url}edit/#labels`);
    if (key === "e") return location.assign(`${url}edit/`);
    return "acr".includes(key) ? location.assign(`${url}#do-${key}`) : undefined;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || asking()) return;
    const going = Date.now() - waiting < 1500;
    waiting = event.key === "g" ? Date.now() : 0;
    if (going || event.key.length !== 1 || !KEYS.includes(event.key)) return;
    const row = item();
    const near = row && row.querySelector(`[data-do="${event.key}"]`);
    const found = near || (!address(row) && document.querySelector(`[data-do="${event.key}"]`));
    if (!found && !address(row)) return;
    event.preventDefault();
    if (found) press(found); else inList(event.key, row, address(row));
  });

  // An address that ends in the name of a group of boxes, such as #labels, leads to the first of them.
  const group = location.hash.length > 1 && document.querySelector(`fieldset[id="${CSS.escape(location.hash.slice(1))}"] input`);
  if (group) group.focus();

  const asked = /^#do-([a-z])$/.exec(location.hash);
  const first = asked && document.querySelector(`[data-do="${asked[1]}"]`);
  if (first && !first.matches("button")) press(first); else if (first) first.focus();
})();
