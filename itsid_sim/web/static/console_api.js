// The control API as the console asks it, and the stream of what happens in its world.

const TOKEN = "itsid-control-token";
// The server says something every 15 seconds; who hears nothing for longer is cut off.
const SILENCE_MS = 40_000;

export class Refused extends Error {
  constructor(status, { type = "", detail = "", where = "" }) {
    super(detail);
    Object.assign(this, { status, kind: type.replace("/problems/", ""), where });
  }
}

export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

function headers(more) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, authorization: `Bearer ${token}` } : more;
}

export async function ask(method, path, given) {
  const isGiven = given !== undefined;
  const more = { accept: "application/json", ...(isGiven && { "content-type": "application/json" }) };
  const body = isGiven ? JSON.stringify(given) : undefined;
  const answer = await fetch(path, { method, body, headers: headers(more), cache: "no-store" });
  if (!answer.ok) throw await refused(answer);
  return answer.status === 204 ? null : answer.json();
}

async function refused(answer) {
  const problem = await answer.json().catch(() => ({ detail: answer.statusText }));
  return new Refused(answer.status, problem);
}

// What happens after `position`, part by part as it comes; ends with the connection.
export async function* happenings(path, position, signal) {
  const cut = new AbortController();
  const silence = () => setTimeout(() => cut.abort(), SILENCE_MS);
  let timer = silence();
  const more = { accept: "text/event-stream", "last-event-id": position };
  const ends = AbortSignal.any([signal, cut.signal]);
  try {
    const answer = await fetch(path, { headers: headers(more), cache: "no-store", signal: ends });
    if (!answer.ok) throw await refused(answer);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = silence();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      yield blocks.map(message).filter((one) => one.event);
    }
  } finally {
    clearTimeout(timer);
    cut.abort();
  }
}

function message(block) {
  const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s)));
  return { event: fields.event, id: fields.id, data: fields.data && JSON.parse(fields.data) };
}
