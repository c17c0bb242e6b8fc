// What the theme leaves out for people who use a keyboard or a screen reader, and the print button. Nothing on a page needs this script to be read.
{
  const drawer = document.querySelector("#__drawer"), search = document.querySelector("#__search");
  const behind = document.querySelectorAll(".md-header, .md-tabs, .md-content, .md-footer, .md-top, .md-sidebar--secondary");

  // an open menu keeps the keyboard inside; Escape closes it and goes back to its switch
  drawer.addEventListener("change", () => behind.forEach((part) => (part.inert = drawer.checked)));
  const close = () => {
    drawer.checked = false;
    drawer.dispatchEvent(new Event("change"));
    drawer.focus();
  };

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    // no shortcuts of one letter: speech software types letters (WCAG 2.1.4)
    const types = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && !types && !search?.checked) event.stopImmediatePropagation();
    if (key === "Enter" && target.matches?.(".md-toggle")) target.click();
    if (key !== "Escape") return;
    for (const tip of document.querySelectorAll(".md-tooltip2--active")) tip.classList.remove("md-tooltip2--active");
    if (drawer.checked) close();
  }, { capture: true });

  // the enlarged figure is a dialog with a name; when it closes, the keyboard is where it was
  let opener;
  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) {
      for (const node of addedNodes) {
        if (!node.matches?.(".glightbox-container")) continue;
        opener = document.activeElement;
        node.setAttribute("aria-label", "Figure, enlarged");
        node.setAttribute("aria-modal", "true");
      }
      for (const node of removedNodes) if (node.matches?.(".glightbox-container")) opener?.focus();
    }
  }).observe(document.body, { childList: true });

  for (const button of document.querySelectorAll("button.print")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
