"use strict";
// Stands in front of the theme's search, in its worker, and mends what was typed: "pneumothrax" becomes "pneumothorax", "backpain" becomes "back pain".
// A word that the site has, or that begins one, stays as it is: right words, and words that are half typed, find what the theme finds.
{
  let index;
  addEventListener("message", ({ data }) => {
    if (data.type === 0) {
      const { build } = lunr.Builder.prototype;
      lunr.Builder.prototype.build = function () { return (index = build.call(this)); };
    }
    if (data.type === 2) data.data = mended(data.data);
  });

  const matches = (words) => index.tokenSet.intersect(words).toArray();
  const places = (word, field) => Object.keys((index.invertedIndex[word] || {})[field] || {});
  // one slip in any letter but the first, and only in a word that leads to help: no guess leads elsewhere; among words of three letters too many are alike
  const helps = (word) => places(word, "words").some((place) => place.startsWith("get-help"));
  const near = (word) => word.length > 3 && matches(lunr.TokenSet.fromFuzzyString(word, 1)).find((other) => other[0] === word[0] && helps(other));
  // two words typed as one: small ones that the search passes over, words of titles, or words that patients use
  const small = (word) => !word.split(lunr.tokenizer.separator).join("");
  const stands = (word) => small(word) || (word.length > 2 && places(word, "title").concat(places(word, "words")).length);
  const apart = (word) => ([...word].map((_, at) => [word.slice(0, at), word.slice(at)]).find((both) => both.every(stands)) || []).join(" ");

  const mend = (typed) => {
    const word = typed.toLowerCase();
    const right = !/^[\p{L}\d'’]+$/u.test(word) || matches(lunr.TokenSet.fromString(word + "*")).length;
    return right ? typed : near(word) || apart(word) || typed;
  };
  const mended = (query) => {
    const words = query.split(lunr.tokenizer.separator).filter(Boolean), right = words.map(mend);
    return String(right) === String(words) ? query : right.join(" ");
  };
}
