// Goes through what a reader can do with a program, on a page in a frame, and posts what
// was said: for browsers that have no driver here (test_features.py).

const LOST = "learn/race_conditions/lost_update_broken.py";
const LATE = 100_000; // milliseconds

const frame = document.createElement("iframe");
const said = {};

/** Wait until this gives something. @template T @param {() => T} look @returns {Promise<T>} */
async function until(look) {
  for (const started = performance.now(); performance.now() - started < LATE; ) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${look}`);
}

const figure = () => frame.contentDocument?.querySelector(`figure.program[data-program="${LOST}"]`);
const all = (selector) => [...(figure()?.querySelectorAll(selector) ?? [])];
const text = (selector) => all(selector)[0]?.innerText?.trim() ?? "";
const act = (name) => all(`[data-act=${name}]`)[0].click();
const press = (label) => all("button").find((button) => button.innerText.trim() === label).click();

/** What the panel says, once it is this. @param {RegExp} pattern */
const says = (pattern) => until(() => pattern.test(text(".said")) && text(".said"));

/** Types a program of one line in place of what is there. @param {string} source */
async function write(source) {
  const content = await until(() => all(".cm-content")[0]);
  content.focus();
  frame.contentDocument.execCommand("selectAll");
  await new Promise((resolve) => setTimeout(resolve, 100)); // the editor hears of it later
  frame.contentDocument.execCommand("insertText", false, source);
}

async function go() {
  frame.src = "learn/race-conditions/";
  document.body.append(frame);
  await until(() => all("[data-act=run]")[0]);
  await new Promise((resolve) => setTimeout(resolve, 1000)); // its scripts
  act("run");
  said.run = [await says(/^It ran/), text(".printed"), all(".drawn .step").length > 3];
  const seed = all("input[type=number]")[0];
  seed.value = "2";
  seed.dispatchEvent(new frame.contentWindow.KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  said.seed = await says(/^Seed 2/);
  act("step");
  await says(/Who goes next/);
  for (const thread of ["Thread-1", "Thread-2", "Thread-2"]) {
    const before = text(".drawn");
    all(".go").find((button) => button.innerText.includes(thread)).click();
    await until(() => text(".drawn") !== before);
  }
  said.step = await says(/^You broke it/);
  press("Undo");
  said.undo = await says(/Who goes next/);
  act("check");
  said.check = await says(/^Breaks/);
  all(".player button").at(-1).focus();
  figure().querySelector(".player").dispatchEvent(
    new frame.contentWindow.KeyboardEvent("keydown", { key: "End", bubbles: true, cancelable: true }),
  );
  press("Step from here");
  said.takeOver = await says(/^You broke it/);
  act("edit");
  await write("print(input('Who? '))");
  await until(() => all(".edited")[0].hidden === false);
  act("run");
  await says(/waits for input/);
  all(".asking input")[0].value = "Ada";
  press("Enter");
  said.input = [await says(/^It ran/), text(".printed")];
  press("Share");
  said.share = [await says(/link is/), frame.contentWindow.location.hash.slice(0, 5)];
  await write("while True: pass");
  act("run");
  await says(/^Running/);
  press("Stop");
  said.stop = await says(/^Stopped/);
  press("Reset");
  said.reset = all(".edited")[0].hidden;
}

go()
  .catch((error) => (said.error = String(error)))
  .then(() => fetch("./", { method: "POST", body: JSON.stringify(said) }));
