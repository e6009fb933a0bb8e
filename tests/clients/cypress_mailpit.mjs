// Runs commands of npm's cypress-mailpit, one after another, without Cypress:
// cypress_mailpit.mjs URL '[["mailpitGetAllMails"], …]'. What a command of a subject is called on
// is the answer of the step before. Prints what each answered, or why it failed.
import { registerHooks } from "node:module";

const [url, steps] = process.argv.slice(2);
const commands = new Map();

// The package leaves out the endings of its own files, as bundlers let it.
registerHooks({
  resolve(specifier, context, next) {
    const isOwn = specifier.startsWith("./") && context.parentURL.includes("/cypress-mailpit/");
    return next(isOwn && !specifier.endsWith(".js") ? `${specifier}.js` : specifier, context);
  },
});

globalThis.Cypress = {
  Commands: { add: (name, options, act) => commands.set(name, { act, ...options }) },
  expose: () => url,
  config: () => 500,
};
globalThis.cy = {
  env: async () => process.env,
  wrap: async (value) => value,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  request: async ({ method, url: asked, qs, body, auth }) => {
    const address = new URL(asked);
    Object.entries(qs ?? {}).forEach(([name, value]) => address.searchParams.set(name, value));
    const headers = body ? { "content-type": "application/json" } : {};
    if (auth) headers.authorization = `Basic ${btoa(`${auth.user}:${auth.pass}`)}`;
    const answer = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
    const isJson = answer.headers.get("content-type").startsWith("application/json");
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  },
};
await import("cypress-mailpit");

const told = [];
let subject;
for (const [name, ...args] of JSON.parse(steps)) {
  const { act, prevSubject } = commands.get(name);
  try {
    const answer = await act(...(prevSubject ? [subject, ...args] : args));
    if (!prevSubject) subject = answer;
    told.push({ answer });
  } catch (error) {
    told.push({ refused: error.message });
  }
}
console.log(JSON.stringify(told));
