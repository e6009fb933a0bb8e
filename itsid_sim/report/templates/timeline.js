"use strict";
// A scenario along its world's clock: what was said and done, the pages, the letters, what fell due.
const run = JSON.parse(document.getElementById("packed").textContent);
const JAPAN_S = 9 * 3600;
const FATES = { written: "届いていない", held: "留め置かれている", bounced: "宛先不明で戻った", lost: "途中で失われた" };

function made(tag, kind, ...inside) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...inside.filter((one) => one !== null && one !== ""));
  return element;
}

function told(seconds) {
  const units = [[86400, "日"], [3600, "時間"], [60, "分"], [1, "秒"]];
  let text = "";
  for (const [size, name] of units) {
    const number = Math.floor(seconds / size);
    if (number) text += number + name;
    seconds %= size;
  }
  return text || "0秒";
}

function dayOf(at) {
  const day = new Date((at + JAPAN_S) * 1000);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}

const timeOf = (at) => new Date((at + JAPAN_S) * 1000).toISOString().slice(11, 19);

function clock(at, before) {
  if (!at) return made("p", "clock", "はじまる前");
  const label = made("p", "clock");
  if (!before || dayOf(at) !== dayOf(before)) label.append(made("small", "", dayOf(at)));
  label.append(timeOf(at));
  if (before && at > before) label.append(made("small", "", `+${told(at - before)}`));
  if (before && at < before) label.append(made("small", "back", `${told(before - at)}前へ戻る`));
  return label;
}

function page([title, lines, fields, buttons, notices]) {
  const shown = made("div", "page", made("p", "title", title));
  for (const line of lines) shown.append(made("p", "", line));
  for (const [field, text] of notices) shown.append(made("p", "notice", field ? `${field}: ${text}` : text));
  for (const [label, kind] of fields) shown.append(made("p", `field ${kind}`, label));
  if (buttons.length) shown.append(made("p", "buttons", ...buttons.map((one) => made("span", "", one))));
  return shown;
}

function pictured(source, alt) {
  const picture = made("img", "");
  picture.src = source;
  picture.alt = alt;
  picture.loading = "lazy";
  // The page may have been sent without its pictures: what is drawn does without.
  picture.addEventListener("error", () => (picture.closest(".photo") || picture).remove());
  return picture;
}

function mini([, lines, fields, buttons, notices, picture]) {
  const drawn = made("span", "mini");
  drawn.setAttribute("aria-hidden", "true");
  if (picture) drawn.append(pictured(picture, ""));
  drawn.append(made("i", "t"));
  if (notices.length) drawn.append(made("i", "n"));
  for (const line of lines.slice(0, 3)) {
    const bar = made("i", "");
    bar.style.width = `${Math.min(100, 20 + line.length * 2)}%`;
    drawn.append(bar);
  }
  for (const _ of fields.slice(0, 3)) drawn.append(made("i", "f"));
  if (buttons.length) drawn.append(made("i", "b"));
  return drawn;
}

function sight([who, number]) {
  const screen = run.screens[number];
  const refused = screen[4].length ? " — 断られた" : "";
  const name = made("span", "", made("span", "who", `${who} `), `${screen[0]}${refused}`);
  const folded = made("details", "sight", made("summary", "", mini(screen), name));
  if (screen[5]) {
    const told = "この画面が初めて出たときの写真。残り時間は違うことがある。";
    folded.append(made("div", "photo", made("p", "source", told), pictured(screen[5], `「${screen[0]}」画面`)));
  }
  folded.append(page(screen));
  return folded;
}

function letter([to, sender, subject, text, state, written, arrived]) {
  const fate = arrived ? (arrived > written ? `${told(arrived - written)}で届いた` : "届いた") : FATES[state] || "";
  const summary = made("summary", "", `✉ ${to} へ「${subject}」 ${fate}`);
  const words = run.texts[text];
  if (!words) return made("p", "letter", summary.textContent);
  const paper = made("div", "page", made("p", "title", subject), made("p", "", `差出人 ${sender}`), made("p", "", words));
  return made("details", "letter", summary, paper);
}

