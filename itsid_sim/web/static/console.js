// The tester's console: whatever stands on it comes from the control API.
import { Refused, ask, happenings, keepToken } from "./console_api.js";
import { at, brief, copy, dateOf, inJapan, list, note, offer, say, span, timeOf, wayTo } from "./console_show.js";

const SECOND_MS = 1000;
const LOOK_MS = 2000;
const RETRY_MS = { least: 500, most: 15_000 };
const LINES = 60;
const LINES_MAX = 600;
const LETTERS = 50;
// A flowing world passes its time in small steps, which say nothing one by one.
const STEP_S = 60;
const STATES = {
  written: "これから送られる", held: "途中で止まっている", arrived: "届いた", bounced: "戻された", lost: "途中で失われた",
};
const WORDS = {
  taken: "その名前の世界は、もうあります。", "nothing-due": "待っている期限やメールはありません。",
  invalid: "その指定ではできません。", malformed: "その指定ではできません。", store: "世界を保存する場所が使えません。",
};

const panes = at("panes");
const { world: id, site } = panes.dataset;
const api = `/api/worlds/${id}`;
const clock = { told: 0, heard: 0, flows: false };

let world = null;
let events = [];
let ahead = [];
let position = "";
let following = new AbortController();
let refreshing = null;
let again = false;
let deeds = Promise.resolve();

// the clock

function now() {
  const passed = clock.flows ? Date.now() - clock.heard : 0;
  return clock.told + passed;
}

// What the browser counts by itself is put right only if it is wrong: seconds must not jump.
function hear(told, flows) {
  const isRight = flows && clock.flows && Math.abs(told - now()) < 1.5 * SECOND_MS;
  if (!isRight) Object.assign(clock, { told, flows, heard: Date.now() });
}

function meet(told) {
  world = told;
  hear(Date.parse(told.now), told.clock === "flowing");
  const { parent } = told;
  at("origin").textContent = parent ? `(${parent.world} の ${parent.event}番の後から分かれた世界)` : "";
  showTime();
}

function showTime() {
  if (!world) return;
  const local = inJapan(now());
  at("time").textContent = timeOf(local);
  at("time").dateTime = `${local}+09:00`;
  at("date").textContent = dateOf(local);
  at("mode").textContent = clock.flows ? "進んでいます" : "止まっています";
  if (!at("flow").dataset.asked) at("flow").checked = clock.flows;
  const moment = at("moment");
  if (!moment.dataset.typed && moment !== document.activeElement) moment.value = local;
  showAhead();
}

function showAhead() {
  const seconds = Math.floor(now() / SECOND_MS);
  const left = (one) => Date.parse(one.at) / SECOND_MS - seconds;
  const coming = ahead.filter((one) => left(one) > 0);
  if (clock.flows && coming.length < ahead.length) refresh().catch(failed);
  ahead = coming;
  list("deadlines", "a-deadline", coming.map((one) => ({
    key: `${one.kind} ${one.at} ${one.text}`,
    text: one.text,
    at: brief(one.at, now()),
    left: `あと ${span(left(one))}`,
    names: { before: `1秒前へ: ${one.text}`, to: `その時へ: ${one.text}` },
    data: { at: one.at },
  })));
  at("next").ariaDisabled = `${!coming.length}`;
  at("next-hint").textContent = coming.length
    ? `${brief(coming[0].at, now())} ${coming[0].text}`
    : "待っている期限やメールがないので、次の期限へは進めません。";
}

// what there is

function showPeople(contracts) {
  list("people", "a-person", contracts.map(({ id: key, account, branch, ready_from: ready, ...facts }) => ({
    ...facts,
    key,
    itscom_id: account?.itscom_id,
    contact: account?.contact,
    ready: ready && brief(ready, now()),
    about: [account ? "登録済み" : "未登録", branch && `再発行は手順${branch}`].filter(Boolean).join("、"),
  })));
}

