"""An oracle for threaded programs: what real CPython does under random schedules.

It runs an unmodified script many times, with real threads of which one runs at a time,
and switches between them before any instruction of any Python code, the standard
library's included (`sys.monitoring`, so Python 3.12 or newer). It collects the outcomes
that it sees. It is an oracle for everyorder, and therefore shares nothing with it: this
folder imports nothing from outside but the standard library.

It proves nothing: an outcome that it did not see may exist. An outcome that it saw is
one that the language allows. A build with a GIL switches at fewer instructions, so that
some of the outcomes cannot be had there.

    outcome.py     the values: programs, options, outcomes
    client.py      outcomes(), try_all(): the caller's side
    command.py     the command line
    worker.py      the script of the process that tries programs
    trial.py       one program: a fork for each schedule
    run.py         one run, in the place of the interpreter's main
    scheduler.py   whose turn it is, what time it is, deadlock
    choices.py     what a seed stands for: random switches, PCT
    watch.py       where a thread may lose its turn
    replaced.py    what stands in for `_thread`, `time`, `_queue`, `select`: locks.py,
                   threads.py, clocks.py

Limits. It needs `os.fork`. Real blocking in C (a socket, a pipe, a lock between
processes) is refused where it is known, and "too long" where it is not. Signals and
processes are refused. The garbage collector runs only where the program calls it, so
that a seed repeats. There is no switch inside an import, or inside C code that calls no
Python. `datetime` tells the real time. A thread's exception that the program's own
`threading.excepthook` takes is not told.
"""

from .client import OracleError, outcomes, try_all
from .outcome import Options, Outcome, Program, Seen, Tried

__all__ = [
    "Options",
    "OracleError",
    "Outcome",
    "Program",
    "Seen",
    "Tried",
    "outcomes",
    "try_all",
]
