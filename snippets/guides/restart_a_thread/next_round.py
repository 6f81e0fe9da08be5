"""A courier who can be sent out again: each
round is a new thread with its own stop."""

import threading


# --8<-- [start:restartable]
class Restartable:
    """Runs target(stop, ...) in a thread, one
    run at a time, as often as you like."""

    def __init__(self, target):
        self._target = target
        self._lock = threading.Lock()
        self._thread = None

    def start(self, *args):
        """False while the last run goes on."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                return False
            # not that of the run before
            self._stop = threading.Event()
            thread = threading.Thread(
                target=self._target, args=(self._stop, *args)
            )
            thread.start()
            self._thread = thread
            return True

    def stop(self):
        """Returns when the run has ended."""
        with self._lock:
            thread = self._thread
            if thread:
                self._stop.set()
        if thread:
            thread.join()
            # --8<-- [end:restartable]


def deliver(stop, street):
    rounds.append(street)
    while not stop.wait(timeout=0.1):
        pass  # one step of your work


def clerk():
    sent.append(courier.start("Elm Street"))


rounds, sent = [], []
courier = Restartable(deliver)
try:
    # two clerks send him at the same time
    clerks = [threading.Thread(target=clerk) for _ in range(2)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    courier.stop()
    sent.append(courier.start("Oak Street"))
finally:
    courier.stop()
print("sent by two clerks:", sorted(sent[:2]))
print("sent after stop():", sent[2])
print(rounds)
