// What a page does beyond HTML. Without this file everything can still be done.
"use strict";

const SECOND_MS = 1000;
const toggle = document.querySelector('.toggle input[type="checkbox"]');
const secrets = document.querySelectorAll('input[type="password"]');
const deadline = document.querySelector("[data-until]");

let leaving = false;
let asking = false;
let next = 0;

function showSecrets(shown) {
  for (const secret of secrets) secret.type = shown ? "text" : "password";
}

// Only what has a name is sent, so nothing else can be lost.
function isChanged(control) {
  if (!control.name || control.type === "hidden") return false;
  if (control.type === "checkbox" || control.type === "radio") {
    return control.checked !== control.defaultChecked;
  }
  if (control.options) return control.selectedIndex !== servedIndex(control);
  return control.value !== control.defaultValue;
}

function servedIndex(select) {
  return Math.max(0, [...select.options].findIndex((option) => option.defaultSelected));
}

function askBeforeLeaving(event) {
  event.preventDefault();
}

// A listener that stands all the time would keep the page out of the browser's fast way back.
function heedChanges() {
  const half = [...document.querySelectorAll("input, select, textarea")].some(isChanged);
  if (half && !leaving) addEventListener("beforeunload", askBeforeLeaving);
  else removeEventListener("beforeunload", askBeforeLeaving);
}

function sending() {
  leaving = true;
  heedChanges();
  if (toggle) toggle.checked = false;
  showSecrets(false);
}

function returned() {
  leaving = false;
  heedChanges();
  if (toggle) showSecrets(toggle.checked);
}

// Whether there is still time; nobody is told of each second, but of the end.
function tell(left) {
  const { dataset } = deadline;
  const minutes = Math.floor(left / 60);
  const spoken = minutes ? `${minutes}${dataset.minutes}` : "";
  if (left <= 0) {
    deadline.ariaLive = "polite";
    deadline.classList.add("over");
  }
  deadline.textContent =
    left > 0 ? `${dataset.left}${spoken}${left % 60}${dataset.seconds}` : dataset.over;
  deadline.hidden = false;
  return left > 0;
}

// The page's time is the world's: it may stand still, and somebody may move it.
async function follow() {
  clearTimeout(next);
  if (asking || document.hidden) return;
  asking = true;
  const more = tell(deadline.dataset.until - (await now()));
  asking = false;
  if (more) next = setTimeout(follow, SECOND_MS);
  else document.removeEventListener("visibilitychange", follow);
}

async function now() {
  try {
    const answer = await fetch(deadline.dataset.clock, { cache: "no-store" });
    if (answer.ok) deadline.dataset.now = (await answer.json()).now;
  } catch {
    // Whoever cannot be asked now is asked again; what was told last still stands.
  }
  return deadline.dataset.now;
}

addEventListener("input", heedChanges);
addEventListener("submit", sending);
addEventListener("pageshow", returned);
if (toggle) toggle.addEventListener("change", () => showSecrets(toggle.checked));
if (deadline && tell(deadline.dataset.until - deadline.dataset.now)) {
  document.addEventListener("visibilitychange", follow);
  follow();
}
