// The tester's console: everything on it comes from the control API, as text and never as HTML.
import { ask, keepToken, listen } from "./console_api.js";

const FIRST_LINES = 40;
const MORE_LINES = 200;
const SOON_MS = 120;
const SECOND_MS = 1000;
const STATES = { written: "送られるところ", held: "途中で留め置かれている", arrived: "届いた", bounced: "戻された", lost: "失われた" };

const panes = document.getElementById("panes");
const { world: id, site } = panes.dataset;
const api = `/api/worlds/${id}`;

let world = null;
let offset = 0;
let ahead = [];
let newest = 0;
let oldest = 0;
let soon = 0;
const shown = {};

function at(place) {
  return document.getElementById(place);
}

function say(text, ...links) {
  at("status").replaceChildren(text, ...links);
}

// Japan's time, whatever the zone of whoever looks.
function inJapan(milliseconds) {
  return new Date(milliseconds).toLocaleString("sv-SE", { timeZone: "Asia/Tokyo" });
}

function now() {
  const told = Date.parse(world.now);
  return world.clock === "flowing" ? Math.max(told, Date.now() + offset) : told;
}

function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND_MS));
  const parts = [[Math.floor(seconds / 86400), "日"], [Math.floor(seconds / 3600) % 24, "時間"], [Math.floor(seconds / 60) % 60, "分"], [seconds % 60, "秒"]];
  return parts.filter(([number]) => number).map(([number, unit]) => `${number}${unit}`).join("") || "0秒";
}

// A copy of a template with its places filled; what has nothing to show is left out.
function filled(template, values) {
  const copy = at(template).content.firstElementChild.cloneNode(true);
  for (const place of copy.querySelectorAll("[data-is]")) place.textContent = values[place.dataset.is] ?? "";
  for (const link of copy.querySelectorAll("[data-href]")) keepIf(link, values[link.dataset.href], () => { link.href = values[link.dataset.href]; });
  for (const place of copy.querySelectorAll("[data-if]")) keepIf(place, values[place.dataset.if]);
  for (const button of copy.querySelectorAll("[data-copy]")) keepIf(button, values[button.dataset.copy], () => copying(button, values[button.dataset.copy]));
  for (const button of copy.querySelectorAll("[data-do]")) keepIf(button, values[button.dataset.do], () => doing(button, values[button.dataset.do]));
  return copy;
}

function keepIf(place, value, then = () => {}) {
  if (value) then();
  else place.remove();
}

function copying(button, text) {
  button.addEventListener("click", async () => {
    await copyText(text);
    say(`「${text}」を写しました。`);
  });
}

// Outside https and localhost there is no clipboard, but a selection can be copied.
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

// Pressed twice it does it once; a button that is disabled would lose the focus.
function doing(button, what) {
  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      await what();
    } catch (error) {
      failed(error);
    } finally {
      button.ariaBusy = "false";
    }
  });
}

function failed(error) {
  if (error.status === 401) askForToken();
  else if (error.status === 404) say("この世界は、もうありません。");
  else say(`できませんでした: ${error.message}`);
}

function askForToken() {
  say("");
  panes.hidden = true;
  at("token").hidden = false;
  at("token-text").focus();
}

// A list is made anew only when it has changed, so that nobody's focus is lost in it.
function show(list, told, item) {
  const key = JSON.stringify(told);
  if (shown[list] === key) return;
  shown[list] = key;
  at(list).replaceChildren(...told.map(item));
  const none = at(list).parentElement.querySelector(".none");
  if (none) none.hidden = told.length > 0;
}

// what is shown

function showClock() {
  at("now").textContent = inJapan(now());
  at("mode").textContent = world.clock === "flowing" ? "進んでいます" : "止まっています";
  at("flow").hidden = world.clock === "flowing";
  at("freeze").hidden = world.clock !== "flowing";
  document.querySelectorAll("#deadlines .left").forEach((place, n) => { place.textContent = `あと ${span(Date.parse(ahead[n].at) - now())}`; });
}

function showAhead() {
  show("deadlines", ahead, (one) => filled("a-deadline", { text: one.text, at: inJapan(Date.parse(one.at)) }));
  at("next").disabled = ahead.length === 0;
}

function showLetters(letters) {
  show("letters", letters.reverse(), (letter) => filled("a-letter", {
    subject: letter.subject,
    to: `${letter.to} へ`,
    state: STATES[letter.state],
    at: inJapan(Date.parse(letter.arrived_at ?? letter.written_at)),
    code: letter.code,
    url: letter.url,
    page: letter.mailpit_id && `${site}/mail/${letter.mailpit_id}/`,
  }));
}

function showPeople(contracts) {
  show("people", contracts, (one) => filled("a-person", { ...one, itscom_id: one.account?.itscom_id, contact: one.account?.contact }));
}

