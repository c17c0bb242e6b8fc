// On the 404 page: an address that was bent on its way leads to the page that it meant. Without this script the page lists the main pages.
{
  const base = new URL("../", document.currentScript.src).pathname;
  const known = Object.entries(JSON.parse(document.getElementById("known").textContent)).map(([path, to]) => [path.replace(/\/$/, ""), to]).filter(([path]) => path);

  // the path as it was before mail programs, word processors and thumbs had their way with it
  const plain = (path) => {
    for (let turn = 0; turn < 3; turn++) try { path = decodeURIComponent(path); } catch { break; } // gateways encode twice
    return path.normalize("NFKC").toLowerCase().replaceAll("\\", "/")
      .replace(/&(gt|lt|amp|quot|nbsp|#x?[\da-f]+);?/g, " ").replace(/=(20|3d|0d|0a)?\s*/g, (code, letter) => (letter ? " " : "")) // HTML and quoted-printable
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, "").replace(/[\u2010-\u2015\u2212_~]/g, "-")
      .replace(/(^|[/"' ])3d(?=[/"' ]|$)|^3d["']?/g, "$1").replace(/[^a-z0-9/.#?&-]+/g, " ").trim();
  };
  const tidy = (path) => path.split("/").map((part) => part.replace(/^[ .&-]+|[ .&-]+$/g, "")).filter(Boolean).join("/")
    .replace(/(\/|^)index\.?(x?html?|php|md)?$|\.(x?html?|php|aspx?|md|pdf)$/, "").replace(/[ .&-]+$/, "");
  const bare = (path) => path.replace(/[^a-z0-9]/g, "");

  // whether one letter is wrong, missing, too many, or two stand the wrong way round
  const near = (one, two) => {
    if (Math.abs(one.length - two.length) > 1 || Math.max(one.length, two.length) < 4) return false;
    let start = 0, end = 0;
    while (start < one.length && one[start] === two[start]) start++;
    while (end < Math.min(one.length, two.length) - start && one[one.length - 1 - end] === two[two.length - 1 - end]) end++;
    const a = one.slice(start, one.length - end), b = two.slice(start, two.length - end);
    return a.length < 2 && b.length < 2 || a.length === 2 && a === [...b].reverse().join("");
  };
  // where the one address leads that fits; two that lead to different places are no answer
  const only = (fits) => {
    const found = new Set(known.filter(([path]) => fits(path)).map(([, to]) => to));
    return found.size === 1 ? [...found][0] : undefined;
  };
  const find = (path) => only((other) => other === path) ?? only((other) => bare(other) === bare(path)) ?? only((other) => near(bare(other), bare(path)));

  const [, path, , part] = plain(location.pathname.slice(base.length)).match(/^([^#?]*)(\?[^#]*)?#?(.*)$/);
  let wanted = tidy(path), target = wanted ? find(wanted) : "";
  while (target === undefined && wanted.includes("/")) target = find(wanted = wanted.slice(0, wanted.lastIndexOf("/"))); // words behind a page that is there
  target ??= only((other) => path.split(" ").some((word) => tidy(word) === other)); // an address with words around it
  if (target !== undefined) {
    const to = new URL(target, location.origin + base);
    to.search = location.search;
    to.hash = location.hash || part || to.hash;
    location.replace(to);
  }
}
