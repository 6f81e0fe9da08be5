"""Ctrl-C while the main thread
joins with a timeout, in a loop."""

import signal
import threading
import time

closing = threading.Event()


def cook():
    closing.wait()  # stands for the work
    try:
        # the stove takes a while to cool down
        time.sleep(0.5)
    finally:
        print("stove off")


def press_ctrl_c():
    main = threading.main_thread().ident
    signal.pthread_kill(main, signal.SIGINT)


kitchen = threading.Thread(target=cook)
kitchen.start()
try:
    # presses while the main thread joins
    threading.Timer(0.2, press_ctrl_c).start()
    while kitchen.is_alive():
        kitchen.join(timeout=60)
except KeyboardInterrupt:
    print("cook still there:", kitchen.is_alive())
    closing.set()
    while kitchen.is_alive():
        kitchen.join(timeout=60)
print("lights out")
