// At an old address: leads on, keeps the query, and a part (#...) that the reader asked for wins over ours.
// Without this script the page refreshes itself.
const to = new URL(document.currentScript.dataset.to, location.href);
to.search = location.search;
to.hash = location.hash || to.hash;
location.replace(to);
