// What the theme leaves out for people who use a keyboard or a screen reader, and the print button. Nothing on a page needs this script to be read.
{
  const drawer = document.querySelector("#__drawer"), search = document.querySelector("#__search"), menu = document.querySelector(".md-sidebar--primary");
  const behind = document.querySelectorAll(".md-header, .md-tabs, .md-content, .md-footer, .md-top, .md-sidebar--secondary");

  // the switch of the menu becomes a button, and the open menu gets one that closes it and keeps the keyboard inside
  const button = (parent, name, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "menu-button" });
    made.setAttribute("aria-label", name);
    made.append(...parent.querySelectorAll(":scope > svg"));
    made.addEventListener("click", act);
    parent.prepend(made);
    return made;
  };
  const turn = (open) => {
    drawer.checked = open;
    follow();
    if (open) setTimeout(() => shut.focus(), 1);
    else opens.focus();
  };
  const opens = button(document.querySelector(".md-header label[for=__drawer]"), "Menu", () => turn(true));
  const shut = button(menu, "Close menu", () => turn(false));
  const follow = () => {
    opens.setAttribute("aria-expanded", drawer.checked);
    // a screen that was turned and is wide now has no menu to close
    behind.forEach((part) => (part.inert = drawer.checked && opens.offsetWidth));
  };
  drawer.addEventListener("change", follow);
  addEventListener("resize", follow);
  // a page that somebody comes back to is as it was left, with its menu open, or half open
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) drawer.checked = false;
    follow();
  });

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    // no shortcuts of one letter: speech software types letters (WCAG 2.1.4)
    const types = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
    if (key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && !types && !search?.checked) event.stopImmediatePropagation();
    if (key === "Enter" && target.matches?.(".md-nav__toggle")) target.click();
    if (key !== "Escape") return;
    for (const tip of document.querySelectorAll(".md-tooltip2--active")) tip.classList.remove("md-tooltip2--active");
    if (drawer.checked) turn(false);
  }, { capture: true });

  // the enlarged figure is a dialog with a name that the way back closes; then the keyboard is where it was
  let opener;
  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) {
      for (const node of addedNodes) {
        if (!node.matches?.(".glightbox-container")) continue;
        opener = document.activeElement;
        node.setAttribute("aria-label", "Figure, enlarged");
        node.setAttribute("aria-modal", "true");
        history.pushState("figure", "");
      }
      for (const node of removedNodes) {
        if (!node.matches?.(".glightbox-container")) continue;
        opener?.focus();
        // closed in another way
        if (history.state === "figure") history.back();
      }
    }
  }).observe(document.body, { childList: true });
  addEventListener("popstate", () => document.querySelector(".gclose")?.click());

  for (const button of document.querySelectorAll("button.print")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
