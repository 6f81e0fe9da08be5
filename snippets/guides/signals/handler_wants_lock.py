"""A handler waits for a lock that the thread
it interrupts already has."""

import signal
import threading

lock = threading.Lock()
menu = ["soup"]


def read_menu(number, frame):
    with lock:  # waits for the main thread
        menu.append("stew")


signal.signal(signal.SIGTERM, read_menu)
with lock:
    print("soup is first:", menu[0])
    # as if somebody typed kill, just now
    signal.raise_signal(signal.SIGTERM)
print("never printed")