function showBranches(branches) {
  show("branches", branches, (one) => filled("a-branch", {
    name: `枝 ${one.id}`,
    about: one.parent ? `枝 ${one.parent} の ${one.at_event}番の後から、${one.events}番まで` : `はじめから、${one.events}番まで`,
    now: inJapan(Date.parse(one.now)),
    current: one.current,
    enter: !one.current && (() => enter(one.id)),
  }));
}

function showWorlds(worlds) {
  const others = worlds.filter((one) => one.id !== id);
  show("worlds", others, (one) => filled("a-world", { id: one.id, console: `/w/${one.id}/console`, now: inJapan(Date.parse(one.now)) }));
}

// The newest line stands first.
function moment({ n, at: time, text }) {
  const line = filled("a-moment", { at: time && inJapan(Date.parse(time)), text, rewind: () => rewind(n), fork: () => fork(n) });
  line.value = n;
  for (const button of line.querySelectorAll("button")) button.setAttribute("aria-label", `${n}番の後、${button.textContent}`);
  return line;
}

const BEGINNING = { n: 0, at: "", text: "世界が始まった" };

// Lines before the oldest that is shown; the beginning is one of them.
async function showOlder(count) {
  const after = Math.max(0, oldest - count);
  const part = oldest > 0 ? await ask("GET", `${api}/events?after=${after}&limit=${oldest - after || 1}`) : { events: [] };
  const older = part.events.filter((one) => one.n <= oldest).reverse();
  at("past").append(...older.map(moment), ...(after ? [] : [moment(BEGINNING)]));
  oldest = after;
  at("older").hidden = after === 0;
}

// what is done

async function move(given) {
  const told = await ask("POST", `${api}/clock/advance`, given);
  say(`時計を ${inJapan(Date.parse(told.now))} に進めました。`);
  await refresh();
}

async function rewind(to) {
  const left = world.branch;
  await ask("POST", `${api}/rewind`, { to });
  const back = document.createElement("button");
  back.textContent = `枝 ${left} へ入り直す`;
  doing(back, () => enter(left));
  say("戻りました。離れた先は残っています。 ", back);
  await load();
}

async function enter(branch) {
  await ask("POST", `${api}/rewind`, { branch });
  say(`枝 ${branch} に入りました。`);
  await load();
}

async function fork(after) {
  const child = await ask("POST", `${site}/console/fork`, { at: after });
  const link = document.createElement("a");
  link.href = `/w/${child.id}/console`;
  link.textContent = `世界 ${child.id} のコンソール`;
  say("世界を分けました。 ", link);
  await refresh();
}

async function reset() {
  if (id === "main") await ask("DELETE", api);
  else await ask("POST", `${api}/rewind`, { to: 0 });
  say("はじめに戻しました。");
  await load();
}

async function goTo(event) {
  event.preventDefault();
  const text = at("moment").value;
  const goal = `${text.length === 16 ? `${text}:00` : text}+09:00`;
  try {
    await (Date.parse(goal) < now() ? rewind(goal) : move({ to: goal }));
  } catch (error) {
    failed(error);
  }
}

async function setClock(mode) {
  await ask("PUT", `${api}/clock`, { mode });
  await refresh();
}

// what comes

async function refresh() {
  const told = await Promise.all([
    ask("GET", api), ask("GET", `${api}/deadlines`), ask("GET", `${api}/letters`),
    ask("GET", `${api}/contracts`), ask("GET", `${api}/branches`), ask("GET", "/api/worlds"),
  ]);
  world = told[0];
  offset = Date.parse(world.now) - Date.now();
  ahead = told[1].deadlines;
  showAhead();
  showClock();
  showLetters(told[2].letters);
  showPeople(told[3].contracts);
  showBranches(told[4].branches);
  showWorlds(told[5].worlds);
}

async function load() {
  await refresh();
  newest = oldest = world.event;
  at("past").replaceChildren();
  await showOlder(FIRST_LINES);
}

function refreshSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => refresh().catch(failed), SOON_MS);
}

function told(kind, data) {
  if (kind === "gone" && id !== "main") {
    say("この世界は、もうありません。");
    return false;
  }
  if (kind !== "happened") load().catch(failed);
  else if (data.n > newest) {
    newest = data.n;
    at("past").prepend(moment(data));
    refreshSoon();
  }
  return true;
}

async function begin() {
  try {
    await load();
    panes.hidden = false;
    await listen(`${api}/events`, `${world.branch}.${world.event}`, told);
  } catch (error) {
    failed(error);
  }
}

at("token").addEventListener("submit", (event) => {
  event.preventDefault();
  keepToken(at("token-text").value);
  at("token").hidden = true;
  begin();
});
for (const button of document.querySelectorAll("[data-by]")) doing(button, () => move({ by: button.dataset.by }));
doing(at("next"), () => move({ to: "next" }));
doing(at("flow"), () => setClock("flowing"));
doing(at("freeze"), () => setClock("frozen"));
doing(at("reset"), reset);
doing(at("older"), () => showOlder(MORE_LINES));
at("to").addEventListener("submit", goTo);
setInterval(() => { if (world?.clock === "flowing") showClock(); }, SECOND_MS);
begin();
