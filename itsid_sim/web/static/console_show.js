// How the console shows things: always as text, and without disturbing what has the focus.

const SECOND_MS = 1000;
const JAPAN_MS = 9 * 3600 * SECOND_MS;
const DAYS = "日月火水木金土";

export function at(id) {
  return document.getElementById(id);
}

// Japan's time, whatever the zone of whoever looks: 2026-06-01T10:00:00.
export function inJapan(milliseconds) {
  return new Date(milliseconds + JAPAN_MS).toISOString().slice(0, 19);
}

export function dateOf(local) {
  const [year, month, day] = local.slice(0, 10).split("-").map(Number);
  return `${year}年${month}月${day}日(${DAYS[new Date(`${local}Z`).getUTCDay()]})`;
}

export function timeOf(local) {
  return local.slice(11);
}

// A time beside others: its day is told only if it is another one than today.
export function brief(told, now) {
  const [local, today] = [inJapan(Date.parse(told)), inJapan(now)];
  const isToday = local.slice(0, 10) === today.slice(0, 10);
  return isToday ? timeOf(local) : `${local.slice(0, 10)} ${timeOf(local)}`;
}

export function span(seconds) {
  const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
  const parts = [[days, "日"], [hours % 24, "時間"], [minutes % 60, "分"], [seconds % 60, "秒"]];
  const first = parts.findIndex(([number]) => number > 0);
  return parts.slice(first < 0 ? -1 : first).map(([number, unit]) => `${number}${unit}`).join("");
}

// One node for each item, in order. A node that stays is filled anew and never moved, because a
// moved one loses the focus; so new ones are put in around it.
export function list(id, template, items) {
  const place = at(id);
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const kept = new Map([...place.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map(({ key, ...values }) => {
    const node = kept.get(`${key}`) ?? made(template, key);
    kept.delete(`${key}`);
    return fill(node, values);
  });
  for (const gone of kept.values()) gone.remove();
  nodes.forEach((node, n) => {
    if (place.children[n] !== node) place.insertBefore(node, place.children[n] ?? null);
  });
  const none = place.parentElement.querySelector(".none");
  if (none) none.hidden = items.length > 0;
  if (focused && !focused.checkVisibility()) keepFocus(focused, place);
}

// What had the focus is gone: it goes to the line, or to where the line was.
function keepFocus(focused, place) {
  const line = focused.closest("li");
  const near = line?.isConnected ? line : place.closest("section");
  near.tabIndex = -1;
  near.focus();
}

function made(template, key) {
  const node = at(template).content.firstElementChild.cloneNode(true);
  node.dataset.key = key;
  return node;
}

// What has no value is hidden, with the row that it stands in.
function fill(node, values) {
  for (const place of node.querySelectorAll("[data-is]")) {
    const value = `${values[place.dataset.is] ?? ""}`;
    if (place.textContent !== value) place.textContent = value;
    const row = place.closest("dl > div");
    if (row) row.hidden = !value;
  }
  for (const link of node.querySelectorAll("[data-href]")) {
    const href = values[link.dataset.href];
    link.hidden = !href;
    if (href) link.href = href;
  }
  for (const place of node.querySelectorAll("[data-if]")) place.hidden = !values[place.dataset.if];
  for (const [button, name] of named(node, values.names ?? {})) button.setAttribute("aria-label", name);
  for (const [name, value] of Object.entries(values.data ?? {})) node.dataset[name] = value;
  return node;
}

function named(node, names) {
  return Object.entries(names).map(([task, name]) => [node.querySelector(`[data-do=${task}]`), name]);
}

export function note(id, text) {
  at(id).textContent = text;
  at(id).hidden = !text;
}

// What was done, and what can be done about it now.
export function say(text, ...offers) {
  at("said").textContent = text;
  at("offers").replaceChildren(...offers);
}

export function offer(text, what) {
  const button = at("an-offer").content.firstElementChild.cloneNode(true);
  button.textContent = text;
  button.addEventListener("click", what);
  return button;
}

export function wayTo(text, href, target) {
  const link = document.createElement("a");
  Object.assign(link, { textContent: text, href, target });
  return link;
}

// Only https and this machine have a clipboard; elsewhere a selection can be copied.
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  before?.focus();
  if (!isCopied) throw new Error("the browser does not copy");
}
