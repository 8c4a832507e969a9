// Comforts on top of pages that work without them. Nothing is stored and nothing is fetched.

const menu = document.querySelector("details.menu");

function closeMenu() {
  const hadFocus = menu.contains(document.activeElement);
  menu.open = false;
  if (hadFocus) menu.querySelector("summary").focus();
}

function closeOnEscape(event) {
  if (event.key === "Escape" && menu.open) closeMenu();
}

function closeWhenShownAgain(event) {
  if (event.persisted) menu.open = false;
}

if (menu) {
  document.addEventListener("keydown", closeOnEscape);
  window.addEventListener("pageshow", closeWhenShownAgain);
}

async function copyAddress(button, status) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = "The address is copied.";
  } catch (refusal) {
    status.textContent = `Your browser did not allow copying. Select the address and copy it yourself. ${button.dataset.copy}`;
  }
}

function offerToCopy(button) {
  const status = button.closest("section").querySelector("[role=status]");
  button.addEventListener("click", () => copyAddress(button, status));
  button.parentElement.hidden = false;
}

if (navigator.clipboard) document.querySelectorAll("button[data-copy]").forEach(offerToCopy);

function isPast(element) {
  return Date.parse(element.dataset.after) <= Date.now();
}

for (const element of document.querySelectorAll("[data-after]")) element.hidden = !isPast(element);

// A link to what stands in something closed opens it, and a link to a figure what is told about it.
function openTarget() {
  const target = document.querySelector(":target");
  if (!target) return;
  const inside = target.querySelector(":scope > details");
  if (inside) inside.open = true;
  const around = target.parentElement.closest("details");
  if (around) { around.open = true; target.scrollIntoView(); }
}

window.addEventListener("pageshow", openTarget);
window.addEventListener("hashchange", openTarget);

// Where there is room beside the text, the list of its headings stands open.
const contents = document.querySelector(".columns > .contents > details");
if (contents && matchMedia("(min-width: 64em)").matches) contents.open = true;

// A table that is wider than its box can be scrolled with the keyboard.
function makeReachable(box) {
  const scrolls = box.scrollWidth > box.clientWidth;
  const caption = box.querySelector("caption");
  box.toggleAttribute("tabindex", scrolls);
  if (!scrolls) { box.removeAttribute("role"); box.removeAttribute("aria-label"); return; }
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", caption ? caption.textContent : "Table");
}

function makeTablesReachable() { document.querySelectorAll(".table").forEach(makeReachable); }

window.addEventListener("resize", makeTablesReachable);
makeTablesReachable();

// The search is loaded once its field is used: until then no page pays for it.
const search = document.querySelector("link[rel=search-script]");

async function findWhileTyping(event) {
  const form = event.target.closest("form.search");
  if (!form || form.dataset.ready) return;
  form.dataset.ready = "yes";
  (await import(search.href)).ready(form);
}

if (search) document.addEventListener("focusin", findWhileTyping);
