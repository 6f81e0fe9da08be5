// Name the group of buttons that the theme adds to each code block, so that a screen
// reader can tell one from the next. Nothing is lost without JavaScript.

/** @param {Element} group */
function name(group) {
  const file = group.closest("figure.program")?.querySelector(".filename")?.firstChild;
  const part = group.closest(".language-text") ? "output of " : "";
  const index = [...document.querySelectorAll(".md-code__nav")].indexOf(group) + 1;
  const what = file ? part + file.textContent : `code block ${index}`;
  group.setAttribute("aria-label", `Copy ${what}`);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (node instanceof Element && node.matches(".md-code__nav")) name(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
document.querySelectorAll(".md-code__nav").forEach(name);

// Only a page with a drawn order loads what plays it.
if (document.querySelector("figure.order")) {
  import("./order/player.js").then(({ start }) => start());
}
