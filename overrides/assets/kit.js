// Puts a button beside every text of the link kit that copies it; an email card is copied as HTML and as plain text.
// Without this script every text is there to select by hand.
for (const kit of document.querySelectorAll(".kit")) {
  if (kit.querySelector("[role=status]")) continue;
  const title = kit.querySelector("summary").firstChild.textContent.trim();
  const text = (name) => kit.querySelector(`[data-copy="${name}"] pre`).textContent;
  const status = document.createElement("p");
  status.setAttribute("role", "status");

  // the old way to copy: the new one is not in every browser, and in Chromium judges the card by the policy of this page
  const copy = (part) => {
    const name = part.dataset.copy, isCard = name === "email card";
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text(isCard ? "plain text" : name));
      if (isCard) event.clipboardData.setData("text/html", text(name));
    };
    getSelection().selectAllChildren(part.querySelector(".kit__card") ?? part.querySelector("pre"));
    document.addEventListener("copy", fill);
    const copied = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (copied) getSelection().removeAllRanges();
    status.textContent = copied ? `Copied the ${name} for: ${title}`
      : "Your browser did not let us copy. It is selected now: copy it with Ctrl and C, or Command and C.";
  };

  for (const part of kit.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Copy the ${part.dataset.copy}`;
    button.setAttribute("aria-label", `Copy the ${part.dataset.copy} for: ${title}`);
    button.addEventListener("click", () => copy(part));
    part.querySelector(".kit__label").append(" ", button);
  }
  kit.append(status);
}
// A leaflet with the emergency number of the clinic's own place: the page opens, keeps that number alone, and is printed from there.
const heading = document.querySelector("#your-own-number");
// a page on disk may not reach into another
if (heading && location.protocol !== "file:") {
  const form = document.createElement("form");
  form.className = "filter";
  form.innerHTML = `<label>Number for an ambulance <input name="number" inputmode="numeric" autocomplete="off" pattern="[0-9]{2,5}" title="2 to 5 digits" required></label>
    <button>Print the leaflet with this number</button><p role="status"></p>`;
  const status = form.querySelector("p");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const leaflet = open(document.querySelector(".md-header__help").href);
    status.textContent = leaflet ? "" : "Your browser did not let us open the leaflet. Open Get help, and write the number on its line.";
    // a listener set now would be lost in some browsers, with the empty page that comes first
    const wait = leaflet && setInterval(() => {
      if (leaflet.closed) return clearInterval(wait);
      const numbers = leaflet.document.querySelector(".numbers");
      if (!numbers || leaflet.document.readyState !== "complete") return;
      clearInterval(wait);
      numbers.textContent = "Ambulance: " + form.elements.number.value;
      leaflet.print();
    }, 100);
  });
  document.querySelector("#your-own-number ~ p").after(form);
}
