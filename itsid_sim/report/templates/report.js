// Scenarios unfold when they are opened; the finder hides what does not fit; links open their place.
const rules = [...document.querySelectorAll(".rule, .question, .finding")];
const rows = [...document.querySelectorAll(".story")];
const chapters = [...document.querySelectorAll(".chapter")];
const finder = document.getElementById("finder");
const found = document.getElementById("found");
const unfolder = document.getElementById("unfold");
const UNFOLDED_MAX = 300;
// The scenarios that make a verdict, where not all of a rule's do.
const MAKES = { broken: "failed", waiting: "waiting" };
let texts = null;
let opened = [];

function unfold(row) {
  if (row.dataset.done) return;
  row.dataset.done = "1";
  row.append(unfolded(run.stories[Number(row.dataset.story)], row.id || row.dataset.again));
}

function nameOf(row) {
  const named = [row.closest(".outline"), row].filter(Boolean);
  return named.map((one) => one.firstElementChild.querySelector(".name").textContent.trim()).join(" ");
}

// The scenarios that walked a row of a table, beyond those that it names.
function nameWalkers(list) {
  if (list.dataset.done) return;
  list.dataset.done = "1";
  const places = new Map(rows.filter((row) => row.id).map((row) => [Number(row.dataset.story), row]));
  const links = run.walkers[list.dataset.row].map((number) => {
    const link = made("a", "", nameOf(places.get(number)));
    link.href = `#${places.get(number).id}`;
    return made("li", "", link, made("small", "source", ` ${run.stories[number].at.split(" ／ ")[0]}`));
  });
  list.append(made("ul", "", ...links));
}

document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches(".story")) unfold(target);
  if (target.open && target.matches(".walkers")) nameWalkers(target);
}, true);

function openAbove(place) {
  for (let above = place.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
}

// An arrow may stand for many rows: its link leads to the first, and all of them are marked.
document.addEventListener("click", ({ target }) => {
  const link = target.closest(".diagram a");
  if (!link) return;
  for (const row of document.querySelectorAll(".marked")) row.classList.remove("marked");
  for (const row of link.dataset.rows.split(" ").map((anchor) => document.getElementById(anchor))) {
    row.classList.add("marked");
    openAbove(row);
  }
});

const isShown = (one) => !one.closest("[hidden]");
const folded = (text) => text.normalize("NFKC").toLowerCase();

function textsOf() {
  if (texts) return texts;
  const words = run.stories.map((story) => `${story.at} ${story.steps.map((step) => step[1]).join(" ")}`);
  texts = new Map();
  for (const row of rows) {
    const outline = row.closest(".outline");
    const names = `${outline ? outline.firstElementChild.textContent : ""} ${row.firstElementChild.textContent}`;
    texts.set(row, folded(`${names} ${row.dataset.tags} ${words[row.dataset.story]}`));
  }
  for (const rule of rules) texts.set(rule, folded([...rule.querySelectorAll(":scope > :not(details)")].map((one) => one.textContent).join(" ")));
  return texts;
}

// What is asked, as two questions: whether a scenario fits, and whether a rule does by itself.
function asked() {
  const words = folded(document.getElementById("words").value).split(/\s+/).filter(Boolean);
  const [verdict, tag] = ["verdict", "tag"].map((id) => document.getElementById(id).value);
  const known = words.length ? textsOf() : null;
  const has = (element) => Boolean(element) && (!known || words.every((word) => known.get(element).includes(word)));
  const of = (rule) => !verdict || Boolean(rule && rule.dataset.verdict === verdict);
  return {
    isNarrow: Boolean(words.length || verdict || tag),
    story: (row, rule) => (!tag || row.dataset.tags.split(" ").includes(tag)) && (MAKES[verdict] ? row.matches(`.${MAKES[verdict]}`) : of(rule)) && (has(row) || has(rule)),
    rule: (rule) => !tag && of(rule) && has(rule),
  };
}

function find() {
  const fits = asked();
  const chapter = document.getElementById("chapter").value;
  for (const row of rows) row.hidden = !fits.story(row, row.closest(".rule, .question"));
  for (const rule of rules) rule.hidden = !fits.rule(rule) && !rule.querySelector(".story:not([hidden])");
  for (const list of document.querySelectorAll(".outline, .uses")) list.hidden = !list.querySelector(".story:not([hidden])");
  for (const section of chapters) {
    section.hidden = false;
    const isEmpty = ![...section.querySelectorAll(".rule, .question, .finding, .story")].some(isShown);
    section.hidden = Boolean((chapter && section.id !== chapter) || (fits.isNarrow && isEmpty));
  }
  document.body.classList.toggle("asked", fits.isNarrow);
  const shown = rules.filter((rule) => rule.matches(".rule") && isShown(rule));
  const stories = new Set(rows.filter(isShown).map((row) => row.dataset.story));
  found.textContent = fits.isNarrow || chapter ? `規則 ${shown.length}、シナリオ ${stories.size}件` : "";
}

// The rule, question or finding of that number, or the first thing that is left.
function jump() {
  find();
  const number = document.getElementById("words").value.normalize("NFKC").trim().toUpperCase();
  const place = rules.find((rule) => rule.id === number) || [...rules, ...rows].find((one) => one.id && isShown(one));
  if (!place) return;
  location.hash = place.id;
  show();
}

function close() {
  for (const one of opened) one.open = false;
  opened = [];
  unfolder.textContent = unfolder.dataset.opens;
}

function unfoldShown() {
  const shown = rows.filter((row) => row.id && isShown(row));
  for (const row of shown.slice(0, UNFOLDED_MAX)) {
    for (let above = row; above; above = above.parentElement && above.parentElement.closest("details")) {
      if (!above.open) opened.push(above);
      above.open = true;
    }
  }
  unfolder.textContent = unfolder.dataset.closes;
  const left = shown.length - UNFOLDED_MAX;
  found.textContent = left > 0 ? `${UNFOLDED_MAX}件を開いた。残り${left}件は、条件で絞ってから開く。` : `${shown.length}件を開いた。`;
}

function show() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  if (place.closest("[hidden]")) finder.reset();
  openAbove(place);
  place.scrollIntoView();
}

finder.hidden = false;
finder.addEventListener("submit", (event) => { event.preventDefault(); jump(); });
finder.addEventListener("input", find);
finder.addEventListener("reset", () => setTimeout(() => { close(); find(); }));
unfolder.addEventListener("click", () => (opened.length ? close() : unfoldShown()));
addEventListener("hashchange", show);
show();