function showLetters(letters) {
  const newest = letters.slice(-LETTERS).reverse();
  list("letters", "a-letter", newest.map((letter) => ({
    ...letter,
    key: letter.id,
    subject: letter.subject || "（件名なし）",
    at: brief(letter.arrived_at ?? letter.written_at, now()),
    state: STATES[letter.state],
    page: letter.mailpit_id && `${site}/mail/${letter.mailpit_id}/`,
    data: { state: letter.state },
  })));
  at("letters-rest").hidden = letters.length <= LETTERS;
  at("letters-rest").textContent = `新しい${LETTERS}通です。ほかは「届いたメール」にあります。`;
}

function showBranches(branches) {
  list("branches", "a-branch", branches.map((one) => ({
    key: one.id,
    name: `枝 ${one.id}`,
    about: one.parent ? `枝 ${one.parent} の ${one.at_event}番から分かれ、${one.events}番まで` : `はじめから ${one.events}番まで`,
    now: brief(one.now, now()),
    current: one.current,
    left: !one.current,
    names: { enter: `この枝へ: 枝 ${one.id}` },
  })));
}

async function showWorlds() {
  const { worlds } = await ask("GET", "/api/worlds");
  list("worlds", "a-world", worlds.filter((one) => one.id !== id).map((one) => ({
    key: one.id,
    name: one.id,
    console: `/w/${one.id}/console`,
    now: brief(one.now, now()),
    mode: one.clock === "flowing" ? "進んでいる" : "止まっている",
  })));
}

function isStep(event) {
  return event.kind === "TimePassed" && event.data.seconds < STEP_S;
}

function lines() {
  const told = [];
  for (const { n, at: time, text, ...event } of events) {
    const last = told.at(-1);
    if (last?.steps && isStep(event)) {
      const steps = last.steps + event.data.seconds;
      Object.assign(last, { n, time, steps, text: `${span(steps)}たった` });
    } else told.push({ key: n, n, time, text, steps: isStep(event) ? event.data.seconds : 0 });
  }
  return told.reverse();
}

// A moment is told once for all that happened in it.
function showPast() {
  const told = lines();
  list("past", "a-line", told.map(({ key, n, time, text }, nth) => ({
    key,
    text,
    number: `${n}番`,
    at: told[nth - 1]?.time === time ? "" : brief(time, now()),
    here: nth === 0,
    there: nth > 0,
    names: { rewind: `ここへ戻る: ${n}番 ${text}`, fork: `ここで分ける: ${n}番 ${text}` },
    data: { n },
  })));
  at("older").hidden = !events.length || events[0].n === 1;
}

// what comes

// However much happens at once, it is asked for once, and once more for what came meanwhile.
function refresh() {
  again = true;
  refreshing ??= readAll().finally(() => { refreshing = null; });
  return refreshing;
}

async function readAll() {
  while (again) {
    again = false;
    const parts = ["", "/deadlines", "/letters", "/contracts", "/branches"];
    const told = await Promise.all(parts.map((part) => ask("GET", api + part)));
    ahead = told[1].deadlines;
    meet(told[0]);
    showLetters(told[2].letters);
    showPeople(told[3].contracts);
    showBranches(told[4].branches);
  }
}

async function load() {
  await refresh();
  events = (await ask("GET", `${api}/events?after=${Math.max(0, world.event - LINES)}&limit=1000`)).events;
  position = `${world.branch}.${events.at(-1)?.n ?? world.event}`;
  showPast();
}

async function older() {
  const first = events[0]?.n ?? Number(position.split(".")[1]) + 1;
  const after = Math.max(0, first - 1 - LINES);
  const part = await ask("GET", `${api}/events?after=${after}&limit=${first - 1 - after || 1}`);
  events = [...part.events.filter((event) => event.n < first), ...events];
  showPast();
}

// Whether more than time has changed.
function taken({ event, id: place, data }) {
  position = place ?? position;
  if (event === "branch") {
    events = events.filter(({ n }) => n <= data.event);
    if (!events.length && data.event) older().catch(failed);
    return true;
  }
  if (data.n > (events.at(-1)?.n ?? 0)) events = [...events, data].slice(-LINES_MAX);
  const time = Date.parse(data.at);
  if (!clock.flows || time > now()) hear(time, clock.flows);
  return data.kind !== "TimePassed";
}

