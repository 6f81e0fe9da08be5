"""`note()` returns at once, also while the writer is busy.

raises: When `close()` returned, a line was missing, or the lines were
    out of order.
deadlock: `note()` waits until the writer has written something. (Here,
    the writer begins when three lines have been handed over.)
hangs: The writer goes round a loop while there is nothing to write. Let
    the writer sleep until a line comes.
"""

import threading

from answer import Log

pages = []
hand_is_free = threading.Event()


def write(line):
    hand_is_free.wait()
    pages.append(line)


log = Log(write)
for line in ("first", "second", "third"):
    log.note(line)
hand_is_free.set()
log.close()
written = " ".join(pages)
assert written == "first second third", f"the log says {written!r}"
