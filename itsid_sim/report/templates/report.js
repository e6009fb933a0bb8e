// Scenarios unfold when they are opened; the finder hides what does not fit; links open their place.
const rules = [...document.querySelectorAll(".rule, .question, .finding")];
const rows = [...document.querySelectorAll(".story")];
const finder = document.getElementById("finder");
const UNFOLDED_MAX = 300;
let texts = null;

function unfold(row) {
  if (row.dataset.done) return;
  row.dataset.done = "1";
  row.append(unfolded(run.stories[Number(row.dataset.story)], row.id || row.dataset.again));
}

document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches(".story")) unfold(target);
}, true);

function textsOf() {
  if (texts) return texts;
  const words = run.stories.map((story) => story.steps.map((step) => step[1]).join(" "));
  texts = new Map();
  for (const row of rows) texts.set(row, `${row.textContent} ${row.dataset.tags} ${words[row.dataset.story]}`.toLowerCase());
  for (const rule of rules) texts.set(rule, [...rule.querySelectorAll(":scope > :not(details)")].map((one) => one.textContent).join(" ").toLowerCase());
  return texts;
}

function find() {
  const wanted = document.getElementById("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const [chapter, verdict, tag] = ["chapter", "verdict", "tag"].map((id) => document.getElementById(id).value);
  const known = wanted.length ? textsOf() : null;
  const has = (element) => !known || wanted.every((word) => known.get(element).includes(word));
  let shownRules = 0;
  const shownStories = new Set();
  for (const section of document.querySelectorAll(".chapter")) section.hidden = Boolean(chapter && section.id !== chapter);
  for (const row of rows) {
    const rule = row.closest(".rule, .question");
    const fits = (!tag || row.dataset.tags.split(" ").includes(tag)) && (has(row) || (rule && has(rule)));
    row.hidden = !fits;
  }
  for (const outline of document.querySelectorAll(".outline")) outline.hidden = !outline.querySelector(".story:not([hidden])");
  for (const rule of rules) {
    const kept = rule.querySelector(".story:not([hidden])");
    rule.hidden = Boolean((verdict && rule.dataset.verdict !== verdict) || (tag && !kept) || (!kept && !has(rule)));
    if (!rule.hidden && rule.matches(".rule") && !rule.closest("[hidden]")) shownRules += 1;
  }
  for (const row of rows) if (!row.closest("[hidden]")) shownStories.add(row.dataset.story);
  const asked = wanted.length || chapter || verdict || tag;
  document.body.classList.toggle("asked", Boolean(asked));
  document.getElementById("found").textContent = asked ? `規則 ${shownRules}、シナリオ ${shownStories.size}件` : "";
}

function unfoldShown() {
  const shown = rows.filter((row) => !row.closest("[hidden]") && row.id);
  for (const row of shown.slice(0, UNFOLDED_MAX)) {
    for (let above = row; above; above = above.parentElement && above.parentElement.closest("details")) above.open = true;
  }
  const left = shown.length - UNFOLDED_MAX;
  document.getElementById("found").textContent = left > 0 ? `${UNFOLDED_MAX}件を開いた。残り${left}件は、条件で絞ってから開く。` : `${shown.length}件を開いた。`;
}

function show() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  if (place.closest("[hidden]")) finder.reset();
  for (let above = place.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  place.scrollIntoView();
}

finder.hidden = false;
finder.addEventListener("submit", (event) => event.preventDefault());
finder.addEventListener("input", find);
finder.addEventListener("reset", () => setTimeout(find));
document.getElementById("unfold").addEventListener("click", unfoldShown);
addEventListener("hashchange", show);
show();
