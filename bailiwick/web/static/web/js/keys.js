// Keys: / search, g + letter to a place, j and k through a list, ? help. The same places are links, so nothing depends on it.
(() => {
  const dialog = document.getElementById("keys");
  const search = document.getElementById("site-search");
  let waiting = 0;

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const items = () => [...document.querySelectorAll("[data-list] [data-item], table.rows tbody tr")].filter((row) => row.offsetParent);
  const link = (row) => (row.matches("a, [tabindex]") ? row : row.querySelector("a[href]"));

  function move(step) {
    const rows = items().filter(link);
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + step))];
    if (next) link(next).focus();
  }

  function go(key) {
    waiting = 0;
    if (key === "h") return location.assign("/");
    const place = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (place) place.click();
    return undefined;
  }

  const actions = {
    "/": () => search && (search.focus(), search.select()),
    "?": () => dialog && dialog.showModal(),
    j: () => move(1),
    k: () => move(-1),
    g: () => { waiting = Date.now(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (dialog && dialog.open)) return;
    if (waiting && Date.now() - waiting < 1500) return void go(event.key);
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  // A menu closes when one goes elsewhere; Escape gives the focus back to what opened it.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  document.querySelectorAll("[data-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  });
})();