// Asking makes a flowing world pass its time, which comes as news: news of that asks nothing.
async function take(news) {
  if (news.some(({ event }) => event === "gone")) {
    await load();
    return;
  }
  if (!news.length) return;
  if (news.map(taken).some(Boolean)) refresh().catch(failed);
  showPast();
  showTime();
}

// A server that was away may have begun anew, so what is known of its world is asked for again.
async function follow() {
  following.abort();
  const own = new AbortController();
  following = own;
  let wasLost = false;
  for (let wait = RETRY_MS.least; !own.signal.aborted; wait = Math.min(2 * wait, RETRY_MS.most)) {
    try {
      if (wasLost) await load();
      for await (const news of happenings(`${api}/events`, position, own.signal)) {
        if (own.signal.aborted) return;
        note("link", "");
        wait = RETRY_MS.least;
        await take(news);
      }
    } catch (error) {
      if (own.signal.aborted) return;
      if (error instanceof Refused && error.status < 500) return failed(error);
    }
    if (own.signal.aborted) return;
    wasLost = true;
    note("link", "サーバーとの接続が切れています。つなぎ直しています。");
    await new Promise((done) => setTimeout(done, wait));
  }
}

async function begin() {
  try {
    await load();
    at("token").hidden = true;
    panes.hidden = false;
    follow();
    await showWorlds();
  } catch (error) {
    failed(error);
  }
}

// A browser keeps few connections to one server, so a tab that nobody sees gives its own back.
function look() {
  if (!world || panes.hidden) return;
  if (document.hidden) following.abort();
  else refresh().then(follow).catch(failed);
}

