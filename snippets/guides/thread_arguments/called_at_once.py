"""target=deliver() calls it here and now,
in this thread, and the thread gets None."""

import threading


def deliver():
    print("delivered by", threading.current_thread().name)


threading.Thread(target=deliver(), name="courier").start()
threading.Thread(target=deliver, name="courier").start()
