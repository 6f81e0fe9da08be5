// The only file that knows how a trace is written (everyorder/trace.py). Everything else
// asks it; when the format changes, this file and FORMAT change with it.

/** The version of the format that this file reads. */
export const FORMAT = 3;

/**
 * @typedef {object} Event
 * @property {number} thread
 * @property {number} line 0 where no line of the program stands
 * @property {string} kind read, write, delete, call, return, print, acquire, release,
 *   wait, wake, start, raise or end
 * @property {string} name of a variable, a lock, a thread
 * @property {string} value
 * @property {number|null} other the thread that is started, or holds what is waited for
 */

/**
 * @typedef {object} Local a variable that only this thread sees
 * @property {number} index it holds the value from before this event on
 * @property {number} thread
 * @property {string} name
 * @property {string} value "" when it is gone
 */

/**
 * @typedef {object} Trace
 * @property {string[]} threads their short names, by number
 * @property {Event[]} events
 * @property {Local[]} locals
 */

/**
 * The trace in a JSON text. Throws an Error whose message is for the reader.
 * @param {string} text
 * @returns {Trace}
 */
export function read(text) {
  const { format, threads, events, locals } = JSON.parse(text);
  if (format !== FORMAT) {
    throw new Error(
      `This order is written in format ${format}, and the player reads ${FORMAT}.` +
        " Reload the page.",
    );
  }
  return { threads, events, locals };
}
