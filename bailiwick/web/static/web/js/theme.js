// Runs before the page is painted: a cached page may have been made for a reader with another choice.
(() => {
  const root = document.documentElement;
  const chosen = () => (document.cookie.match(/(?:^|; )theme=(light|dark)/) || ["", ""])[1];
  const show = (theme) => (theme ? root.setAttribute("data-theme", theme) : root.removeAttribute("data-theme"));
  show(chosen());

  const press = (form, theme) =>
    form.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each.value === theme)));

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-choose=theme]");
    if (!form) return;
    press(form, chosen());
    form.addEventListener("submit", (event) => {
      const theme = event.submitter ? event.submitter.value : "";
      const secure = location.protocol === "https:" ? "; secure" : "";
      event.preventDefault();
      document.cookie = `theme=${theme}; path=/; samesite=lax${secure}; max-age=${theme ? 31536000 : 0}`;
      show(theme);
      press(form, theme);
    });
  });
})();