function table(rows) {
  const grid = made("table", "");
  rows.forEach((row, number) => grid.append(made("tr", "", ...row.map((cell) => made(number ? "td" : "th", "", cell)))));
  const scroll = made("div", "scroll", grid);
  scroll.tabIndex = 0;
  return scroll;
}

function proof([who, address, lines, console, picture]) {
  const shown = made("div", "evidence", made("h4", "", `そのときの${who}の画面 ${address}`));
  if (picture) shown.append(pictured(picture, `${who}の画面`));
  const came = made("div", "page came", ...lines.map((line) => made("p", "", line)));
  shown.append(came, ...console.map((line) => made("p", "source", line)));
  return shown;
}

function sentence([keyword, text, status, , , sights, rows, error, evidence]) {
  const parts = [made("p", `sentence ${status}`, made("b", "", keyword), ` ${text}`)];
  if (rows && rows.length) parts.push(table(rows));
  if (sights.length) parts.push(made("div", "sights", ...sights.map(sight)));
  if (error) parts.push(made("p", "error", error));
  return parts.concat((evidence || []).map(proof));
}

// Steps at one moment of one world belong together.
function moments(steps) {
  const found = [];
  for (const step of steps) {
    const last = found[found.length - 1];
    if (last && last.at === step[3] && last.world === step[4]) last.steps.push(step);
    else found.push({ at: step[3], world: step[4], steps: [step] });
  }
  return found;
}

function happenings(story, world, after, until) {
  const within = (at) => at > after && at <= until;
  const dues = story.dues.filter((due) => due[2] === world && !due[3] && within(due[0]));
  const letters = story.letters.filter((one) => one[7] === world && within(one[6] || one[5]));
  const all = dues.map((due) => ({ at: due[0], kind: "due", what: made("p", "what", `◆ ${due[1]}`) }));
  return all.concat(letters.map((one) => ({ at: one[6] || one[5], kind: "mail", what: letter(one) })));
}

// What the tester stopped short of.
function missed(story, world, at) {
  const near = story.dues.filter((due) => due[2] === world && at && due[3] === at);
  return near.map((due) => made("p", "due near", `◇ あと${told(due[0] - at)}で、${due[1]}(${timeOf(due[0])})`));
}

function timeline(story) {
  const line = made("ol", "timeline");
  const reached = {};
  let before = 0;
  for (const moment of moments(story.steps)) {
    const { at, world } = moment;
    const happened = happenings(story, world, reached[world] || 0, at).sort((a, b) => a.at - b.at);
    const passing = happened.filter((one) => one.at < at && reached[world]);
    for (const one of passing) {
      line.append(made("li", one.kind, clock(one.at, before), one.what));
      before = one.at;
    }
    const what = made("div", "what");
    if (world) what.append(made("p", "source", `〔${world}〕`));
    const now = happened.filter((one) => !passing.includes(one));
    const [waiting, ...then] = moment.steps;
    what.append(...sentence(waiting));
    what.append(...now.filter((one) => one.kind === "due").map((one) => made("div", "due", one.what)));
    what.append(...missed(story, world, at));
    then.forEach((step) => what.append(...sentence(step)));
    what.append(...now.filter((one) => one.kind === "mail").map((one) => one.what));
    line.append(made("li", at ? "moment" : "before", clock(at, before), what));
    before = reached[world] = at || before;
  }
  for (const [world, last] of Object.entries(reached)) {
    const later = happenings(story, world, last, Infinity).sort((a, b) => a.at - b.at);
    for (const one of later) line.append(made("li", `${one.kind} ahead`, clock(one.at, last), one.what));
  }
  return line;
}

function unfolded(story, anchor) {
  const link = made("a", "", "このシナリオへのリンク");
  link.href = `#${anchor}`;
  const where = made("p", "source", `${story.at} ／ ${story.place} `, link);
  const body = made("div", "told-story", where, timeline(story));
  if (story.reason) body.append(made("p", "source", story.reason));
  return body;
}
