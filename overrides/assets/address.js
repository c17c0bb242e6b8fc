// On every page: codes that mailing tools add leave the address, and a part (#...) that a mail program bent is found again.
// Without this script the page is shown from its top.
{
  const codes = /^(amp;)?(utm_\w+|mc_[ce]id|_?hs\w+|fbclid|gclid|gbraid|gclsrc|dclid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mkt_tok|vero_\w+|_kx|_ke|ml_subscriber\w*|sfmc_\w+|elq\w+|trk\w*|s_cid|wickedid)(=|$)/i;
  const to = new URL(location.href);
  to.search = to.search.slice(1).split("&").filter((part) => !codes.test(part)).join("&");
  // a page on disk may not change its address
  try { if (to.search !== location.search) history.replaceState(history.state, "", to); } catch {}

  const mend = () => {
    // no id is so long; a page that looks at 10,000 signs does not answer
    let wanted = location.hash.slice(1, 200);
    // a bent percent sign stays as it is
    try { wanted = decodeURIComponent(wanted); } catch {}
    if (!wanted || document.getElementById(wanted)) return;
    const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/&(gt|lt|amp|quot|#\d+);.*|[?&].*=.*|=[0-7][\da-f]/g, "").replace(/[^a-z0-9]/g, "");
    const found = plain(wanted) && [...document.querySelectorAll("article [id]")].find((element) => plain(element.id) === plain(wanted));
    if (found) location.replace("#" + found.id);
  };
  mend();
  addEventListener("hashchange", mend);
}
