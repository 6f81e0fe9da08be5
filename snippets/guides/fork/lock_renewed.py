"""A lock for programs that fork: it is
free in the parent, and new in the child."""

import os
import threading
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


class Ledger:
    def __init__(self):
        self._lock = threading.Lock()
        self.lines = []
        os.register_at_fork(
            # so that nobody is writing
            before=self._lock.acquire,
            after_in_parent=self._lock.release,
            after_in_child=self._begin,
        )

    def _begin(self):
        self._lock = threading.Lock()

    def write(self, line):
        with self._lock:
            self.lines.append(line)


ledger = Ledger()
writer = threading.Thread(target=ledger.write, args=("north",))
writer.start()
child = os.fork()
if child == 0:
    ledger.write("child")
    print(ledger.lines[-1], "wrote", flush=True)
    os._exit(0)
os.waitpid(child, 0)
writer.join()
ledger.write("parent")
print(ledger.lines[-1], "wrote")
