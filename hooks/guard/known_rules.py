"""The rules of our_styles.py that stand in docs/assets/extra.css word for word, as no list of values fits them."""

RULES = r"""
:root { --md-text-font: system-ui, -apple-system, "Segoe UI", Roboto;
  --md-code-font: ui-monospace, "SF Mono", Menlo, Consolas; }
[dir] .md-typeset .headerlink { width: 0.75rem; font-size: 1rem; color: var(--ink-soft);
  margin: -2.325rem 0 0 -0.75rem; position: absolute; }
.md-typeset :is(:hover, :target) + .headerlink { opacity: 1; }
.md-typeset :target + .headerlink { color: var(--md-accent-fg-color); }
[dir] .md-typeset h3 + .headerlink { margin-top: -2.3rem; }
.md-typeset .headerlink::after { content: "\b6"; }
.md-typeset sup > a::before { content: "" / "Source "; position: absolute; }
.md-header__help { padding: 0.35rem 0.7rem; border-radius: 1rem; margin: 0 0.3rem;
  background: #fff; color: #8c0f18; font-size: 0.75rem; white-space: nowrap; }
.md-header__help:is(:hover, :focus-visible) { background: #ffe9e9; }
.md-header { --warm: #fff; }
.md-search__output { --warm: var(--md-accent-fg-color); }
.md-typeset .footnote-ref { margin: 0 -0.2em; }
.md-nav__link { min-height: 1.2rem; }
.md-sidebar--secondary .md-sidebar__scrollwrap:not([style]) { overflow: visible; }
[data-md-toggle="search"]:checked ~ .md-header .md-search__output { visibility: visible; }
.md-typeset__table { display: block; }
.md-typeset a.glightbox { display: block; width: fit-content; }
.gslide .gslide-image img { width: min(92vw, 40rem) !important; }
.menu-button { display: block; padding: 0.4rem; font: inherit; color: inherit; border: 0; cursor: pointer;
  background: none; margin: -0.4rem; }
.md-sidebar > .menu-button { margin: 0; width: 2rem; height: 2rem; font-size: 1.2rem; color: var(--md-primary-bg-color);
  background: var(--md-primary-fg-color); border-radius: 50%; position: absolute; right: 0.4rem;
  top: 0.4rem; z-index: 6; }
.md-sidebar > .menu-button::before { content: "\d7"; }
.certainty::before { --off: var(--line); --on: var(--teal); background: linear-gradient(var(--b1, var(--off)) 0
  0) 0 100% / 18% 40%, linear-gradient(var(--b2, var(--off)) 0 0) 33% 100% / 18% 60%, linear-gradient(var(--b3,
  var(--off)) 0 0) 66% 100% / 18% 80%, linear-gradient(var(--b4, var(--off)) 0 0) 100% 100% / 18% 100%; }
:is(.certainty--very-low-certainty, .certainty--low-certainty, .certainty--moderate-certainty,
  .certainty--high-certainty)::before { --b1: var(--on); }
:is(.certainty--low-certainty, .certainty--moderate-certainty, .certainty--high-certainty)::before { --b2:
  var(--on); }
:is(.certainty--moderate-certainty, .certainty--high-certainty)::before { --b3: var(--on); }
.certainty--high-certainty::before { --b4: var(--on); }
:is(.certainty--shown-in-people, .certainty--shown-in-animals, .certainty--theory)::before { vertical-align:
  -0.05em; }
.md-typeset :is(.tasks ul, #all-problems ~ h3 + a + ul, #emergency-numbers + a + ul) { list-style-type: "";
  list-style: none; }
[dir] .md-typeset .tasks li { position: relative; }
.md-typeset .tasks:not(.tasks--more) li:first-child a::before { vertical-align: -0.15em; }
.md-typeset .tasks li a::after { bottom: 0; left: 0; position: absolute; right: 0; top: 0; }
.md-typeset .body-map__place { width: 8%; min-width: 1.5rem; min-height: 1.5rem; border-radius: 50%; overflow: hidden;
  white-space: nowrap; color: transparent; font-size: 0; padding-bottom: 8%; position: absolute;
  transform: translate(-50%, -50%); }
.md-typeset .body-map__place:hover { outline: 0.15rem solid var(--md-accent-fg-color); color: transparent; }
.body-map__place--1 { left: 10%; top: 5.2%; }
.body-map__place--2 { left: 54.5%; top: 5.5%; }
.body-map__place--3 { left: 10%; top: 13.3%; }
.body-map__place--4 { left: 90.5%; top: 11.2%; }
.body-map__place--5 { left: 7.5%; top: 22.7%; }
.body-map__place--6 { left: 93.5%; top: 18.8%; }
.body-map__place--7 { left: 92.5%; top: 48.8%; }
.body-map__place--8 { left: 47%; top: 12.7%; }
.body-map__place--9 { left: 93%; top: 56.7%; }
.md-typeset .claim__text::before { content: "\201c"; }
.md-typeset .claim__text::after { content: "\201d"; }
.md-typeset .filter p { grid-column: 1 / -1; }
.md-typeset .kit__card a { color: HEADER; }
.md-typeset .kit [role="status"] { bottom: 0; position: sticky; }
.md-typeset .footnote-backref { transform: none; }
.md-typeset .page-facts dt::after { content: ": "; }
.md-typeset #all-problems ~ h3 + a + ul .certainty { font-size: 0; }
@media screen and (max-width: 76.234375em) {
  html:not(.runs) #__drawer { opacity: 0; pointer-events: none; position: absolute; }
  .md-nav__toggle { display: block; opacity: 0; pointer-events: none; position: absolute; }
  #__drawer:focus-visible ~ .md-header [for="__drawer"] { outline-offset: -0.2rem; }
  #__drawer:checked:focus-visible ~ .md-container .md-sidebar--primary { outline-offset: -0.2rem; }
  .md-nav__toggle:focus-visible ~ .md-nav__link { outline-offset: -0.2rem; }
  .md-nav__toggle:checked:focus-visible ~ .md-nav > .md-nav__title { outline-offset: -0.2rem; }
  #__drawer:not(:checked) ~ .md-container .md-sidebar--primary { transition: transform 0.25s, visibility 0s
    0.25s; }
  .md-nav__list:has(> * > .md-nav__toggle:checked) > :not(:has(> .md-nav__toggle:checked)) { visibility: hidden;
    }
}
@media screen and (max-width: 76.2344em) {
  .md-header { box-shadow: 0 0 0.2rem #0000001a, 0 0.2rem 0.4rem #0003; }
}
@media screen and (max-width: 44.9375em) {
  .md-header__title--active .md-header__topic { opacity: 1; pointer-events: auto; transform: none; }
  .md-header__title .md-ellipsis { overflow: visible; }
  .md-header__ellipsis { display: flex; height: 100%; }
  .md-header__help { margin: 0; padding: 0.3rem 0.5rem; font-size: 0.7rem; }
  .md-typeset table:not([class]) thead { clip-path: inset(50%); position: absolute; }
  .md-typeset table:not([class]) td::before { content: attr(data-label) ": "; }
}
@media screen and (min-width: 76.25em) {
  .md-sidebar--primary .md-sidebar__scrollwrap:not([style]) { overflow: visible; }
  .md-typeset .start > :is(h2, .headerlink) { top: -10rem; }
  .md-typeset .start > .places { margin-top: -10rem; }
}
@media (forced-colors: active) { 
  .md-header__help { border: 0.05rem solid; }
  .certainty::before { --off: GrayText; --on: CanvasText; }
}
@media print {
  :root { font-size: 12pt !important; --md-text-font: Arial, "Liberation Sans", Helvetica; }
  .md-typeset .kit :is(details, button, a:not(.kit__card a), [data-copy="plain text"]) { display: none; }
  .md-typeset .kit__qr { position: absolute; right: 1rem; top: 7.5rem; }
  .md-typeset :is(sup, .locator) { line-height: 0; }
  .md-typeset :is(.admonition-title, summary)::before { left: 0; top: 2pt; }
  .md-typeset .numbers a { text-decoration: none; }
  .md-typeset .footnote a { text-decoration: none !important; }
  .md-typeset .footnote a:not([href^="http"]) { display: none; }
  .md-typeset a[href^="http"]:not([href*="doi.org/"], [href*=".ncbi.nlm.nih.gov/"])::after { content: " ("
    attr(href) ")"; }
  .md-content__inner:has(.print) :is(#next-step, #next-step + a + p, .late) { display: none; }
  #criteria ~ :not(#sources, .footnote, .page-facts) { display: none; }
  .md-content__inner:has(#emergency-numbers) :is(sup, .lede, #get-help-now, #emergency-numbers,
    #emergency-numbers ~ :not(.fill-in, .page-facts)) { display: none; }
  .md-content__inner:has(#emergency-numbers) .page-facts p::after { content: 
    " The sources are on the web page at this address."; }
}
"""
