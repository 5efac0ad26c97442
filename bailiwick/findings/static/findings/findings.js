// In a list with data-do buttons: the key presses the button of the item that has the focus. The buttons are there without it.
(() => {
  let waiting = 0;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const going = Date.now() - waiting < 1500;
    waiting = event.key === "g" ? Date.now() : 0;
    if (going || !/^[a-z]$/.test(event.key)) return;
    const item = document.activeElement && document.activeElement.closest("[data-item]");
    const button = item && item.querySelector(`[data-do="${event.key}"]`);
    if (button) button.click();
  });
})();
