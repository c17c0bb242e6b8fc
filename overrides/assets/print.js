// Shows the print button of a leaflet page. Without this script there is none, and the browser's own menu prints the page.
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
