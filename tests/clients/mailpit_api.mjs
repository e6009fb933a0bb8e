// Calls methods of npm's mailpit-api, one after another: mailpit_api.mjs URL '[["getInfo"], …]'.
// Prints what each answered, or why it was refused.
import { MailpitClient } from "mailpit-api";

const [url, steps] = process.argv.slice(2);
const client = new MailpitClient(url);
const told = [];
for (const [method, ...args] of JSON.parse(steps)) {
  try {
    const answer = await client[method](...args);
    const isBlob = answer instanceof Blob;
    told.push({ answer: isBlob ? { type: answer.type, text: await answer.text() } : answer });
  } catch (error) {
    told.push({ refused: error.message });
  }
}
console.log(JSON.stringify(told));
