// On the 404 page: an address that was bent on its way leads to the page and the part that it meant, and never off
// this site, as it only goes to what `known` names. Two that fit are no answer.
// Without this script the page lists the main pages.
{
  const base = new URL("../", document.currentScript.src).pathname;
  const {pages, old} = JSON.parse(document.getElementById("known").textContent);

  // the letters of an address, and the same where those that eyes and scanners mix up are one
  const letters = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const bare = (text) => letters(text)
    .replace(/rn/g, "m").replace(/[1i]/g, "l").replace(/0/g, "o").replace(/5/g, "s");

  // where the letters of every address lead, the right ones and those that look like them: pages, old names, parts of both
  const table = () => ({ exact: new Map(), alike: new Map(), under: {} }); // under: those that look alike, by first letter
  const names = table(), parts = table();
  const isNew = (kind, key, map) => !names[kind].has(key) && !map.has(key);
  const add = ({ exact, alike, under }, name, to) => {
    const own = letters(name), like = bare(own);
    if (isNew("exact", own, exact)) exact.set(own, to);
    if (!isNew("alike", like, alike)) return;
    alike.set(like, to);
    (under[like[0]] ??= []).push([like, to]);
  };
  const lookup = ({ exact, alike }, run) => exact.get(letters(run)) ?? alike.get(bare(run));
  const all = [...Object.keys(pages).map((page) => [page, page]), ...Object.entries(old)].filter(([name]) => name);
  for (const [name, to] of all) add(names, name, to);
  for (const [name, to] of all) for (const id of (pages[to] || "").split(" ")) add(parts, name + id, `${to}#${id}`);

  // 1. Undo what mail programs, gateways and word processors do to letters; gateways do it more than once.
  const decoded = (code) => { try { return decodeURIComponent(code); } catch { return " "; } };
  const plain = (text) => {
    if (/https?-3a__/i.test(text)) text = text.replace(/_/g, "/").replace(/-(?=[2-7][\da-f])/gi, "="); // Proofpoint 2
    for (let turn = 0; turn < 3; turn++) text = text
      .replace(/=[c-f][\da-f](=[89ab][\da-f])+|=[0-7][\da-f]/gi, (code) => code.replace(/=/g, "%")) // quoted-printable
      .replace(/(%[\da-f]{2})+|%u[\da-f]{4}/gi, decoded)
      .replace(/&(gt|lt|amp|num|quot|apos|nbsp|#x?[\da-f]+);?/gi, " ");
    return text.normalize("NFKD").toLowerCase().replace(/\\/g, "/").replace(/[\p{Pd}\u2212~]/gu, "-");
  };
  // 2. Of an address inside the address take the last; drop its host, our folder, and what programs add behind.
  const inner = (text) => ("/" + plain(text).replace(/^.*(?=https?:)/s, "").replace(/(https?:\/*|www\.)[^/]*\/?/g, "/"))
    .split(base.toLowerCase()).join("/").replace(/[?&][^#]*|__;.*/gs, "");
  // 3. Its words, with what "#" became before them, and without what stands for a sign or a kind of file.
  const words = (text) => (inner(text).match(/[#*$:;!@]*[\p{L}\p{N}][\p{L}\p{N}-]*/gu) || [])
    .map((word) => word.replace(/^3d/, "")) // of a quoted-printable "="
    .filter((word) => word && !/^(index|x?html?|php|aspx?|md|pdf|dash|hyphen|slash|hash|dot)$/.test(word)).slice(0, 16);

  // of several places the one that is in all others, and the one that all others are in
  const inside = (place, other) => place === other || !other.includes("#") && place.startsWith(other);
  const inmost = (places) => places.find((place) => places.every((other) => inside(place, other)));
  const around = (places) => places.find((place) => places.every((other) => inside(other, place)));
  const like = ({ under }, given, fits) => around((under[given[0]] || []).filter(([name]) => fits(name)).map(([, to]) => to));
  const first = (list) => list.find((one) => one !== undefined);

  // whether one letter is wrong, missing, too many, or two stand the wrong way round
  const near = (one, two) => {
    if (Math.abs(one.length - two.length) > 1) return false;
    let start = 0, end = 0;
    while (start < one.length && one[start] === two[start]) start++;
    const most = Math.min(one.length, two.length) - start;
    while (end < most && one[one.length - 1 - end] === two[two.length - 1 - end]) end++;
    const a = one.slice(start, one.length - end), b = two.slice(start, two.length - end);
    return a.length < 2 && b.length < 2 || a.length === 2 && a === [...b].reverse().join("");
  };

  // 4. Words are an address as they are (a part stands last, or behind a mark), with a letter wrong, or cut at the end.
  // Of a long one only the beginning: a page that looks at 8,000 signs does not answer.
  const long = 700;
  const path = location.pathname.slice(base.length, base.length + long), query = location.search.slice(0, long);
  const least = /-\/?$/.test(plain(path)) ? 3 : 7; // letters: a hyphen tells of a broken line, a short word of nothing
  const whole = (run, last) => lookup(names, run)
    ?? (last || /[#*$:;!@]/.test(run) ? lookup(parts, run) : undefined);
  const wrong = (run) => {
    const given = bare(run);
    return first([names, parts].map((one) => like(one, given, (name) => (name.length > 7 || run.includes("-"))
      && near(name, given))));
  };
  const cut = (run, last) => {
    const given = bare(run);
    return last && given.length >= least ? like(names, given, (name) => name.startsWith(given)) : undefined;
  };
  const steps = [whole, wrong, cut];

  // 5. All words are one address, or else there are addresses among them, of which the longest count.
  const among = (run, fits) => {
    for (let size = run.length; size; size--) for (let at = 0; at + size <= run.length; at++) {
      const to = fits(run.slice(at, at + size).join(""), at + size === run.length);
      if (to !== undefined) return [...among(run.slice(0, at), fits), to, ...among(run.slice(at + size), fits)];
    }
    return [];
  };
  const places = (run) => {
    const one = first(steps.map((fits) => fits(run.join(""), true)));
    return one !== undefined ? [one] : steps.map((fits) => among(run, fits)).find((found) => found.length) || [];
  };

  // 6. Go there, unless it is here: a page that is missing would come again and again. Programs that protect links put
  // the address behind "?". No words, or only a language: the first page.
  const wrapped = /https?:/.test(plain(query));
  const home = /^[^\p{L}\p{N}]*([a-z]{2}([-_][a-z]{2,4})?(\/|$))?(index\b.*)?[^\p{L}\p{N}]*$/u.test(plain(path));
  const found = places(words(path));
  const target = home ? "" : inmost(found.length || !wrapped ? found : places(words(query)));
  if (target !== undefined && target !== path) {
    const to = new URL(target, location.origin + base);
    to.search = wrapped ? "" : location.search;
    to.hash = location.hash || to.hash;
    location.replace(to);
  }
}
