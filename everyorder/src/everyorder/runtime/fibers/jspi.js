// The JavaScript half of jspi.py: fibers as thenables. Awaiting one, as Pyodide's run_sync
// does, parks the fiber that runs and resumes that one.
//
// A thenable is never returned from a function that Python calls, since Pyodide would call
// its `then` at once: it is handed over as an attribute.

/** @typedef {(value?: unknown) => void} Resolve */
/** @typedef {{then: (resolve: Resolve) => void}} Thenable */
/** @typedef {{callPromising: () => Promise<unknown>}} Entry a Python function */

class Fiber {
  /** @param {Machine} machine */
  constructor(machine) {
    this.machine = machine;
    /** @type {Resolve|null} what makes it go on */
    this.resume = null;
    /** @type {Fiber|null} who made it */
    this.maker = null;
  }

  /** @param {Resolve} resolve */
  then(resolve) {
    const { running } = this.machine;
    if (running === this) return resolve();
    running.resume = resolve;
    this.machine.go(this);
  }
}

/** Which fiber runs. One machine serves one interpreter. */
class Machine {
  /** @param {(error: unknown) => void} died */
  constructor(died) {
    this.main = new Fiber(this);
    this.running = this.main;
    this.prepared = this.main;
    /** @type {Entry|null} */
    this.entry = null;

    /** Starts the stack that was prepared; resolves when it has come home. */
    this.spawn = {
      /** @param {Resolve} resolve */
      then: (resolve) => {
        const [maker, entry] = [this.running, /** @type {Entry} */ (this.entry)];
        maker.resume = resolve;
        this.prepared.maker = maker;
        this.running = this.prepared;
        entry.callPromising().catch(died);
      },
    };

    /** Where a new stack waits for its first body: back to who made it. */
    this.home = {
      /** @param {Resolve} resolve */
      then: (resolve) => {
        const { running } = this;
        running.resume = resolve;
        this.go(/** @type {Fiber} */ (running.maker));
      },
    };
  }

  /** Python has been entered anew, on the stack that is nobody's. */
  enter() {
    this.running = this.main;
  }

  /** @param {Entry} entry what a new stack runs */
  prepare(entry) {
    this.prepared = new Fiber(this);
    this.entry = entry;
  }

  /** @param {Fiber} fiber */
  go(fiber) {
    const resume = /** @type {Resolve} */ (fiber.resume);
    fiber.resume = null;
    this.running = fiber;
    resume();
  }

  /**
   * A thenable that suspends the fiber which awaits it, while no other runs.
   * @param {(resolve: Resolve) => void} arrange calls `resolve` some time later
   * @returns {Thenable}
   */
  pause(arrange) {
    return {
      then: (resolve) => {
        const { running } = this;
        arrange((value) => {
          this.running = running;
          resolve(value);
        });
      },
    };
  }
}

/**
 * @param {(error: unknown) => void} died a stack ended by an error of the engine: nothing
 *   that waits for it will ever go on
 */
export function makeFibers(died) {
  return new Machine(died);
}
