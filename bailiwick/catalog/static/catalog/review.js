// A review by keys: a accept, r reject, u undo, e edit, A accept the section; j and k move (web/js/keys.js). Each is a button or link.
(() => {
  const KEYS = "areuA";
  let left = 0;

  const rows = () => [...document.querySelectorAll("[data-list] [data-item]")].filter((row) => row.offsetParent);
  const here = () => document.activeElement.closest("[data-item]");
  const open = (row) => row.querySelector('[data-act="a"]') && row.querySelector('[data-act="r"]');

  function following(row) {
    const all = rows();
    return all.slice(all.indexOf(row) + 1).find(open) || row;
  }

  function press(key) {
    const row = here() || rows().find(open);
    if (!row) return;
    const place = key === "A" ? row.closest("section") || document : row;
    const button = place.querySelector(`[data-act="${key}"]`);
    if (!button) return;
    row.focus();
    const last = key === "A" ? [...place.querySelectorAll("[data-item]")].pop() : row;
    left = "arA".includes(key) ? following(last).id : row.id;
    button.click();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || !KEYS.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  });

  // htmx sends the button that was pressed only when it stands inside the form; ours stand beside their lines.
  let pressed = null;
  document.addEventListener("submit", (event) => { pressed = event.submitter; }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id === "judge" && pressed) event.detail.parameters[pressed.name] = pressed.value;
  });

  const line = document.getElementById("review-keys");
  if (line) line.hidden = false;

  // What was decided took the place of the row that had the focus.
  document.addEventListener("htmx:afterSettle", () => {
    const row = left && document.getElementById(left);
    left = 0;
    if (row) { row.focus(); row.scrollIntoView({ block: "nearest" }); }
  });
})();
