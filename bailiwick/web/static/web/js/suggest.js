// Suggestions under a search box (data-suggest = where to ask). Without this file the box is an ordinary form.
(() => {
  const DELAY = 120;

  function attach(input) {
    const list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent.trim() : "");
    list.hidden = true;
    input.after(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
      input.setAttribute(name, value);
    }
    let timer = 0;
    let asked = 0;
    let at = -1;

    const options = () => [...list.children];
    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function choose(index) {
      at = index;
      options().forEach((option, each) => option.setAttribute("aria-selected", String(each === at)));
      if (at >= 0) input.setAttribute("aria-activedescendant", options()[at].id);
      else input.removeAttribute("aria-activedescendant");
    }
    function show(found) {
      list.replaceChildren(...found.map((each, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.dataset.href = each.url;
        const kind = document.createElement("span");
        kind.className = "muted";
        kind.textContent = each.kind || "";
        option.append(each.label, " ", kind);
        return option;
      }));
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
    }
    async function ask() {
      const text = input.value.trim();
      const number = ++asked;
      if (text.length < 2) return close();
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
        const body = answer.ok ? await answer.json() : { items: [] };
        if (number === asked && document.activeElement === input) show(body.items.slice(0, 8));
      } catch {
        close();
      }
      return undefined;
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
    input.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[data-href]");
      if (option) location.assign(option.dataset.href);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return close(); }
      if (event.key === "Escape") return input.blur();
      if (list.hidden) return undefined;
      const count = options().length;
      if (event.key === "ArrowDown") { event.preventDefault(); choose((at + 1) % count); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(at <= 0 ? count - 1 : at - 1); }
      if (event.key === "Enter" && at >= 0) { event.preventDefault(); location.assign(options()[at].dataset.href); }
      return undefined;
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-suggest]").forEach(attach));
})();
