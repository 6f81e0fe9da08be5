"""Ctrl-C while the main thread waits in join(), called twice."""

import signal
import threading
import time

closing = threading.Event()


def cook():
    closing.wait()  # stands for dishes, and a look at the sign
    time.sleep(0.5)  # the stove takes a while to cool down
    print("stove off")


kitchen = threading.Thread(target=cook)
kitchen.start()
main = threading.get_ident()
keys = threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGINT))
keys.start()  # somebody presses Ctrl-C while the main thread waits
try:
    kitchen.join()
except KeyboardInterrupt:
    print("cook still there:", kitchen.is_alive())
    closing.set()
    kitchen.join()  # returns at once up to Python 3.12
print("lights out")
