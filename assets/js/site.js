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

async function copyText(button, status) {
  const text = document.getElementById(button.dataset.copy).textContent;
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "The address is copied.";
  } catch (refusal) {
    status.textContent = "Your browser did not allow copying. Select the address and copy it yourself.";
  }
}

function offerToCopy(button) {
  const status = button.closest("section").querySelector("[role=status]");
  button.addEventListener("click", () => copyText(button, status));
  button.hidden = false;
}

if (navigator.clipboard) document.querySelectorAll("button[data-copy]").forEach(offerToCopy);

function isPast(element) {
  return Date.parse(element.dataset.after) <= Date.now();
}

for (const element of document.querySelectorAll("[data-after]")) element.hidden = !isPast(element);

// A link to a figure in a list opens what is told about it.
function openTarget() {
  const details = document.querySelector(":target > details");
  if (details) details.open = true;
}

window.addEventListener("pageshow", openTarget);
window.addEventListener("hashchange", openTarget);
