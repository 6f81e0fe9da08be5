// In the place of the worker in which programs run: it answers each request to judge by
// what the test has planned, so that a verdict needs neither Python nor time.
//
// `plan` stands above this: a list for each such request. Its parts are messages, the last
// one is the answer, and "stop" waits until the reader stops it. In a text, {seconds} and
// {only} stand for what was asked.

/* global plan */

const post = self.postMessage.bind(self);
let stopped = () => {};

/** @param {number} id @param {object} request @param {(object|"stop")[]} parts */
async function tell(id, { seconds, only }, parts) {
  const asked = JSON.stringify(parts).replaceAll("{seconds}", seconds).replaceAll("{only}", only);
  const [...messages] = JSON.parse(asked);
  const answer = messages.pop();
  for (const message of messages) {
    if (message === "stop") await new Promise((resolve) => (stopped = resolve));
    else post(message);
  }
  post({ id, answer, heap: 0 });
}

self.onmessage = ({ data }) => {
  if (data.boot) return post({ ready: true, snapshot: null });
  if (data.stop) return stopped();
  const { op } = data.request ?? {};
  if (op === "test") post({ id: data.id, answer: { works: true }, heap: 0 });
  if (op === "judge") tell(data.id, data.request, plan.shift());
};
