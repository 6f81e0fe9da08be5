// What the page asks of the worker, and what it is answered (sitekit/live/answers.py).
// Types, and the one place that names the fields of a request.

/**
 * @typedef {object} Promised what a page promises of each order, as the build wrote it
 * @property {string} [shown]
 * @property {string} [error]
 * @property {object} [rule]
 */

/** @typedef {{hot: number[], unsettled: string[]}} Places where stepping stops */

/**
 * @typedef {object} Request
 * @property {"run"|"step"|"search"|"test"} op
 * @property {string} source
 * @property {string} name the program's path
 * @property {string} anchor the id of its figure
 * @property {Promised|null} [promised]
 * @property {string[]} [typed] what input() gets before anybody is asked
 * @property {number|null} [seed]
 * @property {string|null} [order]
 * @property {boolean} [real_time]
 * @property {Places|null} [places]
 * @property {number[]} [choices]
 * @property {number|null} [events] of the order's drawing, up to which it is followed
 * @property {number|null} [seconds]
 */

/**
 * @typedef {object} Option a thread at a decision
 * @property {number} thread
 * @property {string} name
 * @property {number} line
 * @property {string} what
 * @property {boolean} goes
 * @property {boolean} switch
 * @property {string} waits
 * @property {string} holder
 */

/**
 * @typedef {object} Answer
 * @property {string} [refused] why the program could not be run at all
 * @property {number} [line]
 * @property {string} [ending] how a run ended; "redundant" where a decision is open
 * @property {string} [detail]
 * @property {string} [ends] the same for a reader
 * @property {string|null} [output] of a stepped run, so far
 * @property {{thread: string, line: number, what: string, holder: string}[]} [waiting]
 * @property {string|null} [order]
 * @property {number|null} [switches]
 * @property {boolean} [broken]
 * @property {boolean} [held] whether there was something to break
 * @property {string} [figure]
 * @property {Places} [places]
 * @property {number[]} [choices]
 * @property {Option[]} [options]
 * @property {string} [verdict]
 * @property {number} [orders]
 * @property {boolean} [exhaustive]
 * @property {boolean} [interrupted]
 * @property {number} [seconds]
 * @property {[string, number][]} [outputs]
 * @property {boolean} [works] whether the engine has passed its self-test
 */

/** @typedef {[string, string]} Part a stream ("out", "err", "in", "begin") and a text */

/** @typedef {Uint8Array<ArrayBuffer>} Snapshot the memory of a Python that is set up */

/**
 * @typedef {{bytes: number}|{fatal: string}|{ready: true, snapshot: Snapshot|null}|{parts: Part[]}
 *   |{progress: number}|{ask: string}|{id: number, answer: Answer, heap: number}} Told by the worker
 */

export {};
