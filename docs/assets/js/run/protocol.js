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
 * @typedef {object} Check of an exercise: a program that imports the answer
 * @property {string} name
 * @property {string} source
 */

/**
 * @typedef {object} Request
 * @property {"run"|"step"|"search"|"judge"|"test"} op
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
 * @property {Check[]} [checks] by which the source is judged, or the one that is stepped with it
 * @property {string|null} [only] the name of the one check to go on with
 */

/**
 * @typedef {object} Judgment of an answer by one check
 * @property {string} check its name
 * @property {boolean|null} passed null where the check cannot judge it
 * @property {"raises"|"deadlock"|"hangs"|"holds"|"missing"|"syntax"|"unsupported"|""} way it fails
 * @property {string} sentence what to tell of it
 * @property {string} detail in numbers
 * @property {number} line 0 for none
 * @property {string} file that the line is of: the answer's or the check's
 * @property {number} orders
 * @property {number|null} switches of the order that breaks it
 * @property {boolean} exhaustive
 * @property {boolean} more whether the time was up before all orders were run
 * @property {string|null} order that breaks it
 * @property {string} ends how that order ends
 * @property {string|null} figure its drawing
 */

/**
 * @typedef {object} Option a thread at a decision
 * @property {number} thread
 * @property {string} name
 * @property {number} line
 * @property {string} file that the line is of; "" in a program of one file
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
 * @property {Judgment[]} [judgments] in the order of the checks, up to the first that refuses
 * @property {boolean} [works] whether the engine has passed its self-test
 */

/** @typedef {[string, string]} Part a stream ("out", "err", "in", "begin") and a text */

/** @typedef {Uint8Array<ArrayBuffer>} Snapshot the memory of a Python that is set up */

/**
 * @typedef {{bytes: number}|{fatal: string}|{ready: true, snapshot: Snapshot|null}|{parts: Part[]}
 *   |{progress: number}|{judging: string, orders: number}|{judged: Judgment}|{ask: string}
 *   |{id: number, answer: Answer, heap: number}} Told by the worker
 */

export {};
