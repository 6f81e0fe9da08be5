"""While there is nothing to write, the writer sleeps.

expect: waits
hangs: The writer goes round a loop while there is nothing to write. Let
    the writer sleep until a line comes.
"""

import threading

from answer import Log

written = threading.Event()
log = Log(lambda line: written.set())
log.note("all quiet")
written.wait()
threading.Event().wait()  # the log stays open
