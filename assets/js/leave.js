// The way out of pages for women. It runs before a page is shown, and in old browsers too.
// Leaving blanks the page and puts another in its place. A mark is kept for this tab alone, so that
// going back shows no page of this site again. Coming back on purpose takes the mark away.
(function () {
  var MARK = "left";

  function mark(change) {
    try { return change(window.sessionStorage); } catch (refusal) { return null; }
  }

  function go(address) {
    document.documentElement.style.display = "none";
    document.title = "\u00a0";
    window.location.replace(address);
  }

  function isGoingBack() {
    var entries = performance.getEntriesByType ? performance.getEntriesByType("navigation") : [];
    return entries.length ? entries[0].type === "back_forward" : performance.navigation.type === 2;
  }

  function left() {
    return mark(function (store) { return store.getItem(MARK); });
  }

  if (left()) {
    if (isGoingBack()) go(left());
    else mark(function (store) { store.removeItem(MARK); });
  }

  window.addEventListener("pageshow", function (event) {
    if (event.persisted && left()) go(left());
  });

  // What Firefox keeps for going back has the storage of the time it was shown, without the mark.
  // It keeps no page that waits for its end.
  if ("mozInnerScreenX" in window) window.addEventListener("unload", function () {});

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("[data-leave]") : null;
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    mark(function (store) { store.setItem(MARK, link.href); });
    go(link.href);
  });
})();
