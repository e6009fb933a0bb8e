// The control API as the console asks it, and the stream of what happens in its world.

const TOKEN = "itsid-control-token";
const RETRY_MS = { least: 500, most: 10_000 };

class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

function headers(more) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, authorization: `Bearer ${token}` } : more;
}

// What is given goes as JSON, under a key of its own: an answer that got lost is asked for again.
export async function ask(method, path, given) {
  const more = { accept: "application/json" };
  const init = { method, cache: "no-store" };
  if (given !== undefined) {
    more["content-type"] = "application/json";
    if (method === "POST") more["idempotency-key"] = newKey();
    init.body = JSON.stringify(given);
  }
  const answer = await fetch(path, { ...init, headers: headers(more) });
  if (answer.status === 204) return null;
  const told = await answer.json().catch(() => ({ detail: answer.statusText }));
  if (!answer.ok) throw new Refused(answer.status, told.detail);
  return told;
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("-");
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// Calls `told(kind, data, id)` for all that happens after an event, until it answers false.
export async function listen(path, id, told) {
  let wait = RETRY_MS.least;
  for (;;) {
    try {
      const more = { accept: "text/event-stream", "last-event-id": id };
      const answer = await fetch(path, { headers: headers(more), cache: "no-store" });
      if (!answer.ok) throw new Refused(answer.status, answer.statusText);
      wait = RETRY_MS.least;
      for await (const one of parts(answer.body)) {
        id = one.id || id;
        if (told(one.event, JSON.parse(one.data), id) === false) return;
      }
    } catch (error) {
      if (error instanceof Refused && error.status < 500) throw error;
    }
    await pause(wait);
    wait = Math.min(wait * 2, RETRY_MS.most);
  }
}

async function* parts(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const one = fields(block);
      if (one.data) yield one;
    }
  }
}

function fields(block) {
  const lines = block.split("\n").map((line) => line.split(/: (.*)/s));
  return Object.fromEntries(lines.filter(([name]) => name));
}
