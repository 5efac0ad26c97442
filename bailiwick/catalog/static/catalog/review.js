// A review by keys: a accept, r reject, u undo, e edit, A accept the section; j and k move (web/js/keys.js). Each is a button or link.
(() => {
  const KEYS = "areuA";

  const rows = () => [...document.querySelectorAll("[data-list] [data-item]")].filter((row) => row.offsetParent);
  const here = () => document.activeElement.closest("[data-item]");
  const open = (row) => row.querySelector('[data-act="a"]') && row.querySelector('[data-act="r"]');

  function following(row) {
    const all = rows();
    return all.slice(all.indexOf(row) + 1).find(open) || row;
  }

  // The focus goes on before the answer comes: who presses the next key at once means the next line.
  function press(key) {
    const row = here() || rows().find(open);
    if (!row) return;
    const place = key === "A" ? row.closest("section") || document : row;
    const button = place.querySelector(`[data-act="${key}"]`);
    if (!button) return;
    button.click();
    const last = key === "A" ? [...place.querySelectorAll("[data-item]")].pop() : row;
    const next = "arA".includes(key) ? following(last) : row;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || !KEYS.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  });

  // The form that says it otherwise: one writes at once; Escape or Cancel closes it, and the keys mean the line again.
  document.addEventListener("htmx:afterSwap", (event) => {
    const first = event.target.matches(".wording") && event.target.querySelector("select, input:not([type=hidden]), textarea");
    if (first) first.focus();
  });

  function close(event) {
    const form = event.target.closest(".wording");
    if (!form) return;
    event.preventDefault();
    form.closest("[data-item]").focus();
    form.replaceChildren();
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(event); });
  document.addEventListener("click", (event) => { if (event.target.closest(".wording a")) close(event); });

  // A pressed button goes away with its row; the row has an id, so htmx gives the focus to the one that takes its place.
  document.addEventListener("submit", (event) => {
    const row = event.submitter && event.submitter.closest("[data-item]");
    if (row && event.target.id === "judge") row.focus();
  }, true);

  // htmx sends the button that was pressed only when it stands inside the form; ours stand beside their lines.
  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.target.id === "judge" && event.detail.triggeringEvent;
    if (sent && sent.submitter) event.detail.parameters[sent.submitter.name] = sent.submitter.value;
  });

  const line = document.getElementById("review-keys");
  if (line) line.hidden = false;
})();
