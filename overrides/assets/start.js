// The theme's scripts and the rest of its styles come at the reader's first touch, key or focus; that first action is carried out, not lost.
{
  const [style, ...scripts] = document.currentScript.dataset.later.split(" ");
  const find = (selector) => document.querySelector(selector);
  const page = find("link[rel=stylesheet]"), query = find("[data-md-component=search-query]");
  // whether all of a stylesheet has come: its last line says its name
  const has = (name) => getComputedStyle(page).getPropertyValue("--style") === name;
  const noSearch = () => document.querySelectorAll(".md-search, .md-header__button[for=__search]").forEach((part) => part.remove());
  // a page on disk may not read the search index
  if (location.protocol === "file:") noSearch();
  const drawer = find("#__drawer"), search = find("#__search");
  let asked, ready, figure, key, coloured, closes = !location.hash;

  // nothing is stored until a colour is chosen
  const store = __md_set;
  let chosen = __md_get("__palette");
  __md_set = (name, ...rest) => (name !== "__palette" || chosen) && store(name, ...rest);

  const add = (tag, values) => document.head.appendChild(Object.assign(document.createElement(tag), values));

  const start = () => {
    ready = true;
    // the theme waits for the page to be read, which it was long ago
    document$.next(document);
    // the theme hides a search that this browser does not let it run
    if (find(".md-search[hidden]")) noSearch();
    if (coloured) coloured.dispatchEvent(new Event("change"));
    if (figure) figure.click();
    if (key) (document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    setTimeout(() => (closes = true), 300);
  };

  // one after the other, the style first: it is there before the style of the page goes
  const next = () => {
    const isStyle = page.isConnected;
    if (!isStyle && !scripts.length) return start();
    const part = isStyle ? add("link", { rel: "stylesheet", href: style }) : add("script", { src: scripts[0] });
    part.onerror = () => {
      part.remove();
      if (figure) location.assign(figure.href);
      // a later touch tries again
      setTimeout(() => (asked = false), 1000);
    };
    part.onload = () => {
      // something may have come that is not it, or not all of it
      if (!(isStyle ? has("later") : window.document$)) return part.onerror();
      if (isStyle) page.remove();
      else scripts.shift();
      next();
    };
  };

  const load = () => {
    if (asked) return;
    asked = true;
    for (const href of scripts) add("link", { rel: "preload", as: "script", href });
    next();
  };

  const on = (types, act) => types.split(" ").forEach((type) => addEventListener(type, act, { capture: true, passive: type !== "click" && type !== "submit" }));
  on("pointerdown touchstart keydown focusin click wheel", load);
  on("mouseover", ({ target }) => target.closest(".footnote-ref") && load());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", load);
  // a page whose style did not come does not wait
  if (!has("page") || new URLSearchParams(location.search).has("q")) load();

  on("click", (event) => {
    const { target } = event;
    // at its start the theme closes menu and search when the address has a #place
    if (!closes && !event.isTrusted && (target === drawer || target === search)) event.preventDefault();
    if (ready) return;
    const link = target.closest("a.glightbox");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      figure = link;
    }
    if (target.closest(".md-header__button[for=__search]")) query.focus();
  });
  on("change", ({ target }) => {
    if (target.name !== "__palette") return;
    chosen = true;
    if (!ready) coloured = target;
  });
  // the search that opens by focus closes when the keyboard goes on, or it would lie over the page
  on("focusin", ({ target }) => {
    if (!ready && (target === query || !target.closest(".md-search"))) setTimeout(() => (search.checked = document.activeElement === query), 1);
  });
  on("keydown", (event) => {
    if (!ready && !event.ctrlKey && !event.metaKey) key = /^(Enter|Escape)$/.test(event.key) && event.target !== query ? event.key : "";
  });
  on("submit", (event) => event.target.name === "search" && event.preventDefault());
  // on paper nothing is folded, in browsers too that cannot be told so by a style
  on("beforeprint afterprint", ({ type }) => {
    for (const image of document.images) image.loading = "eager";
    for (const block of document.querySelectorAll(type === "beforeprint" ? "details:not([open])" : "details[data-folded]")) {
      block.toggleAttribute("data-folded", (block.open = type === "beforeprint"));
    }
  });
  on("hashchange", () => {
    closes = ready;
    if (!ready) drawer.checked = search.checked = false;
  });
  // only now are search and colours of use: extra.css shows them
  document.documentElement.classList.add("runs");
}
