// Filters the list of publications as somebody chooses. The choice stands in the address, so that
// it can be shared. Without this script, the pages by theme and by kind lead to the same.

const panel = document.querySelector("details.filter");
const form = panel.querySelector("form");
const status = document.querySelector(".filtered");
const items = [...document.querySelectorAll(".report")];

function fits(item, choice) {
  const says = `${item.textContent} ${item.dataset.words}`.toLowerCase();
  const words = choice.get("words").toLowerCase().split(/\s+/);
  const isChosen = (name) => {
    const wanted = choice.getAll(name).filter(Boolean);
    return wanted.length === 0 || wanted.includes(item.dataset[name]);
  };
  return ["theme", "kind", "year"].every(isChosen) && words.every((word) => says.includes(word));
}

function hideEmptyYears() {
  document.querySelectorAll(".year").forEach((year) => {
    const count = year.querySelectorAll(".report:not([hidden])").length;
    const id = year.getAttribute("aria-labelledby");
    const link = document.querySelector(`.years a[href="#${id}"]`);
    year.hidden = count === 0;
    if (!link) return;
    link.parentElement.hidden = count === 0;
    link.textContent = link.textContent.replace(/\(\d+\)/, `(${count})`);
  });
}

function show() {
  const choice = new FormData(form);
  items.forEach((item) => { item.hidden = !fits(item, choice); });
  hideEmptyYears();
  const count = items.filter((item) => !item.hidden).length;
  status.textContent = count === 1 ? "1 publication" : `${count} publications`;
}

function keepInAddress() {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(chosen).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

function takeFromAddress() {
  const chosen = new URLSearchParams(location.search);
  form.querySelectorAll("[type=checkbox]").forEach((box) => {
    box.checked = chosen.getAll(box.name).includes(box.value);
  });
  form.elements.year.value = chosen.get("year") ?? "";
  form.elements.words.value = chosen.get("words") ?? "";
  panel.open = location.search !== "";
}

form.addEventListener("input", show);
form.addEventListener("change", keepInAddress);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  keepInAddress();
  status.scrollIntoView();
});
form.addEventListener("reset", () => setTimeout(() => { show(); keepInAddress(); }));
takeFromAddress();
show();
panel.hidden = false;
