// Search: loaded when a search field is used. It ranks as sitegen/model/search.py does; the index is the
// one file beside the page that the form leads to. Nothing is stored, and no other host is asked.

const WEIGHTS = [8, 7, 3, 2];
const [BEGINS, SLIPS, OTHER_WORDS, PHRASE, EXACT, SHOWN, MOST_WORDINGS] = [0.7, 0.5, 0.8, 2, 2, 10, 50];

const action = document.querySelector("form.search").action;
const { default: index } = await import(new URL("index.js", action));
const stop = new Set(index.stop);
const same = index.same.map((group) => group.map(wordsOf));
const entries = index.entries.map(([url, title, summary, keywords, headings, weight]) => ({
  url: new URL(`..${url}`, action), title, summary, weight,
  fields: [title, keywords, headings, summary].map(wordsOf),
}));
const known = new Set(entries.flatMap(({ fields }) => fields.flat()));

function singular(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function wordsOf(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'\u2019]/g, "");
  return (plain.match(/[a-z0-9]+/g) ?? []).map(singular);
}

function telling(words) {
  const kept = words.filter((word) => !stop.has(word));
  return kept.length ? kept : words;
}

function placeOf(phrase, words) {
  if (!phrase.length) return -1;
  return words.findIndex((_, at) => phrase.every((word, step) => words[at + step] === word));
}

function isSlip(typed, word) {
  const most = typed.length < 5 ? 0 : typed.length < 8 ? 1 : 2;
  if (!most || typed[0] !== word[0] || Math.abs(typed.length - word.length) > most) return false;
  let [before, last] = [[], [...word, ""].map((_, at) => at)];
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const [letter, other] = [typed[row - 1], word[column - 1]];
      const cost = Math.min(now[column - 1] + 1, last[column] + 1, last[column - 1] + (letter !== other));
      const swapped = row > 1 && column > 1 && typed[row - 2] === other && letter === word[column - 2];
      now.push(swapped ? Math.min(cost, before[column - 2] + 1) : cost);
    }
    [before, last] = [last, now];
  }
  return last[word.length] <= most;
}

// The words of the index that somebody may have meant; a slip is guessed only where there are no others.
function meantBy(word) {
  const found = new Map();
  if (word.length > 2) for (const one of known) if (one.startsWith(word)) found.set(one, BEGINS);
  if (known.has(word)) found.set(word, 1);
  if (!found.size) for (const one of known) if (isSlip(word, one)) found.set(one, SLIPS);
  return found;
}

function fitOf(meant, fields) {
  return Math.max(0, ...fields.map((words, place) => WEIGHTS[place] * Math.max(0, ...words.map((word) => meant.get(word) ?? 0))));
}

function scores(words) {
  const wanted = telling(words);
  const meant = wanted.map(meantBy);
  const table = entries.map(({ fields }) => meant.map((one) => fitOf(one, fields)));
  const rare = wanted.map((_, column) => {
    const count = table.filter((row) => row[column] > 0).length;
    return count ? Math.log(1 + table.length / count) : 0;
  });
  return table.map((row, place) => {
    const { fields, weight } = entries[place];
    const [title, keywords] = fields.slice(0, 2).map(telling);
    const share = row.length ? row.filter((fit) => fit > 0).length / row.length : 0;
    const total = row.reduce((sum, fit, column) => sum + fit * rare[column], 0);
    const isPhrase = wanted.length > 1 && (placeOf(wanted, title) >= 0 || placeOf(wanted, keywords) >= 0);
    const isTitle = title.join(" ") === wanted.join(" ");
    return total * share * share * (isPhrase ? PHRASE : 1) * (isTitle ? EXACT : 1) * weight;
  });
}

function otherWords(typed) {
  return same.flatMap((group) => group.flatMap((phrase) => {
    const at = placeOf(phrase, typed);
    if (at < 0) return [];
    const others = group.filter((other) => other !== phrase);
    return others.map((other) => [...typed.slice(0, at), ...other, ...typed.slice(at + phrase.length)]);
  }));
}

export function best(query) {
  const typed = wordsOf(query);
  if (!typed.length) return [];
  const totals = scores(typed);
  for (const words of otherWords(typed).slice(0, MOST_WORDINGS)) {
    scores(words).forEach((score, place) => { totals[place] = Math.max(totals[place], score * OTHER_WORDS); });
  }
  const found = entries.map((entry, place) => [totals[place], entry]).filter(([total]) => total > 0);
  return found.sort(([left], [right]) => right - left).map(([, entry]) => entry);
}

// The words of a title that were looked for are marked, as far as they stand in it.
function marked(title, typed) {
  return title.split(/([\s(),:;–-]+)/).map((part) => {
    const [word] = wordsOf(part);
    if (!word || stop.has(word) || !typed.some((one) => word.startsWith(one) || (!known.has(one) && isSlip(one, word)))) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

function item({ url, title, summary }, typed) {
  const [li, a, p] = ["li", "a", "p"].map((name) => document.createElement(name));
  a.href = url;
  a.append(...marked(title, typed));
  p.textContent = summary;
  li.append(a, p);
  return li;
}

function show(form) {
  const query = form.querySelector("input").value;
  const [status, list] = [form.querySelector("[role=status]"), form.querySelector("ol")];
  const found = best(query);
  const typed = wordsOf(query).filter((word) => !stop.has(word));
  list.replaceChildren(...found.slice(0, SHOWN).map((entry) => item(entry, typed)));
  list.hidden = found.length === 0;
  form.classList.toggle("open", query.trim() !== "");
  status.textContent = query.trim() ? counted(found.length) : "";
}

function counted(number) {
  if (number === 0) return "Nothing was found. Try other words, or see all pages from A to Z.";
  return number === 1 ? "1 page" : number > SHOWN ? `${number} pages, the best ${SHOWN} of them` : `${number} pages`;
}

function move(form, event) {
  const places = [form.querySelector("input"), ...form.querySelectorAll("ol a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = places[places.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function close(form) {
  const input = form.querySelector("input");
  if (!input.value) return;
  input.value = "";
  show(form);
  input.focus();
}

// Enter goes to what was found first; without results, to all pages from A to Z.
function enter(form, event) {
  const first = form.querySelector("ol a");
  if (!first) return;
  event.preventDefault();
  first.focus();
}

export function ready(form) {
  form.addEventListener("input", () => show(form));
  form.addEventListener("submit", (event) => { show(form); enter(form, event); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && form.querySelector("input").value) { event.stopPropagation(); close(form); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(form, event);
  });
  show(form);
}
