// What the letters do beyond HTML: new ones appear as they come, and codes can be copied.
import { copy } from "./console_show.js";

const RETRY_MS = 5000;
// Shown anew as a whole; the list is put right line by line.
const PARTS = ["count", "boxes", "pages", "on-way"];

const letters = document.getElementById("letters");
const said = document.getElementById("said");

let stream = null;
let isAsking = false;
let again = false;
let arrived = 0;
let wasLost = false;
let timer = 0;

// Ticking letters is not filling in a form, so nobody is asked before they leave.
addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copied(button));
}

async function copied(button) {
  try {
    await copy(document.getElementById(button.dataset.copy).textContent);
    said.textContent = "写しました。";
  } catch {
    said.textContent = "このブラウザーでは写せません。文字を選んで写してください。";
  }
}

// the list

// A line is opened wherever it is clicked, but not by whoever marks some of its text.
function open({ target }) {
  const line = target.closest(".mail");
  if (line && !target.closest("a") && getSelection().type !== "Range") line.querySelector("a").click();
}

// However much happens at once, the list is asked for once, and once more for what came meanwhile.
async function refresh() {
  again = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (again) {
      again = false;
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) put(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // Whoever cannot be asked now is asked again when the stream is back.
  } finally {
    isAsking = false;
  }
}

function put(page) {
  for (const id of PARTS) replace(document.getElementById(id), page.getElementById(id));
  keepingPlace(() => putLetters(page.getElementById("letters")));
  document.getElementById("letters-form").hidden = !letters.children.length;
}

// What has the focus stays as it is until it is left.
function replace(old, fresh) {
  const isSame = old.isEqualNode(fresh);
  if (!isSame && !old.contains(document.activeElement)) old.replaceWith(document.importNode(fresh, true));
}

// Lines that stay are never moved, because a moved one loses the focus; new ones go in around them.
function putLetters(fresh) {
  const kept = new Map([...letters.children].map((line) => [line.dataset.id, line]));
  let isNews = 0;
  const lines = [...fresh.children].map((one) => {
    const line = kept.get(one.dataset.id);
    kept.delete(one.dataset.id);
    isNews += !line && one.className === "new";
    return line ? renewed(line, one) : document.importNode(one, true);
  });
  const wasFocused = [...kept.values()].find((gone) => gone.contains(document.activeElement));
  const next = wasFocused?.nextElementSibling ?? wasFocused?.previousElementSibling;
  for (const gone of kept.values()) gone.remove();
  lines.forEach((line, n) => {
    if (letters.children[n] !== line) letters.insertBefore(line, letters.children[n] ?? null);
  });
  if (wasFocused && next?.isConnected) next.querySelector("a").focus({ preventScroll: true });
  if (letters.dataset.start === "0" && isNews) tell(isNews);
}

function renewed(line, fresh) {
  const [old, now] = [line, fresh].map((one) => one.querySelector(".mail"));
  line.className = fresh.className;
  if (old.isEqualNode(now)) return line;
  if (old.contains(document.activeElement)) renewMark(old, now);
  else old.replaceWith(document.importNode(now, true));
  return line;
}

// The link that has the focus stays; what says whether the letter is new comes or goes before it.
function renewMark(old, now) {
  const mark = now.querySelector(".fresh");
  old.querySelector(".fresh")?.remove();
  if (mark) old.querySelector(".what").prepend(document.importNode(mark, true), " ");
}

function tell(number) {
  arrived += number;
  document.getElementById("news").textContent = `新しいメール${arrived}通`;
}

// Whoever reads further down, or has chosen a line, goes on seeing it where it was.
function keepingPlace(change) {
  const isReading = scrollY > 0 || letters.contains(document.activeElement);
  const line = isReading && [...letters.children].find((one) => one.getBoundingClientRect().bottom > 0);
  const before = line ? line.getBoundingClientRect().top : 0;
  change();
  if (line?.isConnected) scrollBy({ top: line.getBoundingClientRect().top - before, behavior: "instant" });
}

// the stream

function listen() {
  clearTimeout(timer);
  if (stream || document.hidden) return;
  const { events } = letters.dataset;
  stream = new EventSource(events);
  stream.addEventListener("message", ({ data }) => take(JSON.parse(data)));
  stream.addEventListener("open", found);
  stream.addEventListener("error", lost);
}

function take({ Type: type, Data: data }) {
  const { total, unread } = document.getElementById("count").dataset;
  const isSame = type === "stats" && `${data.Total}` === total && `${data.Unread}` === unread;
  if (!isSame) refresh();
}

// A browser comes back by itself to a server that hung up, but not to one that has refused it.
function lost() {
  wasLost = true;
  if (stream?.readyState !== EventSource.CLOSED) return;
  hangUp();
  timer = setTimeout(listen, RETRY_MS);
}

function found() {
  if (wasLost) refresh();
  wasLost = false;
}

function back() {
  listen();
  refresh();
}

function hangUp() {
  clearTimeout(timer);
  stream?.close();
  stream = null;
}

// A browser keeps few connections to one server, so a tab that nobody sees gives its own back.
function look() {
  if (document.hidden) hangUp();
  else back();
}

if (letters) {
  letters.addEventListener("click", open);
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", ({ persisted }) => persisted && back());
  listen();
}
