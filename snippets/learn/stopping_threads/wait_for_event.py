"""SIGTERM while the main thread waits for an event, and then joins."""

import signal
import threading
import time

closing = threading.Event()
gone = threading.Event()


def cook():
    try:
        closing.wait()  # stands for dishes, and a look at the sign
        time.sleep(0.5)  # the stove takes a while to cool down
        print("stove off")
    finally:
        gone.set()


def stop(signal_number, frame):
    raise KeyboardInterrupt  # in the main thread, as Ctrl-C does


signal.signal(signal.SIGTERM, stop)
kitchen = threading.Thread(target=cook)
kitchen.start()
main = threading.get_ident()
kill = threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGTERM))
kill.start()  # somebody stops the program from outside
try:
    gone.wait()
except KeyboardInterrupt:
    print("cook still there:", kitchen.is_alive())
    closing.set()
kitchen.join()  # the only join, at the very end
print("lights out")
