"""SIGTERM while the main thread waits
for an event, and then joins."""

import signal
import threading
import time

closing = threading.Event()
gone = threading.Event()


def cook():
    try:
        # stands for dishes, and
        # a look at the sign
        closing.wait()
        # the stove takes a while to cool down
        time.sleep(0.5)
        print("stove off")
    finally:
        gone.set()


def stop(signal_number, frame):
    # in the main thread, as Ctrl-C does
    raise KeyboardInterrupt


signal.signal(signal.SIGTERM, stop)
kitchen = threading.Thread(target=cook)
kitchen.start()
main = threading.get_ident()
kill = threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGTERM))
# somebody stops the program from outside
kill.start()
try:
    gone.wait()
except KeyboardInterrupt:
    print("cook still there:", kitchen.is_alive())
    closing.set()
kitchen.join()  # the only join, at the very end
print("lights out")