// Another tester may let the clock flow or stand still, which is no event of the world.
async function lookAtClock() {
  if (!world || panes.hidden || document.hidden) return;
  const answer = await fetch(`${site}/clock`, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const told = await answer.json();
  hear(told.now * SECOND_MS, told.flowing);
  showTime();
}

// what goes wrong

function failed(error, notice = "") {
  if (error.status === 401) askForToken();
  else if (error.status === 404) end();
  else {
    const isTold = error instanceof Refused;
    const what = isTold ? `${WORDS[error.kind] ?? "できませんでした。"} ${error.message}` : "サーバーにつながりません。";
    if (notice) note(notice, what);
    else say(what, ...(world ? [] : [offer("もう一度", begin)]));
  }
}

function end() {
  following.abort();
  say("この世界は、もうありません。", wayTo("世界 main のコンソールへ", "/w/main/console", ""));
}

function askForToken() {
  following.abort();
  if (at("token-text").value) note("token-notice", "このトークンでは入れません。");
  panes.hidden = true;
  at("token").hidden = false;
  at("token-text").focus();
}

function useToken() {
  const token = at("token-text").value.trim();
  if (!/^[\x20-\x7e]+$/.test(token)) return note("token-notice", "トークンを半角の英数字と記号で入力してください。");
  keepToken(token);
  note("token-notice", "");
  begin();
}

// what is done

function itemOf(button) {
  return button.closest("[data-key]").dataset;
}

async function advance(given) {
  const told = await ask("POST", `${api}/clock/advance`, given);
  meet(told);
  const more = told.happened.filter(({ kind }) => kind !== "TimePassed").length;
  say(`${timeOf(inJapan(now()))} になりました。${more ? `その間に${more}件のことが起きました。` : ""}`);
}

async function goTo() {
  const text = at("moment").value;
  note("moment-notice", "");
  at("back").hidden = true;
  if (!text) return note("moment-notice", "日時を入力してください。");
  const goal = chosen();
  if (Date.parse(goal) < Math.floor(now() / SECOND_MS) * SECOND_MS) {
    note("moment-notice", `いま(${timeOf(inJapan(now()))})より前の時刻です。戻っても何も失われません。`);
    at("back").hidden = false;
    return;
  }
  await advance({ to: goal });
  delete at("moment").dataset.typed;
}

function chosen() {
  const text = at("moment").value;
  return `${text.length === 16 ? `${text}:00` : text}+09:00`;
}

async function goBack(to) {
  const { branch } = await ask("GET", api);
  meet(await ask("POST", `${api}/rewind`, { to }));
  const back = offer(`枝 ${branch} へ戻る`, () => act(() => enter(branch)));
  const where = typeof to === "number" ? `${to}番の後` : "その時刻";
  say(`${where}に戻りました。いま ${timeOf(inJapan(now()))} です。離れた先は枝 ${branch} に残っています。`, back);
}

async function goBackToChosen() {
  await goBack(chosen());
  note("moment-notice", "");
  at("back").hidden = true;
  delete at("moment").dataset.typed;
  at("moment").focus();
}

async function enter(branch) {
  meet(await ask("POST", `${api}/rewind`, { branch }));
  say(`枝 ${branch} に入りました。${timeOf(inJapan(now()))} です。`);
}

async function fork(given) {
  const { id: name } = await ask("POST", `${site}/console/fork`, given);
  say(
    `世界 ${name} を作りました。時計は止まっています。`,
    wayTo("そのコンソールへ", `/w/${name}/console`, ""),
    wayTo("そのマイページを開く(別のタブ)", `/w/${name}/`, "_blank"),
  );
  at("name").value = "";
  await showWorlds();
}

async function reset(button) {
  if (id === "main") {
    await ask("DELETE", api);
    say("世界 main を作り直しました。");
  } else await goBack(0);
  const details = button.closest("details");
  details.open = false;
  details.firstElementChild.focus();
}

async function copied(button) {
  const text = button.parentElement.querySelector("[data-is]").textContent;
  try {
    await copy(text);
    say(`「${text}」を写しました。`);
  } catch {
    say("このブラウザーでは写せません。文字を選んで写してください。");
  }
}

async function flow(box) {
  const mode = box.checked ? "flowing" : "frozen";
  try {
    meet(await ask("PUT", `${api}/clock`, { mode }));
    say(`時計は${clock.flows ? "進んでいます" : "止まっています"}。`);
  } finally {
    delete box.dataset.asked;
    box.checked = clock.flows;
  }
}

function next() {
  return ahead.length ? advance({ to: "next" }) : say(WORDS["nothing-due"]);
}

function beforeIt(button) {
  const goal = Date.parse(itemOf(button).at) - SECOND_MS;
  return advance({ to: `${inJapan(goal)}+09:00` });
}

function hush() {
  say("");
  document.querySelector(".jumps button").focus();
}

// One after the other, each on what the one before has left; a press is never lost.
function act(deed, notice = "") {
  if (notice) note(notice, "");
  deeds = deeds.then(deed).catch((error) => failed(error, notice));
}

const DEEDS = {
  by: (button) => advance({ by: button.dataset.by }),
  next,
  back: goBackToChosen,
  before: beforeIt,
  to: (button) => advance({ to: itemOf(button).at }),
  older,
  rewind: (button) => goBack(Number(itemOf(button).n)),
  fork: (button) => fork({ at: Number(itemOf(button).n) }),
  enter: (button) => enter(itemOf(button).key),
  reset,
  hush,
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]");
  if (button?.dataset.do === "copy") copied(button);
  else if (button) act(() => DEEDS[button.dataset.do](button), button.id === "back" ? "moment-notice" : "");
});

function submitting(form, what) {
  at(form).addEventListener("submit", (event) => {
    event.preventDefault();
    what();
  });
}

submitting("to", () => act(goTo, "moment-notice"));
submitting("fork", () => act(() => fork(at("name").value.trim() ? { id: at("name").value.trim() } : {}), "name-notice"));
submitting("token", useToken);
at("flow").addEventListener("change", ({ target }) => {
  target.dataset.asked = "yes";
  act(() => flow(target));
});
at("moment").addEventListener("input", ({ target }) => { target.dataset.typed = "yes"; });
document.addEventListener("visibilitychange", look);
setInterval(showTime, SECOND_MS);
setInterval(lookAtClock, LOOK_MS);
begin();
