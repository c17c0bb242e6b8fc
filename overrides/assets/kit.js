// Puts a button beside every text of the link kit that copies it; an email card is copied as HTML and as plain text.
// Without this script every text is there to select by hand.
for (const kit of document.querySelectorAll(".kit")) {
  if (kit.querySelector("[role=status]")) continue;
  const title = kit.querySelector("summary").firstChild.textContent.trim();
  const text = (name) => kit.querySelector(`[data-copy="${name}"] pre`).textContent;
  const status = document.createElement("p");
  status.setAttribute("role", "status");

  const select = (part) => {
    const card = part.querySelector(".kit__card");
    getSelection().selectAllChildren(card ?? part.querySelector("pre"));
    status.textContent = "Your browser did not let us copy. It is selected now: copy it with Ctrl and C, or Command and C.";
  };
  const copy = async (part) => {
    const name = part.dataset.copy;
    try {
      if (name !== "email card") await navigator.clipboard.writeText(text(name));
      else {
        const blob = (type, words) => new Blob([words], { type });
        await navigator.clipboard.write([new ClipboardItem({
          "text/html": blob("text/html", text(name)),
          "text/plain": blob("text/plain", text("plain text")),
        })]);
      }
      status.textContent = `Copied the ${name} for: ${title}`;
    } catch {
      select(part);
    }
  };

  for (const part of kit.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Copy the ${part.dataset.copy}`;
    button.setAttribute("aria-label", `Copy the ${part.dataset.copy} for: ${title}`);
    button.addEventListener("click", () => copy(part));
    part.querySelector(".kit__label").append(button);
  }
  kit.append(status);
}
