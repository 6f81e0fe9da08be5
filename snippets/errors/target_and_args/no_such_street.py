"""A thread raises, and nobody catches it."""

import threading


def deliver():
    raise ValueError("no such street")


threading.Thread(target=deliver).start()
