// Filters the list of claims. Without this script the whole list is there, and so are its anchors.
const claims = [...document.querySelectorAll(".claim")];
// a heading and its permalink stand before the first claim
const first = claims[0]?.previousElementSibling.previousElementSibling;
if (first) {
  const verdicts = new Map(claims.map((claim) => [claim.dataset.verdict, claim.querySelector(".verdict").textContent]));
  const form = document.createElement("form");
  form.className = "filter";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Filter the claims");
  form.innerHTML = `<label>Words <input type="search" name="words" autocomplete="off"></label>
    <label>Verdict <select name="verdict"><option value="">All</option></select></label><p role="status"></p>`;
  for (const [value, words] of verdicts) form.elements.verdict.add(new Option(words, value));
  first.before(form);

  const show = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = form.elements.verdict.value;
    let count = 0;
    for (const claim of claims) {
      const text = claim.textContent.toLowerCase();
      claim.hidden = Boolean(verdict && claim.dataset.verdict !== verdict) || !words.every((word) => text.includes(word));
      count += !claim.hidden;
    }
    for (const link of document.querySelectorAll("article h2 + .headerlink")) {
      let next = link.nextElementSibling;
      if (!next?.matches(".claim")) continue;
      while (next?.matches(".claim[hidden]")) next = next.nextElementSibling;
      link.previousElementSibling.hidden = !next?.matches(".claim");
    }
    form.querySelector("[role=status]").textContent = `${count} of ${claims.length} claims`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();

  // a link to a claim that the filter hides shows it
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.matches(".claim[hidden]")) return;
    form.reset();
    show();
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
}
