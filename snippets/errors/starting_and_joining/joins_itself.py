"""A thread waits for its own end."""

import threading


def deliver():
    threading.current_thread().join()


threading.Thread(target=deliver, name="courier").start()
