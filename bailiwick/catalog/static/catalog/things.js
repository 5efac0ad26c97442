// Suggestions for fields that name something of the catalog (data-things = kinds). Without this file one types the name.
(() => {
  let timer = 0;
  async function ask(input) {
    const list = document.getElementById("things");
    const query = new URLSearchParams({ q: input.value, kinds: input.dataset.things });
    const answer = await fetch(`/things/?${query}`, { headers: { Accept: "text/html" } });
    if (!answer.ok || !list) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...parsed.querySelectorAll("option"));
  }
  const field = (event) => event.target.closest("[data-things]");
  document.addEventListener("focusin", (event) => { if (field(event)) field(event).setAttribute("list", "things"); });
  document.addEventListener("input", (event) => {
    const input = field(event);
    clearTimeout(timer);
    if (input && input.value.trim().length > 1) timer = setTimeout(() => ask(input), 150);
  });
})();
