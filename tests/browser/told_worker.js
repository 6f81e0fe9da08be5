// In the place of the worker in which programs run: it answers each request to judge by
// what the test has planned, so that a verdict needs neither Python nor time.
//
// PLAN has a list for each such request: messages, of which "stop" waits until the reader
// stops it. The last one is the answer.

/* global PLAN */

const post = self.postMessage.bind(self);
let stopped = () => {};

/** @param {number} id @param {object[]} messages */
async function tell(id, messages) {
  for (const message of messages.slice(0, -1)) {
    if (message === "stop") await new Promise((resolve) => (stopped = resolve));
    else post(message);
  }
  post({ id, answer: messages.at(-1), heap: 0 });
}

self.onmessage = ({ data }) => {
  if (data.boot) return post({ ready: true, snapshot: null });
  if (data.stop) return stopped();
  const { op } = data.request ?? {};
  if (op === "test") post({ id: data.id, answer: { works: true }, heap: 0 });
  if (op === "judge") tell(data.id, PLAN.shift());
};
