"""Ctrl-C while the main thread
waits in join(), called twice."""

import signal
import threading
import time

closing = threading.Event()


def cook():
    # stands for dishes, and a look at the sign
    closing.wait()
    # the stove takes a while to cool down
    time.sleep(0.5)
    print("stove off")


kitchen = threading.Thread(target=cook)
kitchen.start()
main = threading.get_ident()
keys = threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGINT))
# somebody presses Ctrl-C
# while the main thread waits
keys.start()
try:
    kitchen.join()
except KeyboardInterrupt:
    print("cook still there:", kitchen.is_alive())
    closing.set()
    # returns at once up to Python 3.12
    kitchen.join()
print("lights out")
